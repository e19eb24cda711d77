package import LinearAssignment
package import Pairwright

/// A way to decide who meets whom: what a study compares.
///
/// A strategy sees scores, preferences, capacities and rules, and draws all its chance from the generator
/// that it is given, so that the same seed gives the same pairs everywhere.
package protocol MatchingStrategy: Sendable {
  /// The word by which study files name the strategy.
  static var kind: String { get }
  /// One sentence on what it does and where it comes from.
  static var summary: String { get }
  /// What it makes of rules that count people or pairs.
  static var ruleKeeping: RuleKeeping { get }
  /// Reads the parameters; whatever is wrong is reported to the reader and a default taken.
  init(reading reader: ConfigurationReader)
  /// What every answer to a problem has, proven or by construction.
  func guarantees(for problem: StudyProblem) -> Set<Guarantee>
  /// Returns the pairs in ascending order.
  ///
  /// - Throws: ``StudyError`` when the problem cannot be solved this way.
  func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair]
}

extension MatchingStrategy {
  /// Unless it says otherwise, a strategy knows nothing of such rules.
  package static var ruleKeeping: RuleKeeping { .unaware }
}

/// Why a study cannot go on.
package struct StudyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of trouble it is.
  package enum Kind: Sendable, Hashable {
    /// The problem has no answer of the kind asked for.
    case unsolvable
    /// The search did not come to its end: these pairs are the best found and keep every rule, but
    /// nothing shows that none are better.
    case unfinished([AssignedPair])
    /// An answer does not have what its strategy guarantees: a defect.
    case guaranteeBroken
  }

  /// What kind of trouble it is.
  package let kind: Kind
  /// A full sentence.
  package let description: String

  /// Makes an error.
  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
