import Pairwright
import Testing

@Suite("SeededOrder")
struct SeededOrderTests {
  private let ids = (0..<200).map { "P\($0)" }

  private func order(_ ids: [String], seed: UInt64) throws -> [String] {
    let roster = try Roster(people: ids.map { Person.junior($0) })
    return SeededOrder.sorted(Array(roster.people.indices), in: roster, seed: seed)
      .map { roster.people[$0].id.rawValue }
  }

  @Test("depends on the seed and the ids, not on the rows")
  func order() throws {
    let one = try order(ids, seed: 1)
    #expect(try order(ids.reversed(), seed: 1) == one)
    #expect(try order(ids, seed: 2) != one)
    #expect(one != ids && Set(one) == Set(ids))
  }

  @Test("favours nobody: over many seeds each comes first about as often")
  func fairness() throws {
    var firsts: [String: Int] = [:]
    for seed in 0..<2_000 {
      firsts[try order(["A", "B", "C", "D"], seed: UInt64(seed))[0], default: 0] += 1
    }
    for (id, count) in firsts { #expect((400...600).contains(count), "\(id): \(count)") }
  }

  @Test(
    "keeps its hash, on which the ties of every published result depend",
    arguments: [
      ("", 0, 0xF52A15E9A9B5E89B),
      ("007", 1, 0xE965D8F5BCE72BBF),
      ("7", 1, 0xB3328AE08930F81C),
      ("Ärzte", 2, 0xA4D96571FE2B5301),
    ] as [(String, UInt64, UInt64)])
  func hash(id: String, seed: UInt64, hash: UInt64) {
    #expect(SeededOrder.hash(PersonID(id), seed: seed) == hash)
  }
}
