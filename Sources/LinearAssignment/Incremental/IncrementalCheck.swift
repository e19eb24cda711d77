/// Checks a changed assignment against the old one, which was proven: only what changed is looked at.
///
/// Shares no code with the search. Let a *level* be any number. A pair whose reduced cost was 0 or
/// more still has one of 0 or more if its row's dual rose by no more than the level and its column's
/// by no more than minus the level. So the rows and columns that rose by more are looked at, and
/// those whose costs are new: the listed places of each, and for the others its bound is enough, or
/// else the whole line is read. The level only decides how many these are.
struct IncrementalCheck {
  let old: IncrementalDuals
  let state: IncrementalState
  /// The row and the column whose costs are new.
  var changedRow: Int?
  var changedColumn: Int?

  /// Whether the changed duals prove the changed assignment.
  ///
  /// - Complexity: O(rows + columns + candidates of the lines that are looked at), and a whole line
  ///   for each one whose bound is not enough.
  func holds(wholeRows: inout Int) -> Bool {
    guard assignmentHolds(), freedomHolds() else { return false }
    let level = cheapLevel()
    return linesHold(
      IncrementalView(state, from: .rows), old: old.row, level: level, changed: changedRow,
      wholeLines: &wholeRows)
      && linesHold(
        IncrementalView(state, from: .columns), old: old.column, level: 0 - level,
        changed: changedColumn, wholeLines: &wholeRows)
  }

  /// A level at which few lines have to be looked at.
  private func cheapLevel() -> Int64 {
    let new = state.duals
    let usual = usualRise(of: state.isRow, from: old.row, to: new.row)
    let lines = linesToLookAt(level: usual)
    if lines <= (state.rowCount + state.columnCount) / 16 { return usual }
    // At this level no column has to be looked at.
    var level = Int64.max
    for column in state.isColumn.indices where state.isColumn[column] && column != changedColumn {
      level = min(level, old.column[column] - new.column[column])
    }
    if level == .max { return usual }
    return linesToLookAt(level: level) < lines ? level : usual
  }

  /// How many rows and columns rose so much that they have to be looked at; columns count twice, as
  /// reading one as a whole takes longer.
  private func linesToLookAt(level: Int64) -> Int {
    let new = state.duals
    var count = 0
    for row in state.isRow.indices
    where state.isRow[row] && new.row[row] - old.row[row] > level { count += 1 }
    for column in state.isColumn.indices
    where state.isColumn[column] && new.column[column] - old.column[column] > 0 - level {
      count += 2
    }
    return count
  }

  /// By how much most duals rose, if most rose by the same (Boyer & Moore 1981, "MJRTY: a fast
  /// majority vote algorithm").
  private func usualRise(of isThere: [Bool], from old: [Int64], to new: [Int64]) -> Int64 {
    var usual: Int64 = 0
    var votes = 0
    for node in isThere.indices where isThere[node] {
      let rise = new[node] - old[node]
      if votes == 0 { usual = rise }
      votes += rise == usual ? 1 : -1
    }
    return usual
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

  /// Whether no pair is too cheap in the lines whose duals rose by more than `level`, and in the
  /// one whose costs are new.
  private func linesHold(
    _ view: IncrementalView, old: [Int64], level: Int64, changed: Int?, wholeLines: inout Int
  ) -> Bool {
    let largestExcess = view.largestExcess
    for line in view.isNear.indices where view.isNear[line] {
      if line == changed {
        if !wholeLineHolds(line, view) { return false }
      } else if view.nearDual[line] - old[line] > level {
        if listHolds(line, view, largestExcess) { continue }
        wholeLines += 1
        if !wholeLineHolds(line, view) { return false }
      }
    }
    return true
  }

  /// Whether the listed places and the bound of the others show that no pair of a line is too cheap.
  private func listHolds(_ line: Int, _ view: IncrementalView, _ largestExcess: Int64) -> Bool {
    let dual = view.nearDual[line]
    let bound = view.candidates.bounds[line]
    guard bound == .max || bound - largestExcess >= dual else { return false }
    let start = line * LineCandidates.capacity
    let end = start + view.candidates.counts[line]
    return view.candidates.entries.withUnsafeBufferPointer { entries in
      for position in start..<end {
        let entry = entries[position]
        // What follows has at least this slack.
        if entry.slack - largestExcess >= dual { return true }
        let far = Int(entry.place)
        let excess = view.farDual[far] - view.candidates.referencePrices[far]
        if view.isFar[far] && entry.slack - excess < dual { return false }
      }
      return true
    }
  }

  private func wholeLineHolds(_ line: Int, _ view: IncrementalView) -> Bool {
    let dual = view.nearDual[line]
    var holds = true
    view.forEachCost(ofNear: line) { far, cost in
      if cost - view.farDual[far] < dual { holds = false }
    }
    return holds
  }
}
