/// Bounds the age difference: the junior's year of birth minus the senior's.
///
/// A generation band counts as the year in its middle.
public struct GenerationGap: PairRule {
  /// The word for this kind in a program file.
  public static let kind = "generation_gap"
  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// The smallest difference allowed, in years; it may be negative.
  public var minimumYears: Int?
  /// The largest difference allowed, in years.
  public var maximumYears: Int?

  /// Makes the rule.
  public init(minimumYears: Int? = nil, maximumYears: Int? = nil) {
    self.minimumYears = minimumYears
    self.maximumYears = maximumYears
  }

  package init?(reading reader: ConfigurationReader) {
    minimumYears = reader.integer("min_years", in: -100...100)
    maximumYears = reader.integer("max_years", in: -100...100)
    guard reader.requireBound("min_years", "max_years"),
      reader.checkBounds(minimumYears, maximumYears, keys: ("min_years", "max_years"))
    else { return nil }
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    [
      ("min_years", minimumYears.map { .text(String($0)) }),
      ("max_years", maximumYears.map { .text(String($0)) }),
    ]
  }

  /// Needs everybody's year of birth or generation.
  public func check(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    context.requireField(.birthYear, or: .generation, for: self, into: &diagnostics) {
      context.birthYear(of: $0) == nil
    }
  }

  /// Prepares the years.
  public func prepared(for context: RuleContext) -> any PreparedPairRule {
    let years = context.roster.people.map { context.birthYear(of: $0) ?? 0 }
    return BoundedDifference(
      junior: years, senior: years.map { -$0 },
      bounds: (minimumYears ?? .min / 4)...(maximumYears ?? .max / 4))
  }
}
