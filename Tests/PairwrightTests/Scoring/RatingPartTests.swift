import Pairwright
import Testing

@Suite("RatingPart")
struct RatingPartTests {
  @Test(
    "runs from 1 to 5; a missing rating is neutral",
    arguments: [
      (1, 1, 0, 0), (5, 5, 1_000_000, 1_000_000), (3, 3, 500_000, 500_000),
      (nil, nil, 500_000, 500_000), (2, 5, 250_000, 625_000), (4, nil, 750_000, 625_000),
    ] as [(Int?, Int?, Int, Int)])
  func ratings(junior: Int?, senior: Int?, teaching: Int, commitment: Int) throws {
    let people = [
      Person.junior("J") { ($0.teachingAbility, $0.commitment) = (junior, junior) },
      .senior("S") { ($0.teachingAbility, $0.commitment) = (senior, senior) },
    ]
    for (part, units) in [(ScoreSettings.Part.teaching, teaching), (.commitment, commitment)] {
      let fixture = try Fixture(people) { $0.score = ScoreSettings(weights: [part: FixedPoint(1)]) }
      #expect(try fixture.units("J", "S") == units)
    }
  }
}
