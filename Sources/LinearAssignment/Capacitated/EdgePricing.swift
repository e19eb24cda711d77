/// Reads the costs of all pairs and picks the edges that deserve to be candidates.
final class EdgePricing {
  /// Edges to add to the network, and what must happen to potentials.
  struct Finding {
    var newEdges: [CandidateEdge] = []
    /// Nodes whose potential must fall, each with its new potential, so that no pair of the whole
    /// matrix that is not chosen has a negative reduced cost.
    var lowered: [(node: Int, potential: Int64)] = []
    /// Whether an edge leaves what searches from rows without an end have reached.
    var leavesRowReach = false
    /// The same for searches from columns.
    var leavesColumnReach = false
  }

  /// What searches that found no end have reached, as node flags; empty when there were none.
  struct Reach {
    var fromRows: [Bool] = []
    var fromColumns: [Bool] = []
  }

  /// The potential of a node that may not be used, so low that none of its edges ever pays.
  static let unusablePotential: Int64 = -(1 << 62)

  /// How many edges of each row are picked as if at random.
  static let scatteredPerRow = 8

  let network: CandidateNetwork
  private let pollStop: (Int) throws(SolverStop) -> Void
  private let reader: RowReader
  /// The costs when they are stored sparsely: then all present pairs are candidates.
  let sparseCosts: SparseCosts?
  var rowReadings: Int { reader.readingCount }
  /// The largest and smallest of all present costs and 0, once all rows have been read.
  var range = CostRange(smallest: 0, largest: 0)
  /// For each column the last row that it was marked for.
  var mark: [Int32]
  /// For each row a number that the reduced costs of its pairs that are no candidates are not
  /// below, at the potentials noted in `potentialsAtPricing`.
  var slack: [Int64]
  var potentialsAtPricing: [Int64]
  /// The slack of a row whose pairs are all candidates.
  static let greatSlack: Int64 = 1 << 62
  /// The slack of a row of which nothing is known.
  static let unknownSlack = Int64.min

  /// `pollStop` is called with the row about to be read.
  init(
    costs: any CostSource, network: CandidateNetwork, threadCount: Int,
    pollStop: @escaping (Int) throws(SolverStop) -> Void
  ) {
    self.network = network
    self.pollStop = pollStop
    sparseCosts = costs as? SparseCosts
    reader = RowReader(costs: costs, threadCount: threadCount)
    mark = [Int32](repeating: -1, count: costs.columnCount)
    slack = [Int64](repeating: Self.unknownSlack, count: network.rowCount)
    potentialsAtPricing = [Int64](repeating: 0, count: network.nodeCount)
  }

  var rowCount: Int { network.rowCount }
  var columnCount: Int { network.nodeCount - network.rowCount }

  func isUsable(_ node: Int) -> Bool { network.maximum[node] > 0 }

  private func markCandidates(of row: Int) {
    for place in network.listStart[row]..<network.listStart[row + 1] {
      mark[Int(network.arcs[place].neighbour) - rowCount] = Int32(row)
    }
  }

  private func forgetMarks() {
    for index in mark.indices { mark[index] = -1 }
  }

  /// Reads rows and hands each to `body`, unless it is time to stop.
  func readRows(
    _ rows: [Int], _ body: (Int, UnsafeBufferPointer<Int64>) -> Void
  ) throws(SolverStop) {
    try reader.read(rows, pollStop: pollStop, body)
  }

  // MARK: - Later candidates

