import Foundation
import Pairwright

/// What the text of a time zone turned out to be.
enum ZoneText {
  /// A name of the IANA database.
  case name(String)
  /// An abbreviation, read as the name.
  case abbreviation(String)
  /// An offset from UTC, as `+02:00`.
  case offset(String)
  /// Nothing known; the nearest name.
  case unknown(nearest: String?)

  /// Finds out what a text is.
  init(_ text: String) {
    if text == "UTC" || text == "GMT" || knownZoneSet.contains(text)
      || (text.contains("/") && TimeZone(identifier: text) != nil)
    {
      self = .name(text)
    } else if let name = TimeZone.abbreviationDictionary[text.uppercased()] {
      self = .abbreviation(name)
    } else if let offset = ZoneText.offset(text) {
      self = .offset(offset)
    } else {
      self = .unknown(
        nearest: NearestName.nearest(
          to: text, among: zoneNames, limit: min(8, max(3, text.utf8.count / 3))))
    }
  }

  /// Reads `+02:00`, `-0530`, `UTC+2` and the like.
  private static func offset(_ text: String) -> String? {
    var rest = text.uppercased()[...]
    if rest.hasPrefix("UTC") || rest.hasPrefix("GMT") { rest = rest.dropFirst(3) }
    guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
    let parts = rest.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    var hours = parts[0]
    var minutes: Substring = parts.count == 2 ? parts[1] : "00"
    if parts.count == 1, hours.count == 4 { (hours, minutes) = (hours.prefix(2), hours.suffix(2)) }
    guard (1...2).contains(hours.count), minutes.count == 2, let hour = Int(hours),
      let minute = Int(minutes), hour <= 14, minute < 60
    else { return nil }
    return "\(sign)\(hour < 10 ? "0" : "")\(hour):\(minutes)"
  }
}

private let zoneNames = TimeZone.knownTimeZoneIdentifiers
private let knownZoneSet = Set(zoneNames)

extension CellReader {
  /// Returns the IANA name or fixed offset of a time zone.
  func timeZone(_ cell: Cell) -> String? {
    hasZoneText = !cell.isEmpty
    if cell.isEmpty { return nil }
    let zone = knownZones[cell.text] ?? ZoneText(cell.text)
    knownZones[cell.text] = zone
    switch zone {
    case .name(let name): return name
    case .abbreviation(let name):
      log.count(
        .warning, "zone-abbreviation", cell, key: cell.text, value: cell.text,
        mend: "Write the name \(name), if that is what is meant."
      ) { "An abbreviated time zone was read as \(name) in \(counted($0, "row"))." }
      return name
    case .offset(let offset):
      log.count(
        .warning, "fixed-offset", cell, key: offset, value: cell.text,
        mend: "Write an IANA name, such as Europe/Berlin."
      ) { "A fixed offset has no summer time; it stands in \(counted($0, "row"))." }
      return offset
    case .unknown(let nearest):
      log.error(
        "unknown-time-zone", cell, "The time zone of \(personID) is not in the IANA database.",
        nearest.map { "Did you mean \($0)?" } ?? "Write an IANA name, such as Europe/Berlin.")
      return nil
    }
  }

  /// Returns weekly slots such as `Mon 09:00-11:00;Wed 14:00-16:00`, in order and merged.
  func availability(_ cell: Cell) -> [WeeklySlot] {
    let slots = cell.items.compactMap { item -> WeeklySlot? in
      guard let slot = CellReader.slot(item) else {
        log.error(
          "bad-slot", cell, "\(cell.header) of \(personID) has a slot that cannot be read.",
          "Write slots as Mon 09:00-11:00;Wed 14:00-16:00.")
        return nil
      }
      guard slot.start < slot.end else {
        log.error(
          "slot-ends-early", cell, "A slot of \(personID) ends before it begins.",
          "Split a slot over midnight into two days.")
        return nil
      }
      return slot
    }.sorted { ($0.weekday, $0.start, $0.end) < ($1.weekday, $1.start, $1.end) }
    var merged: [WeeklySlot] = []
    for slot in slots {
      if let last = merged.last, last.weekday == slot.weekday, slot.start <= last.end {
        if slot.start < last.end {
          log.count(.information, "slots-merged", cell) {
            "\(counted($0, "overlapping slot")) merged."
          }
        }
        merged[merged.count - 1].end = max(last.end, slot.end)
      } else {
        merged.append(slot)
      }
    }
    return merged
  }

  private static func slot(_ item: String) -> WeeklySlot? {
    let parts = item.split(separator: " ")
    guard parts.count == 2, let weekday = weekdays[String(parts[0]).lowercased()] else {
      return nil
    }
    let times = parts[1].split(separator: "-", omittingEmptySubsequences: false)
    guard times.count == 2, let start = minutes(times[0]), let end = minutes(times[1]) else {
      return nil
    }
    return WeeklySlot(weekday: weekday, start: start, end: end)
  }

  private static func minutes(_ time: Substring) -> Int? {
    let parts = time.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60,
      hour < 24 || (hour == 24 && minute == 0)
    else { return nil }
    return hour * 60 + minute
  }

  private static let weekdays: [String: Int] = [
    "mon": 0, "monday": 0, "tue": 1, "tuesday": 1, "wed": 2, "wednesday": 2, "thu": 3,
    "thursday": 3, "fri": 4, "friday": 4, "sat": 5, "saturday": 5, "sun": 6, "sunday": 6,
  ]
}
