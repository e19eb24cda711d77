/// Checks that the numbers of a roster lie on their scales, so that scores and rules can rely on it.
struct RosterRanges {
  private let source: Roster.Source?
  /// Zone names that were looked up, and whether they are known.
  private var zones: [String: Bool] = [:]

  /// Prepares the check of a roster.
  init(source: Roster.Source?) { self.source = source }

  /// Reports everything about a person that lies off its scale.
  mutating func check(_ person: Person, into diagnostics: inout Diagnostics) {
    func report(_ column: RosterColumn, _ accepted: String) {
      var location = source?.columns[column.rawValue] ?? .init(columnName: column.rawValue)
      location.file = source?.file
      location.line = person.line
      diagnostics.error(
        "out-of-range", at: location,
        "\(column.rawValue) of \(person.id) lies off its scale.", mend: "Accepted: \(accepted).")
    }
    func check(_ value: Int?, in range: ClosedRange<Int>, _ column: RosterColumn) {
      if let value, !range.contains(value) {
        report(column, "\(range.lowerBound) to \(range.upperBound)")
      }
    }
    check(person.grade, in: -1_000_000...1_000_000, .grade)
    check(person.birthYear, in: 1...9_999, .birthYear)
    check(person.teachingAbility, in: 1...5, .teachingAbility)
    check(person.commitment, in: 1...5, .commitment)
    check(person.capacityMaximum, in: 0...1_000, .capacityMaximum)
    check(person.capacityMinimum, in: 0...1_000, .capacityMinimum)
    check(person.hundredthHoursPerMonth, in: 0...Int.max, .hoursPerMonth)
    check(person.priorityTier, in: 1...1_000_000, .priorityTier)
    for skill in person.skillsOffered { check(skill.level, in: 1...5, .skillsOffered) }
    for skill in person.skillsCurrent { check(skill.level, in: 0...5, .skillsCurrent) }
    for wish in person.skillsWanted
    where !(1...5).contains(wish.target) || !(1...3).contains(wish.priority) {
      report(.skillsWanted, "targets 1 to 5, priorities 1 to 3")
    }
    for slot in person.availability
    where !(0...6).contains(slot.weekday) || slot.start < 0 || slot.end > 1_440
      || slot.start >= slot.end
    {
      report(.availability, "weekday 0 to 6, 0 <= start < end <= 1,440 minutes")
    }
    if let zone = person.timeZone, !isKnown(zone) {
      report(.timezone, "an IANA name such as Europe/Berlin, or an offset such as +02:00")
    }
  }

  /// Reports relations whose value is not from -1 to 1.
  static func check(_ relatedness: Relatedness, into diagnostics: inout Diagnostics) {
    for relation in relatedness.relations
    where !(-Relatedness.one...Relatedness.one).contains(relation.value) {
      diagnostics.error(
        "out-of-range", "The relation from \(relation.from) to \(relation.to) lies off its scale.",
        mend: "Accepted: -1 to 1.")
    }
  }

  private mutating func isKnown(_ zone: String) -> Bool {
    if let known = zones[zone] { return known }
    let known = ZoneOffsets.timeZone(named: zone) != nil
    zones[zone] = known
    return known
  }
}
