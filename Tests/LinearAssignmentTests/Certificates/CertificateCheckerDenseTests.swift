import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("The public check of a dense answer")
struct CertificateCheckerDenseTests {
  /// Solves a matrix of `Element`, and looks at the answer as it is and after changes.
  private func check<Element: DenseElement>(
    _ costs: [Element], rows: Int, columns: Int, options: DenseAssignmentOptions<Element>
  ) throws {
    guard
      case .optimal(let answer) = try DenseAssignmentSolver.solve(
        costs, rowCount: rows, columnCount: columns, options: options)
    else {
      Issue.record("not solved")
      return
    }
    func flaw(
      _ columnOfRow: [Int], _ rowDuals: [Int64], _ columnDuals: [Int64]
    ) -> CertificateFlaw? {
      CertificateChecker.flaw(
        in: DenseAssignment(
          columnOfRow: columnOfRow, potentials: Potentials(rows: rowDuals, columns: columnDuals),
          maximizes: answer.maximizes, scaleExponent: answer.scaleExponent,
          isLossless: answer.isLossless, work: answer.work),
        of: costs, rowCount: rows, columnCount: columns, options: options)
    }
    let (rowDuals, columnDuals) = (answer.potentials.rows, answer.potentials.columns)
    #expect(flaw(answer.columnOfRow, rowDuals, columnDuals) == nil)
    for row in 0..<rows {
      for change: Int64 in [-1, 1] {
        var changed = rowDuals
        changed[row] += change
        #expect(flaw(answer.columnOfRow, changed, columnDuals) != nil)
      }
    }
    var doubled = answer.columnOfRow
    let assigned = doubled.indices.filter { doubled[$0] >= 0 }
    doubled[assigned[0]] = doubled[assigned[1]]
    #expect(flaw(doubled, rowDuals, columnDuals) != nil)
    #expect(flaw(Array(answer.columnOfRow.dropLast()), rowDuals, columnDuals) == .malformed)
    #expect(flaw(answer.columnOfRow, rowDuals + [0], columnDuals) == .malformed)
  }

  @Test(
    "accepts what the solver says and nothing else",
    arguments: [(6, 6), (5, 8), (8, 5)], [false, true])
  func acceptsOnlyTheTruth(shape: (rows: Int, columns: Int), maximizes: Bool) throws {
    var random = SplitMix64(seed: 71)
    let (rows, columns) = shape
    for _ in 0..<20 {
      let integers = (0..<(rows * columns)).map { _ in Int64(random.next() % 900) }
      try check(
        integers, rows: rows, columns: columns,
        options: DenseAssignmentOptions(maximizes: maximizes))
      try check(
        integers.map { Int32($0) }, rows: rows, columns: columns,
        options: DenseAssignmentOptions(maximizes: maximizes, absentValue: 7))
      try check(
        integers.map { Double($0) / 64 }, rows: rows, columns: columns,
        options: DenseAssignmentOptions(maximizes: maximizes))
      try check(
        integers.map { Float($0) * 0.25 }, rows: rows, columns: columns,
        options: DenseAssignmentOptions(maximizes: maximizes))
    }
  }
}
