import Pairwright
import Testing

@Suite("ForcedPairs")
struct ForcedPairsTests {
  private func forced(_ fixture: Fixture) -> [String] {
    fixture.problem.forced.map {
      "\(fixture.problem.junior($0.row).id) \(fixture.problem.senior($0.column).id)"
    }.sorted()
  }

  @Test("come from force lines, ids in any order, and from a lock on either row")
  func sources() throws {
    let people = [
      Person.junior("J1"), .junior("J2") { ($0.currentPartnerID, $0.isLocked) = ("S2", true) },
      .junior("J3"), .junior("J4") { $0.currentPartnerID = "S1" },
      .senior("S1"), .senior("S2") { ($0.currentPartnerID, $0.isLocked) = ("J2", true) },
      .senior("S3") { ($0.currentPartnerID, $0.isLocked) = ("J3", true) },
    ]
    let fixture = try Fixture(
      people, rules: [ListedPairs()], constraints: [PairConstraint(.force, "S1", "J1")])
    #expect(forced(fixture) == ["J1 S1", "J2 S2", "J3 S3"])
    let without = try Fixture(people, constraints: [PairConstraint(.force, "S1", "J1")])
    #expect(forced(without) == ["J2 S2", "J3 S3"], "force lines act through the rule pairs")
  }

  @Test("override minimum scores and nothing else")
  func overrides() throws {
    let people = [Person.junior("J"), .junior("K"), .senior("S")]
    let fixture = try Fixture(
      people, rules: [ListedPairs()], constraints: [PairConstraint(.force, "J", "S")]
    ) {
      $0.score = ScoreSettings(weights: [.skills: FixedPoint(1)])
      $0.score.minimumPairScore = FixedPoint(1)
      $0.score.minimumSideBenefit = FixedPoint(1)
    }
    #expect(fixture.barredPairs == ["J S", "K S"])
    let solution = try fixture.problem.solution(options: SolveOptions())
    #expect(solution.matching?.pairs.map(\.junior) == ["J"])
  }

  /// Two people on both sides who are locked together; B teaches better.
  private static let locked = [
    Person.on(.both, "A") {
      ($0.currentPartnerID, $0.isLocked, $0.teachingAbility) = ("B", true, 2)
    },
    .on(.both, "B") { ($0.currentPartnerID, $0.isLocked, $0.teachingAbility) = ("A", true, 5) },
  ]

  private func pairs(_ fixture: Fixture) throws -> [String] {
    let solution = try fixture.problem.solution(options: SolveOptions())
    return try #require(solution.matching).pairs.map { "\($0.junior) \($0.senior)" }
  }

  @Test("both locked on each other's rows are one pair, the better way round")
  func bothSides() throws {
    for floor in [0, 100] {
      let fixture = try Fixture(Self.locked) {
        $0.score = ScoreSettings(weights: [.teaching: FixedPoint(1)])
        $0.score.minimumPairScore = FixedPoint(floor)
      }
      #expect(forced(fixture).isEmpty && fixture.problem.forcedEitherWay.count == 1)
      #expect(try pairs(fixture) == ["B A"])
    }
  }

  @Test("of people on both sides are made the way round that is better for the whole")
  func betterForTheWhole() throws {
    // C, a senior, may meet nobody but B, who must then be free to teach.
    let people =
      Self.locked + [Person.senior("C") { $0.avoidIDs = ["A"] }]
    let fixture = try Fixture(people) {
      $0.score = ScoreSettings(weights: [.teaching: FixedPoint(1)])
    }
    #expect(try pairs(fixture) == ["A B", "B C"])
  }

  @Test("of people on both sides use the places of both sides")
  func placesOfBothSides() throws {
    let people = ["A", "B", "C", "D"].map { Person.on(.both, $0) }
    func fixture(_ partners: [PersonID]) throws -> Fixture {
      try Fixture(
        people, rules: [ListedPairs()],
        constraints: partners.map { PairConstraint(.force, "A", $0) })
    }
    #expect(try pairs(fixture(["B", "C"])).filter { $0.contains("A") }.count == 2)
    let found = try Fixture.findings { try fixture(["B", "C", "D"]) }
    #expect(found.codes(.error) == ["force-over-capacity"])
  }

  @Test("that cannot all be made either way round are a clash of rules")
  func clash() throws {
    // A and B teach S and T, so neither has a place left to teach the other.
    let people = [Person.on(.both, "A"), .on(.both, "B"), .senior("S"), .senior("T")]
    let fixture = try Fixture(
      people, rules: [ListedPairs()],
      constraints: [
        PairConstraint(.force, "A", "B"), PairConstraint(.force, "A", "S"),
        PairConstraint(.force, "B", "T"),
      ])
    let solution = try fixture.problem.solution(options: SolveOptions())
    guard case .infeasible = solution.outcome else {
      Issue.record("\(solution.outcome)")
      return
    }
    #expect(MatchingVerifier(fixture.problem).refusals(of: solution.outcome).isEmpty)
  }

  @Test("are refused when a rule bars them, somebody takes no part, or a capacity is too small")
  func refuses() throws {
    let boss: @Sendable (inout Person) -> Void = { $0.managerID = "S" }
    let away: @Sendable (inout Person) -> Void = { $0.status = .leave }
    let avoids: @Sendable (inout Person) -> Void = { $0.avoidIDs = ["S"] }
    let met: @Sendable (inout Person) -> Void = { $0.pastPartnerIDs = ["S"] }
    let cases: [(String, @Sendable (inout Person) -> Void, [PairConstraint], String, String)] = [
      ("line", boss, [.init(.force, "J", "S")], "force-barred", "no_reporting_line"),
      ("avoid", avoids, [.init(.force, "J", "S")], "force-barred", "avoid_ids"),
      ("repeat", met, [.init(.force, "J", "S")], "force-barred", "no_repeat"),
      (
        "forbidden", { _ in }, [.init(.force, "J", "S"), .init(.forbid, "S", "J")], "force-barred",
        "pairs"
      ),
      ("absent", away, [.init(.force, "J", "S")], "force-impossible", "J does not take part"),
      ("one side", { _ in }, [.init(.force, "J", "K")], "force-impossible", "opposite sides"),
      ("self", { _ in }, [.init(.force, "J", "J")], "force-impossible", "opposite sides"),
      (
        "capacity", { _ in }, [.init(.force, "J", "S"), .init(.force, "K", "S")],
        "force-over-capacity", "S has 2 forced"
      ),
      (
        "lock", { ($0.isLocked, $0.currentPartnerID) = (true, nil) }, [], "lock-without-partner",
        "J"
      ),
      (
        "unknown lock", { ($0.isLocked, $0.currentPartnerID) = (true, "X") }, [],
        "lock-without-partner", "J"
      ),
      (
        "barred lock", { ($0.isLocked, $0.currentPartnerID, $0.managerID) = (true, "S", "S") }, [],
        "lock-barred", "no_reporting_line"
      ),
    ]
    for (name, change, lines, code, text) in cases {
      let people = [Person.junior("J", change), .junior("K"), .senior("S"), .senior("T")]
      let found = try Fixture.findings {
        try Fixture(people, rules: MentoringProgram.protectingRules, constraints: lines)
      }
      #expect(found.codes(.error) == [code], "\(name)")
      #expect(found.errors.first?.message.contains(text) == true, "\(name)")
    }
  }
}
