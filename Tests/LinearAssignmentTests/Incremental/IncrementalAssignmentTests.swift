import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct IncrementalAssignmentTests {
  /// A table whose rows and columns come and go, to be solved anew after each change.
  private struct Mirror {
    var table: [[Int64?]]
    var isRow: [Bool]
    var isColumn: [Bool]

    /// The least total of the present part by a textbook method; `nil` when there is none.
    var total: Int128? {
      textbookHungarianTotal(
        table.indices.filter { isRow[$0] }.map { row in
          table[row].indices.filter { isColumn[$0] }.map { table[row][$0] }
        })
    }
  }

  private enum Change: CaseIterable {
    case removeRow, removeColumn, addRow, addColumn, replaceRow, replaceColumn
  }

  private func started(_ table: [[Int64?]]) throws -> IncrementalAssignment? {
    guard case .ready(let assignment) = try IncrementalAssignment.solving(DenseCosts(rows: table))
    else { return nil }
    return assignment
  }

  /// Applies a random change to both; returns `nil` when it does not make sense.
  private func apply(
    _ change: Change, to assignment: inout IncrementalAssignment, _ mirror: inout Mirror,
    family: DenseFamily, using generator: inout SplitMix64
  ) throws -> IncrementalOutcome? {
    let rows = mirror.isRow.indices.filter { mirror.isRow[$0] }
    let columns = mirror.isColumn.indices.filter { mirror.isColumn[$0] }
    switch change {
    case .removeRow:
      guard let row = rows.randomElement(using: &generator) else { return nil }
      mirror.isRow[row] = false
      return try assignment.removeRow(row)
    case .removeColumn:
      guard let column = columns.randomElement(using: &generator) else { return nil }
      mirror.isColumn[column] = false
      return try assignment.removeColumn(column)
    case .addRow, .replaceRow:
      let costs = family.table(rows: 1, columns: mirror.isColumn.count, using: &generator)[0]
      if change == .replaceRow {
        guard let row = rows.randomElement(using: &generator) else { return nil }
        mirror.table[row] = costs
        return try assignment.replaceRow(row, with: costs)
      }
      let row = mirror.isRow.firstIndex(of: false) ?? mirror.isRow.count
      if row == mirror.isRow.count {
        mirror.isRow.append(true)
        mirror.table.append(costs)
      } else {
        mirror.isRow[row] = true
        mirror.table[row] = costs
      }
      return try assignment.addRow(costs)
    case .addColumn, .replaceColumn:
      let costs = family.table(rows: mirror.isRow.count, columns: 1, using: &generator).map {
        $0[0]
      }
      let column: Int
      if change == .replaceColumn {
        guard let chosen = columns.randomElement(using: &generator) else { return nil }
        column = chosen
      } else {
        column = mirror.isColumn.firstIndex(of: false) ?? mirror.isColumn.count
        if column == mirror.isColumn.count {
          mirror.isColumn.append(true)
          for row in mirror.table.indices { mirror.table[row].append(nil) }
        } else {
          mirror.isColumn[column] = true
        }
      }
      for row in mirror.table.indices { mirror.table[row][column] = costs[row] }
      return try change == .replaceColumn
        ? assignment.replaceColumn(column, with: costs) : assignment.addColumn(costs)
    }
  }

  /// Long sequences of changes of all kinds, each compared with a solution from the start.
  private func expectAgreement(
    _ family: DenseFamily, rows: Int, columns: Int, changes: Int, seed: UInt64
  ) throws {
    var generator = SplitMix64(seed: seed)
    let table = family.table(rows: rows, columns: columns, using: &generator)
    guard var assignment = try started(table) else { return }
    var mirror = Mirror(
      table: table, isRow: [Bool](repeating: true, count: rows),
      isColumn: [Bool](repeating: true, count: columns))
    for step in 0..<changes {
      let change = Change.allCases.randomElement(using: &generator) ?? .removeRow
      let label: Comment = "\(family) \(rows) x \(columns), seed \(seed), step \(step): \(change)"
      let before = mirror
      let (value, pairs) = (assignment.value, assignment.pairs)
      let outcome = try apply(
        change, to: &assignment, &mirror, family: family, using: &generator)
      let expected = mirror.total
      switch outcome {
      case .optimal:
        #expect(assignment.value == expected, label)
      case .infeasible(let witness):
        #expect(expected == nil, label)
        #expect(witness.required > witness.available, label)
        #expect(assignment.value == value && assignment.pairs == pairs, label)
        mirror = before
      case nil: mirror = before
      }
      #expect(try assignment.check() == nil, label)
      #expect(assignment.rowNumberCount == mirror.isRow.count, label)
      #expect(assignment.columnNumberCount == mirror.isColumn.count, label)
      #expect(assignment.rows == mirror.isRow.indices.filter { mirror.isRow[$0] }, label)
      #expect(assignment.columns == mirror.isColumn.indices.filter { mirror.isColumn[$0] }, label)
    }
  }

  @Test(arguments: DenseFamily.allCases)
  func smallProblems(family: DenseFamily) throws {
    if family == .wide { return }
    for seed in 0..<12 {
      var generator = SplitMix64(seed: UInt64(seed))
      let rows = Int.random(in: 1...5, using: &generator)
      let columns = Int.random(in: 1...5, using: &generator)
      try expectAgreement(family, rows: rows, columns: columns, changes: 25, seed: UInt64(seed))
    }
  }

  /// More columns than a row lists, so that bounds and whole rows matter.
  @Test(arguments: [DenseFamily.small, .ties, .rankOne, .geometric, .absent, .negative])
  func largerProblems(family: DenseFamily) throws {
    for (rows, columns) in [(60, 60), (50, 80), (80, 55)] {
      try expectAgreement(family, rows: rows, columns: columns, changes: 12, seed: 7)
    }
  }

  /// Wide rows, few listed: searches and checks must read whole rows, and lists are made anew.
  @Test(arguments: [DenseFamily.geometric, .rankOne, .absent])
  func wholeRowsAreRead(family: DenseFamily) throws {
    var generator = SplitMix64(seed: 5)
    let (rows, columns) = (24, 700)
    var assignment = try #require(
      try started(family.table(rows: rows, columns: columns, using: &generator)))
    for step in 0..<30 {
      let costs = family.table(rows: 1, columns: columns, using: &generator)[0]
      // A row that is cheap everywhere displaces others far away.
      let cheap = costs.map { $0.map { $0 / Int64(1 + step % 3) } }
      guard case .optimal = try assignment.replaceRow(step % rows, with: cheap) else { continue }
      #expect(try assignment.check() == nil, "\(family), step \(step)")
    }
    for column in assignment.pairs.map(\.column).prefix(12) {
      #expect(try assignment.removeColumn(column) == .optimal(number: column))
      #expect(try assignment.check() == nil, "\(family), column \(column)")
    }
    if family == .rankOne { #expect(assignment.work.wholeRows + assignment.work.listings > 0) }
  }

  @Test func costsThatDoNotFitAreRefused() throws {
    var assignment = try #require(try started([[1, 2], [3, 4]]))
    #expect(throws: AssignmentError.self) { try assignment.addRow([1]) }
    #expect(throws: AssignmentError.self) { try assignment.addRow([1, 1 << 60]) }
    #expect(throws: AssignmentError.self) { try assignment.replaceColumn(0, with: [1, .max - 1]) }
    #expect(try assignment.replaceRow(0, with: [1, 1 << 50]) == .optimal(number: 0))
    #expect(assignment.value == 5)
    guard case .infeasible(let witness) = try assignment.replaceRow(0, with: [nil, nil]) else {
      Issue.record("row 0 has no column")
      return
    }
    #expect(witness.members == [0])
    #expect(assignment.value == 5)
  }

  /// A change that is not made leaves neither a number nor a wider range behind.
  @Test func refusedChangesLeaveNoTrace() throws {
    var assignment = try #require(try started([[1, 2]]))
    guard case .infeasible = try assignment.addRow([nil, nil]) else {
      Issue.record("the second row has no column")
      return
    }
    #expect(assignment.rowNumberCount == 1)
    #expect(try assignment.addColumn([5]) == .optimal(number: 2))
    #expect(try assignment.check() == nil)

    var tall = try #require(try started([[1], [2]]))
    guard case .infeasible = try tall.addColumn([nil, nil]) else {
      Issue.record("the second column has no row")
      return
    }
    #expect(tall.columnNumberCount == 1)
    #expect(try tall.addRow([0]) == .optimal(number: 2))
    #expect(tall.value == 0)
    #expect(try tall.check() == nil)
  }

  /// A refused change with extreme costs does not count against costs that come later.
  @Test func refusedCostsDoNotWidenTheRange() throws {
    // 2^59 / 5 nodes lies between 2^56 and 2^57.
    let far: Int64 = 1 << 56
    var assignment = try #require(try started([[0, nil, nil], [nil, 0, 0]]))
    guard case .infeasible = try assignment.replaceRow(1, with: [-far, nil, nil]) else {
      Issue.record("two rows share a column")
      return
    }
    #expect(try assignment.replaceRow(1, with: [nil, far, far]) == .optimal(number: 1))
    #expect(assignment.value == Int128(far))
    #expect(try assignment.check() == nil)
  }

  /// What is said of rows and columns that have left is neither kept nor held against the range.
  @Test func costsWithThoseThatHaveLeftDoNotCount() throws {
    var assignment = try #require(try started([[1, 2, 3], [4, 5, 6]]))
    #expect(try assignment.removeColumn(1) == .optimal(number: 1))
    #expect(try assignment.replaceRow(0, with: [7, .max - 1, 8]) == .optimal(number: 0))
    #expect(try assignment.replaceRow(1, with: [9, .min, 9]) == .optimal(number: 1))
    #expect(assignment.value == 16)
    #expect(try assignment.check() == nil)
  }

  @Test func emptiedAndFilledAgain() throws {
    var assignment = try #require(try started([[1, 2], [3, 4]]))
    for row in 0..<2 { #expect(try assignment.removeRow(row) == .optimal(number: row)) }
    #expect(assignment.value == 0 && assignment.pairs.isEmpty)
    for column in 0..<2 { #expect(try assignment.removeColumn(column) == .optimal(number: column)) }
    #expect(try assignment.addColumn([nil, nil]) == .optimal(number: 0))
    #expect(try assignment.addRow([-5, 7]) == .optimal(number: 0))
    #expect(assignment.pairs == [AssignedPair(row: 0, column: 0)])
    #expect(assignment.value == -5)
    #expect(try assignment.check() == nil)
  }

  @Test func theFirstSolutionCanBeStopped() throws {
    let costs = try DenseCosts(rows: [[1, 2], [3, 4]])
    guard
      case .stopped(.deadline) = try IncrementalAssignment.solving(
        costs, shouldStop: { .deadline })
    else {
      Issue.record("was not stopped")
      return
    }
  }

  @Test func aFirstProblemWithoutSolution() throws {
    let costs = try DenseCosts(rows: [[1, nil], [2, nil]])
    guard case .infeasible(let witness) = try IncrementalAssignment.solving(costs) else {
      Issue.record("two rows share a column")
      return
    }
    #expect(witness.members == [0, 1])
  }
}
