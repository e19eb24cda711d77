import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("The two methods behind a dense assignment")
struct DenseAssignmentMethodsTests {
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
      let costs = try DenseCosts(rowCount: rows, columnCount: columns, cells: cells)
      switch (try costs.assignmentByCandidates(), try costs.assignmentByPaths(0)) {
      case (.optimal(let one), .optimal(let other)):
        #expect(one.value == other.value)
        #expect(one.pairs.count == min(rows, columns))
      case (.infeasible, .infeasible): infeasible += 1
      default: Issue.record("\(rows) x \(columns): the methods differ on feasibility")
      }
    }
    #expect(infeasible > 20)
  }

  @Test("large matrices take the faster one")
  func large() throws {
    var random = SplitMix64(seed: 12)
    let cells = (0..<200 * 300).map { _ in Int64.random(in: 0...1_000_000, using: &random) }
    let costs = try DenseCosts(rowCount: 200, columnCount: 300, cells: cells)
    guard case .optimal(let found) = try costs.assignment(),
      case .optimal(let expected) = try costs.assignmentByPaths(0)
    else {
      Issue.record("a matrix without absent pairs has no assignment")
      return
    }
    #expect(cells.count > DenseCosts.mostTextbookCells)
    #expect(found.value == expected.value)
  }
}
