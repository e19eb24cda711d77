internal import LinearAssignment

/// Metrics of what people would rather have.
enum StabilityMetrics {
  static let all: [StudyMetric] = [
    StudyMetric(
      "blocking_pairs", unit: "pairs", .smaller,
      definition:
        "Pairs not made although each of the two has room or would rather have the other.",
      source: "Gale & Shapley 1962 (unstable assignments)."
    ) { Double(GuaranteeCheck.blockingPairs($0.pairs, in: $0.problem).count) },
    StudyMetric(
      "justified_envy", unit: "juniors", .smaller,
      definition:
        "Juniors who would rather have a senior that prefers them to one of its partners.",
      source: "Abdulkadiroğlu & Sönmez 2003 (elimination of justified envy)."
    ) { answer in
      let blocking = GuaranteeCheck.blockingPairs(answer.pairs, in: answer.problem)
      return Double(
        Set(
          blocking.filter {
            answer.degrees.seniors[$0.column] >= answer.problem.seniorCapacities[$0.column]
          }.map(\.row)
        ).count)
    },
    StudyMetric(
      "envy", unit: "share", .smaller,
      definition: "The share of juniors who would rather have some other junior's partner.",
      source: "Foley, Yale Economic Essays 7, 1967; in matchings Manlove, Algorithmics of "
        + "Matching Under Preferences, 2013."
    ) { answer in
      let open = answer.problem.juniorCapacities.indices.filter {
        answer.problem.juniorCapacities[$0] > 0
      }
      guard !open.isEmpty else { return nil }
      let worst = worstRanks(answer)
      let taken = answer.degrees.seniors.indices.filter { answer.degrees.seniors[$0] > 0 }
      let envious = open.count { junior in
        let own = Set(answer.pairs.filter { $0.row == junior }.map(\.column))
        return taken.contains { senior in
          !own.contains(senior)
            && answer.problem.juniorRanks[answer.problem.cell(junior, senior)] < worst[junior]
        }
      }
      return Double(envious) / Double(open.count)
    },
    StudyMetric(
      "regret", unit: "points", .smaller,
      definition: "The mean, over juniors, of the best allowed score less the score received.",
      source: "Savage, Journal of the American Statistical Association 46, 1951."
    ) { answer in
      let problem = answer.problem
      var received = [Int](repeating: 0, count: problem.juniorCount)
      for pair in answer.pairs { received[pair.row] = max(received[pair.row], problem.score(pair)) }
      let regrets = received.indices.filter { problem.juniorCapacities[$0] > 0 }.map { junior in
        let best = (0..<problem.seniorCount).reduce(0) {
          max($0, Int(problem.scores[problem.cell(junior, $1)]))
        }
        return Double(best - received[junior]) / 10_000
      }
      return regrets.isEmpty ? nil : regrets.reduce(0, +) / Double(regrets.count)
    },
  ]

  /// The rank of each junior's worst partner; beyond all ranks for those with room.
  private static func worstRanks(_ answer: StudyAnswer) -> [Int32] {
    var worst = [Int32](repeating: -1, count: answer.problem.juniorCount)
    for pair in answer.pairs {
      worst[pair.row] = max(worst[pair.row], answer.problem.juniorRank(pair))
    }
    for junior in worst.indices
    where answer.degrees.juniors[junior] < answer.problem.juniorCapacities[junior] {
      worst[junior] = StudyProblem.unranked
    }
    return worst
  }
}
