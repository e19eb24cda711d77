extension IncrementalState {
  /// Lists the cheapest columns of a row anew.
  mutating func listCandidates(ofRow row: Int) {
    cells.withUnsafeBufferPointer { cells in
      candidates.rebuild(
        row: row,
        costs: UnsafeBufferPointer(
          rebasing: cells[(row * stride)..<(row * stride + isColumn.count)]), isColumn: isColumn)
    }
  }

  /// Lists the cheapest columns of all rows anew, at the prices of now.
  mutating func listAllCandidates() {
    candidates = RowCandidates(rowCapacity: isRow.count, referencePrices: duals.column)
    for row in rows { listCandidates(ofRow: row) }
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
    cells.withUnsafeMutableBufferPointer { cells in
      for column in costs.indices { cells[row * stride + column] = costs[column] }
    }
    listCandidates(ofRow: row)
    raise(row: row)
  }

  /// Gives a row without a column the largest dual value that it may have: the search from it is the
  /// shorter for it.
  mutating func raise(row: Int) {
    let least = leastSlack(ofRow: row) ?? 0
    duals.row[row] = rowsNeed ? least : min(0, least)
  }

  /// Gives a column without a row the largest dual value that it may have, likewise.
  mutating func raise(column: Int) {
    let least = leastSlack(ofColumn: column) ?? 0
    duals.column[column] = columnsNeed ? least : min(0, least)
  }

  /// Stores the costs of a column that is not assigned, and prices it so that no pair is too cheap.
  mutating func write(_ costs: [Int64], toColumn column: Int) {
    cells.withUnsafeMutableBufferPointer { cells in
      for row in costs.indices { cells[row * stride + column] = costs[row] }
    }
    raise(column: column)
    candidates.replace(
      column: column, price: duals.column[column], costs: { costs[$0] }, rows: rows)
  }

  /// Makes room for a row and returns its number.
  mutating func appendRow() -> Int {
    cells.append(contentsOf: [Int64](repeating: absentEdge, count: stride))
    isRow.append(false)
    duals.row.append(0)
    duals.columnOfRow.append(-1)
    candidates.appendRow()
    return isRow.count - 1
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
    duals.column.append(0)
    duals.rowOfColumn.append(-1)
    candidates.appendColumn()
    return columnCapacity
  }
}
