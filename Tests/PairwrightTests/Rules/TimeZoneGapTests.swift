import Pairwright
import Testing

@Suite("TimeZoneGap")
struct TimeZoneGapTests {
  private static let people = [
    Person.junior("Berlin") { $0.timeZone = "Europe/Berlin" },
    .senior("London") { $0.timeZone = "Europe/London" },
    .senior("NewYork") { $0.timeZone = "America/New_York" },
    .senior("Delhi") { $0.timeZone = "Asia/Kolkata" },
  ]

  @Test("bounds the largest gap over the year")
  func bars() throws {
    let cases: [(FixedPoint, Set<String>)] = [
      (FixedPoint(0), ["Berlin London", "Berlin NewYork", "Berlin Delhi"]),
      (FixedPoint(1), ["Berlin NewYork", "Berlin Delhi"]),
      (FixedPoint(units: 44_999), ["Berlin NewYork", "Berlin Delhi"]),
      (FixedPoint(units: 45_000), ["Berlin NewYork"]), (FixedPoint(6), []),
    ]
    for (hours, expected) in cases {
      let fixture = try Fixture(Self.people, rules: [TimeZoneGap(maximumHours: hours)]) {
        $0.start = CalendarDate(iso: "2027-01-15")
      }
      #expect(fixture.barredPairs == expected, "\(hours)")
    }
  }

  @Test("needs a start and everybody's zone, and says where the rule stands")
  func needs() throws {
    var rule = TimeZoneGap(maximumHours: FixedPoint(2))
    rule.label.location = .init(file: "program.yaml", line: 8, column: 5)
    let found = try Fixture.findings {
      try Fixture([.junior("J"), .senior("S") { $0.timeZone = "UTC" }], rules: [rule])
    }
    #expect(found.codes(.error) == ["missing-start", "missing-field"])
    #expect(found.errors[0].location == rule.label.location)
  }
}
