/// Gives every row of a sparse square problem its own column at the lowest total cost.
///
/// Auctions with a falling tolerance, each going on from the prices of the one before (epsilon
/// scaling), bring prices near the best ones. Then shortest augmenting paths make them exact. When
/// these turn out long, they are given up for another auction.
struct PerfectAssignment {
  /// How a search for a perfect assignment ended.
  enum Answer {
    /// The column of each row, and the potentials of rows and columns.
    case optimal(columnOfRow: [Int32], rows: [Int64], columns: [Int64])
    /// There are rows that have pairs with fewer columns than they are.
    case infeasible
  }

  /// How many times smaller the tolerance is from one auction to the next.
  static let tolerancePace: Int64 = 6
  /// Costs are scaled up to about this range, for prices finer than costs.
  static let usualRange: Int64 = 1 << 20

  let graph: ForwardStar
  /// The greatest difference between two costs.
  let range: Int64
  private let poll: Poll

  /// Asked now and then whether to stop, and told how many of all rows own a column.
  typealias Poll = (_ completed: Int, _ total: Int, _ round: Int) throws(SolverStop) -> Void

  /// Takes a problem unless its costs lie too far apart for an auction in 64 bits.
  init?(_ graph: ForwardStar, poll: @escaping Poll) {
    self.graph = graph
    self.poll = poll
    let smallest = graph.costs.min() ?? 0
    let largest = graph.costs.max() ?? 0
    let (range, overflow) = largest.subtractingReportingOverflow(smallest)
    // A bid raises the highest price by the range and the tolerance at most, and without a perfect
    // matching that is found out after 32 bids a row; with one, no price rises by more than the
    // number of rows times that in an auction (Bertsekas 1988), nor in all paths, of which the
    // tolerances together make less than two. So all prices stay below 2^61.
    let most = Int64(1) << 61 / (64 * Int64(graph.rowCount + 1))
    guard !overflow, range < most, largest.magnitude < 1 << 60, smallest.magnitude < 1 << 60 else {
      return nil
    }
    self.range = range
  }

  /// How much finer than costs prices are.
  var scale: Int64 {
    let most = Int64(1) << 61 / (64 * Int64(graph.rowCount + 1))
    let farthest = graph.costs.reduce(1) { max($0, Int64($1.magnitude)) }
    let room = min(most / max(1, range + 1), (1 << 60) / farthest)
    return max(1, min(room, Self.usualRange / max(1, range)))
  }

  /// Solves the problem and counts the work.
  func solve(_ work: inout AssignmentWork) throws(SolverStop) -> Answer {
    if (0..<graph.rowCount).contains(where: { graph.start[$0] == graph.start[$0 + 1] }) {
      return .infeasible
    }
    let scale = self.scale
    var counted = work
    defer { work = counted }
    return try graph.withArcs { arcs throws(SolverStop) in
      let auction = Auction(
        count: graph.rowCount, arcs: arcs, scale: scale, range: range * scale, poll: poll)
      defer {
        counted.bids += auction.bidCount
        counted.searches += auction.searchCount
        counted.settledNodes += auction.settledCount
      }
      var tolerance = max(1, range * scale / 20)
      // Every turn but the last divides the tolerance, down to 1.
      while true {
        counted.rounds += 1
        if try !auction.bid(tolerance: tolerance) { return .infeasible }
        let isLast = tolerance == 1
        if isLast || tolerance <= (range * scale) >> 14 {
          let budget = isLast ? Int.max : 4 * graph.rowCount
          if try auction.augment(budget: budget) { return answer(auction) }
        }
        tolerance = max(1, tolerance / Self.tolerancePace)
      }
    }
  }

  /// The choice and the potentials of an auction whose tolerance is 0, in units of the costs.
  ///
  /// Potentials are rounded, those of columns down and those of rows up. Where the two together
  /// were at most scale x cost, with cost an integer, they are then at most the cost; where they
  /// were equal to it, they still are.
  private func answer(_ auction: Auction) -> Answer {
    let columns = (0..<graph.rowCount).map { column in
      let price = auction.prices[column]
      return -((price + auction.scale - 1) / auction.scale)
    }
    let columnOfRow = (0..<graph.rowCount).map { auction.lists[$0].column }
    let rows = (0..<graph.rowCount).map { row in
      let column = columnOfRow[row]
      return auction.cost(row, column) / auction.scale - columns[Int(column)]
    }
    return .optimal(columnOfRow: columnOfRow, rows: rows, columns: columns)
  }
}
