/// Gives every row of a large square problem its own column at the lowest total cost, looking at
/// few of the pairs: few edges, then prices.
///
/// The cheapest pairs of every row and column are candidates, on which the problem is solved by
/// auctions and paths. Then rows that pay more than the bound on their other pairs are read again,
/// and get more candidates, those that cost them least at the prices found. While these change the
/// prices of many, auctions bring them near the best again. When only few rows are affected, their
/// paths alone do, and prices stay as they are elsewhere: then hardly any row must be read again.
///
/// Volgenant 1996, "Linear and semi-assignment problems: a core oriented approach", Computers &
/// Operations Research 23, pp. 917-932, goes the same way with paths alone.
final class PricedAssignment {
  /// How a search ended.
  enum Answer {
    case optimal(columnOfRow: [Int32], rows: [Int64], columns: [Int64])
    /// Rows that have pairs with fewer columns than they are.
    case infeasible([Int])
    /// The costs lie too far apart for this method.
    case outOfRange
  }

  let source: any CostSource
  let options: CapacitatedAssignmentOptions
  /// The bounds of rows and columns; `nil` for a sample, for which prices near the best will do.
  private let bounds: [DegreeBounds]?
  private(set) var work = AssignmentWork()

  init(source: any CostSource, bounds: [DegreeBounds]?, options: CapacitatedAssignmentOptions) {
    self.source = source
    self.options = options
    self.bounds = bounds
  }

  func addReadings(_ count: Int) { work.rowReadings += count }

  /// Reads rows of the source.
  var blocks: RowBlocks {
    RowBlocks(source: source, threadCount: max(1, options.readingThreads)) {
      [self] completed throws(SolverStop) in
      try poll(.reading, completed, source.rowCount)
    }
  }

  /// Solves the problem.
  ///
  /// Every round but the last adds a pair to the candidates, or finds that a row has no more, so
  /// there is an end; as the number of pairs that a row may add doubles, there are few rounds.
  func solve() throws -> Answer {
    let count = source.rowCount
    let candidates = CandidateRows(blocks)
    defer { work.rowReadings += candidates.rowReadings }
    let guess = try guessedPrices()
    try candidates.start(
      perRow: options.candidatesPerRow, perColumn: options.candidatesPerColumn, prices: guess)
    if candidates.range.smallest > candidates.range.largest { return .infeasible([0]) }
    if let bounds { try candidates.range.check(with: bounds) }
    guard
      let scale = AuctionScale(
        smallest: candidates.range.smallest, largest: candidates.range.largest, count: count)
    else { return .outOfRange }
    var state = State(count: count)
    var tolerance: Int64? = scale.range / 20
    let (highest, overflow) = (guess?.max() ?? 0).multipliedReportingOverflow(by: scale.factor)
    let isUsable = !overflow && highest < 1 << 58
    if let guess, isUsable {
      state.prices = guess.map { $0 * scale.factor }
      tolerance = candidates.typicalSpread * scale.factor
    }
    candidates.scaleBounds(by: scale.factor, prices: isUsable ? state.prices : nil)
    var perRow = max(1, options.candidatesPerRow / 2)
    let (pairs, isEndless) = count.multipliedReportingOverflow(by: count + 2)
    for _ in 0..<(isEndless ? Int.max : pairs) {
      work.candidateEdges = candidates.graph.columns.count
      if let violator = try settle(&state, candidates.graph, scale, tolerance) {
        if try !candidates.widen(violator, perRow: perRow) { return .infeasible(violator) }
        perRow = min(2 * perRow, max(1, source.columnCount))
        continue
      }
      if state.prices.contains(where: { $0 > 1 << 60 }) { return .outOfRange }
      candidates.raiseBounds(state.prices)
      let rows = (0..<count).filter { state.paid[$0] > candidates.bounds[$0] }
      if rows.isEmpty { return optimal(state, candidates.graph, scale) }
      try candidates.extend(rows, perRow: perRow, prices: state.prices, factor: scale.factor)
      tolerance = self.tolerance(rows, state, candidates.graph, scale.factor)
      if bounds == nil && tolerance == nil { return optimal(state, candidates.graph, scale) }
      perRow = min(2 * perRow, max(1, source.columnCount))
    }
    throw AssignmentError(
      code: .internalInconsistency,
      message: "Candidates were added more often than there are pairs.",
      advice: "this is a defect of the package; please report it with the costs.")
  }

