import Pairwright
import Testing

@Suite("AvailabilityOverlap")
struct AvailabilityOverlapTests {
  private static func person(_ side: SideMembership, _ id: String, _ start: Int, _ end: Int)
    -> Person
  {
    .on(side, id) {
      $0.timeZone = "UTC"
      $0.availability = [WeeklySlot(weekday: 1, start: start, end: end)]
    }
  }

  @Test("needs so many minutes in one slot, to the minute")
  func bars() throws {
    let people = [
      Self.person(.junior, "J", 600, 660), Self.person(.senior, "Sixty", 540, 720),
      Self.person(.senior, "FiftyNine", 601, 720), Self.person(.senior, "None", 660, 720),
    ]
    let fixture = try Fixture(people, rules: [AvailabilityOverlap(minimumMinutes: 60)])
    #expect(fixture.barredPairs == ["J FiftyNine", "J None"])
    #expect(fixture.diagnostics.codes(.information) == ["standard-time"])
    let dated = try Fixture(people, rules: [AvailabilityOverlap(minimumMinutes: 60)]) {
      $0.start = CalendarDate(iso: "2027-01-15")
    }
    #expect(dated.diagnostics.information.isEmpty)
  }

  @Test("needs everybody's slots and zone")
  func needs() throws {
    let people = [
      Self.person(.junior, "J", 600, 660), .senior("S") { $0.timeZone = "UTC" },
      .senior("T") { $0.availability = [WeeklySlot(weekday: 0, start: 0, end: 9)] },
    ]
    let found = try Fixture.findings {
      try Fixture(people, rules: [AvailabilityOverlap(minimumMinutes: 30)])
    }
    #expect(found.errors.map(\.location.columnName) == ["availability", "timezone"])
  }
}
