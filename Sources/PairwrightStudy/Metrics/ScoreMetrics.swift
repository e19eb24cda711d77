/// Metrics of the scores of the pairs made.
enum ScoreMetrics {
  static let all: [StudyMetric] = [
    StudyMetric(
      "total", unit: "points", .larger, definition: "The sum of the scores of all pairs.",
      source: "Kuhn 1955; the objective total of a program."
    ) { $0.total },
    StudyMetric(
      "mean", unit: "points", .larger, definition: "The mean score of the pairs made.",
      source: "Arithmetic mean; says nothing of people without a partner."
    ) { $0.points.isEmpty ? nil : $0.total / Double($0.points.count) },
    StudyMetric(
      "worst", unit: "points", .larger, definition: "The lowest score among the pairs made.",
      source: "Gross 1959; the objective worst_off of a program."
    ) { $0.points.first },
    quantile("lower_decile", 0.1), quantile("lower_quartile", 0.25), quantile("median", 0.5),
    quantile("upper_quartile", 0.75),
    StudyMetric(
      "share_of_best_total", unit: "share", .larger,
      definition: "The total divided by the largest total there is.",
      source: "1 - the price of fairness of Bertsimas, Farias & Trichakis, Operations Research 59, "
        + "2011."
    ) { answer in
      let best = try ExactMatching.largestTotal(answer.problem)
        .reduce(0) { $0 + answer.problem.score($1) }
      return best == 0
        ? nil : answer.total / (Double(best) / 10_000)
    },
    StudyMetric(
      "cost", unit: "cost", .smaller,
      definition: "The sum of the costs of all pairs, where the problem is stated in costs.",
      source: "Aldous, Random Structures & Algorithms 18, 2001, pp. 381-418."
    ) { answer in
      answer.problem.costScale.map { scale in
        answer.pairs.reduce(0) {
          $0 + Double(scale.top - answer.problem.score($1)) / scale.unitsPerOne
        }
      }
    },
  ]

  private static func quantile(_ name: String, _ share: Double) -> StudyMetric {
    StudyMetric(
      name, unit: "points", .larger,
      definition: "The \(share) quantile of the scores of the pairs made, linear between them.",
      source: "Hyndman & Fan, The American Statistician 50, 1996, definition 7."
    ) { $0.points.isEmpty ? nil : Quantile.of($0.points, share) }
  }
}
