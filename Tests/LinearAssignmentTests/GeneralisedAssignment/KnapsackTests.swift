import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("Knapsacks of an agent")
struct KnapsackTests {
  @Test("The search's tables and the checker's agree with trying every choice", arguments: 0..<80)
  func exhaustive(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let capacity = Int.random(in: 1...40, using: &generator)
    let items = (0..<Int.random(in: 0...9, using: &generator)).map { _ in
      (
        size: Int.random(in: 1...min(capacity, 15), using: &generator),
        value: -Int64.random(in: 1...20, using: &generator)
      )
    }
    func least(within limit: Int, _ isAllowed: (Int) -> Bool = { _ in true }) -> Int64 {
      (0..<1 << items.count).filter(isAllowed).reduce(.max) { best, set in
        let chosen = items.indices.filter { set >> $0 & 1 == 1 }
        guard chosen.reduce(0, { $0 + items[$1].size }) <= limit else { return best }
        return min(best, chosen.reduce(0) { $0 + items[$1].value })
      }
    }
    let checked = CheckedKnapsack(items, capacity: capacity, wantsRises: true)
    #expect(checked.least == least(within: capacity))
    #expect(
      CheckedKnapsack(items, capacity: capacity, wantsRises: false).least == checked.least)

    var tables = KnapsackTables(count: 9, cellCount: 10 * 41)
    defer { tables.deallocate() }
    tables.begin(capacity: capacity)
    for (index, item) in items.enumerated() {
      tables.add(.init(column: Int32(index), size: item.size, value: Double(item.value)))
    }
    var taken: Set<Int> = []
    #expect(tables.least { taken.insert($0) } == Double(checked.least))
    #expect(taken.reduce(0) { $0 + items[$1].value } == checked.least)
    #expect(taken.reduce(0) { $0 + items[$1].size } <= capacity)

    let margin = Int.random(in: 0...capacity, using: &generator)
    tables.fillForward(margin: margin)
    tables.fillBackward()
    for limit in (capacity - margin)...capacity {
      #expect(tables.least(within: limit) == Double(least(within: limit)))
      #expect(checked.least(within: limit) == least(within: limit))
    }
    for (index, item) in items.enumerated() {
      let excluded = least(within: capacity) { $0 >> index & 1 == 0 }
      let chosen = least(within: capacity) { $0 >> index & 1 == 1 }
      #expect(checked.rises(index) == (chosen - checked.least, excluded - checked.least))
      #expect(tables.least(without: index, within: capacity) == Double(excluded))
      #expect(
        tables.least(without: index, within: capacity - item.size)
          == Double(chosen - item.value))
    }
  }
}
