import Pairwright
import Testing

@Suite("UnmatchedReasons")
struct UnmatchedReasonsTests {
  @Test("gives everybody without a partner one reason, whatever sides they stand on")
  func reasons() throws {
    let people = [
      Person.junior("J1"), .junior("J2"), .junior("J3") { $0.avoidIDs = ["S1", "B"] },
      .senior("S1"), .on(.both, "B") { $0.avoidIDs = ["J1", "J2", "S1"] },
      .junior("Away") { $0.status = .leave }, .on(.none, "Off"),
      .senior("Declined") { $0.consent = .no }, .senior("Waiting") { $0.consent = .pending },
    ].map { person in
      var person = person
      if person.consent == nil { person.consent = .yes }
      return person
    }
    let fixture = try Fixture(people, rules: MentoringProgram.protectingRules)
    let matching = try #require(try fixture.problem.solution(options: SolveOptions()).matching)
    #expect(matching.pairs.count == 1)
    let left = matching.pairs[0].junior == "J1" ? "J2" : "J1"
    let entries = matching.unmatched.map { "\($0.id) \($0.side.rawValue) \($0.reasonCode)" }
    #expect(
      entries
        == [
          "Away junior on_leave", "B both no_allowed_partner", "Declined senior no_consent",
          "J3 junior no_allowed_partner", "\(left) junior not_chosen", "Off none no_side",
          "Waiting senior consent_pending",
        ].sorted())
    let reason = try #require(matching.unmatched.first { $0.id == "J3" }?.reason)
    #expect(reason.contains("avoid_ids bars 2") && reason.contains("2 people"))
    let both = try #require(matching.unmatched.first { $0.id == "B" }?.reason)
    #expect(both.contains("None of the 4 people"), "nobody is on the other side of themselves")
    #expect(matching.unmatched.allSatisfy { UnmatchedReasons.codes.contains($0.reasonCode) })
    #expect(matching.unmatched.allSatisfy { $0.reason.hasSuffix(".") })
  }
}
