package import LinearAssignment
package import Pairwright

/// As many pairs as possible; of those choices as few last choices as possible, then next to last.
///
/// Generous maximum matchings (Irving 2003; Manlove, "Algorithmics of Matching Under Preferences",
/// 2013).
package struct GenerousByRank: MatchingStrategy {
  package static let kind = "generous_by_rank"
  package static let summary =
    "As many pairs as possible; then as few last choices, next to last choices, and so on."

  private let side: RankSide

  package init(reading reader: ConfigurationReader) {
    side = reader.word("side") ?? .junior
  }

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [
      .feasible, .maximal, .mostPairs,
      side == .junior ? .generousForJuniors : .generousForSeniors,
    ]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    var face = OptimalFace(problem)
    guard try face.minimise({ _ in -1 }) != nil else { return [] }
    return try face.optimise(
      levels: side.ranks(problem).reversed(), isWanted: false, mostPairs: problem.mostPairs
    ) { side.rank($0, problem) }
  }
}
