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

  @Test("both locked on each other's rows are one pair, the better way round")
  func bothSides() throws {
    let people = [
      Person.on(.both, "A") {
        ($0.currentPartnerID, $0.isLocked, $0.teachingAbility) = ("B", true, 2)
      },
      .on(.both, "B") { ($0.currentPartnerID, $0.isLocked, $0.teachingAbility) = ("A", true, 5) },
    ]
    let fixture = try Fixture(people) {
      $0.score = ScoreSettings(weights: [.teaching: FixedPoint(1)])
    }
    #expect(forced(fixture) == ["B A"])
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
