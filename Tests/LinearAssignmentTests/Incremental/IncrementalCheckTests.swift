import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite struct IncrementalCheckTests {
  /// What a proof is by definition, looked up pair by pair.
  private func isProof(_ state: IncrementalState) -> Bool {
    let duals = state.duals
    for row in state.rows {
      for column in state.columns where state.cell(row, column) != absentEdge {
        if state.cell(row, column) - duals.row[row] - duals.column[column] < 0 { return false }
      }
    }
    var assigned = 0
    for row in state.isRow.indices where duals.columnOfRow[row] >= 0 {
      let column = duals.columnOfRow[row]
      let cost = state.cell(row, column)
      guard state.isRow[row], state.isColumn[column], duals.rowOfColumn[column] == row,
        cost != absentEdge, cost == duals.row[row] + duals.column[column]
      else { return false }
      assigned += 1
    }
    for column in state.isColumn.indices where duals.rowOfColumn[column] >= 0 {
      if duals.columnOfRow[duals.rowOfColumn[column]] != column { return false }
    }
    let rowsFit = state.rows.allSatisfy {
      state.rowsNeed || duals.row[$0] == 0 || duals.row[$0] < 0 && duals.columnOfRow[$0] >= 0
    }
    let columnsFit = state.columns.allSatisfy {
      state.columnsNeed || duals.column[$0] == 0
        || duals.column[$0] < 0 && duals.rowOfColumn[$0] >= 0
    }
    return rowsFit && columnsFit && assigned == min(state.rowCount, state.columnCount)
  }

  /// Spoils a proof in one of many ways, or moves it to another one.
  private func tamper(_ state: inout IncrementalState, using generator: inout SplitMix64) {
    let rows = state.rows
    let columns = state.columns
    guard let row = rows.randomElement(using: &generator),
      let column = columns.randomElement(using: &generator)
    else { return }
    let amount = Int64.random(in: -3...3, using: &generator)
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: state.duals.row[row] += amount
    case 1: state.duals.column[column] += amount
    case 2:
      // The pair stays tight.
      let partner = state.duals.columnOfRow[row]
      state.duals.row[row] += amount
      if partner >= 0 { state.duals.column[partner] -= amount }
    case 3: state.duals.shift(columnsBy: amount)
    case 4:
      let other = state.duals.columnOfRow[row]
      let displaced = state.duals.rowOfColumn[column]
      state.duals.columnOfRow[row] = column
      state.duals.rowOfColumn[column] = row
      if displaced >= 0 { state.duals.columnOfRow[displaced] = other }
      if other >= 0 { state.duals.rowOfColumn[other] = displaced }
    default:
      // All but one row and its column move.
      let partner = state.duals.columnOfRow[row]
      state.duals.shift(columnsBy: amount)
      state.duals.row[row] += amount
      if partner >= 0 { state.duals.column[partner] -= amount }
    }
  }

  /// The check from an old proof says of any duals what the definition says of all pairs.
  @Test(arguments: [DenseFamily.small, .ties, .geometric, .absent])
  func saysWhatTheDefinitionSays(family: DenseFamily) throws {
    var generator = SplitMix64(seed: 11)
    var verdicts = [0, 0]
    for (rows, columns) in [(4, 4), (3, 6), (6, 3), (20, 20), (6, 400), (400, 6)] {
      let table = family.table(rows: rows, columns: columns, using: &generator)
      guard case .ready(let start) = try IncrementalAssignment.solving(DenseCosts(rows: table))
      else { continue }
      for turn in 0..<120 {
        var state = start.state
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          tamper(&state, using: &generator)
        }
        var wholeRows = 0
        let verdict = IncrementalCheck(old: start.state.duals, state: state)
          .holds(wholeRows: &wholeRows)
        #expect(verdict == isProof(state), "\(family) \(rows) x \(columns), turn \(turn)")
        verdicts[verdict ? 1 : 0] += 1
      }
    }
    #expect(verdicts[0] > 100 && verdicts[1] > 5)
  }

  /// New costs that make a pair too cheap are seen only where they are said to have changed.
  @Test func changedCostsAreLookedAt() throws {
    let costs = try DenseCosts(rows: [[1, 5], [5, 1]])
    guard case .ready(let start) = try IncrementalAssignment.solving(costs) else {
      Issue.record("there is a solution")
      return
    }
    var state = start.state
    state.cells[1] -= 9
    var wholeRows = 0
    let old = start.state.duals
    #expect(!IncrementalCheck(old: old, state: state, changedRow: 0).holds(wholeRows: &wholeRows))
    #expect(
      !IncrementalCheck(old: old, state: state, changedColumn: 1).holds(wholeRows: &wholeRows))
  }
}
