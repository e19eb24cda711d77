package import LinearAssignment
package import Pairwright

/// Makes the best pair that there is room for, again and again.
///
/// With one partner each the total is at least half of the best (Avis, "A survey of heuristics for
/// the weighted matching problem", Networks 13, 1983).
package struct GreedyScore: MatchingStrategy {
  package static let kind = "greedy"
  package static let summary =
    "Makes the allowed pair with the highest score for which both have room, again and again."

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .maximal, .halfOfBestTotal]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) -> [AssignedPair] {
    Self.pairs(problem)
  }

  /// The pairs; chance has no part in it.
  static func pairs(_ problem: StudyProblem) -> [AssignedPair] {
    var ledger = CapacityLedger(problem)
    let sorted = problem.allowedPairs.map { (problem.score($0), $0) }
      .sorted { ($1.0, $0.1) < ($0.0, $1.1) }
    for (_, pair) in sorted where ledger.hasRoom(pair) { ledger.take(pair) }
    return ledger.pairs.sorted()
  }
}
