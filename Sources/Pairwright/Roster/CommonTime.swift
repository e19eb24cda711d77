/// Everybody's weekly availability in UTC, ready to be compared.
package struct CommonTime: Sendable {
  private static let week: Int32 = 7 * 1_440

  /// For each person a range of ``slots``; slot minutes count from Monday 00:00 UTC and the slot
  /// that runs past Sunday is stored once more a week earlier, so that plain intersection finds it.
  private let ranges: [Range<Int32>]
  private let slots: [(start: Int32, end: Int32)]

  /// Converts the availability of everyone on record.
  package init(_ context: RuleContext) {
    let people = context.roster.people
    let zones = ZoneOffsets(people: people, start: context.program.start)
    let offsets = zones.offsetsAtStart()
    var ranges: [Range<Int32>] = []
    var slots: [(start: Int32, end: Int32)] = []
    for (index, person) in people.enumerated() {
      let begin = Int32(slots.count)
      let zone = zones.zoneOfPerson[index]
      let shift = zone < 0 ? 0 : Int32(offsets[zone] / 60)
      var own: [(start: Int32, end: Int32)] = []
      for slot in person.availability {
        var start = Int32(slot.weekday * 1_440 + slot.start) - shift
        if start < 0 { start += CommonTime.week }
        if start >= CommonTime.week { start -= CommonTime.week }
        own.append((start, start + Int32(slot.end - slot.start)))
      }
      slots += CommonTime.wrapped(CommonTime.merged(own))
      ranges.append(begin..<Int32(slots.count))
    }
    self.ranges = ranges
    self.slots = slots
  }

  /// Returns the minutes of the longest slot that two people have in common.
  ///
  /// - Complexity: O(slots of both).
  package func longestSlot(_ first: Int, _ second: Int) -> Int {
    var longest: Int32 = 0
    var left = Int(ranges[first].lowerBound)
    var right = Int(ranges[second].lowerBound)
    let leftEnd = Int(ranges[first].upperBound)
    let rightEnd = Int(ranges[second].upperBound)
    while left < leftEnd, right < rightEnd {
      let one = slots[left]
      let other = slots[right]
      longest = max(longest, min(one.end, other.end) - max(one.start, other.start))
      if one.end < other.end { left += 1 } else { right += 1 }
    }
    return Int(min(longest, CommonTime.week))
  }

  /// Joins what runs past Sunday with what begins on Monday, and stores the whole also a week
  /// earlier.
  private static func wrapped(
    _ slots: [(start: Int32, end: Int32)]
  ) -> [(start: Int32, end: Int32)] {
    guard var last = slots.last, last.end >= week else { return slots }
    var rest = slots.dropLast()
    while let first = rest.first, first.start <= last.end - week {
      last.end = max(last.end, first.end + week)
      rest = rest.dropFirst()
    }
    if last.end - last.start >= week { return [(last.start - week, last.start + week)] }
    return [(last.start - week, last.end - week)] + rest + [last]
  }

  private static func merged(_ slots: [(start: Int32, end: Int32)]) -> [(start: Int32, end: Int32)]
  {
    var merged: [(start: Int32, end: Int32)] = []
    for slot in slots.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      if let last = merged.last, slot.start <= last.end {
        merged[merged.count - 1].end = max(last.end, slot.end)
      } else {
        merged.append(slot)
      }
    }
    return merged
  }
}
