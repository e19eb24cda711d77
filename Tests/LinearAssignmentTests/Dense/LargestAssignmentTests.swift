import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite struct LargestAssignmentTests {
  /// The largest number of pairs and the lowest total with so many, by trying every choice.
  private func best(
    _ costs: [[Int64?]], rowLimits: [Int], columnLimits: [Int]
  ) -> (count: Int, total: Int64) {
    var columnsLeft = columnLimits
    func search(_ row: Int, _ column: Int, _ rowLeft: Int) -> (count: Int, total: Int64) {
      if row == costs.count { return (0, 0) }
      if column == columnLimits.count {
        return search(row + 1, 0, row + 1 < costs.count ? rowLimits[row + 1] : 0)
      }
      var found = search(row, column + 1, rowLeft)
      if let cost = costs[row][column], rowLeft > 0, columnsLeft[column] > 0 {
        columnsLeft[column] -= 1
        let rest = search(row, column + 1, rowLeft - 1)
        columnsLeft[column] += 1
        let with = (count: rest.count + 1, total: rest.total + cost)
        if (-with.count, with.total) < (-found.count, found.total) { found = with }
      }
      return found
    }
    return search(0, 0, rowLimits.first ?? 0)
  }

  @Test(arguments: 0..<400) func isLargestAndCheapest(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let (rowCount, columnCount) = (
      Int.random(in: 0...4, using: &random), Int.random(in: 1...4, using: &random)
    )
    let mostUses = seed % 2 == 0 ? 1 : 2
    let costs: [[Int64?]] = (0..<rowCount).map { _ in
      (0..<columnCount).map { _ in
        Int.random(in: 0..<10, using: &random) < 5 ? nil : Int64.random(in: -4...9, using: &random)
      }
    }
    let rowLimits = (0..<rowCount).map { _ in Int.random(in: 0...mostUses, using: &random) }
    let columnLimits = (0..<(rowCount == 0 ? 0 : columnCount)).map { _ in
      Int.random(in: 0...mostUses, using: &random)
    }
    let problem = CapacitatedAssignmentProblem(
      costs: try DenseCosts(rows: costs), rows: rowLimits.map { DegreeBounds(maximum: $0) },
      columns: columnLimits.map { DegreeBounds(maximum: $0) })
    guard case .optimal(let found) = try problem.solveLargest() else {
      Issue.record("not solved")
      return
    }
    let expected = best(costs, rowLimits: rowLimits, columnLimits: columnLimits)
    #expect(found.pairs.count == expected.count)
    #expect(found.value == Int128(expected.total))
    #expect(
      found.pairs.reduce(0) { $0 + (costs[$1.row][$1.column] ?? 999) } == expected.total)
    // Where each row or each column has one pair at most, the prices prove it.
    guard mostUses == 1 else { return }
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        guard let cost = costs[row][column] else { continue }
        let reduced = Int128(cost) - found.rowPotentials[row] - found.columnPotentials[column]
        let isChosen = found.pairs.contains(AssignedPair(row: row, column: column))
        // A pair with a row or column that may not be used at all proves nothing.
        if rowLimits[row] == 1, columnLimits[column] == 1 {
          #expect(isChosen ? reduced == 0 : reduced >= 0)
        }
      }
    }
  }
}
