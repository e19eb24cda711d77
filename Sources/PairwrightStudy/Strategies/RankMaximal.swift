package import LinearAssignment
package import Pairwright

/// Whose ranks a strategy by rank goes by.
enum RankSide: String, CaseIterable {
  case junior, senior

  /// The place of a pair in the list of that side.
  func rank(_ pair: AssignedPair, _ problem: StudyProblem) -> Int {
    Int(self == .junior ? problem.juniorRank(pair) : problem.seniorRank(pair))
  }

  /// All ranks, best first.
  func ranks(_ problem: StudyProblem) -> [Int] {
    Array(0..<(self == .junior ? problem.seniorCount : problem.juniorCount))
  }
}

/// As many first choices as possible, then as many second choices, and so on.
///
/// Irving, Kavitha, Mehlhorn, Michail & Paluch, "Rank-maximal matchings", ACM Transactions on
/// Algorithms 2, 2006, pp. 602-610. People may stay without a partner for it.
package struct RankMaximal: MatchingStrategy {
  package static let kind = "rank_maximal"
  package static let summary =
    "As many first choices as possible, then as many second choices, and so on (Irving et al. "
    + "2006)."

  private let side: RankSide

  package init(reading reader: ConfigurationReader) {
    side = reader.word("side") ?? .junior
  }

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .maximal, side == .junior ? .rankMaximalForJuniors : .rankMaximalForSeniors]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    var face = OptimalFace(problem)
    return try face.optimise(
      levels: side.ranks(problem), isWanted: true, mostPairs: problem.mostPairs
    ) { side.rank($0, problem) }
  }
}
