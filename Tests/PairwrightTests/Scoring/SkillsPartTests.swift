import Pairwright
import Testing

@Suite("SkillsPart")
struct SkillsPartTests {
  private func units(
    _ junior: (inout Person) -> Void, _ senior: (inout Person) -> Void,
    relations: [Relatedness.Relation] = [], catalogue: SkillCatalogue = .init(),
    toSenior: Int = 1, toJunior: Int = 0
  ) throws -> Int {
    let fixture = try Fixture(
      [.junior("J", junior), .senior("S", senior)], catalogue: catalogue,
      relatedness: Relatedness(relations)
    ) {
      $0.score = ScoreSettings(weights: [.skills: FixedPoint(2)])
      $0.score.juniorToSenior = FixedPoint(toSenior)
      $0.score.seniorToJunior = FixedPoint(toJunior)
    }
    return try fixture.units("J", "S")
  }

  @Test("is full in the documented example")
  func documentedExample() throws {
    let units = try units(
      {
        $0.skillsOffered = [.init("digital marketing", level: 5), .init("social media", level: 4)]
      },
      {
        $0.skillsWanted = [
          .init("digital marketing", target: 4, priority: 3),
          .init("social media", target: 4, priority: 2),
        ]
      })
    #expect(units == 1_000_000)
  }

  /// What the junior offers and the senior wants and has, against the value in millionths.
  @Test("counts a level only as far as it lifts from the present level to the target")
  func lifts() throws {
    let cases: [([SkillLevel], [SkillWish], [SkillLevel], [SkillLevel], Int)] = [
      ([.init("a", level: 3)], [.init("a", target: 5)], [], [], 600_000),
      ([.init("a", level: 5)], [.init("a", target: 3)], [], [], 1_000_000),
      // Present level 2 of 4: level 3 lifts by one of two.
      ([.init("a", level: 3)], [.init("a", target: 4)], [.init("a", level: 2)], [], 500_000),
      ([.init("a", level: 2)], [.init("a", target: 4)], [.init("a", level: 2)], [], 0),
      ([.init("a", level: 1)], [.init("a", target: 4)], [.init("a", level: 2)], [], 0),
      // The own offer is the present level where none is stated, and only there.
      ([.init("a", level: 3)], [.init("a", target: 4)], [], [.init("a", level: 2)], 500_000),
      (
        [.init("a", level: 3)], [.init("a", target: 4)], [.init("a", level: 0)],
        [.init("a", level: 2)], 750_000
      ),
      // Nothing left to want.
      ([.init("a", level: 5)], [.init("a", target: 2)], [.init("a", level: 2)], [], 0),
      ([.init("a", level: 5)], [], [], [], 0), ([], [.init("a", target: 2)], [], [], 0),
      // Priorities: (3 x 4) of (3 x 4 + 1 x 2).
      (
        [.init("a", level: 5)],
        [.init("a", target: 4, priority: 3), .init("b", target: 2, priority: 1)],
        [], [], 857_143
      ),
      ([.init(" A ", level: 5)], [.init("a", target: 4)], [], [], 1_000_000),
    ]
    for (number, (offers, wishes, current, own, expected)) in cases.enumerated() {
      let result = try units(
        { $0.skillsOffered = offers },
        { ($0.skillsWanted, $0.skillsCurrent, $0.skillsOffered) = (wishes, current, own) })
      #expect(result == expected, "case \(number)")
    }
  }

