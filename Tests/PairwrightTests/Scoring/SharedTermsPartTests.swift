import Pairwright
import Testing

@Suite("SharedTermsPart")
struct SharedTermsPartTests {
  @Test(
    "is shared terms over all terms, through the catalogue",
    arguments: [
      (["a"], ["a"], 1_000_000), (["a"], ["b"], 0), (["a", "b"], ["b", "c"], 333_333),
      ([], ["a"], 0), ([], [], 0), (["Chess", "chess "], ["schach"], 1_000_000),
      (["a", "b", "c", "d"], ["a"], 250_000), (["a"], ["a", "b", "b"], 500_000),
    ])
  func jaccard(junior: [String], senior: [String], units: Int) throws {
    let people = [
      Person.junior("J") { ($0.interests, $0.goals) = (junior, Array(junior.prefix(1))) },
      .senior("S") { ($0.interests, $0.organisationGoals) = (senior, senior) },
    ]
    let catalogue = SkillCatalogue([.init("chess", synonyms: ["Schach"])])
    let fixture = try Fixture(people, catalogue: catalogue) {
      $0.score = ScoreSettings(weights: [.interests: FixedPoint(1)])
    }
    #expect(try fixture.units("J", "S") == units)
  }

  @Test("takes the goals of the person and of the organisation together")
  func goals() throws {
    let people = [
      Person.junior("J") { ($0.goals, $0.organisationGoals) = (["a"], ["b"]) },
      .senior("S") { ($0.goals, $0.organisationGoals) = (["b"], ["c"]) },
    ]
    let fixture = try Fixture(people) { $0.score = ScoreSettings(weights: [.goals: FixedPoint(1)]) }
    #expect(try fixture.units("J", "S") == 333_333)
  }
}
