/// The weights and parameters of the score.
public struct ScoreSettings: Sendable, Hashable {
  /// The parts of a score, in the order in which they are reported.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    /// What each teaches the other.
    case skills
    /// Interests in common.
    case interests
    /// Goals in common.
    case goals
    /// Closeness of the age difference to the ideal.
    case generation
    /// Closeness of the grade difference to the ideal.
    case grade
    /// Whether the two work in different departments.
    case crossDepartment = "cross_department"
    /// Whether the two work at different locations.
    case crossLocation = "cross_location"
    /// How well the junior teaches.
    case teaching
    /// How committed both are.
    case commitment
    /// Time in common.
    case availability
    /// Whether they asked for each other.
    case preferences
  }

  /// The weight of each part; a part that is not there weighs nothing.
  public var weights: [Part: FixedPoint]
  /// Share of the skills part for what the junior teaches the senior.
  public var juniorToSenior = FixedPoint(units: 7_000)
  /// Share of the skills part for what the senior gives back.
  public var seniorToJunior = FixedPoint(units: 3_000)
  /// The file with the relatedness of skills, relative to the program file.
  public var complementarity: String?
  /// The age difference, in years, at which the generation part is full.
  public var idealYears = 15
  /// The grade difference at which the grade part is full.
  public var idealGap = 4
  /// Points below which a pair is not allowed at all.
  public var minimumPairScore = FixedPoint(0)
  /// Points of the skills part that each side must receive.
  public var minimumSideBenefit = FixedPoint(0)
  /// Whether the weights were asked for by name, so that a part which drops out is worth a warning.
  public var isExplicit = false

  /// Makes settings with the given weights; by default skills weigh 6, cross-location nothing and
  /// every other part 1.
  public init(weights: [Part: FixedPoint] = ScoreSettings.defaultWeights) {
    self.weights = weights
  }

  /// The weights that hold when a program has no `score:`.
  public static let defaultWeights: [Part: FixedPoint] = {
    var weights: [Part: FixedPoint] = [:]
    for part in Part.allCases { weights[part] = FixedPoint(1) }
    weights[.skills] = FixedPoint(6)
    weights[.crossLocation] = FixedPoint(0)
    return weights
  }()
}
