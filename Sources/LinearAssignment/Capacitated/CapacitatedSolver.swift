/// Thrown inside a solver to unwind when the caller wants it to stop.
struct SolverStop: Error {
  var reason: StopReason
}

/// Solves capacitated assignment problems: few edges, then prices.
///
/// The cheapest edges of every row and every column are candidates. On these the problem is solved
/// by successive shortest augmenting paths, which yields potentials. Then all rows are read in
/// search of pairs that contradict the potentials, having a negative reduced cost; these become
/// candidates, the potentials of nodes that they contradict are lowered, and the nodes affected
/// are augmented again. When there is no such pair, the potentials prove the choice optimal for
/// the whole matrix.
///
/// Each round but the last adds an edge, so there are at most rows x columns + 1 rounds; as the
/// number of edges that a round may add per row doubles from round to round, there are few.
///
/// Volgenant 1996, "Linear and semi-assignment problems: a core oriented approach", Computers &
/// Operations Research 23, pp. 917-932, does so for the unit case.
final class CapacitatedSolver {
  private let costs: any CostSource
  private let rows: [DegreeBounds]
  private let columns: [DegreeBounds]
  private let options: CapacitatedAssignmentOptions
  private let network: CandidateNetwork
  private let search: AugmentingPathSearch
  /// The side from which paths are grown: the one with fewer places.
  private let drivingSide: BipartiteSide
  private var work = AssignmentWork()

  /// Potentials beyond this are computed anew, so that later rounds cannot drift out of 64 bits.
  private static let potentialLimit: Int64 = 1 << 60

  /// The bounds must be valid for the costs.
  init(
    costs: any CostSource, rows: [DegreeBounds], columns: [DegreeBounds], forest: QuotaForest,
    options: CapacitatedAssignmentOptions
  ) {
    self.costs = costs
    self.rows = rows
    self.columns = columns
    self.options = options
    network = CandidateNetwork(rows: rows, columns: columns, forest: forest)
    search = AugmentingPathSearch(network: network)
    func places(_ bounds: [DegreeBounds], _ oppositeCount: Int) -> Int {
      bounds.reduce(0) { $0 + min($1.maximum, oppositeCount) }
    }
    drivingSide =
      places(rows, columns.count) <= places(columns, rows.count) ? .rows : .columns
  }

  enum Answer {
    /// The potentials of quotas are those of rows, then those of columns.
    case optimal(
      pairs: [AssignedPair], value: Int128, potentials: Potentials, quotas: [Int64])
    /// A vertex that no path from the choice helps, counting rows, columns and quotas, and
    /// potentials for which the bound is positive although all costs are taken for 0.
    case infeasible(
      deficient: Int, choice: [AssignedPair], potentials: Potentials, quotas: [Int64])
  }

  /// Vertices whose wants or surplus no path settles, by the side that paths grow from.
  private struct Stuck {
    var growingFromRows: [Int] = []
    var growingFromColumns: [Int] = []
  }

  /// Solves the problem; the answer has not been checked.
  func solve() throws -> (answer: Answer, work: AssignmentWork) {
    if let node = nodeWithImpossibleMinimum() {
      let values = (0..<network.vertexCount).map { Int64($0 == node ? 1 : 0) }
      return (infeasible(node, values), work)
    }
    let pricing = EdgePricing(costs: costs, network: network, threadCount: options.readingThreads) {
      [self] row throws(SolverStop) in
      try poll(.reading, completed: row, total: rows.count)
    }
    let start = try pricing.start(
      driving: drivingSide, perRow: options.candidatesPerRow,
      perColumn: options.candidatesPerColumn, expected: expectedPotentials)
    var range = pricing.range
    for bounds in rows + columns { range.smallest = min(range.smallest, bounds.firstUseCost) }
    try range.check(nodeCount: network.vertexCount)
    network.add(start.edges)
    network.start(potentials: start.potentials)

    let (possiblePairs, overflow) = rows.count.multipliedReportingOverflow(by: columns.count)
    let roundLimit = overflow ? Int.max : possiblePairs + 1
    var perRow = 2 * options.candidatesPerRow
    while work.rounds < roundLimit {
      work.rounds += 1
      let stuck = try augmentAll()
      assert(network.brokenInvariant() == nil, network.brokenInvariant() ?? "")
      let reach = EdgePricing.Reach(
        fromRows: stuck.growingFromRows.isEmpty
          ? [] : search.reach(from: stuck.growingFromRows, growingFromRows: true),
        fromColumns: stuck.growingFromColumns.isEmpty
          ? [] : search.reach(from: stuck.growingFromColumns, growingFromRows: false))
      let finding = try pricing.price(perRow: perRow, reach: reach)
      work.rowReadings = pricing.rowReadings
      work.searches = search.searchCount
      work.settledNodes = search.settledNodeCount
      work.candidateEdges = network.edgeCount
      if !stuck.growingFromRows.isEmpty && !finding.leavesRowReach {
        return (
          infeasible(stuck.growingFromRows, reach.fromRows, growingFromRows: true), work
        )
      }
      if !stuck.growingFromColumns.isEmpty && !finding.leavesColumnReach {
        return (
          infeasible(stuck.growingFromColumns, reach.fromColumns, growingFromRows: false), work
        )
      }
      if finding.newEdges.isEmpty { return (optimum(range), work) }
      network.add(finding.newEdges)
      if mayDrift {
        network.start(potentials: start.potentials)
      } else {
        for (node, potential) in finding.lowered {
          network.lowerPotential(of: node, to: potential)
        }
      }
      perRow = min(2 * perRow, max(1, columns.count))
    }
    throw AssignmentError(
      code: .internalInconsistency,
      message: "The solver has used all of its \(roundLimit) rounds without coming to an end.",
      advice: "this is a defect of the package; please report it with the costs.")
  }

