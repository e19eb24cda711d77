/// Bounds the difference of local times, the largest over the year from the program's start.
///
/// Offsets are taken at noon UTC of each day, so the few hours in which two zones of one country
/// have not both changed to summer time do not count.
public struct TimeZoneGap: PairRule {
  /// The word for this kind in a program file.
  public static let kind = "timezone_gap"
  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// The largest difference allowed, in hours.
  public var maximumHours: FixedPoint

  /// Makes the rule.
  public init(maximumHours: FixedPoint) { self.maximumHours = maximumHours }

  package init?(reading reader: ConfigurationReader) {
    guard let hours = reader.decimal("max_hours", in: FixedPoint(0)...FixedPoint(26)) else {
      reader.require("max_hours", form: "a number of hours, such as 4")
      return nil
    }
    maximumHours = hours
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    [("max_hours", .text(maximumHours.description))]
  }

  /// Needs a start date and everybody's zone.
  public func check(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    if context.program.start == nil {
      diagnostics.error(
        "missing-start", at: label.location,
        "The rule \(name) needs the program's start, from which the year of time zones is taken.",
        mend: "Add start: YYYY-MM-DD to the program.")
    }
    context.requireField(.timezone, for: self, into: &diagnostics) { $0.timeZone == nil }
  }

  /// Prepares a table of the largest difference between each two zones.
  public func prepared(for context: RuleContext) -> any PreparedPairRule {
    let zones = ZoneOffsets(people: context.roster.people, start: context.program.start)
    let limit = maximumHours.units * 3_600 / FixedPoint.unitsPerOne
    return Prepared(
      zoneOfPerson: zones.zoneOfPerson, zoneCount: zones.names.count,
      isTooFar: zones.largestGaps().map { $0 > limit })
  }

  private struct Prepared: PreparedPairRule {
    let zoneOfPerson: [Int]
    let zoneCount: Int
    let isTooFar: [Bool]

    func bars(junior: Int, senior: Int) -> Bool {
      let first = zoneOfPerson[junior]
      let second = zoneOfPerson[senior]
      return first >= 0 && second >= 0 && isTooFar[first * zoneCount + second]
    }
  }
}
