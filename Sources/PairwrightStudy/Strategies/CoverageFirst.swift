package import LinearAssignment
package import Pairwright

/// As many people with a partner as possible, and of those choices the largest total score.
package struct CoverageFirst: MatchingStrategy {
  package static let kind = "coverage_first"
  package static let summary =
    "As many people with a partner as possible, then the largest total score: what match does by "
    + "default."

  package static let ruleKeeping = RuleKeeping.kept

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    problem.isPlain
      ? [.feasible, .keepsRules, .maximal, .bestCoverage]
      : [.feasible, .keepsRules, .bestCoverage]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    problem.isPlain
      ? try Self.plainPairs(problem) : try RuledMatching.pairs(problem, [.coverage, .total])
  }

  /// The pairs where no rule counts people or pairs: one assignment problem.
  static func plainPairs(_ problem: StudyProblem) throws -> [AssignedPair] {
    let factor = Int64(problem.mostPairs + 1)
    let person = (Int64(problem.largestScore) * factor + 1) * factor
    return try ExactMatching.best(problem, firstUse: person) {
      Int64(problem.score($0)) * factor + 1
    }
  }
}
