package import LinearAssignment
package import Pairwright

/// As many pairs as possible; of those choices as many first choices as possible, then second.
///
/// Greedy maximum matchings (Irving, "Greedy matchings", Technical Report TR-2003-136, University
/// of Glasgow, 2003; Manlove, "Algorithmics of Matching Under Preferences", 2013).
package struct GreedyByRank: MatchingStrategy {
  package static let kind = "greedy_by_rank"
  package static let summary =
    "As many pairs as possible; then as many first choices, second choices, and so on."

  private let side: RankSide

  package init(reading reader: ConfigurationReader) {
    side = reader.word("side") ?? .junior
  }

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [
      .feasible, .maximal, .mostPairs,
      side == .junior ? .greedyByRankForJuniors : .greedyByRankForSeniors,
    ]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    var face = OptimalFace(problem)
    guard try face.minimise({ _ in -1 }) != nil else { return [] }
    return try face.optimise(
      levels: side.ranks(problem), isWanted: true, mostPairs: problem.mostPairs
    ) { side.rank($0, problem) }
  }
}
