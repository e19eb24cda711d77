/// Metrics against what a generator planted.
enum TruthMetrics {
  static let all: [StudyMetric] = [
    StudyMetric(
      "planted_found", unit: "share", .larger,
      definition: "The share of the planted pairs that were made.",
      source: "Recovery in planted matching: Moharrami, Moore & Xu, Annals of Applied Probability "
        + "31, 2021."
    ) { answer in
      answer.planted.flatMap { planted in
        planted.isEmpty
          ? nil
          : Double(Set(planted).intersection(answer.pairs).count) / Double(planted.count)
      }
    },
    StudyMetric(
      "planted_total_share", unit: "share", .larger,
      definition: "The total divided by the total of the planted pairs.",
      source: "As planted_found; above 1 only where the planted pairs are not an optimum."
    ) { answer in
      answer.planted.flatMap { planted in
        let known = planted.reduce(0) { $0 + answer.problem.score($1) }
        return known == 0 ? nil : answer.total / (Double(known) / 10_000)
      }
    },
  ]
}
