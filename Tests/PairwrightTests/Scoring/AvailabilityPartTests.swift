import Pairwright
import Testing

@Suite("AvailabilityPart")
struct AvailabilityPartTests {
  @Test(
    "is full from an hour in common on, and says when standard time is used",
    arguments: [(600, 1_000_000), (630, 500_000), (659, 16_667), (660, 0), (0, 1_000_000)])
  func minutes(start: Int, units: Int) throws {
    let people = [
      Person.junior("J") { $0.availability = [WeeklySlot(weekday: 2, start: 0, end: 660)] },
      .senior("S") { $0.availability = [WeeklySlot(weekday: 2, start: start, end: 1_440)] },
    ].map { person in
      var person = person
      person.timeZone = "Europe/Madrid"
      return person
    }
    let fixture = try Fixture(people) {
      $0.score = ScoreSettings(weights: [.availability: FixedPoint(1)])
    }
    #expect(try fixture.units("J", "S") == units)
    #expect(fixture.diagnostics.codes(.information) == ["standard-time"])
  }
}
