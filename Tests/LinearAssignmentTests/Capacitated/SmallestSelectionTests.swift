import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite struct SmallestSelectionTests {
  @Test(arguments: [0, 1, 2, 5, 40])
  func keepsTheSmallest(capacity: Int) {
    var generator = SplitMix64(seed: UInt64(capacity))
    var selection = SmallestSelection(slotCount: 3, capacity: capacity)
    for _ in 0..<20 {
      let values = (0..<20).map { _ in Int64.random(in: 0...9, using: &generator) }
      for (index, value) in values.enumerated() where value <= selection.limits[1] {
        selection.offer(value, tie: UInt32(index), index: index, slot: 1)
      }
      let sorted = values.enumerated().sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }
      let expected = sorted.prefix(capacity)
      #expect(selection.least(1) == expected.first?.element ?? .max)
      if capacity < values.count {
        // Nothing that was not kept is below what the selection says.
        let refused = selection.leastRefused(1)
        #expect(sorted.dropFirst(capacity).allSatisfy { $0.element >= refused } || capacity == 0)
      } else {
        #expect(selection.leastRefused(1) == .max)
      }
      var kept: [Int] = []
      selection.drain(slot: 1) { index, value in
        #expect(values[index] == value)
        kept.append(index)
      }
      #expect(kept.sorted() == expected.map(\.offset).sorted())
      selection.drain(slot: 0) { _, _ in Issue.record("another slot is not empty") }
    }
  }
}
