/// Metrics of who has a partner at all.
enum CoverageMetrics {
  static let all: [StudyMetric] = [
    StudyMetric(
      "pairs", unit: "pairs", .larger, definition: "The number of pairs made.",
      source: "The objective pairs of a program."
    ) { Double($0.pairs.count) },
    StudyMetric(
      "coverage", unit: "people", .larger,
      definition:
        "The number of people with at least one partner, both sides together, each person once; "
        + "who has a forced partner anyway does not count.",
      source: "The objective coverage of a program."
    ) { Double($0.problem.coverage(of: $0.pairs)) },
    StudyMetric(
      "coverage_share", unit: "share", .larger,
      definition: "People with a partner divided by people who may have one.",
      source: "The objective coverage of a program."
    ) { answer in
      let most = answer.problem.mostCoverage
      return most == 0 ? nil : Double(answer.problem.coverage(of: answer.pairs)) / Double(most)
    },
    StudyMetric(
      "rules_broken", unit: "rules", .smaller,
      definition:
        "The number of rules that count people or pairs (quota, pair_quota, either_or) and are not "
        + "kept, and of people with fewer partners than they must have.",
      source: "The rules quota, pair_quota, either_or and capacity of a program."
    ) { answer in
      answer.problem.rules.isEmpty
        ? nil : Double(GuaranteeCheck.brokenRules(answer.pairs, in: answer.problem))
    },
    StudyMetric(
      "quota_misses", unit: "people", .smaller,
      definition: "By how many people all quotas together are missed or exceeded.",
      source: "The rule quota of a program."
    ) { answer in
      !answer.problem.rules.counted.contains(where: \.countsPeople)
        ? nil : Double(GuaranteeCheck.quotaShortfall(answer.pairs, in: answer.problem))
    },
  ]
}
