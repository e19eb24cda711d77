internal import Foundation

/// The distinct time zones of a roster and their offsets from UTC.
package struct ZoneOffsets: Sendable {
  /// The distinct names, in order of first appearance.
  package let names: [String]
  /// For each person, the position of the zone in ``names``, or -1.
  package let zoneOfPerson: [Int]
  private let start: CalendarDate?

  /// Collects the zones of people; offsets are taken as of `start`, or in standard time without it.
  package init(people: [Person], start: CalendarDate?) {
    var names: [String] = []
    var positions: [String: Int] = [:]
    var zoneOfPerson: [Int] = []
    for person in people {
      guard let name = person.timeZone else {
        zoneOfPerson.append(-1)
        continue
      }
      if positions[name] == nil {
        positions[name] = names.count
        names.append(name)
      }
      zoneOfPerson.append(positions[name] ?? -1)
    }
    self.names = names
    self.zoneOfPerson = zoneOfPerson
    self.start = start
  }

  /// Returns the zone of an IANA name or of a fixed offset such as `+02:00`, or `nil`.
  static func timeZone(named name: String) -> TimeZone? {
    if let offset = fixedOffset(name) { return TimeZone(secondsFromGMT: offset) }
    return TimeZone(identifier: name)
  }

  /// Returns the seconds of a fixed offset `+HH:MM`, `-HHMM`, `UTC+H`, or `nil` for anything else.
  package static func fixedOffset(_ name: String) -> Int? {
    var text = name[...]
    for prefix in ["UTC", "GMT"] where text.hasPrefix(prefix) { text = text.dropFirst(3) }
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0 != ":" }
    guard (1...4).contains(digits.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(digits)
    else { return nil }
    let (hours, minutes) = digits.count <= 2 ? (number, 0) : (number / 100, number % 100)
    guard hours <= 14, minutes < 60 else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }

  /// Returns the seconds to add to UTC for each zone on the program's start, or in standard time.
  package func offsetsAtStart() -> [Int] {
    names.map { name in
      guard let zone = ZoneOffsets.timeZone(named: name) else { return 0 }
      if let start { return zone.secondsFromGMT(for: ZoneOffsets.noon(of: start, daysLater: 0)) }
      let january = Date(timeIntervalSince1970: 1_767_225_600)
      return zone.secondsFromGMT(for: january) - Int(zone.daylightSavingTimeOffset(for: january))
    }
  }

  /// Returns for each two zones the largest difference in seconds over the year from the start, as
  /// a square in row order.
  ///
  /// - Complexity: O(365 z + 365 z²) for z zones.
  package func largestGaps() -> [Int] {
    let count = names.count
    var gaps = [Int](repeating: 0, count: count * count)
    guard let start else { return gaps }
    let zones = names.map(ZoneOffsets.timeZone(named:))
    var offsets = [Int](repeating: 0, count: count)
    for day in 0...365 {
      let noon = ZoneOffsets.noon(of: start, daysLater: day)
      for (index, zone) in zones.enumerated() {
        offsets[index] = zone?.secondsFromGMT(for: noon) ?? 0
      }
      for first in 0..<count {
        for second in 0..<count {
          let gap = abs(offsets[first] - offsets[second])
          if gap > gaps[first * count + second] { gaps[first * count + second] = gap }
        }
      }
    }
    return gaps
  }

  private static func noon(of date: CalendarDate, daysLater days: Int) -> Date {
    Date(timeIntervalSince1970: Double((date.daysSince1970 + days) * 86_400 + 43_200))
  }
}
