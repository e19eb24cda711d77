import Pairwright
import Testing

/// What this version refuses before solving; each entry goes when its kind is solved.
@Suite("Rules and objectives that are not solved yet")
struct UnsupportedRulesTests {
  @Test("are refused before solving, each by its name")
  func refuses() throws {
    let texts = [
      "{id: silos, kind: pair_quota, same: department, max_share: 0.2}",
      "{id: bridge, kind: pair_quota, where: {differ: location}, min: 1}",
      "{id: choice, kind: either_or, pairs: [[J, S]], max: 1}",
    ]
    let log = DiagnosticLog()
    let rules = texts.compactMap { RuleCatalogue.read(FlowText.parse($0), log: log) }
    #expect(log.diagnostics.all.isEmpty)
    let found = try Fixture.findings {
      try Fixture([.junior("J"), .senior("S")], rules: rules) {
        $0.objective = [.coverage, .worstOff, .leximin]
      }
    }
    #expect(
      found.codes(.error)
        == Array(repeating: "unsupported-rule", count: 3)
        + Array(repeating: "unsupported-objective", count: 2))
    for (rule, finding) in zip(rules, found.errors) {
      #expect(finding.message.contains(rule.name))
    }
  }
}
