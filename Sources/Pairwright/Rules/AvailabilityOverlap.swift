/// Allows only pairs whose longest common weekly slot, in real time, is long enough.
///
/// Local times become UTC by the offsets on the program's start, or by standard time without one.
public struct AvailabilityOverlap: PairRule {
  /// The word for this kind in a program file.
  public static let kind = "availability_overlap"
  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// The fewest minutes in one slot.
  public var minimumMinutes: Int

  /// Makes the rule.
  public init(minimumMinutes: Int) { self.minimumMinutes = minimumMinutes }

  package init?(reading reader: ConfigurationReader) {
    guard let minutes = reader.integer("min_minutes", in: 1...1_440) else {
      reader.require("min_minutes", form: "a number of minutes, such as 60")
      return nil
    }
    minimumMinutes = minutes
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    [("min_minutes", .text(String(minimumMinutes)))]
  }

  /// Needs everybody's availability and zone.
  public func check(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    context.requireField(.availability, for: self, into: &diagnostics) { $0.availability.isEmpty }
    context.requireField(.timezone, for: self, into: &diagnostics) { $0.timeZone == nil }
    if context.program.start == nil {
      diagnostics.information(
        "standard-time", at: label.location,
        "The program has no start, so the rule \(name) compares slots in standard time.")
    }
  }

  /// Prepares everybody's week in UTC.
  public func prepared(for context: RuleContext) -> any PreparedPairRule {
    Prepared(weeks: CommonTime(context), minimumMinutes: minimumMinutes)
  }

  private struct Prepared: PreparedPairRule {
    let weeks: CommonTime
    let minimumMinutes: Int

    func bars(junior: Int, senior: Int) -> Bool {
      weeks.longestSlot(junior, senior) < minimumMinutes
    }
  }
}
