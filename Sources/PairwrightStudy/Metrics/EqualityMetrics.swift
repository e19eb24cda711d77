/// Metrics of how evenly benefit is spread over people.
enum EqualityMetrics {
  static let all: [StudyMetric] = [
    StudyMetric(
      "gini", unit: "index", .smaller,
      definition: "The Gini index of the points of everybody who may have a partner; 0 is equal.",
      source: "Gini 1912; Sen, On Economic Inequality, 1973."
    ) { answer in
      let points = answer.pointsOfPeople.sorted()
      let sum = points.reduce(0, +)
      guard sum > 0 else { return nil }
      let count = Double(points.count)
      let weighted = points.enumerated().reduce(0) { $0 + (Double($1.offset) + 1) * $1.element }
      return 2 * weighted / (count * sum) - (count + 1) / count
    },
    StudyMetric(
      "nash_welfare", unit: "points", .larger,
      definition:
        "The geometric mean of 1 + the points of everybody who may have a partner, less 1.",
      source: "Nash, Econometrica 18, 1950; Kaneko & Nakamura, Econometrica 47, 1979; 1 is "
        + "added so that somebody without a partner does not make it 0."
    ) { answer in
      let points = answer.pointsOfPeople
      guard !points.isEmpty else { return nil }
      let mean =
        points.reduce(0) { $0 + StableLogarithm.natural(1 + $1) } / Double(points.count)
      return StableLogarithm.exponential(mean) - 1
    },
    StudyMetric(
      "concentration", unit: "index", .smaller,
      definition:
        "The Herfindahl-Hirschman index of pairs over seniors: the sum of squared shares.",
      source: "Hirschman, American Economic Review 54, 1964."
    ) { answer in
      let count = Double(answer.pairs.count)
      return count == 0
        ? nil
        : answer.degrees.seniors.reduce(0) { $0 + Double($1 * $1) } / (count * count)
    },
  ]
}
