package import LinearAssignment
package import Pairwright

/// As many pairs as possible, the worst as good as possible, then the next worst, and so on.
///
/// Lexicographic bottleneck assignment (Burkard & Rendl, "Lexicographic bottleneck problems",
/// Operations Research Letters 10, 1991): one score after another is raised as far as
/// possible, and the number of pairs on it made as small as possible.
///
/// Without rules that count people or pairs this is done within ``OptimalFace``, which took a seventh
/// to a hundredth of the time of the objectives pairs and leximin of a program (40 to 100 juniors)
/// and comes to the same scores.
package struct Leximin: MatchingStrategy {
  package static let kind = "leximin"
  package static let summary =
    "As many pairs as possible; then the worst score, the next worst, and so on, as high as "
    + "possible."

  package static let ruleKeeping = RuleKeeping.kept

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    problem.isPlain
      ? [.feasible, .keepsRules, .maximal, .mostPairs, .bestWorst, .leximin]
      : [.feasible, .keepsRules, .bestWorst, .leximin]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    guard problem.isPlain else { return try RuledMatching.pairs(problem, [.pairs, .leximin]) }
    let start = try RuledMatching.pairs(problem, [.pairs, .worstOff])
    guard let first = start.map({ problem.score($0) }).min() else { return [] }
    var face = OptimalFace(problem)
    guard try face.minimise({ _ in -1 }) != nil else { return [] }
    face.remove { problem.score($0) < first }
    // Pairs up to here may still be exchanged for each other, but their number is settled.
    var settled = first - 1
    while true {
      guard var lowest = try lowestUnsettled(face, problem, settled) else {
        guard let choice = try face.minimise({ _ in 0 }) else {
          throw StudyError(.unsolvable, "The choices that were leximin so far have vanished.")
        }
        return choice
      }
      // Raise the lowest score for as long as there is a choice without it.
      while let higher = try lowestUnsettled(face, problem, settled, above: lowest) {
        lowest = higher
      }
      face.remove { (settled + 1..<lowest).contains(problem.score($0)) }
      guard try face.minimise({ problem.score($0) == lowest ? 1 : 0 }) != nil else {
        throw StudyError(.unsolvable, "The choices that were leximin so far have vanished.")
      }
      settled = lowest
    }
  }

  /// Returns the lowest score that is not settled in some choice all of whose unsettled pairs lie
  /// above a score; `nil` when there is no such choice or all of it is settled.
  ///
  /// Low scores cost steeply more in that choice, so that few steps are needed.
  private func lowestUnsettled(
    _ face: OptimalFace, _ problem: StudyProblem, _ settled: Int, above: Int? = nil
  ) throws -> Int? {
    let floor = above ?? settled
    let top = face.free.reduce(0) { max($0, problem.score($1)) }
    let width = max(1, (top - settled) / 4_096)
    func cost(_ pair: AssignedPair) -> Int64 {
      let score = problem.score(pair)
      if score <= settled { return 0 }
      let depth = Int64((top - score) / width)
      return depth * depth * depth
    }
    let choice = try face.choice(cost) {
      let score = problem.score($0)
      return score <= settled || score > floor
    }
    return choice?.lazy.map { problem.score($0) }.filter { $0 > settled }.min()
  }
}
