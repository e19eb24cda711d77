package import LinearAssignment
package import Pairwright

/// As many people with a partner as possible, and of those choices the largest total score.
package struct CoverageFirst: MatchingStrategy {
  package static let kind = "coverage_first"
  package static let summary =
    "As many people with a partner as possible, then the largest total score: what match does by "
    + "default."

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .maximal, .bestCoverage]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    let factor = Int64(problem.mostPairs + 1)
    let person = (Int64(problem.largestScore) * factor + 1) * factor
    return try ExactMatching.best(problem, firstUse: person) {
      Int64(problem.score($0)) * factor + 1
    }
  }
}
