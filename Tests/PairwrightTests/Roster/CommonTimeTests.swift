import Pairwright
import Testing
import _PairwrightTestSupport

@Suite("CommonTime")
struct CommonTimeTests {
  /// Day 0 is Monday; times are minutes of the local day.
  private static func slot(_ day: Int, _ start: Int, _ end: Int) -> WeeklySlot {
    WeeklySlot(weekday: day, start: start, end: end)
  }

  /// Expects that two people have so many minutes in common and not one more, by rule and score.
  private func expect(
    _ minutes: Int, _ one: (zone: String?, slots: [WeeklySlot]),
    _ other: (zone: String?, slots: [WeeklySlot]), start: String?, _ comment: Comment
  ) throws {
    let people = [
      Person.junior("J") { ($0.timeZone, $0.availability) = one },
      Person.senior("S") { ($0.timeZone, $0.availability) = other },
    ]
    for bound in [minutes, minutes + 1] where (1...1_440).contains(bound) {
      let fixture = try Fixture(people, rules: [AvailabilityOverlap(minimumMinutes: bound)]) {
        $0.start = start.flatMap(CalendarDate.init(iso:))
        $0.score = ScoreSettings(weights: [.availability: FixedPoint(1)])
      }
      #expect(fixture.barredPairs.isEmpty == (bound == minutes), comment)
      #expect(try fixture.units("J", "S") == min(minutes, 60) * 1_000_000 / 60, comment)
    }
  }

  @Test("compares slots in real time across zones and the turn of the week")
  func realTime() throws {
    let cases: [((String?, [WeeklySlot]), (String?, [WeeklySlot]), String?, Int)] = [
      // The same zone.
      (
        ("Europe/Berlin", [Self.slot(0, 540, 660)]), ("Europe/Berlin", [Self.slot(0, 600, 720)]),
        "2027-01-15", 60
      ),
      (
        ("Europe/Berlin", [Self.slot(0, 540, 600)]), ("Europe/Berlin", [Self.slot(0, 600, 720)]),
        "2027-01-15", 0
      ),
      (
        ("Europe/Berlin", [Self.slot(0, 540, 660)]), ("Europe/Berlin", [Self.slot(1, 540, 660)]),
        "2027-01-15", 0
      ),
      // Nine in New York is three in the afternoon in Berlin.
      (
        ("America/New_York", [Self.slot(2, 540, 660)]),
        ("Europe/Berlin", [Self.slot(2, 900, 1_020)]), "2027-01-15", 120
      ),
      // In the last half of March the two are an hour nearer.
      (
        ("America/New_York", [Self.slot(2, 540, 660)]),
        ("Europe/Berlin", [Self.slot(2, 900, 1_020)]), "2027-03-20", 60
      ),
      // Without a start, standard time holds: ten hours to Sydney from UTC, not eleven.
      (("Australia/Sydney", [Self.slot(0, 600, 660)]), ("UTC", [Self.slot(0, 0, 60)]), nil, 60),
      (
        ("Australia/Sydney", [Self.slot(0, 600, 660)]), ("UTC", [Self.slot(0, 0, 60)]),
        "2027-01-15", 0
      ),
      // Monday morning in Auckland is Sunday evening in UTC.
      (
        ("Pacific/Auckland", [Self.slot(0, 540, 660)]), ("UTC", [Self.slot(6, 1_200, 1_320)]),
        "2027-01-15", 120
      ),
      // Sunday night in Honolulu is Monday morning in UTC.
      (
        ("Pacific/Honolulu", [Self.slot(6, 1_260, 1_380)]), ("UTC", [Self.slot(0, 420, 540)]),
        "2027-01-15", 120
      ),
      // A slot that runs over the turn of the week in UTC, against two that meet there.
      (
        ("Pacific/Auckland", [Self.slot(0, 720, 840)]),
        ("UTC", [Self.slot(6, 1_380, 1_440), Self.slot(0, 0, 60)]), "2027-01-15", 120
      ),
      // Neighbouring slots count as one.
      (
        ("UTC", [Self.slot(3, 600, 660), Self.slot(3, 660, 720)]),
        ("UTC", [Self.slot(3, 540, 780)]), nil, 120
      ),
      // The longest single slot, not the sum.
      (
        ("UTC", [Self.slot(0, 600, 645), Self.slot(1, 600, 690), Self.slot(2, 600, 630)]),
        ("UTC", [Self.slot(0, 0, 1_440), Self.slot(1, 0, 1_440), Self.slot(2, 0, 1_440)]), nil, 90
      ),
      // Always, against a slot over the turn of the week.
      (
        ("UTC", (0..<7).map { Self.slot($0, 0, 1_440) }),
        ("Pacific/Auckland", [Self.slot(0, 720, 840)]), "2027-01-15", 120
      ),
      (
        ("UTC", (0..<7).map { Self.slot($0, 0, 1_440) }),
        ("UTC", (0..<7).map { Self.slot($0, 0, 1_440) }), nil, 1_440
      ),
    ]
    for (number, (one, other, start, expected)) in cases.enumerated() {
      try expect(expected, one, other, start: start, "case \(number)")
      try expect(expected, other, one, start: start, "case \(number), swapped")
    }
  }

  @Test("agrees with marking every minute of the week")
  func agreesWithMinutes() throws {
    let zones = ["UTC": 0, "+13:00": 780, "-11:00": -660, "+05:30": 330]
    for seed in 0..<60 {
      var random = SplitMix64(seed: UInt64(seed))
      var weeks: [[Bool]] = []
      let people = ["J", "S"].map { id in
        Person.on(id == "J" ? .junior : .senior, id) { person in
          let zone = zones.keys.sorted().randomElement(using: &random) ?? "UTC"
          person.timeZone = zone
          var week = [Bool](repeating: false, count: 10_080)
          for _ in 0..<Int.random(in: 1...8, using: &random) {
            let day = [0, 6, Int.random(in: 0...6, using: &random)].randomElement(using: &random)
            let start = 15 * Int.random(in: 0..<96, using: &random)
            let end = min(1_440, start + 15 * Int.random(in: 1...40, using: &random))
            person.availability.append(Self.slot(day ?? 0, start, end))
            for minute in start..<end {
              let real = (day ?? 0) * 1_440 + minute - (zones[zone] ?? 0)
              week[((real % 10_080) + 10_080) % 10_080] = true
            }
          }
          weeks.append(week)
        }
      }
      var longest = 0
      var run = 0
      for minute in 0..<20_160 {
        run = weeks[0][minute % 10_080] && weeks[1][minute % 10_080] ? run + 1 : 0
        longest = max(longest, min(run, 10_080))
      }
      let bound = min(1_440, longest)
      func barred(_ minutes: Int) throws -> Bool {
        try !Fixture(people, rules: [AvailabilityOverlap(minimumMinutes: minutes)]).barredPairs
          .isEmpty
      }
      if bound > 0 { #expect(try !barred(bound), "seed \(seed)") }
      if longest < 1_440 { #expect(try barred(longest + 1), "seed \(seed)") }
    }
  }
}
