import Pairwright
import Testing

@Suite("CrossGroupPart")
struct CrossGroupPartTests {
  @Test(
    "is full where both groups are known and differ",
    arguments: [("department", ScoreSettings.Part.crossDepartment), ("location", .crossLocation)])
  func groups(column: String, part: ScoreSettings.Part) throws {
    let people = [
      Person.junior("J") { $0.fields[column] = "a" }, .junior("K"),
      .senior("S") { $0.fields[column] = "a" }, .senior("T") { $0.fields[column] = "b" },
      .senior("U"),
    ]
    let fixture = try Fixture(people) { $0.score = ScoreSettings(weights: [part: FixedPoint(1)]) }
    let expected = ["J S": 0, "J T": 1_000_000, "J U": 0, "K S": 0, "K T": 0, "K U": 0]
    for (pair, units) in expected {
      let ids = pair.split(separator: " ").map(String.init)
      #expect(try fixture.units(ids[0], ids[1]) == units, "\(pair)")
    }
  }
}
