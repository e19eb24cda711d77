import Pairwright
import Testing

@Suite("Quotas as groups of participants")
struct QuotaTableTests {
  private static func person(
    _ id: PersonID, _ side: SideMembership, _ department: String?, site: String = "here",
    room: Int? = nil
  ) -> Person {
    var person = Person(id: id, side: side)
    person.fields["location"] = site
    person.fields["department"] = department
    person.capacityMaximum = room
    return person
  }

  private static let people = [
    person("J1", .junior, "Sales"), person("J2", .junior, "Sales", site: "there"),
    person("J3", .junior, "Law"), person("S1", .senior, "Sales"),
    person("S2", .senior, "Law", room: 2), person("N", .none, nil),
  ]

  @Test("groups people of the side by value")
  func groups() throws {
    let fixture = try Fixture(
      Self.people,
      rules: [
        Quota(side: .junior, by: "department", groups: .each, maximum: 1),
        Quota(side: .senior, by: "department", groups: .one("Law"), minimum: 1),
      ])
    let quotas = fixture.problem.quotas
    let juniors = quotas.juniors.map { group in
      Set(group.members.map { fixture.problem.junior($0).id.rawValue })
    }
    #expect(juniors == [["J3"], ["J1", "J2"]])
    #expect(quotas.seniors.map { $0.members.map { fixture.problem.senior($0).id } } == [["S2"]])
    #expect(quotas.seniors[0].minimum == 1 && quotas.seniors[0].maximum == nil)
    #expect(fixture.problem.route == .flow)
  }

  /// Quotas that are refused, with the code.
  static let refused: [(rules: [Quota], code: String)] = [
    ([Quota(side: .junior, by: "department", groups: .one("Slaes"), maximum: 1)], "unknown-group"),
    (
      [Quota(side: .junior, by: "department", groups: .one("Sales"), minimum: 4)],
      "quota-above-group"
    ),
    ([Quota(side: .junior, by: "group_shirt", groups: .each)], "sensitive-column"),
  ]

  @Test("refuses what is unknown or impossible", arguments: refused.indices)
  func refuses(index: Int) throws {
    let (rules, code) = Self.refused[index]
    let found = try Fixture.findings { try Fixture(Self.people, rules: rules) }
    #expect(found.codes(.error).contains(code), "\(found.errors)")
  }

  @Test("needs the column of those of the side who take part, and of nobody else")
  func needsTheColumn() throws {
    let bare = Self.people + [Self.person("J4", .junior, nil)]
    let rules = [Quota(side: .junior, by: "department", groups: .each, maximum: 2)]
    let found = try Fixture.findings { try Fixture(bare, rules: rules) }
    #expect(found.codes(.error) == ["missing-field"])
    #expect(found.errors[0].message.contains("J4"))
    let other = [Quota(side: .senior, by: "department", groups: .each, minimum: 0)]
    #expect(try Fixture(bare, rules: other).diagnostics.errors.isEmpty)
  }

  @Test("the verifier refuses a matching that breaks a quota")
  func verifierCounts() throws {
    let free = try Fixture(Self.people, rules: [])
    let bound = try Fixture(
      Self.people,
      rules: [Quota(side: .junior, by: "department", groups: .one("Sales"), maximum: 1)])
    let options = SolveOptions()
    let unbound = try #require(try free.problem.solution(options: options).matching)
    #expect(unbound.pairs.count == 3)
    let refusals = MatchingVerifier(bound.problem).refusals(of: unbound)
    #expect(refusals.map(\.code) == ["quota"])
    let kept = try #require(try bound.problem.solution(options: options).matching)
    #expect(kept.pairs.count == 2)
  }

  @Test("quotas that clash are named with the people concerned, and the witness is checked")
  func clash() throws {
    var people = Self.people
    people[3].avoidIDs = ["J1", "J2"]
    people[4].avoidIDs = ["J1", "J2"]
    let fixture = try Fixture(
      people, rules: [Quota(side: .junior, by: "department", groups: .one("Sales"), minimum: 1)])
    let solution = try fixture.problem.solution(options: SolveOptions())
    guard case .infeasible(.quotasClash(let clash)) = solution.outcome else {
      Issue.record("\(solution.outcome)")
      return
    }
    #expect(clash.missing == 1)
    #expect(clash.quotas.contains { $0.contains("Sales") })
    #expect(MatchingVerifier(fixture.problem).refusals(of: solution.outcome).isEmpty)
  }
}
