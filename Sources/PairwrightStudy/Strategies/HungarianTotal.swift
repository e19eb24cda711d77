package import LinearAssignment
package import Pairwright

/// The largest total score, exactly.
///
/// Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics Quarterly 2,
/// 1955, pp. 83-97; solved and proven by `LinearAssignment`. Of equal totals, more pairs.
package struct HungarianTotal: MatchingStrategy {
  package static let kind = "hungarian"
  package static let summary = "The largest total score there is (Kuhn 1955), proven optimal."

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .maximal, .swapOptimal, .bestTotal, .halfOfBestTotal]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    try ExactMatching.largestTotal(problem)
  }
}
