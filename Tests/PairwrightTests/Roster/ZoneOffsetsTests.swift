import Pairwright
import Testing

@Suite("ZoneOffsets")
struct ZoneOffsetsTests {
  private func offsets(_ zones: [String], start: String?) -> ZoneOffsets {
    ZoneOffsets(
      people: zones.enumerated().map { number, zone in
        Person.junior("P\(number)") { $0.timeZone = zone }
      }, start: start.flatMap(CalendarDate.init(iso:)))
  }

  @Test(
    "knows standard time and the time on a day",
    arguments: [
      ("Europe/Berlin", nil, 60), ("Europe/Berlin", "2027-01-15", 60),
      ("Europe/Berlin", "2027-07-15", 120), ("Australia/Sydney", nil, 600),
      ("Australia/Sydney", "2027-01-15", 660), ("Asia/Kolkata", nil, 330),
      ("America/New_York", "2027-03-13", -300), ("America/New_York", "2027-03-14", -240),
      ("Europe/Dublin", nil, 0), ("Europe/Dublin", "2027-07-15", 60),
      ("Australia/Lord_Howe", nil, 630), ("Pacific/Kiritimati", nil, 840),
      ("+02:00", "2027-07-15", 120), ("UTC-3", nil, -180), ("UTC", nil, 0),
    ] as [(String, String?, Int)])
  func offset(zone: String, start: String?, minutes: Int) {
    #expect(offsets([zone], start: start).offsetsAtStart() == [minutes * 60])
  }

  @Test(
    "takes the largest gap over the year, when summer times differ",
    arguments: [
      ("Europe/Berlin", "Europe/London", 60), ("Europe/Berlin", "Australia/Sydney", 600),
      ("America/New_York", "Europe/London", 300), ("America/Phoenix", "America/Los_Angeles", 60),
      ("America/Phoenix", "America/Denver", 60), ("Asia/Kolkata", "Asia/Kolkata", 0),
      ("America/New_York", "America/Los_Angeles", 180),
      ("Pacific/Kiritimati", "Pacific/Pago_Pago", 1_500), ("+01:00", "Europe/Berlin", 60),
    ])
  func gap(first: String, second: String, minutes: Int) {
    let zones = offsets([first, second], start: "2027-01-15")
    let gaps = zones.largestGaps()
    let count = zones.names.count
    #expect(gaps[zones.zoneOfPerson[0] * count + zones.zoneOfPerson[1]] == minutes * 60)
    #expect(gaps[zones.zoneOfPerson[1] * count + zones.zoneOfPerson[0]] == minutes * 60)
  }

  @Test("shares one place between people of one zone and none with people of no zone")
  func places() {
    let people = [
      Person.junior("A") { $0.timeZone = "Europe/Berlin" }, Person.junior("B"),
      Person.junior("C") { $0.timeZone = "Europe/Berlin" },
    ]
    let zones = ZoneOffsets(people: people, start: nil)
    #expect(zones.zoneOfPerson == [0, -1, 0])
    #expect(zones.names == ["Europe/Berlin"])
  }

  @Test(
    "reads fixed offsets and nothing that resembles them",
    arguments: [
      ("+02:00", 7_200), ("-0330", -12_600), ("UTC+5", 18_000), ("GMT-11", -39_600),
      ("+14", 50_400),
      ("+15:00", nil), ("+02:60", nil), ("02:00", nil), ("+", nil), ("+2a", nil), ("", nil),
    ] as [(String, Int?)])
  func fixed(text: String, seconds: Int?) {
    #expect(ZoneOffsets.fixedOffset(text) == seconds)
  }
}
