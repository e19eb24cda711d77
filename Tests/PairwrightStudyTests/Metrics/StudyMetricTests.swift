import LinearAssignment
import Pairwright
import PairwrightStudy
import Testing

/// Every metric on one matching worked out by hand.
@Suite struct StudyMetricTests {
  /// Scores in points; the third junior has no partner.
  ///
  ///     junior   seniors 0, 1
  ///     0        40  10
  ///     1        30  20
  ///     2        50   –
  private static let problem: StudyProblem = {
    let person = { (department: Int, grade: Int, year: Int, group: Int) in
      StudyPerson(department: department, group: group, grade: grade, birthYear: year)
    }
    var problem = StudyProblem(
      scores: [400_000, 100_000, 300_000, 200_000, 500_000, StudyProblem.barred],
      juniorCapacities: [1, 1, 1], seniorCapacities: [1, 1],
      juniors: [person(0, 1, 2000, 0), person(1, 2, 1995, 0), person(0, 1, 1998, 0)],
      seniors: [person(0, 6, 1970, 0), person(0, 8, 1980, 0)])
    problem.rules.counted = [
      StudyRule(name: "q", isOfJuniors: true, members: [2], minimum: 1),
      StudyRule(name: "p", LinearConstraint(LinearForm(perPair: 1), maximum: 1)),
    ]
    return problem
  }()

  private static let expected: [(String, Double?)] = [
    ("total", 60), ("mean", 30), ("worst", 20), ("lower_decile", 22), ("lower_quartile", 25),
    ("median", 30), ("upper_quartile", 35), ("share_of_best_total", 60 / 70), ("cost", nil),
    ("pairs", 2), ("coverage", 4), ("coverage_share", 0.8), ("quota_misses", 1),
    ("rules_broken", 2),
    // Junior 0 has the first choice, junior 1 the second; seniors: the second, the first.
    ("junior_rank", 1.5), ("senior_rank", 1.5), ("junior_first_choices", 0.5),
    ("junior_worst_rank", 2), ("egalitarian_cost", 6),
    // Junior 2 and senior 0 would rather have each other; nobody else's wish is returned.
    ("blocking_pairs", 1), ("justified_envy", 1), ("envy", 2.0 / 3),
    // 0 + 10 + 50 over three juniors.
    ("regret", 20),
    // Points 0, 20, 20, 40, 40: the sum of place times points is 460.
    ("gini", 2 * 460 / (5 * 120.0) - 6.0 / 5), ("concentration", 0.5),
    ("cross_department", 0.5), ("grade_gap", 5.5), ("generation_gap", 22.5),
    ("group_coverage_gap", nil), ("group_points_gap", nil), ("planted_found", 0.5),
    ("planted_total_share", 60.0 / 70),
  ]

  private static let answer = StudyAnswer(
    problem: problem, seen: problem,
    pairs: [AssignedPair(row: 0, column: 0), AssignedPair(row: 1, column: 1)],
    planted: [AssignedPair(row: 1, column: 1), AssignedPair(row: 2, column: 0)],
    again: { _, _ in [AssignedPair(row: 0, column: 0)] },
    chance: { SeededGenerator(seed: 1, place: $0) })

  @Test(arguments: expected) func isAsWorkedOutByHand(name: String, value: Double?) throws {
    let metric = try #require(MetricCatalogue.metric(name))
    let found = try metric.value(Self.answer)
    if let value {
      #expect(abs((found ?? .nan) - value) < 1e-9, "\(name): \(found ?? .nan)")
    } else {
      #expect(found == nil, "\(name)")
    }
  }

  @Test func computesNashWelfare() throws {
    let metric = try #require(MetricCatalogue.metric("nash_welfare"))
    let found = try #require(try metric.value(Self.answer))
    // (1 x 21 x 21 x 41 x 41) to the power of a fifth, less 1.
    let fifth = found + 1
    #expect(abs(fifth * fifth * fifth * fifth * fifth / (21 * 21 * 41 * 41) - 1) < 1e-9)
  }

  @Test func runsTheStrategyAgainForRobustness() throws {
    let stability = try #require(MetricCatalogue.metric("stability_under_noise"))
    #expect(try stability.value(Self.answer) == 0.5)
    // The strategy ignores reports, so nobody gains.
    let gain = try #require(MetricCatalogue.metric("misreport_gain"))
    #expect(try gain.value(Self.answer) == 0)
  }

  @Test func saysNothingOfAnEmptyMatching() throws {
    let empty = StudyAnswer(
      problem: Self.problem, seen: Self.problem, pairs: [], again: { _, _ in [] },
      chance: { SeededGenerator(seed: 1, place: $0) })
    for metric in MetricCatalogue.all {
      let value = try metric.value(empty)
      #expect(value.map(\.isFinite) ?? true, "\(metric.name)")
    }
    for name in ["mean", "worst", "junior_rank", "gini", "cross_department"] {
      #expect(try #require(MetricCatalogue.metric(name)).value(empty) == nil)
    }
  }

  @Test func comparesGroupsOfFiveOrMore() throws {
    let people = (0..<10).map { StudyPerson(group: $0 / 5) }
    let problem = StudyProblem(
      scores: [Int32](repeating: 100_000, count: 100),
      juniorCapacities: [Int](repeating: 1, count: 10),
      seniorCapacities: [Int](repeating: 1, count: 10), juniors: people)
    let answer = StudyAnswer(
      problem: problem, seen: problem, pairs: (0..<7).map { AssignedPair(row: $0, column: $0) },
      again: { _, _ in [] }, chance: { SeededGenerator(seed: 1, place: $0) })
    #expect(
      try #require(MetricCatalogue.metric("group_coverage_gap")).value(answer) == 1 - 2.0 / 5)
    #expect(
      try #require(MetricCatalogue.metric("group_points_gap")).value(answer) == 10 - 4)
  }

  @Test func everyMetricIsDescribedAndNamedOnce() {
    #expect(Set(MetricCatalogue.all.map(\.name)).count == MetricCatalogue.all.count)
    for metric in MetricCatalogue.all {
      #expect(!metric.unit.isEmpty && metric.definition.hasSuffix(".") && !metric.source.isEmpty)
    }
  }
}