  private func poll(
    _ stage: AssignmentProgress.Stage, completed: Int, total: Int
  ) throws(SolverStop) {
    if let reason = options.shouldStop() { throw SolverStop(reason: reason) }
    options.onProgress?(
      AssignmentProgress(
        stage: stage, round: work.rounds + (stage == .reading ? 1 : 0), completed: completed,
        total: total))
  }

  private func nodeWithImpossibleMinimum() -> Int? {
    rows.firstIndex { $0.minimum > columns.count }
      ?? columns.firstIndex { $0.minimum > rows.count }.map { rows.count + $0 }
  }

  /// The potentials that the caller expects of rows and columns, unless they are out of range.
  private var expectedPotentials: [Int64]? {
    guard let expected = options.expectedPotentials else { return nil }
    let values = expected.rows + expected.columns
    return values.contains { $0.magnitude > Self.potentialLimit.magnitude } ? nil : values
  }

  private var mayDrift: Bool {
    (0..<network.vertexCount).contains {
      network.maximum[$0] > 0 && network.potential[$0].magnitude > Self.potentialLimit
    }
  }

  /// Augments until no vertex is wanting or overfull, except those for which there is no path.
  private func augmentAll() throws(SolverStop) -> Stuck {
    var stuck = Stuck()
    let rowNodes = 0..<network.rowCount
    let columnNodes = network.rowCount..<network.nodeCount
    let groups = network.nodeCount..<network.vertexCount
    let order =
      drivingSide == .rows ? [groups, rowNodes, columnNodes] : [groups, columnNodes, rowNodes]
    var completed = 0
    for vertices in order {
      for vertex in vertices {
        completed += 1
        // Every successful search settles one unit, and none makes another vertex unsettled.
        while network.isWanting(vertex) || network.isOverfull(vertex) {
          if search.searchCount % 16 == 0 {
            try poll(.augmenting, completed: completed, total: network.vertexCount)
          }
          let growingFromRows = network.isOnRowSide(vertex) == network.isWanting(vertex)
          if search.augment(from: vertex, growingFromRows: growingFromRows) { continue }
          if growingFromRows {
            stuck.growingFromRows.append(vertex)
          } else {
            stuck.growingFromColumns.append(vertex)
          }
          break
        }
      }
    }
    return stuck
  }

  // MARK: - Answers

  /// The proof that belongs to vertices for which there is no path, and to what they reach.
  private func infeasible(
    _ stuck: [Int], _ isReached: [Bool], growingFromRows: Bool
  ) -> Answer {
    var smallest = (size: Int.max, vertex: stuck[0])
    for vertex in stuck.prefix(32) {
      let size = search.reach(from: [vertex], growingFromRows: growingFromRows).count { $0 }
      if size < smallest.size { smallest = (size, vertex) }
    }
    // Nothing leaves the reach: its flow is too much by what the stuck vertices lack. Nodes that
    // may not be used are no candidates' ends, but could as well be reached.
    let values = (0..<network.vertexCount).map { vertex -> Int64 in
      if network.isOnRowSide(vertex) == growingFromRows { return isReached[vertex] ? 1 : 0 }
      let isUnusable = vertex < network.nodeCount && network.maximum[vertex] == 0
      return isReached[vertex] || isUnusable ? -1 : 0
    }
    return infeasible(smallest.vertex, values)
  }

  private func infeasible(_ deficient: Int, _ values: [Int64]) -> Answer {
    .infeasible(
      deficient: deficient, choice: network.chosenPairs(), potentials: potentials(values),
      quotas: multipliers(values))
  }

  private func potentials(_ values: [Int64]) -> Potentials {
    Potentials(
      rows: Array(values[..<network.rowCount]),
      columns: Array(values[network.rowCount..<network.nodeCount]))
  }

  /// What each quota adds to the potential of the group around it.
  private func multipliers(_ values: [Int64]) -> [Int64] {
    (network.nodeCount..<network.vertexCount).map {
      network.group[$0] < 0 ? values[$0] : values[$0] - values[network.group[$0]]
    }
  }

  private func optimum(_ range: CostRange) -> Answer {
    var value: Int128 = 0
    for node in 0..<network.nodeCount where network.degree[node] > 0 {
      value -= Int128(network.firstUseWorth[node])
      if node >= network.rowCount { continue }
      for place in network.listStart[node]..<(network.listStart[node] + network.degree[node]) {
        value += Int128(network.arcs[place].cost)
      }
    }
    settleUnusable(range)
    let values = (0..<network.vertexCount).map { network.potential[$0] }
    return .optimal(
      pairs: network.chosenPairs(), value: value, potentials: potentials(values),
      quotas: multipliers(values))
  }

  /// Gives nodes that may not be used the highest potential that surely contradicts no pair.
  private func settleUnusable(_ range: CostRange) {
    let rowNodes = 0..<network.rowCount
    let columnNodes = network.rowCount..<network.nodeCount
    for (nodes, others) in [(columnNodes, rowNodes), (rowNodes, columnNodes)] {
      let highest = others.reduce(0) { max($0, network.potential[$1]) }
      for node in nodes where network.maximum[node] == 0 {
        network.potential[node] = range.smallest - highest
      }
    }
  }
}
