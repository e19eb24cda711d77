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

  private let costs: any CostSource
  private let network: CandidateNetwork
  private let pollStop: (Int) throws(SolverStop) -> Void
  private(set) var rowReadings = 0
  /// The largest and smallest of all present costs and 0, once all rows have been read.
  private(set) var range = CostRange(smallest: 0, largest: 0)
  private var buffer: [Int64]
  /// For each column the last row that it was marked for.
  private var mark: [Int32]

  /// `pollStop` is called with the row about to be read.
  init(
    costs: any CostSource, network: CandidateNetwork,
    pollStop: @escaping (Int) throws(SolverStop) -> Void
  ) {
    self.costs = costs
    self.network = network
    self.pollStop = pollStop
    buffer = [Int64](repeating: 0, count: costs.columnCount)
    mark = [Int32](repeating: -1, count: costs.columnCount)
  }

  private var rowCount: Int { network.rowCount }
  private var columnCount: Int { network.nodeCount - network.rowCount }

  private func isUsable(_ node: Int) -> Bool { network.maximum[node] > 0 }

  private func readRow(
    _ row: Int, _ body: (UnsafeBufferPointer<Int64>) -> Void
  ) throws(SolverStop) {
    if row % 64 == 0 { try pollStop(row) }
    rowReadings += 1
    buffer.withUnsafeMutableBufferPointer { buffer in
      costs.readCosts(ofRow: row, into: buffer)
      body(UnsafeBufferPointer(buffer))
    }
  }

  // MARK: - The first candidates

  /// A first choice of candidates, and potentials at which no pair has a negative reduced cost.
  ///
  /// The nodes of the idle side get the potential at which they just do not want to be used. Those
  /// of the driving side get the highest that suits all pairs, but no higher than they need to not
  /// be wanting.
  /// - Complexity: one reading of all rows.
  func start(
    driving side: BipartiteSide, perRow: Int, perColumn: Int
  ) throws(SolverStop) -> (edges: [CandidateEdge], potentials: [Int64]) {
    let worth = network.firstUseWorth
    var rowSelection = SmallestSelection(slotCount: 1, capacity: perRow)
    var columnSelection = SmallestSelection(slotCount: columnCount, capacity: perColumn)
    var least = [Int64](repeating: .max, count: network.nodeCount)
    var base = [Int64](repeating: 0, count: rowCount)
    var edges: [CandidateEdge] = []
    var rowEnds: [Int] = []
    for row in 0..<rowCount {
      try readRow(row) { costs in
        var leastOfRow = Int64.max
        for column in 0..<columnCount where costs[column] != absentEdge {
          range.smallest = min(range.smallest, costs[column])
          range.largest = max(range.largest, costs[column])
          let value = costs[column] &- worth[rowCount + column]
          if value <= rowSelection.limits[0] && isUsable(rowCount + column) {
            leastOfRow = min(leastOfRow, value)
            rowSelection.offer(
              value, tie: SmallestSelection.tie(row, column), index: column, slot: 0)
          }
        }
        guard isUsable(row) else {
          rowSelection.drain(slot: 0) { _, _ in }
          return
        }
        least[row] = leastOfRow
        base[row] = side == .rows ? leastOfRow : worth[row]
        for column in 0..<columnCount where costs[column] != absentEdge {
          let value = costs[column] &- base[row]
          if value <= columnSelection.limits[column] && isUsable(rowCount + column) {
            columnSelection.offer(
              value, tie: SmallestSelection.tie(row, column), index: row, slot: column)
          }
        }
        rowSelection.drain(slot: 0) { column, value in
          let cost = value &+ worth[rowCount + column]
          edges.append(CandidateEdge(row: Int32(row), column: Int32(column), cost: cost))
        }
      }
      rowEnds.append(edges.count)
    }
    if side == .columns {
      for column in 0..<columnCount { least[rowCount + column] = columnSelection.least(column) }
    }
    let merged = merge(edges, rowEnds, &columnSelection, base)
    return (merged, startPotentials(driving: side, least))
  }

  /// Joins what rows and columns have selected, each edge once, ordered by row.
  private func merge(
    _ fromRows: [CandidateEdge], _ rowEnds: [Int], _ columnSelection: inout SmallestSelection,
    _ base: [Int64]
  ) -> [CandidateEdge] {
    var fromColumns = [[CandidateEdge]](repeating: [], count: rowCount)
    for column in 0..<columnCount {
      columnSelection.drain(slot: column) { row, value in
        fromColumns[row].append(
          CandidateEdge(row: Int32(row), column: Int32(column), cost: value &+ base[row]))
      }
    }
    var merged: [CandidateEdge] = []
    var rowStart = 0
    for row in 0..<rowCount {
      for edge in fromRows[rowStart..<rowEnds[row]] {
        mark[Int(edge.column)] = Int32(row)
        merged.append(edge)
      }
      rowStart = rowEnds[row]
      for edge in fromColumns[row] where mark[Int(edge.column)] != Int32(row) {
        merged.append(edge)
      }
    }
    return merged
  }

  private func startPotentials(driving side: BipartiteSide, _ least: [Int64]) -> [Int64] {
    (0..<network.nodeCount).map { node in
      if !isUsable(node) { return Self.unusablePotential }
      let worth = network.firstUseWorth[node]
      let drives = (node < rowCount) == (side == .rows)
      if !drives || least[node] == .max { return worth }
      return network.minimum[node] > 0 ? least[node] : min(worth, least[node])
    }
  }

  // MARK: - Later candidates

  /// Looks for pairs of the whole matrix that contradict the potentials, and for pairs that lead
  /// out of a reach.
  ///
  /// For every row with such a pair, the `perRow` pairs of smallest reduced cost are added; for
  /// every row from which a pair leads out of a reach, the `perRow` smallest of those.
  /// - Complexity: one reading of all rows.
  func price(
    driving side: BipartiteSide, perRow: Int, reach: Reach
  ) throws(SolverStop) -> Finding {
    let potential = network.potential
    var selection = SmallestSelection(slotCount: 1, capacity: perRow)
    var finding = Finding()
    var loweredTo = [Int64](repeating: .max, count: network.nodeCount)
    for index in mark.indices { mark[index] = -1 }
    for row in 0..<rowCount where isUsable(row) {
      try readRow(row) { costs in
        let ownPotential = potential[row]
        for place in network.listStart[row]..<network.listStart[row + 1] {
          mark[Int(network.arcs[place].neighbour) - rowCount] = Int32(row)
        }
        // Pass over rows without a contradiction quickly. An absent edge is never less.
        var contradicts = false
        for column in 0..<columnCount
        where costs[column] < ownPotential &+ potential[rowCount + column]
          && mark[column] != Int32(row)
        {
          contradicts = true
          let paying = costs[column] &- ownPotential &- potential[rowCount + column]
          let node = side == .rows ? row : rowCount + column
          loweredTo[node] = min(loweredTo[node], potential[node] &+ paying)
        }
        let firstNew = finding.newEdges.count
        if contradicts {
          select(row, costs, firstNew, &selection, &finding) { _ in true }
        }
        if !reach.fromRows.isEmpty && reach.fromRows[row] {
          finding.leavesRowReach =
            select(row, costs, firstNew, &selection, &finding) { !reach.fromRows[$0] }
            || finding.leavesRowReach
        }
        if !reach.fromColumns.isEmpty && !reach.fromColumns[row] {
          finding.leavesColumnReach =
            select(row, costs, firstNew, &selection, &finding) { reach.fromColumns[$0] }
            || finding.leavesColumnReach
        }
      }
    }
    for node in 0..<network.nodeCount where loweredTo[node] != .max {
      finding.lowered.append((node, loweredTo[node]))
    }
    return finding
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
    selection.drain(slot: 0) { column, _ in
      mark[column] = Int32(row)
      finding.newEdges.append(
        CandidateEdge(row: Int32(row), column: Int32(column), cost: costs[column]))
    }
    return finding.newEdges[firstNew...].contains { isSuitable(rowCount + Int($0.column)) }
  }
}
