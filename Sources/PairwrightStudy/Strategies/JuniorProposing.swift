package import LinearAssignment
package import Pairwright

/// Deferred acceptance in which juniors propose.
///
/// Gale & Shapley, "College admissions and the stability of marriage", American Mathematical
/// Monthly 69, 1962, pp. 9-15; with several partners on both sides pairwise stability holds as
/// well (Roth, "Stability and polarization of interests in job matching", Econometrica 52, 1984).
package struct JuniorProposing: MatchingStrategy {
  package static let kind = "deferred_acceptance"
  package static let summary =
    "Deferred acceptance (Gale and Shapley 1962): juniors propose, seniors keep the best so far."

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .maximal, .stable]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) -> [AssignedPair] {
    Self.pairs(problem)
  }

  /// The stable matching that every junior likes best among all stable ones.
  ///
  /// - Complexity: O(pairs x log people).
  static func pairs(_ problem: StudyProblem) -> [AssignedPair] {
    var lists = (0..<problem.juniorCount).map { problem.list(ofJunior: $0)[...] }
    var places = problem.juniorCapacities
    // Held juniors, the senior's best first.
    var held = [[Int]](repeating: [], count: problem.seniorCount)
    var waiting = Array((0..<problem.juniorCount).reversed())
    while let junior = waiting.popLast() {
      while places[junior] > 0, let senior = lists[junior].popFirst() {
        let rank = problem.seniorRanks[problem.cell(junior, senior)]
        let capacity = problem.seniorCapacities[senior]
        guard capacity > 0 else { continue }
        if held[senior].count == capacity {
          guard let last = held[senior].last,
            rank < problem.seniorRanks[problem.cell(last, senior)]
          else { continue }
          held[senior].removeLast()
          places[last] += 1
          waiting.append(last)
        }
        let place =
          held[senior].firstIndex { problem.seniorRanks[problem.cell($0, senior)] > rank }
          ?? held[senior].count
        held[senior].insert(junior, at: place)
        places[junior] -= 1
      }
    }
    return held.enumerated().flatMap { senior, juniors in
      juniors.map { AssignedPair(row: $0, column: senior) }
    }.sorted()
  }
}
