package import LinearAssignment
package import Pairwright

/// As many pairs as possible, the worst of them as good as possible, then the largest total.
///
/// The bottleneck assignment problem (Gross 1959; Burkard, Dell'Amico & Martello, "Assignment
/// Problems", 2009, section 6.2), solved by bisection over the scores.
package struct Bottleneck: MatchingStrategy {
  package static let kind = "bottleneck"
  package static let summary =
    "As many pairs as possible, the worst score as high as possible, then the largest total."

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .maximal, .mostPairs, .bestWorst]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    try ExactMatching.mostPairs(problem, atLeast: Self.bestWorst(problem))
  }

  /// The highest score that all of a largest number of pairs can reach.
  static func bestWorst(_ problem: StudyProblem) throws -> Int {
    func largest(_ least: Int) throws -> [AssignedPair] {
      try ExactMatching.best(problem) { problem.score($0) < least ? nil : 1 }
    }
    let count = try largest(0).count
    let levels = Set(problem.scores.filter { $0 != StudyProblem.barred }).sorted().map(Int.init)
    guard count > 0, var low = levels.indices.first else { return 0 }
    var high = levels.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if try largest(levels[middle]).count == count { low = middle } else { high = middle }
    }
    return levels[low]
  }
}
