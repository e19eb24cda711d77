import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("A rectangle made square")
struct DenseSquareTests {
  @Test(
    "has the same optimum, and its dual values prove the one of the rectangle",
    arguments: DenseFamily.allCases, [(1, 2), (9, 10), (10, 40), (30, 40)])
  func provesRectangle(family: DenseFamily, shape: (rows: Int, columns: Int)) throws {
    var random = SplitMix64(seed: 89)
    let (rows, columns) = shape
    for sign in [1.0, -1] {
      // What is wide does not fit doubles.
      let table = family.table(rows: rows, columns: columns, using: &random).map {
        $0.map { $0.map { family == .wide ? $0 >> 12 : $0 } }
      }
      let wanted = textbookHungarianTotal(table)
      let cells = table.flatMap { $0.map { sign * ($0.map { Double($0) } ?? .infinity) } }
      let answer = try cells.withUnsafeBufferPointer { buffer -> DenseAssignment? in
        guard let base = buffer.baseAddress else { return nil }
        let matrix = DenseMatrix(
          base: base, rowCount: rows, columnCount: columns, sign: sign, absentValue: nil)
        let square = DenseSquare(
          of: ScaledRows(matrix: matrix, exponent: 0, isIntegral: true), in: DenseArena())
        let entries = UnsafeBufferPointer(start: square.matrix.base, count: columns * columns)
        let outcome = try DenseAssignmentSolver.solve(
          Array(entries), rowCount: columns, columnCount: columns)
        guard case .optimal(let found) = outcome, let parts = square.rectangular(found) else {
          return nil
        }
        let answer = DenseAssignment(
          columnOfRow: parts.columnOfRow.map { Int($0) },
          potentials: Potentials(rows: parts.rowDuals, columns: parts.columnDuals),
          maximizes: sign < 0, scaleExponent: 0, isLossless: true, work: found.work)
        #expect(DenseCertificate.holds(answer, for: matrix, threads: 1))
        return answer
      }
      #expect(answer?.value == wanted)
    }
  }

  @Test("names rows with too few columns where rows prefer the same columns")
  func findsViolator() throws {
    let (rows, columns) = (180, 200)
    var cells = (1...rows).flatMap { row in (1...columns).map { Double(row * $0) } }
    for row in [20, 90, 150] {
      for column in 0..<columns where column != 5 && column != 7 {
        cells[row * columns + column] = .infinity
      }
    }
    let outcome = try DenseAssignmentSolver.solve(cells, rowCount: rows, columnCount: columns)
    guard case .infeasible(let witness) = outcome else {
      Issue.record("not infeasible")
      return
    }
    #expect(witness.members == [20, 90, 150] && witness.available == 2)
  }
}
