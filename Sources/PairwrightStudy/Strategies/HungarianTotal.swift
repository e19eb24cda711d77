package import LinearAssignment
package import Pairwright

/// The largest total score, exactly.
///
/// Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics Quarterly 2,
/// 1955; solved and proven by `LinearAssignment`. Of equal totals, more pairs. Under rules
/// that count people or pairs it is the largest total of those matchings that keep them, by integer
/// programming.
package struct HungarianTotal: MatchingStrategy {
  package static let kind = "hungarian"
  package static let summary = "The largest total score there is (Kuhn 1955), proven optimal."

  package static let ruleKeeping = RuleKeeping.kept

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    problem.isPlain
      ? [.feasible, .keepsRules, .maximal, .swapOptimal, .bestTotal, .halfOfBestTotal]
      : [.feasible, .keepsRules, .bestTotal]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    problem.isPlain
      ? try ExactMatching.largestTotal(problem) : try RuledMatching.pairs(problem, [.total])
  }
}
