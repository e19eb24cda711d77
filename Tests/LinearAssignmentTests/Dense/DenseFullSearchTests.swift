import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("The two methods behind a dense assignment")
struct DenseFullSearchTests {
  @Test("agree on value and on feasibility, for any shape, ties and absent pairs")
  func agree() throws {
    var random = SplitMix64(seed: 11)
    var infeasible = 0
    for _ in 0..<400 {
      let rows = Int.random(in: 1...40, using: &random)
      let columns = Int.random(in: 1...40, using: &random)
      let largest = [1, 5, 1_000, 1 << 50].randomElement(using: &random) ?? 1
      let absentPercent = [0, 30, 90].randomElement(using: &random) ?? 0
      let cells = (0..<rows * columns).map { _ in
        Int.random(in: 0..<100, using: &random) < absentPercent
          ? absentEdge : Int64(Int.random(in: -largest...largest, using: &random))
      }
      func outcome(mostEntriesInFull: Int) throws -> DenseAssignmentOutcome {
        var options = DenseAssignmentOptions<Int64>(absentValue: absentEdge)
        options.mostEntriesInFull = mostEntriesInFull
        return try DenseAssignmentSolver.solve(
          cells, rowCount: rows, columnCount: columns, options: options)
      }
      switch (try outcome(mostEntriesInFull: 0), try outcome(mostEntriesInFull: .max)) {
      case (.optimal(let one), .optimal(let other)):
        #expect(one.value == other.value)
        #expect(one.pairs.count == min(rows, columns))
      case (.infeasible, .infeasible): infeasible += 1
      default: Issue.record("\(rows) x \(columns): the methods differ on feasibility")
      }
    }
    #expect(infeasible > 20)
  }
}