  @Test("weighs relations, caps what they add up to, and clamps the part at nothing")
  func relations() throws {
    let wants = { (wishes: [SkillWish]) in
      { (person: inout Person) in person.skillsWanted = wishes }
    }
    let offers = { (levels: [SkillLevel]) in
      { (person: inout Person) in person.skillsOffered = levels }
    }
    let half = [Relatedness.Relation(from: "b", to: "a", value: 5_000)]
    let against = [Relatedness.Relation(from: "b", to: "a", value: -10_000)]
    #expect(
      try units(offers([.init("b", level: 4)]), wants([.init("a", target: 4)]), relations: half)
        == 500_000)
    // The relation has a direction.
    #expect(
      try units(offers([.init("a", level: 4)]), wants([.init("b", target: 4)]), relations: half)
        == 0)
    // Full and half together are no more than full.
    #expect(
      try units(
        offers([.init("a", level: 4), .init("b", level: 4)]), wants([.init("a", target: 4)]),
        relations: half) == 1_000_000)
    // A hindrance takes away, across wants as well, but never below nothing.
    #expect(
      try units(
        offers([.init("b", level: 2), .init("a", level: 4)]), wants([.init("a", target: 4)]),
        relations: against) == 500_000)
    #expect(
      try units(
        offers([.init("b", level: 1), .init("c", level: 4)]),
        wants([.init("a", target: 4), .init("c", target: 4)]), relations: against) == 375_000)
    #expect(
      try units(offers([.init("b", level: 5)]), wants([.init("a", target: 4)]), relations: against)
        == 0)
    // A listed relation of a skill to itself changes nothing.
    let itself = [Relatedness.Relation(from: "a", to: "a", value: -10_000)]
    #expect(
      try units(offers([.init("a", level: 4)]), wants([.init("a", target: 4)]), relations: itself)
        == 1_000_000)
  }

  @Test("lets synonyms meet, in offers, wants and relations")
  func synonyms() throws {
    let catalogue = SkillCatalogue([
      .init("Python", synonyms: ["Py"]), .init("Data", synonyms: ["DS"]),
    ])
    #expect(
      try units(
        { $0.skillsOffered = [.init("PY", level: 4)] },
        { $0.skillsWanted = [.init("python", target: 4)] }, catalogue: catalogue) == 1_000_000)
    #expect(
      try units(
        { $0.skillsOffered = [.init("Python", level: 4)] },
        { $0.skillsWanted = [.init("data", target: 4)] },
        relations: [.init(from: "py", to: "ds", value: 2_500)], catalogue: catalogue) == 250_000)
    // The first of two spellings counts, for the other and for oneself.
    #expect(
      try units(
        { $0.skillsOffered = [.init("Py", level: 1), .init("Python", level: 4)] },
        { $0.skillsWanted = [.init("python", target: 4)] }, catalogue: catalogue) == 250_000)
    #expect(
      try units(
        { $0.skillsOffered = [.init("Py", level: 4)] },
        {
          $0.skillsOffered = [.init("Py", level: 2), .init("Python", level: 4)]
          $0.skillsWanted = [.init("python", target: 4)]
        }, catalogue: catalogue) == 1_000_000)
  }

  @Test("weighs the two directions by their shares, and tells who receives what")
  func directions() throws {
    let junior = { (person: inout Person) in
      person.skillsOffered = [.init("a", level: 2)]
      person.skillsWanted = [.init("b", target: 5)]
    }
    let senior = { (person: inout Person) in
      person.skillsOffered = [.init("b", level: 1)]
      person.skillsWanted = [.init("a", target: 4)]
    }
    #expect(try units(junior, senior, toSenior: 7, toJunior: 3) == 350_000 + 60_000)
    #expect(try units(junior, senior, toSenior: 0, toJunior: 3) == 200_000)
    // A symmetric pair receives the same on both sides.
    #expect(
      try units(
        senior,
        {
          $0 = {
            var p = Person.senior("S"); p.skillsOffered = [.init("a", level: 4)];
            p.skillsWanted = [.init("b", target: 1)]; return p
          }()
        }, toSenior: 1, toJunior: 1) == 1_000_000)
  }

  @Test(
    "warns of a floor that the smaller direction cannot reach",
    arguments: [(30, 70, 30, false), (30, 70, 31, true), (0, 1, 1, true), (0, 1, 0, false)])
  func floors(toSenior: Int, toJunior: Int, floor: Int, isWarned: Bool) throws {
    let fixture = try Fixture([.junior("J"), .senior("S")]) {
      $0.score = ScoreSettings(weights: [.skills: FixedPoint(1)])
      $0.score.juniorToSenior = FixedPoint(toSenior)
      $0.score.seniorToJunior = FixedPoint(toJunior)
      $0.score.minimumSideBenefit = FixedPoint(floor)
    }
    #expect(fixture.diagnostics.codes(.warning) == (isWarned ? ["floor-out-of-reach"] : []))
  }

  @Test("bars pairs that serve one side only, or score too little")
  func minimums() throws {
    let people = [
      Person.junior("J") {
        $0.skillsOffered = [.init("a", level: 4)]
        $0.skillsWanted = [.init("b", target: 4)]
      },
      .senior("Mutual") {
        $0.skillsOffered = [.init("b", level: 4)]
        $0.skillsWanted = [.init("a", target: 4)]
      },
      .senior("Taker") { $0.skillsWanted = [.init("a", target: 4)] },
      .senior("Giver") { $0.skillsOffered = [.init("b", level: 4)] },
    ]
    let cases: [(Int, Int, Set<String>)] = [
      (0, 0, []), (0, 1, ["J Taker", "J Giver"]), (300_000, 0, []), (300_001, 0, ["J Giver"]),
      (700_001, 0, ["J Giver", "J Taker"]), (0, 300_000, ["J Taker", "J Giver"]),
      (0, 300_001, ["J Mutual", "J Taker", "J Giver"]),
    ]
    for (pair, side, expected) in cases {
      let fixture = try Fixture(people) {
        $0.score = ScoreSettings(weights: [.skills: FixedPoint(1)])
        $0.score.minimumPairScore = FixedPoint(units: pair)
        $0.score.minimumSideBenefit = FixedPoint(units: side)
      }
      #expect(fixture.barredPairs == expected, "\(pair), \(side)")
    }
  }
}
