internal import LinearAssignment

/// Metrics of whom the pairs bring together.
enum MixingMetrics {
  static let all: [StudyMetric] = [
    StudyMetric(
      "cross_department", unit: "share", .larger,
      definition: "The share of pairs across departments, of those whose departments are known.",
      source: "Mission row R27; Blau, Inequality and Heterogeneity, 1977."
    ) { answer in
      mean(answer, \.department) { $0 == $1 ? 0 : 1 }
    },
    StudyMetric(
      "grade_gap", unit: "grades", .neither,
      definition: "The mean of senior grade less junior grade, where both are known.",
      source: "Mission row R6; the rule grade_gap of a program."
    ) { answer in
      mean(answer, \.grade) { Double($1 - $0) }
    },
    StudyMetric(
      "generation_gap", unit: "years", .neither,
      definition: "The mean of junior birth year less senior birth year, where both are known.",
      source: "Mission rows R4 and R43; the rule generation_gap of a program."
    ) { answer in
      mean(answer, \.birthYear) { Double($0 - $1) }
    },
  ]

  private static func mean(
    _ answer: StudyAnswer, _ property: KeyPath<StudyPerson, Int?>, _ value: (Int, Int) -> Double
  ) -> Double? {
    let values = answer.pairs.compactMap { pair -> Double? in
      guard let junior = answer.problem.juniors[pair.row][keyPath: property],
        let senior = answer.problem.seniors[pair.column][keyPath: property]
      else { return nil }
      return value(junior, senior)
    }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
