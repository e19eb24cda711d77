internal import LinearAssignment

/// Metrics of the places that people's partners have on their lists; the best place is 1.
enum RankMetrics {
  static let all: [StudyMetric] = [
    mean(
      "junior_rank", who: "juniors",
      source: "Knuth, Motwani & Pittel, Random Structures & Algorithms 1, 1990."
    ) { Int($0.juniorRank($1)) },
    mean(
      "senior_rank", who: "seniors",
      source: "Pittel, SIAM Journal on Discrete Mathematics 2, 1989."
    ) { Int($0.seniorRank($1)) },
    StudyMetric(
      "junior_first_choices", unit: "share", .larger,
      definition: "The share of all pairs in which the senior is the junior's first choice.",
      source: "Irving et al. 2006 (the first entry of the signature)."
    ) { answer in
      answer.pairs.isEmpty
        ? nil
        : Double(answer.pairs.count { answer.problem.juniorRank($0) == 0 })
          / Double(answer.pairs.count)
    },
    StudyMetric(
      "junior_worst_rank", unit: "rank", .smaller,
      definition: "The worst place that a junior's partner has on the junior's list.",
      source: "Gusfield, SIAM Journal on Computing 16, 1987 (minimum regret)."
    ) { answer in
      answer.pairs.map { Double(answer.problem.juniorRank($0)) + 1 }.max()
    },
    StudyMetric(
      "egalitarian_cost", unit: "ranks", .smaller,
      definition: "The sum of the places of all partners on both sides' lists.",
      source: "Irving, Leather & Gusfield, Journal of the ACM 34, 1987."
    ) { answer in
      answer.pairs.reduce(0) {
        $0 + Double(answer.problem.juniorRank($1)) + Double(answer.problem.seniorRank($1)) + 2
      }
    },
  ]

  private static func mean(
    _ name: String, who: String, source: String,
    _ rank: @escaping @Sendable (StudyProblem, AssignedPair) -> Int
  ) -> StudyMetric {
    StudyMetric(
      name, unit: "rank", .smaller,
      definition: "The mean place that partners have on the lists of \(who), over all pairs made.",
      source: source
    ) { answer in
      answer.pairs.isEmpty
        ? nil
        : answer.pairs.reduce(0) { $0 + Double(rank(answer.problem, $1)) + 1 }
          / Double(answer.pairs.count)
    }
  }
}
