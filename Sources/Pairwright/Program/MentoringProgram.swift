/// How an organisation wants its people matched: sides, score, rules, objectives.
///
/// Every property has the default that holds without a program file, so `MentoringProgram()` is
/// the programme that `pairwright match` runs when it is given a roster alone.
public struct MentoringProgram: Sendable {
  /// Where the side of a person comes from.
  public enum SideSource: Sendable, Hashable {
    /// From the column `side`.
    case column
    /// From the grade: junior at most one grade, senior at least another.
    case grade(juniorAtMost: Int, seniorAtLeast: Int)
  }

  /// What the words mentor and mentee mean in the column `side`.
  public enum RoleWords: String, Sendable, Hashable, CaseIterable {
    /// They are not accepted.
    case none
    /// The mentor is the junior.
    case reverse
    /// The mentor is the senior.
    case traditional
  }

  /// Whose consent is needed.
  public enum ConsentPolicy: String, Sendable, Hashable, CaseIterable {
    /// Only people who said yes take part.
    case required
    /// People who have not answered take part too.
    case requiredOrPending = "required_or_pending"
    /// Everybody takes part who did not say no.
    case assumed
  }

  /// Which way grades count.
  public enum GradeOrder: String, Sendable, Hashable, CaseIterable {
    /// A larger number is more senior.
    case ascending
    /// Grade 1 is the top.
    case descending
  }

  /// The name of the programme.
  public var name: String?
  /// The day as of which ages, tenures and time zones are taken.
  public var start: CalendarDate?
  /// Which header stands for which canonical column; `ignore` waives a misspelling check.
  public var columns: [String: String] = [:]
  /// Where the sides come from.
  public var sides: SideSource = .column
  /// What mentor and mentee mean.
  public var roleWords: RoleWords = .none
  /// Whose consent is needed; `nil` means `required` where the column is there, else `assumed`.
  public var consent: ConsentPolicy?
  /// Which way grades count.
  public var gradeOrder: GradeOrder = .ascending
  /// Named generation bands, as years of birth.
  public var generations: [String: ClosedRange<Int>] = MentoringProgram.defaultGenerations
  /// Named skill levels.
  public var levels: [String: Int] = [:]
  /// The level of a skill that is listed without one.
  public var defaultLevel = 3
  /// What makes a pair good.
  public var score = ScoreSettings()
  /// What a pair or a matching must satisfy.
  public var rules: [any Rule] = MentoringProgram.protectingRules
  /// What is optimised, in order.
  public var objective: [Objective] = [.coverage, .total]
  /// Whether the use of a sensitive column in a rule or score is acknowledged.
  public var isSensitiveAcknowledged = false
  /// Sensitive columns that are loaded for auditing.
  public var audit: [String] = []
  /// The seed of the tie-breaking order.
  public var seed: UInt64 = 1
  /// The time after which a solve stops with what it has, in milliseconds.
  public var timeLimitMilliseconds = 60_000

  /// Makes the programme that holds without a program file.
  public init() {}

  /// The protecting rules that hold unless a program replaces them: reporting lines to the
  /// manager's manager, succession, repeats, and listed pairs.
  public static let protectingRules: [any Rule] = [
    NoReportingLine(depth: .levels(2)), NoSuccessionRisk(), NoRepeat(), ListedPairs(),
  ]

  /// Generation bands after Pew Research Center (2019).
  public static let defaultGenerations: [String: ClosedRange<Int>] = [
    "Z": 1997...2012, "Millennial": 1981...1996, "X": 1965...1980, "Boomer": 1946...1964,
    "Silent": 1928...1945,
  ]
}

/// What is optimised; a list of these is optimised in order, each exactly before the next.
public enum Objective: String, Sendable, Hashable, CaseIterable {
  /// People of tier 1 matched, then of tier 2, and so on.
  case priorityTier = "priority_tier"
  /// Distinct people with at least one partner, on both sides.
  case coverage
  /// The number of pairs.
  case pairs
  /// The sum of scores; among equals, more pairs.
  case total
  /// The lowest score among the chosen pairs, as high as possible.
  case worstOff = "worst_off"
  /// The lowest score, then the next lowest, and so on.
  case leximin

  /// Whether its value is a score, in units, and not a count.
  public var isScore: Bool { self == .total || self == .worstOff || self == .leximin }
}
