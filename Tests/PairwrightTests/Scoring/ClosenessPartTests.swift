import Pairwright
import Testing

@Suite("ClosenessPart")
struct ClosenessPartTests {
  @Test(
    "falls in a straight line from the ideal to nothing",
    arguments: [
      (4, 0, 4, 1_000_000), (4, 0, 0, 0), (4, 0, 8, 0), (4, 0, 2, 500_000), (4, 0, 5, 750_000),
      (4, 3, 5, 500_000), (4, 5, 3, 0), (4, 0, 100, 0), (3, 1, 2, 333_333), (3, 1, 3, 666_667),
      (1, 0, 1, 1_000_000), (1, 0, 2, 0),
    ])
  func line(ideal: Int, junior: Int, senior: Int, units: Int) {
    let part = ClosenessPart(weight: 1_000_000, ideal: ideal, juniors: [junior], seniors: [senior])
    #expect(part.units(row: 0, column: 0) == units)
  }

  @Test("is nothing where a number is not known")
  func missing() {
    let part = ClosenessPart(weight: 10, ideal: 4, juniors: [nil, 1], seniors: [5, nil])
    #expect(
      (0..<2).map { row in (0..<2).map { part.units(row: row, column: $0) } } == [
        [0, 0], [10, 0],
      ])
  }

  @Test("takes the signed differences of grades and of years of birth")
  func signs() throws {
    let people = [
      Person.junior("J") { ($0.grade, $0.birthYear) = (2, 1_995) },
      .senior("S") { ($0.grade, $0.birthYear) = (6, 1_980) },
      .senior("T") { ($0.grade, $0.generation) = (-2, "Z") },
    ]
    for (part, units) in [
      (ScoreSettings.Part.grade, [1_000_000, 0]), (.generation, [1_000_000, 0]),
    ] {
      let fixture = try Fixture(people) { $0.score = ScoreSettings(weights: [part: FixedPoint(1)]) }
      #expect(try [fixture.units("J", "S"), fixture.units("J", "T")] == units)
    }
  }
}
