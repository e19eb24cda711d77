import Pairwright
import Testing

@Suite("RuleCatalogue")
struct RuleCatalogueTests {
  /// One full example of every kind.
  static let examples = [
    "{kind: no_reporting_line, depth: all, same_manager: true, matrix: true, hr_partner: true}",
    "{kind: no_reporting_line, depth: direct}", "{kind: no_reporting_line, depth: 3}",
    "{kind: no_reporting_line, depth: 3 levels}", "{kind: no_succession_risk}",
    "{kind: no_same, field: team}", "{kind: different, field: department}",
    "{kind: grade_gap, min: -2, max: 5}", "{kind: generation_gap, min_years: 8}",
    "{kind: timezone_gap, max_hours: 3.5}", "{kind: common_language, level: B2}",
    "{kind: common_language}", "{kind: availability_overlap, min_minutes: 60}",
    "{kind: no_repeat}", "{kind: pairs, file: constraints.csv}", "{kind: pairs}",
    "{kind: capacity, side: junior, min: 1, max: 2}",
    "{kind: quota, side: senior, by: department, group: \"007\", min: 1, max: 4}",
    "{kind: quota, side: junior, by: department, each: true, max: 10}",
    "{kind: pair_quota, same: department, max_share: 0.2, min: 1}",
    "{kind: pair_quota, where: {differ: location}, min_share: 0.3}",
    "{kind: pair_quota, where: {same: location}, max: 3}",
    "{kind: pair_quota, where: {junior.department: Sales, senior.department: Finance}, max: 3}",
    "{kind: either_or, pairs: [[007, S3], [J13, S4]], max: 1}",
  ]

  @Test("reads every kind and writes it so that it reads back the same", arguments: examples)
  func roundTrips(text: String) throws {
    let log = DiagnosticLog()
    let labelled = "{id: an id, reason: because, " + text.dropFirst()
    let rule = try #require(RuleCatalogue.read(FlowText.parse(labelled), log: log))
    let again = try #require(RuleCatalogue.read(rule.configuration, log: log))
    #expect(log.diagnostics.all.isEmpty)
    #expect(rule.configuration == again.configuration)
    #expect(again.label.id == "an id" && again.label.reason == "because")
  }

  @Test("has an example of every kind")
  func complete() {
    for (kind, _) in RuleCatalogue.readers {
      #expect(Self.examples.contains { $0.contains("kind: \(kind)") }, "\(kind)")
    }
  }

  @Test(
    "refuses what is not a rule",
    arguments: [
      ("text", ["wrong-type"]), ("{}", ["missing-key"]), ("{kind: null}", ["wrong-type"]),
      ("{kind: no_smae, field: team}", ["unknown-rule"]),
      ("{kind: no_same}", ["missing-key"]), ("{kind: no_same, field: [a]}", ["wrong-type"]),
      ("{kind: no_same, feild: team}", ["missing-key", "unknown-key"]),
      ("{kind: no_reporting_line}", ["missing-key"]),
      ("{kind: no_reporting_line, depth: deep}", ["unknown-word"]),
      ("{kind: no_reporting_line, depth: 0}", ["unknown-word"]),
      ("{kind: no_reporting_line, depth: 2.0}", ["unknown-word"]),
      ("{kind: no_reporting_line, depth: all, matrix: yes}", ["wrong-type"]),
      ("{kind: no_reporting_line, depth: all, matrix: \"true\"}", ["wrong-type"]),
      ("{kind: grade_gap}", ["missing-key"]), ("{kind: generation_gap}", ["missing-key"]),
      ("{kind: grade_gap, min: 2.0}", ["wrong-type"]),
      ("{kind: grade_gap, min: 1e2}", ["wrong-type"]),
      ("{kind: grade_gap, min: \"2\"}", ["wrong-type"]),
      ("{kind: grade_gap, min: 3, max: 2}", ["bounds-crossed"]),
      ("{kind: grade_gap, min: 99999}", ["out-of-range"]),
      ("{kind: generation_gap, min_years: 8, max_years: 7}", ["bounds-crossed"]),
      ("{kind: timezone_gap}", ["missing-key"]),
      ("{kind: timezone_gap, max_hours: -1}", ["out-of-range"]),
      ("{kind: timezone_gap, max_hours: 1.00001}", ["too-many-decimals"]),
      ("{kind: common_language, level: B3}", ["unknown-word"]),
      ("{kind: availability_overlap, min_minutes: 0}", ["out-of-range"]),
      ("{kind: availability_overlap}", ["missing-key"]),
      ("{kind: no_repeat, depth: 2}", ["unknown-key"]),
      ("{kind: pairs, file: 7, id: []}", ["wrong-type"]),
      ("{kind: capacity}", ["missing-key"]), ("{kind: capacity, side: both}", ["unknown-word"]),
      ("{kind: capacity, side: junior, max: 0}", ["out-of-range"]),
      ("{kind: capacity, side: junior, max: 1001}", ["out-of-range"]),
      ("{kind: capacity, side: junior, min: 3, max: 2}", ["bounds-crossed"]),
      ("{kind: capacity, side: junior, max: 2.5}", ["wrong-type"]),
      ("{kind: quota, side: senior, by: team, min: 1}", ["clashing-keys"]),
      ("{kind: quota, side: senior, by: team, group: a, each: true, min: 1}", ["clashing-keys"]),
      ("{kind: quota, side: senior, by: team, group: a}", ["missing-key"]),
      ("{kind: quota, side: senior, by: team, group: a, min: 3, max: 2}", ["bounds-crossed"]),
      ("{kind: quota, by: team, group: a, min: 3}", ["missing-key"]),
      ("{kind: pair_quota, max: 2}", ["clashing-keys"]),
      ("{kind: pair_quota, same: team}", ["missing-key"]),
      ("{kind: pair_quota, same: team, max_share: 1.2}", ["out-of-range"]),
      ("{kind: pair_quota, same: team, where: {differ: team}, max: 1}", ["clashing-keys"]),
      ("{kind: pair_quota, same: team, min_share: 0.3, max_share: 0.2}", ["bounds-crossed"]),
      ("{kind: pair_quota, where: {differ: team, same: team}, max: 1}", ["clashing-keys"]),
      ("{kind: pair_quota, where: {middle.team: a}, max: 1}", ["clashing-keys", "unknown-key"]),
      ("{kind: either_or}", ["missing-key"]), ("{kind: either_or, pairs: [[a]]}", ["wrong-type"]),
      ("{kind: either_or, pairs: [a, b]}", ["wrong-type"]),
    ])
  func refuses(text: String, codes: [String]) {
    let log = DiagnosticLog()
    _ = RuleCatalogue.read(FlowText.parse(text), log: log)
    #expect(log.diagnostics.codes(.error) == codes)
    for finding in log.diagnostics.errors {
      #expect(finding.location.line == 1 && finding.location.column != nil, "\(finding.message)")
      #expect(!finding.mend.isEmpty)
    }
  }
}
