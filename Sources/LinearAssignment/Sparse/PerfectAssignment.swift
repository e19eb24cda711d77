/// Gives every row of a sparse square problem its own column at the lowest total cost.
struct PerfectAssignment {
  /// How a search for a perfect assignment ended.
  enum Answer {
    /// The column of each row, and the potentials of rows and columns.
    case optimal(columnOfRow: [Int32], rows: [Int64], columns: [Int64])
    /// There are rows that have pairs with fewer columns than they are.
    case infeasible
  }

  /// Asked now and then whether to stop, and told how many of all rows own a column.
  typealias Poll = (_ completed: Int, _ total: Int, _ round: Int) throws(SolverStop) -> Void

  private let graph: ForwardStar
  private let scale: AuctionScale
  private let poll: Poll

  /// Takes a problem unless its costs lie too far apart for an auction in 64 bits.
  init?(_ graph: ForwardStar, poll: @escaping Poll) {
    guard
      let scale = AuctionScale(
        smallest: graph.costs.min() ?? 0, largest: graph.costs.max() ?? 0, count: graph.rowCount)
    else { return nil }
    self.graph = graph
    self.scale = scale
    self.poll = poll
  }

  /// Solves the problem and counts the work.
  func solve(_ work: inout AssignmentWork) throws(SolverStop) -> Answer {
    if (0..<graph.rowCount).contains(where: { graph.start[$0] == graph.start[$0 + 1] }) {
      return .infeasible
    }
    var counted = work
    defer { work = counted }
    return try graph.withArcs { arcs throws(SolverStop) in
      let auction = Auction(count: graph.rowCount, arcs: arcs, scale: scale, poll: poll)
      defer {
        counted.rounds += auction.round
        counted.add(auction)
      }
      guard try auction.settle(from: scale.range / 20) else { return .infeasible }
      let columnOfRow = auction.columnOfRow
      let columns = (0..<graph.columnCount).map { scale.columnPotential(auction.prices[$0]) }
      let rows = columnOfRow.enumerated().map { row, column in
        auction.cost(row, column) / scale.factor - columns[Int(column)]
      }
      return .optimal(columnOfRow: columnOfRow, rows: rows, columns: columns)
    }
  }
}

extension AssignmentWork {
  /// Adds what an auction took.
  mutating func add(_ auction: Auction) {
    bids += auction.bidCount
    searches += auction.searchCount
    settledNodes += auction.settledCount
  }
}
