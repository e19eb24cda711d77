extension EdgePricing {
  /// A first choice of candidates, and potentials at which no pair has a negative reduced cost.
  ///
  /// The nodes of the idle side get the potential expected of them or, where nothing is expected,
  /// that at which they just do not want to be used. Those of the driving side get the highest
  /// that suits all pairs, but no higher than they need to not be wanting.
  /// - Complexity: one reading of all rows.
  func start(
    driving side: BipartiteSide, perRow: Int, perColumn: Int, expected: [Int64]?
  ) throws(SolverStop) -> (edges: [CandidateEdge], potentials: [Int64]) {
    let expected = (0..<network.nodeCount).map { node in
      isUsable(node) ? expected?[node] ?? network.firstUseWorth[node] : Self.unusablePotential
    }
    if let sparseCosts { return startWithAll(sparseCosts, driving: side, expected) }
    var rowSelection = SmallestSelection(slotCount: 1, capacity: perRow)
    var columnSelection = SmallestSelection(slotCount: columnCount, capacity: perColumn)
    var least = [Int64](repeating: .max, count: network.nodeCount)
    var base = [Int64](repeating: 0, count: rowCount)
    var edges: [CandidateEdge] = []
    var rowEnds: [Int] = []
    var refused = [Int64](repeating: .max, count: rowCount)
    try readRows(Array(0..<rowCount)) { row, costs in
      defer { rowEnds.append(edges.count) }
      var leastOfRow = Int64.max
      for column in 0..<columnCount where costs[column] != absentEdge {
        range.smallest = min(range.smallest, costs[column])
        range.largest = max(range.largest, costs[column])
        let value = costs[column] &- expected[rowCount + column]
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
      base[row] = side == .rows ? leastOfRow : expected[row]
      for column in 0..<columnCount where costs[column] != absentEdge {
        let value = costs[column] &- base[row]
        if value <= columnSelection.limits[column] && isUsable(rowCount + column) {
          columnSelection.offer(
            value, tie: SmallestSelection.tie(row, column), index: row, slot: column)
        }
      }
      refused[row] = rowSelection.leastRefused(0)
      addScatteredEdges(row, costs, &edges)
      rowSelection.drain(slot: 0) { column, value in
        let cost = value &+ expected[rowCount + column]
        edges.append(CandidateEdge(row: Int32(row), column: Int32(column), cost: cost))
      }
    }
    if side == .columns {
      for column in 0..<columnCount { least[rowCount + column] = columnSelection.least(column) }
    }
    let merged = merge(edges, rowEnds, &columnSelection, base)
    let potentials = startPotentials(driving: side, least, expected)
    if side == .rows {
      // What a row has not selected costs, less the start potential of its column, this or more.
      for row in 0..<rowCount where isUsable(row) {
        slack[row] = refused[row] == .max ? Self.greatSlack : refused[row] &- potentials[row]
      }
    }
    potentialsAtPricing = potentials
    return (merged, potentials)
  }

  /// Makes all present pairs candidates.
  private func startWithAll(
    _ sparse: SparseCosts, driving side: BipartiteSide, _ expected: [Int64]
  ) -> (edges: [CandidateEdge], potentials: [Int64]) {
    var least = [Int64](repeating: .max, count: network.nodeCount)
    var edges: [CandidateEdge] = []
    edges.reserveCapacity(sparse.edgeCount)
    for row in 0..<rowCount {
      for place in sparse.rowStart[row]..<sparse.rowStart[row + 1] {
        let column = rowCount + Int(sparse.columns[place])
        let cost = sparse.costs[place]
        range.smallest = min(range.smallest, cost)
        range.largest = max(range.largest, cost)
        if !isUsable(row) || !isUsable(column) { continue }
        least[row] = min(least[row], cost &- expected[column])
        least[column] = min(least[column], cost &- expected[row])
        edges.append(
          CandidateEdge(row: Int32(row), column: sparse.columns[place], cost: cost))
      }
    }
    return (edges, startPotentials(driving: side, least, expected))
  }

  /// Adds a few edges of a row that are picked as if at random.
  ///
  /// They need not be cheap: they let nearly everybody find a partner, so that the first prices
  /// are not spoilt by nodes that seem impossible to use.
  private func addScatteredEdges(
    _ row: Int, _ costs: UnsafeBufferPointer<Int64>, _ edges: inout [CandidateEdge]
  ) {
    var added = 0
    for attempt in 0..<(2 * Self.scatteredPerRow) where added < Self.scatteredPerRow {
      let column = Int(SmallestSelection.tie(row, -1 - attempt)) % columnCount
      if costs[column] != absentEdge && isUsable(rowCount + column) {
        edges.append(
          CandidateEdge(row: Int32(row), column: Int32(column), cost: costs[column]))
        added += 1
      }
    }
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
      for edge in fromRows[rowStart..<rowEnds[row]] where mark[Int(edge.column)] != Int32(row) {
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

  private func startPotentials(
    driving side: BipartiteSide, _ least: [Int64], _ expected: [Int64]
  ) -> [Int64] {
    (0..<network.nodeCount).map { node in
      if !isUsable(node) { return Self.unusablePotential }
      let worth = network.firstUseWorth[node]
      let drives = (node < rowCount) == (side == .rows)
      if !drives { return expected[node] }
      if least[node] == .max { return worth }
      return network.minimum[node] > 0 ? least[node] : min(worth, least[node])
    }
  }
}
