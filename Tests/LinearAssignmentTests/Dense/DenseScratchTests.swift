import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("Working memory of candidate lists")
struct DenseScratchTests {
  @Test("sorts entries by value, equal ones in the order they were found")
  func sorts() {
    var random = SplitMix64(seed: 86)
    for count in 0...200 {
      for distinct in [1, 3, 50, 100_000] {
        let values = (0..<count).map { _ in Int64.random(in: 0..<Int64(distinct), using: &random) }
        let wanted = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        #expect(order(values, absent: Int64.max) == wanted)
        #expect(order(values.map { Double($0) - 7 }, absent: .infinity) == wanted)
      }
    }
  }

  /// Returns the places of the values in the order they are sorted into.
  private func order<Price>(_ values: [Price], absent: Price) -> [Int]
  where Price: SIMDScalar & Comparable & BitwiseCopyable, Price.SIMDMaskScalar == Int64 {
    let arena = DenseArena()
    let scratch = DenseScratch<Price>(columnCount: 200, arena: arena)
    for (place, value) in values.enumerated() {
      scratch.found[place] = DenseFound(value: value, column: Int32(place))
    }
    scratch.sort(values.count, absent: absent)
    return values.indices.map { Int(scratch.found[$0].column) }
  }
}
