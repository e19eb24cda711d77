import Pairwright
import Testing

@Suite("RuleOverlaps")
struct RuleOverlapsTests {
  private static let people = [
    Person.junior("J1") { ($0.grade, $0.birthYear, $0.fields["team"]) = (2, 1_995, "a") },
    .junior("J2") { ($0.grade, $0.birthYear, $0.managerID) = (4, 1_985, "S1") },
    .senior("S1") { ($0.grade, $0.birthYear, $0.fields["team"]) = (6, 1_970, "a") },
    .senior("S2") { ($0.grade, $0.birthYear) = (8, 1_965) },
  ]

  @Test("warns of rules that say the same or cancel each other, and of no others")
  func warns() throws {
    let labelled = { (id: String) -> NoSame in
      var rule = NoSame(field: "team")
      rule.label = RuleLabel(id: id, location: .init(line: 9))
      return rule
    }
    let cases: [([any Rule], [String])] = [
      ([NoSame(field: "team"), NoSame(field: "location")], []),
      ([NoSame(field: "team"), labelled("again")], ["repeated-rule"]),
      ([NoSuccessionRisk(), NoSuccessionRisk()], ["repeated-rule"]),
      ([NoSame(field: "team"), Different(field: "team")], ["redundant-rule"]),
      ([NoSame(field: "team"), Different(field: "location")], []),
      ([Capacity(side: .senior, maximum: 2), Capacity(side: .junior, maximum: 2)], []),
      (
        [Capacity(side: .senior, maximum: 2), Capacity(side: .senior, maximum: 3)],
        ["overridden-rule"]
      ),
      ([GradeGap(minimum: 1), GradeGap(maximum: 5)], []),
      ([GradeGap(minimum: 4), GradeGap(maximum: 3)], ["rules-cancel"]),
      ([GradeGap(minimum: 6)], []), ([GradeGap(minimum: 7)], ["rule-bars-all"]),
      ([GradeGap(maximum: 2)], []), ([GradeGap(maximum: 1)], ["rule-bars-all"]),
      ([GenerationGap(minimumYears: 30)], []),
      ([GenerationGap(minimumYears: 31)], ["rule-bars-all"]),
      ([GenerationGap(minimumYears: 20), GenerationGap(maximumYears: 19)], ["rules-cancel"]),
    ]
    for (rules, expected) in cases {
      let found = try Fixture(Self.people, rules: rules).diagnostics
      #expect(found.codes(.warning) == expected, "\(rules)")
    }
  }

  @Test("warns of forced and forbidden pairs that no rule reads")
  func unusedConstraints() throws {
    for (kind, rules, expected) in [
      (PairConstraint.Kind.forbid, [], ["unused-constraints"]),
      (.force, [], ["unused-constraints"]),
      (.prefer, [], []), (.forbid, [ListedPairs()], []),
    ] as [(PairConstraint.Kind, [any Rule], [String])] {
      let fixture = try Fixture(
        Self.people, rules: rules, constraints: [PairConstraint(kind, "J1", "S2")])
      #expect(fixture.diagnostics.codes(.warning) == expected)
    }
  }

  @Test("counts forbid lines on pairs that another rule bars anyway")
  func forbidLines() throws {
    let cases: [(PersonID, PersonID, [String])] = [
      ("J1", "S1", []), ("J2", "S1", ["redundant-forbid"]), ("S1", "J2", ["redundant-forbid"]),
      ("J1", "J2", []),
    ]
    for (first, second, expected) in cases {
      let fixture = try Fixture(
        Self.people, rules: [NoReportingLine(depth: .all), ListedPairs()],
        constraints: [PairConstraint(.forbid, first, second, location: .init(line: 4))])
      let found = fixture.diagnostics.all.filter { $0.code == "redundant-forbid" }
      #expect(found.map(\.code.rawValue) == expected)
      #expect(found.allSatisfy { $0.severity == .information && $0.message.contains("1 of") })
    }
  }
}
