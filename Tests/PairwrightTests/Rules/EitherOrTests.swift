import Pairwright
import Testing

@Suite("EitherOr")
struct EitherOrTests {
  private static let people = [
    Person.junior("J1"), .junior("J2"), .senior("S1"), .senior("S2"),
    .senior("Away") { $0.status = .leave },
  ]

  @Test("says when it lists a pair that nobody could make")
  func findings() throws {
    let cases: [(PersonID, PersonID, warnings: [String], errors: [String])] = [
      ("J1", "S1", [], []), ("S1", "J1", ["swapped-pair"], []),
      ("J1", "J2", ["impossible-pair"], []), ("S2", "S1", ["impossible-pair"], []),
      ("J1", "J1", ["impossible-pair"], []), ("J1", "Away", [], []),
      ("J1", "X", [], ["unknown-id"]),
    ]
    for (junior, senior, warnings, errors) in cases {
      let found = try Fixture.findings {
        try Fixture(Self.people, rules: [EitherOr([.init(junior: junior, senior: senior)])])
      }
      #expect(found.codes(.warning).filter { $0 != "no-score" } == warnings, "\(junior) \(senior)")
      #expect(found.codes(.error) == errors, "\(junior) \(senior)")
    }
  }

  @Test("with nothing listed, and with nothing of it allowed, holds")
  func edges() throws {
    let all = ["S1", "S2"].flatMap { senior in
      ["J1", "J2"].map { EitherOr.Pair(junior: PersonID($0), senior: PersonID(senior)) }
    }
    for (pairs, maximum, expected) in [([], 1, 2), ([], 0, 2), (all, 0, 0), (all, 1, 1)] {
      let fixture = try Fixture(Self.people, rules: [EitherOr(pairs, maximum: maximum)])
      let matching = try fixture.problem.solution(options: SolveOptions()).matching
      #expect(matching?.pairs.count == expected)
    }
  }
}
