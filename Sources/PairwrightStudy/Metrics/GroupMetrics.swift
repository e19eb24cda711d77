internal import LinearAssignment

/// Metrics of how groups of people fare beside each other; groups under five people do not count.
enum GroupMetrics {
  /// The fewest people of a group that is looked at.
  private static let fewest = 5

  static let all: [StudyMetric] = [
    StudyMetric(
      "group_coverage_gap", unit: "share", .smaller,
      definition: "The largest less the smallest share of people with a partner, over groups.",
      source: "Statistical parity: Dwork, Hardt, Pitassi, Reingold & Zemel, ITCS 2012."
    ) { answer in
      gap(answer) { degree, _ in degree > 0 ? 1 : 0 }
    },
    StudyMetric(
      "group_points_gap", unit: "points", .smaller,
      definition: "The largest less the smallest mean of points received, over groups.",
      source: "Statistical parity: Dwork, Hardt, Pitassi, Reingold & Zemel, ITCS 2012."
    ) { answer in
      gap(answer) { _, points in points }
    },
  ]

  private static func gap(_ answer: StudyAnswer, _ value: (Int, Double) -> Double) -> Double? {
    let problem = answer.problem
    var points = [Double](repeating: 0, count: problem.juniorCount + problem.seniorCount)
    for pair in answer.pairs {
      points[pair.row] += Double(problem.score(pair)) / 10_000
      points[problem.juniorCount + pair.column] += Double(problem.score(pair)) / 10_000
    }
    let people = problem.juniors + problem.seniors
    let degrees = answer.degrees.juniors + answer.degrees.seniors
    let capacities = problem.juniorCapacities + problem.seniorCapacities
    var groups: [Int: (sum: Double, count: Int)] = [:]
    for person in people.indices where capacities[person] > 0 {
      guard let group = people[person].group else { continue }
      groups[group, default: (0, 0)].sum += value(degrees[person], points[person])
      groups[group, default: (0, 0)].count += 1
    }
    let means = groups.values.filter { $0.count >= fewest }.map { $0.sum / Double($0.count) }
    guard means.count > 1, let least = means.min(), let most = means.max() else { return nil }
    return most - least
  }
}
