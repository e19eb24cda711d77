package import LinearAssignment
package import Pairwright

/// As many pairs as possible, the worst of them as good as possible, then the largest total.
///
/// The bottleneck assignment problem (Gross 1959; Burkard, Dell'Amico & Martello, "Assignment
/// Problems", 2009, chapter 6) as the objectives pairs, worst_off and total.
package struct Bottleneck: MatchingStrategy {
  package static let kind = "bottleneck"
  package static let summary =
    "As many pairs as possible, the worst score as high as possible, then the largest total."
  package static let ruleKeeping = RuleKeeping.kept

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    problem.isPlain
      ? [.feasible, .keepsRules, .maximal, .mostPairs, .bestWorst]
      : [.feasible, .keepsRules, .bestWorst]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    try RuledMatching.pairs(problem, [.pairs, .worstOff, .total])
  }
}
