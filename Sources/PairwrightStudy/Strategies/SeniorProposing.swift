package import LinearAssignment
package import Pairwright

/// Deferred acceptance in which seniors propose: the stable matching that seniors like best.
package struct SeniorProposing: MatchingStrategy {
  package static let kind = "deferred_acceptance_seniors"
  package static let summary =
    "Deferred acceptance (Gale and Shapley 1962): seniors propose, juniors keep the best so far."

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .maximal, .stable]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) -> [AssignedPair] {
    JuniorProposing.pairs(problem.mirrored)
      .map { AssignedPair(row: $0.column, column: $0.row) }.sorted()
  }
}
