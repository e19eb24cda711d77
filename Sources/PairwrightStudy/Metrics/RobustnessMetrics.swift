internal import LinearAssignment

/// Metrics that run the strategy again on changed problems; a study computes them on request.
enum RobustnessMetrics {
  static let all: [StudyMetric] = [
    StudyMetric(
      "stability_under_noise", unit: "share", .larger,
      definition:
        "Pairs made both with the scores seen and with noise of 2 points on them, divided "
        + "by pairs made in either, the mean of five draws.",
      source: "Jaccard, Bulletin de la Société vaudoise 37, 1901."
    ) { answer in
      let own = Set(answer.pairs)
      let shares = try (0..<5).map { draw in
        var random = answer.chance(["noise", String(draw)])
        let noisy = answer.seen.withNoise(of: 20_000, random: &random)
        let other = Set(try answer.again(noisy, ["noise", String(draw)]))
        let union = own.union(other).count
        return union == 0 ? 1 : Double(own.intersection(other).count) / Double(union)
      }
      return shares.reduce(0, +) / 5
    },
    StudyMetric(
      "misreport_gain", unit: "ranks", .smaller,
      definition: "For ten juniors drawn at random, by how many places of the true list the best "
        + "partner improves when the junior puts one of the five best seniors first and claims 20 "
        + "points more for that pair, the best such report for each, the mean.",
      source:
        "Haas & Hall, Two-sided matching for mentor-mentee allocations, PLoS ONE 14(3), 2019; "
        + "Roth, Mathematics of Operations Research 7, 1982."
    ) { answer in
      try misreportGain(answer)
    },
  ]

  private static func misreportGain(_ answer: StudyAnswer) throws -> Double? {
    let problem = answer.seen
    var random = answer.chance(["misreport"])
    let open = (0..<problem.juniorCount).filter {
      problem.juniorCapacities[$0] > 0 && !problem.list(ofJunior: $0).isEmpty
    }
    let liars = random.sample(10, of: open)
    guard !liars.isEmpty else { return nil }
    let gains = try liars.map { junior -> Double in
      let list = problem.list(ofJunior: junior)
      func place(_ pairs: [AssignedPair]) -> Int {
        pairs.filter { $0.row == junior }.map { Int(problem.juniorRank($0)) }.min() ?? list.count
      }
      let honest = place(answer.pairs)
      var best = honest
      for target in list.prefix(5) {
        let report = problem.claiming(junior: junior, wants: target, extra: 200_000)
        // The same chance as in the honest run: only the report differs.
        best = min(best, place(try answer.again(report, [])))
      }
      return Double(honest - best)
    }
    return gains.reduce(0, +) / Double(gains.count)
  }
}

extension StudyProblem {
  /// Returns the problem with independent noise on scores and worths, nearly normal, in units.
  ///
  /// Scores stay within 0 and 2^31 - 1. Worths move as far as the score of their pair.
  package func withNoise(of deviation: Double, random: inout SeededGenerator) -> StudyProblem {
    var scores = scores
    var juniorWorth = juniorWorth
    var seniorWorth = seniorWorth
    for cell in scores.indices where scores[cell] != Self.barred {
      func moved(_ value: Int64) -> Int64 {
        value + Int64((random.normal() * deviation).rounded())
      }
      scores[cell] = Int32(max(0, min(Int64(Int32.max), moved(Int64(scores[cell])))))
      juniorWorth[cell] = moved(juniorWorth[cell])
      seniorWorth[cell] = moved(seniorWorth[cell])
    }
    return with(scores: scores, juniorWorth: juniorWorth, seniorWorth: seniorWorth)
  }

  /// Returns the problem as it looks when a junior puts one senior first and claims a higher score.
  func claiming(junior: Int, wants senior: Int, extra: Int32) -> StudyProblem {
    var scores = scores
    var worth = juniorWorth
    let cell = cell(junior, senior)
    scores[cell] = min(max(1_000_000, scores[cell]), scores[cell] + extra)
    let best = (0..<seniorCount).map { worth[self.cell(junior, $0)] }.max() ?? 0
    worth[cell] = best + 1
    return with(scores: scores, juniorWorth: worth, seniorWorth: seniorWorth)
  }
}
