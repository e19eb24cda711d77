package import LinearAssignment
package import Pairwright

/// Goes through all allowed pairs in random order and makes each for which both have room.
package struct RandomPairs: MatchingStrategy {
  package static let kind = "random"
  package static let summary =
    "Makes allowed pairs in random order while there is room: the baseline without any judgement."

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> { [.feasible, .maximal] }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) -> [AssignedPair] {
    var ledger = CapacityLedger(problem)
    for pair in random.shuffled(problem.allowedPairs) where ledger.hasRoom(pair) {
      ledger.take(pair)
    }
    return ledger.pairs.sorted()
  }
}
