/// Metrics of who has a partner at all.
enum CoverageMetrics {
  static let all: [StudyMetric] = [
    StudyMetric(
      "pairs", unit: "pairs", .larger, definition: "The number of pairs made.",
      source: "The objective pairs of a program."
    ) { Double($0.pairs.count) },
    StudyMetric(
      "coverage", unit: "people", .larger,
      definition: "The number of people with at least one partner, both sides together.",
      source: "The objective coverage of a program."
    ) { Double($0.degrees.covered) },
    StudyMetric(
      "coverage_share", unit: "share", .larger,
      definition: "People with a partner divided by people who may have one.",
      source: "The objective coverage of a program."
    ) { answer in
      let open =
        answer.problem.juniorCapacities.count { $0 > 0 }
        + answer.problem.seniorCapacities.count { $0 > 0 }
      return open == 0 ? nil : Double(answer.degrees.covered) / Double(open)
    },
    StudyMetric(
      "quota_misses", unit: "people", .smaller,
      definition: "By how many people all quotas together are missed or exceeded.",
      source: "The rule quota of a program."
    ) { answer in
      answer.problem.quotas.isEmpty
        ? nil : Double(GuaranteeCheck.quotaShortfall(answer.pairs, in: answer.problem))
    },
  ]
}
