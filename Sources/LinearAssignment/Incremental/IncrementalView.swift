/// An incremental problem as one of its sides sees it: *near* nodes, each with a line of costs, and
/// *far* nodes, the places of that line.
struct IncrementalView {
  let side: BipartiteSide
  /// Which nodes are there.
  let isNear: [Bool]
  let isFar: [Bool]
  let nearDual: [Int64]
  let farDual: [Int64]
  /// The far node that each near one is assigned to, and the other way round; -1 for none.
  let farOfNear: [Int]
  let nearOfFar: [Int]
  /// Whether every near node needs a far one.
  let nearNeeds: Bool
  /// The cheapest far nodes of each near one.
  let candidates: LineCandidates
  private let cells: [Int64]
  private let nearStride: Int
  private let farStride: Int

  init(_ state: IncrementalState, from side: BipartiteSide) {
    self.side = side
    cells = state.cells
    let duals = state.duals
    switch side {
    case .rows:
      (isNear, isFar) = (state.isRow, state.isColumn)
      (nearDual, farDual) = (duals.row, duals.column)
      (farOfNear, nearOfFar) = (duals.columnOfRow, duals.rowOfColumn)
      (nearNeeds, candidates) = (state.rowsNeed, state.rowCandidates)
      (nearStride, farStride) = (state.stride, 1)
    case .columns:
      (isNear, isFar) = (state.isColumn, state.isRow)
      (nearDual, farDual) = (duals.column, duals.row)
      (farOfNear, nearOfFar) = (duals.rowOfColumn, duals.columnOfRow)
      (nearNeeds, candidates) = (state.columnsNeed, state.columnCandidates)
      (nearStride, farStride) = (1, state.stride)
    }
  }

  /// Calls `body` with each far node that is there and allowed, and its cost.
  @inline(__always)
  func forEachCost(ofNear near: Int, _ body: (_ far: Int, _ cost: Int64) -> Void) {
    cells.withUnsafeBufferPointer { cells in
      var position = near * nearStride
      for far in isFar.indices {
        let cost = cells[position]
        if cost != absentEdge && isFar[far] { body(far, cost) }
        position += farStride
      }
    }
  }

  /// What reading a line as a whole takes, in looks at candidates: a column lies spread over memory.
  var looksOfLine: Int { (farStride == 1 ? 1 : 8) * isFar.count }

  /// The most by which the dual of a far node exceeds its price of reference.
  var largestExcess: Int64 {
    var largest: Int64?
    for far in isFar.indices where isFar[far] {
      largest = max(largest ?? .min, farDual[far] - candidates.referencePrices[far])
    }
    return largest ?? 0
  }
}