  /// Up to this part of all rows, paths are preferred to auctions.
  private static let fewRows = 32

  /// Where to start auctions from after rows got new candidates, or `nil` if paths will do: as far
  /// as prices are wrong by the new candidates.
  private func tolerance(
    _ rows: [Int], _ state: State, _ graph: ForwardStar, _ factor: Int64
  ) -> Int64? {
    var overthrown = 0
    var excess: Int128 = 0
    for row in rows {
      let least = graph.leastPaid(row, state.prices, factor)
      if least >= state.paid[row] { continue }
      overthrown += 1
      excess += Int128(state.paid[row] - least)
    }
    if overthrown <= graph.rowCount / Self.fewRows { return nil }
    return Int64(excess / Int128(overthrown)) / 4
  }

  /// What one round leaves to the next.
  private struct State {
    var prices: [Int64]
    var columnOfRow: [Int32]
    /// What each row pays, scaled.
    var paid: [Int64]

    init(count: Int) {
      prices = [Int64](repeating: 0, count: count)
      columnOfRow = [Int32](repeating: -1, count: count)
      paid = [Int64](repeating: 0, count: count)
    }
  }

  /// Solves the problem on the candidates, by auctions if there is a tolerance to start from.
  ///
  /// - Returns: rows that have candidates with fewer columns than they are, if there are such.
  private func settle(
    _ state: inout State, _ graph: ForwardStar, _ scale: AuctionScale, _ tolerance: Int64?
  ) throws(SolverStop) -> [Int]? {
    if let empty = (0..<graph.rowCount).first(where: { graph.start[$0] == graph.start[$0 + 1] }) {
      return [empty]
    }
    let before = state
    let (after, violator) = try graph.withArcs {
      arcs throws(SolverStop) -> (State, [Int]?) in
      let auction = Auction(count: graph.rowCount, arcs: arcs, scale: scale) {
        [self] completed, _, _ throws(SolverStop) in
        try poll(.augmenting, completed, graph.rowCount)
      }
      auction.resume(prices: before.prices, columnOfRow: before.columnOfRow)
      let isSettled: Bool
      if let tolerance {
        isSettled = try auction.settle(from: tolerance)
      } else {
        isSettled = try auction.augment(budget: .max)
      }
      work.rounds += 1
      work.add(auction)
      guard isSettled else {
        var violator = HallViolator(
          arcs: arcs, columnCount: graph.columnCount, columnOfRow: auction.columnOfRow)
        return (before, try violator.find(wanted: Array(0..<graph.rowCount), poll: auction.poll))
      }
      var after = before
      after.columnOfRow = auction.columnOfRow
      for column in 0..<graph.columnCount { after.prices[column] = auction.prices[column] }
      for (row, column) in after.columnOfRow.enumerated() {
        after.paid[row] = auction.cost(row, column) + auction.prices[Int(column)]
      }
      return (after, nil)
    }
    state = after
    return violator
  }

  private func optimal(_ state: State, _ graph: ForwardStar, _ scale: AuctionScale) -> Answer {
    let columns = state.prices.map(scale.columnPotential)
    let rows = state.columnOfRow.enumerated().map { row, column in
      let cost = (state.paid[row] - state.prices[Int(column)]) / scale.factor
      return cost - columns[Int(column)]
    }
    return .optimal(columnOfRow: state.columnOfRow, rows: rows, columns: columns)
  }

  private func poll(
    _ stage: AssignmentProgress.Stage, _ completed: Int, _ total: Int
  ) throws(SolverStop) {
    if let reason = options.shouldStop() { throw SolverStop(reason: reason) }
    options.onProgress?(
      AssignmentProgress(
        stage: stage, round: work.rounds + 1, completed: completed, total: total))
  }
}
