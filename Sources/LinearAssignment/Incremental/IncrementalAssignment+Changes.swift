extension IncrementalAssignment {
  /// Takes a row away.
  ///
  /// - Returns: the row's number, or the witness when its column could not do without it; nothing
  ///   has changed then.
  /// - Throws: `AssignmentError` with code `internalInconsistency` when the check fails, which would
  ///   be a defect; nothing has changed then.
  /// - Complexity: see ``IncrementalAssignment``.
  public mutating func removeRow(_ row: Int) throws(AssignmentError) -> IncrementalOutcome {
    precondition(state.isRow[row], "row \(row) is not there")
    let before = Checkpoint(self)
    state.leaveSquare(fewerRows: true)
    let column = state.duals.columnOfRow[row]
    state.unassign(row: row)
    state.isRow[row] = false
    state.rowCount -= 1
    return try finish(before, number: row, row: nil, column: column < 0 ? nil : column)
  }

  /// Takes a column away.
  ///
  /// - Returns: the column's number, or the witness when its row could not do without it; nothing has
  ///   changed then.
  /// - Throws: as ``removeRow(_:)``.
  /// - Complexity: see ``IncrementalAssignment``.
  public mutating func removeColumn(_ column: Int) throws(AssignmentError) -> IncrementalOutcome {
    precondition(state.isColumn[column], "column \(column) is not there")
    let before = Checkpoint(self)
    state.leaveSquare(fewerRows: false)
    let row = state.duals.rowOfColumn[column]
    if row >= 0 { state.unassign(row: row) }
    state.isColumn[column] = false
    state.columnCount -= 1
    return try finish(before, number: column, row: row < 0 ? nil : row, column: nil)
  }

  /// Adds a row, given its cost with each column number, `nil` or ``absentEdge`` for a pair that is
  /// not allowed.
  ///
  /// There are ``columnNumberCount`` numbers; what is given for a column that has left does not count.
  /// - Returns: the row's number, or the witness when it cannot be assigned; nothing has changed then.
  /// - Throws: as ``removeRow(_:)``, and with code `sizeMismatch` or `costRangeTooLarge` when the
  ///   costs do not fit.
  /// - Complexity: see ``IncrementalAssignment``.
  public mutating func addRow(_ costs: [Int64?]) throws(AssignmentError) -> IncrementalOutcome {
    let before = Checkpoint(self)
    let cells = try takeCosts(costs, across: state.isColumn, addedNodes: 1)
    let row = state.isRow.firstIndex(of: false) ?? state.appendRow()
    state.leaveSquare(fewerRows: false)
    state.isRow[row] = true
    state.rowCount += 1
    state.write(cells, toRow: row)
    return try finish(before, number: row, row: row, column: nil, changedRow: row)
  }

  /// Adds a column, given its cost with each row number, `nil` or ``absentEdge`` for a pair that
  /// is not allowed.
  ///
  /// There are ``rowNumberCount`` numbers; what is given for a row that has left does not count.
  /// - Returns: the column's number, or the witness when it cannot be assigned; nothing has changed
  ///   then.
  /// - Throws: as ``addRow(_:)``.
  /// - Complexity: see ``IncrementalAssignment``; O(rows x columns) when no number is free and room
  ///   has to be made.
  public mutating func addColumn(_ costs: [Int64?]) throws(AssignmentError) -> IncrementalOutcome {
    let before = Checkpoint(self)
    let cells = try takeCosts(costs, across: state.isRow, addedNodes: 1)
    let column = state.isColumn.firstIndex(of: false) ?? state.appendColumn()
    state.leaveSquare(fewerRows: true)
    state.isColumn[column] = true
    state.columnCount += 1
    state.write(cells, toColumn: column)
    return try finish(before, number: column, row: nil, column: column, changedColumn: column)
  }

  /// Gives a row other costs, in the form that ``addRow(_:)`` takes.
  ///
  /// - Returns: the row's number, or the witness when there is no solution with these costs; nothing
  ///   has changed then.
  /// - Throws: as ``addRow(_:)``.
  /// - Complexity: see ``IncrementalAssignment``.
  public mutating func replaceRow(
    _ row: Int, with costs: [Int64?]
  ) throws(AssignmentError) -> IncrementalOutcome {
    precondition(state.isRow[row], "row \(row) is not there")
    let before = Checkpoint(self, row: row)
    let cells = try takeCosts(costs, across: state.isColumn, addedNodes: 0)
    let column = state.duals.columnOfRow[row]
    state.unassign(row: row)
    state.write(cells, toRow: row)
    return try finish(
      before, number: row, row: row, column: column < 0 ? nil : column, changedRow: row)
  }

  /// Gives a column other costs, in the form that ``addColumn(_:)`` takes.
  ///
  /// - Returns: the column's number, or the witness when there is no solution with these costs;
  ///   nothing has changed then.
  /// - Throws: as ``addRow(_:)``.
  /// - Complexity: see ``IncrementalAssignment``.
  public mutating func replaceColumn(
    _ column: Int, with costs: [Int64?]
  ) throws(AssignmentError) -> IncrementalOutcome {
    precondition(state.isColumn[column], "column \(column) is not there")
    let before = Checkpoint(self, column: column)
    let cells = try takeCosts(costs, across: state.isRow, addedNodes: 0)
    let row = state.duals.rowOfColumn[column]
    if row >= 0 { state.unassign(row: row) }
    state.write(cells, toColumn: column)
    return try finish(
      before, number: column, row: row < 0 ? nil : row, column: column, changedColumn: column)
  }
}
