import Pairwright
import Testing

@Suite("PreferencesPart")
struct PreferencesPartTests {
  private func units(
    _ junior: [PersonID], _ senior: [PersonID], prefer: (PersonID, PersonID)? = nil,
    rules: [any Rule] = [ListedPairs()]
  ) throws -> Int {
    let people = [
      Person.junior("J") { $0.preferredIDs = junior },
      .senior("S") { $0.preferredIDs = senior }, .senior("T"), .junior("K"),
    ]
    let fixture = try Fixture(
      people, rules: rules, constraints: prefer.map { [PairConstraint(.prefer, $0.0, $0.1)] } ?? []
    ) { $0.score = ScoreSettings(weights: [.preferences: FixedPoint(1)]) }
    return try fixture.units("J", "S")
  }

  @Test("is the mean of both sides' wishes, falling with rank")
  func ranks() throws {
    #expect(try units([], []) == 0)
    #expect(try units(["S"], []) == 500_000)
    #expect(try units(["S"], ["J"]) == 1_000_000)
    #expect(try units(["T", "S"], []) == 250_000)
    #expect(try units(["T", "X", "S"], ["K", "J"]) == 416_667)
    #expect(try units([], ["J", "K"]) == 500_000)
    #expect(try units(["T"], ["K"]) == 0)
    #expect(try units(["S", "T", "S"], []) == 500_000)
  }

  @Test("takes a prefer line for the first wish of both, through the rule pairs")
  func preferLines() throws {
    #expect(try units([], [], prefer: ("J", "S")) == 1_000_000)
    #expect(try units(["T", "S"], [], prefer: ("S", "J")) == 1_000_000)
    #expect(try units([], [], prefer: ("J", "T")) == 0)
    #expect(try units(["S"], [], prefer: ("J", "S"), rules: []) == 500_000)
  }
}
