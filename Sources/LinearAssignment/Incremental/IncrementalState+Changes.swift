extension IncrementalState {
  /// Lists the cheapest columns of a row anew.
  private mutating func listCandidates(ofRow row: Int) {
    let line = (row * stride)..<(row * stride + isColumn.count)
    cells.withUnsafeBufferPointer { cells in
      rowCandidates.rebuild(
        line: row, costs: UnsafeBufferPointer(rebasing: cells[line]), isThere: isColumn)
    }
  }

  /// Lists the cheapest places of all rows and columns anew, at the duals of now.
  mutating func listAllCandidates() {
    rowCandidates = LineCandidates(lineCount: isRow.count, referencePrices: duals.column)
    columnCandidates = LineCandidates(lineCount: isColumn.count, referencePrices: duals.row)
    // As many threads as a solve has by default; small ones are done before a second has started.
    let threads = isRow.count * isColumn.count < 1 << 18 ? 1 : 2
    cells.withUnsafeBufferPointer { cells in
      rowCandidates.rebuildAll(
        isLine: isRow, isPlace: isColumn, cells: cells, stride: (place: 1, line: stride),
        threadCount: threads)
      columnCandidates.rebuildAll(
        isLine: isColumn, isPlace: isRow, cells: cells, stride: (place: stride, line: 1),
        threadCount: threads)
    }
  }

  /// Makes the duals fit for a problem that is no longer square, in which nodes may stay free.
  mutating func leaveSquare(fewerRows: Bool) {
    guard rowCount == columnCount else { return }
    let largest = (fewerRows ? columns.map { duals.column[$0] } : rows.map { duals.row[$0] }).max()
    duals.shift(columnsBy: (largest ?? 0) * (fewerRows ? -1 : 1))
  }

  /// Takes a row's column away from it.
  mutating func unassign(row: Int) {
    let column = duals.columnOfRow[row]
    guard column >= 0 else { return }
    duals.columnOfRow[row] = -1
    duals.rowOfColumn[column] = -1
  }

  /// Stores the costs of a row that is not assigned, and prices it so that no pair is too cheap.
  mutating func write(_ costs: [Int64], toRow row: Int) {
    let start = row * stride
    cells.withUnsafeMutableBufferPointer { cells in
      columnCandidates.remove(place: row, costs: { cells[start + $0] })
      for column in costs.indices { cells[start + column] = costs[column] }
    }
    listCandidates(ofRow: row)
    let least = leastSlack(ofRow: row) ?? 0
    duals.row[row] = rowsNeed ? least : min(0, least)
    columnCandidates.insert(
      place: row, price: duals.row[row], costs: { costs[$0] }, isThere: isColumn)
  }

  /// Stores the costs of a column that is not assigned, and prices it so that no pair is too cheap.
  mutating func write(_ costs: [Int64], toColumn column: Int) {
    let stride = stride
    cells.withUnsafeMutableBufferPointer { cells in
      rowCandidates.remove(place: column, costs: { cells[$0 * stride + column] })
      for row in costs.indices { cells[row * stride + column] = costs[row] }
    }
    costs.withUnsafeBufferPointer {
      columnCandidates.rebuild(line: column, costs: $0, isThere: isRow)
    }
    let least = leastSlack(ofColumn: column) ?? 0
    duals.column[column] = columnsNeed ? least : min(0, least)
    rowCandidates.insert(
      place: column, price: duals.column[column], costs: { costs[$0] }, isThere: isRow)
  }

  /// Makes room for a row and returns its number.
  mutating func appendRow() -> Int {
    cells.append(contentsOf: [Int64](repeating: absentEdge, count: stride))
    isRow.append(false)
    duals.appendRow()
    rowCandidates.appendLine()
    columnCandidates.appendPlace()
    return isRow.count - 1
  }

  /// Takes back the room made for the last row, which is not assigned.
  ///
  /// The duals are left to the caller, who has those from before.
  mutating func removeLastRow() {
    let row = isRow.count - 1
    let start = row * stride
    cells.withUnsafeBufferPointer { cells in
      columnCandidates.removeLastPlace(costs: { cells[start + $0] })
    }
    cells.removeLast(stride)
    isRow.removeLast()
    rowCandidates.removeLastLine()
  }

  /// Takes back the room made for the last column, which is not assigned, as ``removeLastRow()`` does.
  mutating func removeLastColumn() {
    let column = isColumn.count - 1
    let stride = stride
    cells.withUnsafeBufferPointer { cells in
      rowCandidates.removeLastPlace(costs: { cells[$0 * stride + column] })
    }
    isColumn.removeLast()
    columnCandidates.removeLastLine()
  }

  /// Makes room for a column and returns its number.
  mutating func appendColumn() -> Int {
    let columnCapacity = isColumn.count
    if columnCapacity == stride {
      let wider = stride + stride / 2 + 8
      var moved = [Int64](repeating: absentEdge, count: isRow.count * wider)
      for row in isRow.indices {
        for column in 0..<columnCapacity { moved[row * wider + column] = cell(row, column) }
      }
      cells = moved
      stride = wider
    }
    isColumn.append(false)
    duals.appendColumn()
    columnCandidates.appendLine()
    rowCandidates.appendPlace()
    return columnCapacity
  }
}

extension IncrementalDuals {
  /// The same with places for the row and column numbers that a state has given out since.
  func withRoom(for state: IncrementalState) -> IncrementalDuals {
    var wider = self
    while wider.row.count < state.isRow.count { wider.appendRow() }
    while wider.column.count < state.isColumn.count { wider.appendColumn() }
    return wider
  }

  /// Adds a place for a row.
  mutating func appendRow() {
    row.append(0)
    columnOfRow.append(-1)
  }

  /// Adds a place for a column.
  mutating func appendColumn() {
    column.append(0)
    rowOfColumn.append(-1)
  }
}
