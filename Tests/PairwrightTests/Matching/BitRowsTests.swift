import Pairwright
import Testing
import _PairwrightTestSupport

@Suite("BitRows")
struct BitRowsTests {
  @Test(
    "does what sets of columns do, at every width near a word",
    arguments: [0, 1, 63, 64, 65, 128, 200])
  func agreesWithSets(columns: Int) {
    var random = SplitMix64(seed: UInt64(columns))
    let sets = (0..<6).map { _ in
      Set((0..<columns).filter { _ in Int.random(in: 0..<4, using: &random) == 0 })
    }
    var rows = BitRows(sets.map { Array($0) }, columns: columns)
    for (row, set) in sets.enumerated() {
      #expect((0..<columns).filter { rows[row, $0] } == set.sorted())
      for (other, otherSet) in sets.enumerated() {
        #expect(rows.intersect(row, other) == !set.isDisjoint(with: otherSet))
      }
    }
    for column in 0..<columns { rows[2, column] = false }
    for row in [1, 2, 3] {
      let expected = row == 2 ? [] : sets[row].sorted()
      #expect((0..<columns).filter { rows[row, $0] } == expected)
    }
  }

  @Test("lets one row's words be filled and no other's")
  func filling() {
    var rows = BitRows(rows: 3, columns: 70)
    rows.withRow(1) { words in for index in words.indices { words[index] = 1 << 5 } }
    let set = (0..<3).map { row in (0..<70).filter { rows[row, $0] } }
    #expect(set == [[], [5, 69], []])
  }
}
