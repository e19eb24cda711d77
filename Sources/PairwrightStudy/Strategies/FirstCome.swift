package import LinearAssignment
package import Pairwright

/// Juniors come one after another and take the best senior of their list who has room.
///
/// In random order this is random serial dictatorship (Abdulkadiroğlu & Sönmez, "Random serial
/// dictatorship and the core from random endowments", Econometrica 66, 1998). A junior
/// with room for several comes again after all others.
package struct FirstCome: MatchingStrategy {
  package static let kind = "first_come"
  package static let summary =
    "Juniors come in random order (or as listed) and take the best senior left: random serial "
    + "dictatorship."

  /// In which order juniors come.
  enum Order: String, CaseIterable { case random, listed }

  private let order: Order

  package init(reading reader: ConfigurationReader) {
    order = reader.word("order") ?? .random
  }

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    problem.juniorCapacities.allSatisfy { $0 <= 1 }
      ? [.feasible, .maximal, .paretoEfficientForJuniors] : [.feasible, .maximal]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) -> [AssignedPair] {
    var ledger = CapacityLedger(problem)
    let listed = Array(0..<problem.juniorCount)
    var queue = order == .random ? random.shuffled(listed) : listed
    var lists = listed.map { problem.list(ofJunior: $0)[...] }
    while !queue.isEmpty {
      var again: [Int] = []
      for junior in queue where ledger.juniors[junior] > 0 {
        while let senior = lists[junior].popFirst() {
          let pair = AssignedPair(row: junior, column: senior)
          guard ledger.hasRoom(pair) else { continue }
          ledger.take(pair)
          again.append(junior)
          break
        }
      }
      queue = again
    }
    return ledger.pairs.sorted()
  }
}
