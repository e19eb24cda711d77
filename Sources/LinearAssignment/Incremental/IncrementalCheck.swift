/// Checks a changed assignment against the old one, which was proven: only what changed is looked at.
///
/// Shares no code with the search. A pair whose reduced cost was 0 or more still has one of 0 or
/// more unless its row's or column's dual rose, or its cost changed. So rows are looked at whose
/// dual rose by more than the least fall of any column's; in such a row the listed columns are
/// looked at, and for the others the row's bound is enough, or else the whole row is read.
struct IncrementalCheck {
  let old: IncrementalDuals
  let state: IncrementalState
  /// The row and the column whose costs are new.
  var changedRow: Int?
  var changedColumn: Int?

  /// Whether the changed duals prove the changed assignment.
  ///
  /// - Complexity: O(rows + columns + candidates of the rows that are looked at), and a whole row
  ///   for each one whose bound is not enough.
  func holds(wholeRows: inout Int) -> Bool {
    guard assignmentHolds(), freedomHolds() else { return false }
    let new = state.duals
    var largestRise: Int64?
    var largestExcess: Int64 = 0
    var isFirst = true
    for column in state.isColumn.indices where state.isColumn[column] {
      if column != changedColumn {
        largestRise = max(largestRise ?? .min, new.column[column] - old.column[column])
      }
      let excess = new.column[column] - state.candidates.referencePrices[column]
      largestExcess = isFirst ? excess : max(largestExcess, excess)
      isFirst = false
    }
    for row in state.isRow.indices where state.isRow[row] {
      if row == changedRow {
        if !wholeRowHolds(row) { return false }
      } else if let largestRise, new.row[row] - old.row[row] + largestRise > 0 {
        if listHolds(row, largestExcess) { continue }
        wholeRows += 1
        if !wholeRowHolds(row) { return false }
      }
    }
    if let column = changedColumn, state.isColumn[column] { return wholeColumnHolds(column) }
    return true
  }

  /// Whether row and column tell the same of each assigned pair, along present pairs that are tight.
  private func assignmentHolds() -> Bool {
    let new = state.duals
    var assigned = 0
    for row in state.isRow.indices {
      let column = new.columnOfRow[row]
      guard column >= 0 else { continue }
      assigned += 1
      guard state.isRow[row], state.isColumn[column], new.rowOfColumn[column] == row else {
        return false
      }
      let sum = new.row[row] + new.column[column]
      let isAsBefore =
        old.columnOfRow[row] == column && sum == old.row[row] + old.column[column]
        && row != changedRow && column != changedColumn
      if !isAsBefore && state.cell(row, column) != sum { return false }
    }
    return assigned == min(state.rowCount, state.columnCount)
      && assigned == new.rowOfColumn.count(where: { $0 >= 0 })
  }

  /// Whether rows or columns that may be free have duals that allow it.
  private func freedomHolds() -> Bool {
    let new = state.duals
    func holds(_ isThere: [Bool], _ dual: [Int64], _ partner: [Int]) -> Bool {
      isThere.indices.allSatisfy {
        !isThere[$0] || dual[$0] == 0 || (dual[$0] < 0 && partner[$0] >= 0)
      }
    }
    return (state.rowsNeed || holds(state.isRow, new.row, new.columnOfRow))
      && (state.columnsNeed || holds(state.isColumn, new.column, new.rowOfColumn))
  }

  /// Whether the listed columns and the bound of the others show that no pair of a row is too cheap.
  private func listHolds(_ row: Int, _ largestExcess: Int64) -> Bool {
    let rowDual = state.duals.row[row]
    let bound = state.candidates.bounds[row]
    guard bound == .max || bound - largestExcess >= rowDual else { return false }
    let start = row * RowCandidates.capacity
    let end = start + state.candidates.counts[row]
    return state.candidates.entries.withUnsafeBufferPointer { entries in
      for place in start..<end {
        let entry = entries[place]
        // What follows has at least this slack.
        if entry.slack - largestExcess >= rowDual { return true }
        let column = Int(entry.column)
        let excess = state.duals.column[column] - state.candidates.referencePrices[column]
        if state.isColumn[column] && entry.slack - excess < rowDual { return false }
      }
      return true
    }
  }

  private func wholeRowHolds(_ row: Int) -> Bool {
    let rowDual = state.duals.row[row]
    return state.withRow(row) { costs in
      for column in costs.indices
      where costs[column] &- state.duals.column[column] < rowDual && costs[column] != absentEdge
        && state.isColumn[column]
      {
        return false
      }
      return true
    }
  }

  private func wholeColumnHolds(_ column: Int) -> Bool {
    let columnDual = state.duals.column[column]
    for row in state.isRow.indices where state.isRow[row] {
      let cost = state.cell(row, column)
      if cost != absentEdge && cost - state.duals.row[row] < columnDual { return false }
    }
    return true
  }
}
