import Pairwright
import Testing

@Suite("Writing a program")
struct ProgramWritingTests {
  private func read(_ value: ConfigurationValue) -> MentoringProgram {
    var found = Diagnostics()
    let program = MentoringProgram(reading: value, into: &found)
    #expect(found.all.isEmpty, "\(found.all)")
    return program
  }

  @Test("writes every default, and reads back what it wrote")
  func roundTrips() {
    var full = MentoringProgram()
    full.name = "Name: with \"quotes\""
    full.start = CalendarDate(iso: "2027-01-15")
    full.columns = ["employee_id": "USER: ID", "note": "ignore"]
    full.sides = .grade(juniorAtMost: -4, seniorAtLeast: 7)
    (full.roleWords, full.consent, full.gradeOrder) = (.traditional, .assumed, .descending)
    (full.levels, full.defaultLevel) = (["expert": 5], 2)
    full.score = ScoreSettings(weights: [.skills: FixedPoint(units: 12_345)])
    full.score.complementarity = "c.csv"
    full.score.minimumPairScore = FixedPoint(units: 1)
    full.objective = [.priorityTier, .coverage, .worstOff, .leximin, .total]
    (full.isSensitiveAcknowledged, full.audit) = (true, ["group_gender"])
    (full.seed, full.timeLimitMilliseconds) = (.max, 1_500)
    let log = DiagnosticLog()
    full.rules = RuleCatalogueTests.examples.compactMap {
      RuleCatalogue.read(FlowText.parse($0), log: log)
    }
    for program in [MentoringProgram(), full] {
      let written = program.configuration(consentDefault: .required)
      let again = read(written)
      #expect(again.configuration(consentDefault: .assumed) == written)
      #expect(again.consent == program.consent ?? .required)
      #expect((again.seed, again.start, again.name) == (program.seed, program.start, program.name))
      #expect(again.columns == program.columns && again.levels == program.levels)
      #expect(again.rules.count == program.rules.count && again.sides == program.sides)
      #expect(again.timeLimitMilliseconds == program.timeLimitMilliseconds)
    }
  }

  @Test("names every key that can be read")
  func complete() {
    let written = MentoringProgram().configuration(consentDefault: .required)
    guard case .mapping(let entries) = written.content else {
      Issue.record("a program is a mapping")
      return
    }
    let optional: Set = ["name", "start", "columns", "levels", "audit"]
    let expected: Set = [
      "version", "sides", "role_words", "consent", "grade_order", "generations", "default_level",
      "score", "rules", "objective", "sensitive", "seed", "time_limit",
    ]
    #expect(Set(entries.map(\.key)).subtracting(optional) == expected)
  }
}
