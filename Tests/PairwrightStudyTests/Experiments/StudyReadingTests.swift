import Pairwright
import PairwrightIO
import PairwrightStudy
import Testing

@Suite struct StudyReadingTests {
  private func read(_ text: String) throws -> (plan: StudyPlan, diagnostics: Diagnostics) {
    var diagnostics = Diagnostics()
    let file = InputFile(path: "STUDY.yaml", bytes: Array(text.utf8))
    let value = try #require(YAMLConfiguration.parse(file, into: &diagnostics))
    let plan = try StudyReading.plan(value, into: &diagnostics, loadRoster: nil)
    return (plan, diagnostics)
  }

  private static let smallest = """
    version: 1
    problems: [{kind: uniform}]
    strategies: [random]

    """

  @Test func takesDefaults() throws {
    let (plan, diagnostics) = try read(Self.smallest)
    #expect(diagnostics.all.isEmpty)
    #expect((plan.name, plan.seed, plan.replicates) == ("Study", 1, 10))
    #expect((plan.confidence, plan.draws, plan.correction) == (0.95, 2_000, .maxT))
    #expect(plan.metrics.map(\.name) == MetricCatalogue.standard.map(\.name))
    #expect(plan.compared.first == "total")
    #expect(plan.hasFrontier)
  }

  @Test func spreadsListsOverAllCombinations() throws {
    let (plan, diagnostics) = try read(
      """
      version: 1
      problems:
        - {kind: uniform, juniors: [5, 6], density: [0.5, 1]}
        - {kind: uniform, name: mine, seniors: [3, 4], capacity: 2}
      strategies: [hungarian, {kind: lottery, one_in: [2, 3]}, {kind: random, name: chance}]
      baseline: lottery one_in=3

      """)
    #expect(diagnostics.all.isEmpty)
    #expect(
      plan.problems.map(\.label) == [
        "uniform density=0.5 juniors=5", "uniform density=1 juniors=5",
        "uniform density=0.5 juniors=6", "uniform density=1 juniors=6", "mine seniors=3",
        "mine seniors=4",
      ])
    #expect(
      plan.strategies.map(\.label) == [
        "hungarian", "lottery one_in=2", "lottery one_in=3", "chance",
      ])
    #expect(plan.baseline == 2)
  }

  /// Every mistake with its place and what is said of it.
  private static let mistakes:
    [(text: String, code: String, line: Int, column: Int, says: String)] =
      [
        ("seeds: 1", "unknown-key", 4, 1, "seed"),
        ("seed: -1", "out-of-range", 4, 7, "seed"),
        ("seed: x", "wrong-type", 4, 7, "whole number"),
        ("replicates: 0", "out-of-range", 4, 13, "replicates"),
        ("metrics: [totl]", "unknown-word", 4, 1, "total"),
        ("metrics: total", "wrong-type", 4, 10, "list"),
        ("metrics: [total, total]", "duplicate-name", 4, 1, "total"),
        ("compare: [misreport_gain]", "unknown-word", 4, 1, "compare"),
        ("baseline: randm", "unknown-word", 4, 1, "random"),
        ("confidence: 0.3", "out-of-range", 4, 13, "confidence"),
        ("confidence: 95 %", "wrong-type", 4, 13, "decimal"),
        ("bootstrap: 10", "out-of-range", 4, 12, "bootstrap"),
        ("correction: maxt", "unknown-word", 4, 13, "max_t"),
        ("frontier: 1", "wrong-type", 4, 11, "true or false"),
        ("published: [{problem: uniform}]", "missing-key", 4, 13, "source"),
        (
          "published: [{problem: unifrm, strategy: random, metric: total, value: 1, source: x}]",
          "unknown-word", 4, 14, "uniform"
        ),
      ]

  @Test(arguments: mistakes)
  func namesThePlaceOfEveryMistake(
    mistake: (text: String, code: String, line: Int, column: Int, says: String)
  ) throws {
    let found = try read(Self.smallest + mistake.text + "\n").diagnostics.errors
    let error = try #require(
      found.first { ($0.message + $0.mend).contains(mistake.says) }, "\(found)")
    #expect(error.code.rawValue == mistake.code)
    #expect(error.location.file == "STUDY.yaml")
    #expect((error.location.line, error.location.column) == (mistake.line, mistake.column))
  }

  private static let brokenEntries: [(text: String, code: String, says: String)] = [
    ("version: 1\nstrategies: [random]", "missing-key", "problems"),
    ("version: 1\nproblems: []\nstrategies: [random]", "empty-list", "problems"),
    ("problems: [{kind: uniform}]\nstrategies: [random]", "missing-key", "version"),
    ("version: 1\nproblems: [{kind: unifrom}]\nstrategies: [random]", "unknown-word", "uniform"),
    ("version: 1\nproblems: [uniform]\nstrategies: [random]", "wrong-type", "keys"),
    ("version: 1\nproblems: [{juniors: 4}]\nstrategies: [random]", "missing-key", "kind"),
    (
      "version: 1\nproblems: [{kind: uniform, junior: 4}]\nstrategies: [random]", "unknown-key",
      "juniors"
    ),
    (
      "version: 1\nproblems: [{kind: uniform, juniors: [4, 0]}]\nstrategies: [random]",
      "out-of-range", "juniors"
    ),
    (
      "version: 1\nproblems: [{kind: uniform}, {kind: uniform}]\nstrategies: [random]",
      "duplicate-name", "uniform"
    ),
    (
      "version: 1\nproblems: [{kind: uniform}]\nstrategies: [gredy]", "unknown-word", "greedy"
    ),
    (
      "version: 1\nproblems: [{kind: uniform}]\nstrategies: [{kind: lottery, one_im: 3}]",
      "unknown-key", "one_in"
    ),
    (
      "version: 1\nproblems: [{kind: planted_optimum, capacity: 2}]\nstrategies: [random]",
      "planted-capacity", "one-to-one"
    ),
  ]

  @Test(arguments: brokenEntries)
  func refusesBrokenEntries(entry: (text: String, code: String, says: String)) throws {
    let found = try read(entry.text).diagnostics.errors
    #expect(
      found.contains {
        $0.code.rawValue == entry.code && ($0.message + $0.mend).contains(entry.says)
      }, "\(found)")
  }

  @Test func saysAMistakeInAGridOnce() throws {
    let found = try read(
      "version: 1\nproblems: [{kind: uniform, juniors: [3, 4, 5], capcity: 2}]\n"
        + "strategies: [random]"
    ).diagnostics.errors
    #expect(found.count == 1)
  }
}
