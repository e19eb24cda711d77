import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct DenseScaleTests {
  private func solve(_ flat: [Double], rows: Int, columns: Int) throws -> DenseAssignment? {
    let outcome = try DenseAssignmentSolver.solve(flat, rowCount: rows, columnCount: columns)
    guard case .optimal(let solution) = outcome else { return nil }
    return solution
  }

  @Test func smallMatricesOfRandomDoublesLoseNothing() throws {
    var random = SplitMix64(seed: 21)
    let flat = (0..<100).map { _ in Double(random.next() >> 11) * 0x1p-53 }
    let solution = try #require(try solve(flat, rows: 10, columns: 10))
    #expect(solution.roundingBound == 0)
    // In units of 2^-53 these are integers: compare with the oracle there.
    let table = (0..<10).map { row in
      (0..<10).map { Optional(Int64(flat[10 * row + $0] * 0x1p53)) }
    }
    let total = solution.columnOfRow.enumerated().reduce(Int128(0)) {
      $0 + Int128(flat[10 * $1.offset + $1.element] * 0x1p53)
    }
    #expect(total == textbookHungarianTotal(table))
  }

  @Test func lossIsBounded() throws {
    var random = SplitMix64(seed: 22)
    let count = 300
    let flat = (0..<(count * count)).map { _ in Double(random.next() >> 11) * 0x1p-53 }
    let solution = try #require(try solve(flat, rows: count, columns: count))
    #expect(solution.roundingBound > 0)
    #expect(solution.roundingBound < 1e-12)
    // The rule: (rows + columns) x range x scale is within 2^61, and would not be at the next.
    let scaledRange = Double(2 * count) * powerOfTwoTimes(1, solution.scaleExponent)
    #expect(scaledRange > 0x1p59 && scaledRange <= 0x1p62)
  }

  private func powerOfTwoTimes(_ value: Double, _ exponent: Int) -> Double {
    value * Double(sign: .plus, exponent: exponent, significand: 1)
  }

  @Test(arguments: [0x1p-900, 0x1p-300, 1.0, 0x1p300, 0x1p900])
  func scaleDoesNotMatter(unit: Double) throws {
    var random = SplitMix64(seed: 23)
    for _ in 0..<10 {
      let table = DenseFamily.small.table(rows: 8, columns: 8, using: &random)
      let flat = table.flatMap { $0.map { Double($0 ?? 0) * unit } }
      let solution = try #require(try solve(flat, rows: 8, columns: 8))
      #expect(solution.roundingBound == 0)
      let total = solution.columnOfRow.enumerated().reduce(Int128(0)) {
        $0 + Int128(table[$1.offset][$1.element] ?? 0)
      }
      #expect(total == textbookHungarianTotal(table))
    }
  }

  @Test func largeOffsetsLoseNothing() throws {
    var random = SplitMix64(seed: 24)
    let table = DenseFamily.small.table(rows: 9, columns: 9, using: &random)
    for offset in [0x1p52, -0x1p52, 0x1p40 + 0.5, 1e15] {
      let flat = table.flatMap { $0.map { Double($0 ?? 0) + offset } }
      let solution = try #require(try solve(flat, rows: 9, columns: 9))
      #expect(solution.roundingBound == 0)
      let total = solution.columnOfRow.enumerated().reduce(Int128(0)) {
        $0 + Int128(table[$1.offset][$1.element] ?? 0)
      }
      #expect(total == textbookHungarianTotal(table))
    }
  }
}
