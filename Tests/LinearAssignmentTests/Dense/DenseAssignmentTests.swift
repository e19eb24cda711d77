import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite struct DenseAssignmentTests {
  @Test func storyOfThree() throws {
    let costs = try DenseCosts(rows: [[4, 1, 3], [2, 0, 5], [3, 2, 2]])
    guard case .optimal(let assignment) = try costs.denseAssignment() else {
      Issue.record("not solved")
      return
    }
    #expect(assignment.value == 5)
    #expect(
      assignment.pairs == [
        AssignedPair(row: 0, column: 1), AssignedPair(row: 1, column: 0),
        AssignedPair(row: 2, column: 2),
      ])
  }

  /// Checks the dual values as the documentation of `DenseAssignment` states them.
  private func expectProof(_ assignment: DenseAssignment, _ costs: DenseCosts, _ label: String) {
    let (rows, columns) = (assignment.potentials.rows, assignment.potentials.columns)
    let chosen = Set(assignment.pairs)
    for row in 0..<costs.rowCount {
      for column in 0..<costs.columnCount {
        guard let cost = costs[row, column] else { continue }
        let reduced = cost - rows[row] - columns[column]
        let isChosen = chosen.contains(AssignedPair(row: row, column: column))
        #expect(isChosen ? reduced == 0 : reduced >= 0, "\(label)")
      }
    }
    let sum =
      rows.reduce(Int128(0)) { $0 + Int128($1) }
      + columns.reduce(Int128(0)) { $0 + Int128($1) }
    #expect(sum == assignment.value, "\(label)")
    let smaller = min(costs.rowCount, costs.columnCount)
    #expect(assignment.pairs.count == smaller, "\(label)")
    #expect(Set(assignment.pairs.map(\.row)).count == smaller, "\(label)")
    #expect(Set(assignment.pairs.map(\.column)).count == smaller, "\(label)")
  }

  @Test(arguments: [0, 30, 60])
  func agreesWithTryingEverything(absentPercent: Int) throws {
    var generator = SplitMix64(seed: UInt64(absentPercent))
    for trial in 0..<200 {
      let rows = Int.random(in: 0...5, using: &generator)
      let columns = Int.random(in: 0...6, using: &generator)
      let span: ClosedRange<Int64> = trial % 2 == 0 ? -2...2 : -1000...1000
      let costs = try RandomProblem.matrix(
        rows: rows, columns: columns, absentPercent: absentPercent, costs: span,
        using: &generator)
      let expected = BruteForce.assignmentOptimum(rows <= columns ? costs : costs.transposed())
      switch try costs.denseAssignment() {
      case .optimal(let assignment):
        #expect(assignment.value == expected, "trial \(trial)")
        expectProof(assignment, costs, "trial \(trial)")
      case .infeasible(let witness):
        #expect(expected == nil, "trial \(trial)")
        #expect(witness.members.count == witness.required, "trial \(trial)")
        #expect(witness.neighbours.count < witness.members.count, "trial \(trial)")
        #expect(witness.side == (rows <= columns ? .rows : .columns), "trial \(trial)")
        #expect(CertificateChecker.flaw(in: witness, of: costs.assignmentProblem()) == nil)
      case .stopped: Issue.record("nobody asked to stop")
      }
    }
  }

  @Test func emptySides() throws {
    for (rows, columns) in [(0, 0), (0, 3), (3, 0)] {
      let costs = try DenseCosts(rowCount: rows, columnCount: columns, cells: [])
      guard case .optimal(let assignment) = try costs.denseAssignment() else {
        Issue.record("\(rows) x \(columns) was not solved")
        continue
      }
      #expect(assignment.pairs.isEmpty)
      #expect(assignment.value == 0)
    }
  }

  /// Costs near 2^60 that a solver in floating point or careless integers gets wrong.
  @Test func largeCostsAreExact() throws {
    let base: Int64 = 1 << 60
    let costs = try DenseCosts(rows: [[base + 1, base + 2], [base + 2, base + 4]])
    guard case .optimal(let assignment) = try costs.denseAssignment() else {
      Issue.record("not solved")
      return
    }
    #expect(assignment.value == Int128(base) * 2 + 4)
    let wide = try DenseCosts(rows: [[0, 1 << 59], [1 << 59, 1]])
    guard case .optimal(let diagonal) = try wide.denseAssignment() else {
      Issue.record("not solved")
      return
    }
    #expect(diagonal.value == 1)
    #expect(throws: AssignmentError.self) {
      try DenseCosts(rows: [[0, (1 << 59) + 1], [0, 0]]).denseAssignment()
    }
    #expect(throws: AssignmentError.self) { try DenseCosts(rows: [[.max - 1]]).denseAssignment() }
  }

  @Test func badMatricesAreRefused() {
    #expect(throws: AssignmentError.self) { try DenseCosts(rows: [[1, 2], [3]]) }
    #expect(throws: AssignmentError.self) { try DenseCosts(rows: [[.max]]) }
    #expect(throws: AssignmentError.self) {
      try DenseCosts(rowCount: 2, columnCount: 2, cells: [1, 2, 3])
    }
    #expect(throws: AssignmentError.self) {
      try DenseCosts(rowCount: -1, columnCount: -1, cells: [1])
    }
  }
}
