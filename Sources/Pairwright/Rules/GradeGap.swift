/// Bounds the grade difference: the senior's grade minus the junior's.
public struct GradeGap: PairRule {
  /// The word for this kind in a program file.
  public static let kind = "grade_gap"
  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// The smallest difference allowed; it may be negative.
  public var minimum: Int?
  /// The largest difference allowed.
  public var maximum: Int?

  /// Makes the rule.
  public init(minimum: Int? = nil, maximum: Int? = nil) {
    self.minimum = minimum
    self.maximum = maximum
  }

  package init?(reading reader: ConfigurationReader) {
    minimum = reader.integer("min", in: -1_000...1_000)
    maximum = reader.integer("max", in: -1_000...1_000)
    guard reader.requireBound("min", "max"),
      reader.checkBounds(minimum, maximum, keys: ("min", "max"))
    else { return nil }
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    [("min", minimum.map { .text(String($0)) }), ("max", maximum.map { .text(String($0)) })]
  }

  /// Needs everybody's grade.
  public func check(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    context.requireField(.grade, for: self, into: &diagnostics) { $0.grade == nil }
  }

  /// Prepares the grades.
  public func prepared(for context: RuleContext) -> any PreparedPairRule {
    BoundedDifference(
      junior: context.roster.people.map { -($0.grade ?? 0) },
      senior: context.roster.people.map { $0.grade ?? 0 },
      bounds: (minimum ?? .min / 4)...(maximum ?? .max / 4))
  }
}

/// A prepared rule that bars pairs whose two numbers do not add up to a value within bounds.
package struct BoundedDifference: PreparedPairRule {
  private let juniorTerm: [Int]
  private let seniorTerm: [Int]
  private let bounds: ClosedRange<Int>

  /// Makes the rule from a number for each person in either role.
  package init(junior: [Int], senior: [Int], bounds: ClosedRange<Int>) {
    juniorTerm = junior
    seniorTerm = senior
    self.bounds = bounds
  }

  /// Returns whether the sum lies outside the bounds.
  package func bars(junior: Int, senior: Int) -> Bool {
    !bounds.contains(juniorTerm[junior] + seniorTerm[senior])
  }
}
