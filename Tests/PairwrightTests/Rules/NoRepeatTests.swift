import Pairwright
import Testing

@Suite("NoRepeat")
struct NoRepeatTests {
  @Test("bars pairs of the past, whichever way round and wherever they are named")
  func bars() throws {
    let people = [
      Person.junior("J1") { $0.pastPartnerIDs = ["S1", "LEFT"] }, .junior("J2"),
      .on(.both, "B"), .senior("S1"), .senior("S2") { $0.pastPartnerIDs = ["J2"] },
    ]
    let history = [
      PastPair(senior: "J1", junior: "S2"), PastPair(senior: "S1", junior: "B"),
      PastPair(senior: "B", junior: "J2"), PastPair(senior: "LEFT", junior: "J2"),
    ]
    let expected: Set = ["J1 S1", "J1 S2", "J2 S2", "B S1", "J2 B"]
    #expect(try Fixture(people, rules: [NoRepeat()], history: history).barredPairs == expected)
    #expect(try Fixture(people, history: history).barredPairs.isEmpty)
  }
}