  /// Looks for pairs of the whole matrix that contradict the potentials, and for pairs that lead
  /// out of a reach.
  ///
  /// For every row with such a pair, the `perRow` pairs of smallest reduced cost are added; for
  /// every row from which a pair leads out of a reach, the `perRow` smallest of those.
  /// - Complexity: one reading of the rows whose slack is used up; at most of all.
  func price(perRow: Int, reach: Reach) throws(SolverStop) -> Finding {
    if sparseCosts != nil { return Finding() }
    var selection = SmallestSelection(slotCount: 1, capacity: perRow)
    var finding = Finding()
    var loweredTo = [Int64](repeating: .max, count: network.nodeCount)
    forgetMarks()
    useUpSlack()
    func leadsFromRows(_ row: Int) -> Bool { !reach.fromRows.isEmpty && reach.fromRows[row] }
    func leadsFromColumns(_ row: Int) -> Bool {
      !reach.fromColumns.isEmpty && !reach.fromColumns[row]
    }
    let rows = (0..<rowCount).filter {
      isUsable($0) && (slack[$0] < 0 || leadsFromRows($0) || leadsFromColumns($0))
    }
    try readRows(rows) { row, costs in
      markCandidates(of: row)
      slack[row] = leastReducedCost(row, costs, &loweredTo)
      let firstNew = finding.newEdges.count
      if slack[row] < 0 {
        slack[row] = Self.greatSlack
        select(row, costs, firstNew, &selection, &finding) { _ in true }
      }
      if leadsFromRows(row) {
        finding.leavesRowReach =
          select(row, costs, firstNew, &selection, &finding) { !reach.fromRows[$0] }
          || finding.leavesRowReach
      }
      if leadsFromColumns(row) {
        finding.leavesColumnReach =
          select(row, costs, firstNew, &selection, &finding) { reach.fromColumns[$0] }
          || finding.leavesColumnReach
      }
    }
    // Every contradicting pair has a row and a column; lowering all of either side suffices.
    let rowNodes = (0..<rowCount).filter { loweredTo[$0] != .max }
    let columnNodes = (rowCount..<network.nodeCount).filter { loweredTo[$0] != .max }
    finding.lowered = (rowNodes.count <= columnNodes.count ? rowNodes : columnNodes).map {
      ($0, loweredTo[$0])
    }
    return finding
  }

  /// Takes off the slack of each row what the potentials have moved since it was last settled.
  ///
  /// The reduced cost of a pair falls by the rise of its row's potential and by that of its
  /// column's, which is at most the greatest rise of any column.
  private func useUpSlack() {
    let potential = network.potential
    var columnRise: Int64 = 0
    for node in rowCount..<network.nodeCount where isUsable(node) {
      columnRise = max(columnRise, potential[node] &- potentialsAtPricing[node])
    }
    for row in 0..<rowCount where slack[row] != Self.unknownSlack {
      let rise = potential[row] &- potentialsAtPricing[row] &+ columnRise
      let (left, overflow) = slack[row].subtractingReportingOverflow(rise)
      slack[row] = overflow ? (rise > 0 ? -1 : Self.greatSlack) : min(left, Self.greatSlack)
    }
    for node in 0..<network.nodeCount { potentialsAtPricing[node] = potential[node] }
  }

  /// The least reduced cost of a row's pairs that are no candidates, noting how far the potential
  /// of the row or of columns must fall where it is negative.
  private func leastReducedCost(
    _ row: Int, _ costs: UnsafeBufferPointer<Int64>, _ loweredTo: inout [Int64]
  ) -> Int64 {
    let ownPotential = network.potential[row]
    let columnPotentials = network.potential + rowCount
    // Costs less column potential below this matter: they contradict, or are the least so far.
    // An absent edge is never below it.
    var limit = Self.greatSlack
    var least = Self.greatSlack
    for column in 0..<columnCount where costs[column] < limit &+ columnPotentials[column] {
      if mark[column] == Int32(row) { continue }
      let value = costs[column] &- columnPotentials[column]
      least = min(least, value)
      limit = max(least, ownPotential)
      if value < ownPotential {
        let paying = value &- ownPotential
        loweredTo[row] = min(loweredTo[row], value)
        loweredTo[rowCount + column] = min(
          loweredTo[rowCount + column], columnPotentials[column] &+ paying)
      }
    }
    return least == Self.greatSlack ? least : min(Self.greatSlack, least &- ownPotential)
  }

  /// Selects the cheapest pairs of a row that are no candidates yet and suit a condition on the
  /// column's node.
  ///
  /// - Returns: whether a pair that suits the condition is among the new edges from `firstNew` on,
  ///   which are those of this row.
  @discardableResult
  private func select(
    _ row: Int, _ costs: UnsafeBufferPointer<Int64>, _ firstNew: Int,
    _ selection: inout SmallestSelection, _ finding: inout Finding, where isSuitable: (Int) -> Bool
  ) -> Bool {
    for column in 0..<columnCount
    where costs[column] != absentEdge && mark[column] != Int32(row) {
      let node = rowCount + column
      let reduced = costs[column] &- network.potential[row] &- network.potential[node]
      if reduced <= selection.limits[0] && isUsable(node) && isSuitable(node) {
        selection.offer(
          reduced, tie: SmallestSelection.tie(row, column), index: column, slot: 0)
      }
    }
    slack[row] = min(slack[row], selection.leastRefused(0))
    selection.drain(slot: 0) { column, _ in
      mark[column] = Int32(row)
      finding.newEdges.append(
        CandidateEdge(row: Int32(row), column: Int32(column), cost: costs[column]))
    }
    return finding.newEdges[firstNew...].contains { isSuitable(rowCount + Int($0.column)) }
  }
}
