import Pairwright
import Testing

@Suite("Reading a program")
struct ProgramReadingTests {
  private func read(_ text: String) -> (program: MentoringProgram, found: Diagnostics) {
    var found = Diagnostics()
    let program = MentoringProgram(reading: FlowText.parse(text), into: &found)
    return (program, found)
  }

  @Test("takes the protecting defaults where a key is absent")
  func defaults() {
    let (program, found) = read("{version: 1}")
    #expect(found.all.isEmpty)
    #expect(
      program.rules.map(\.configuration) == MentoringProgram.protectingRules.map(\.configuration))
    #expect(
      program.rules.map(\.name) == [
        "no_reporting_line", "no_succession_risk", "no_repeat", "pairs",
      ])
    #expect((program.rules.first as? NoReportingLine)?.depth == .levels(2))
    #expect(program.objective == [.coverage, .total])
    #expect(program.score.weights == ScoreSettings.defaultWeights)
    #expect(!program.score.isExplicit)
    #expect(program.consent == nil && program.seed == 1)
    #expect(program.timeLimitMilliseconds == 60_000)
    #expect(program.defaultLevel == 3 && !program.isSensitiveAcknowledged)
  }

  @Test("lets a rules key replace the defaults entirely")
  func rulesReplace() {
    #expect(read("{version: 1, rules: []}").program.rules.isEmpty)
    #expect(
      read("{version: 1, rules: [{kind: no_repeat}]}").program.rules.map(\.name) == ["no_repeat"])
  }

  @Test("reads every key of the heading")
  func heading() {
    let (program, found) = read(
      """
      {version: 1, name: A name, start: "2027-01-15", columns: {employee_id: USERID},
      sides: {from: grade, junior_at_most: 4, senior_at_least: 7}, role_words: reverse,
      consent: required_or_pending, grade_order: descending, generations: {Z: [1997, 2012]},
      levels: {Beginner: 1, expert: 5}, default_level: 2, objective: [priority_tier, pairs, total],
      sensitive: acknowledged, audit: [group_gender], seed: 18446744073709551615, time_limit: 500ms}
      """)
    #expect(found.all.isEmpty)
    #expect(program.name == "A name" && program.start == CalendarDate(iso: "2027-01-15"))
    #expect(program.columns == ["employee_id": "USERID"])
    #expect(program.sides == .grade(juniorAtMost: 4, seniorAtLeast: 7))
    #expect(program.roleWords == .reverse && program.consent == .requiredOrPending)
    #expect(program.gradeOrder == .descending && program.generations == ["Z": 1_997...2_012])
    #expect(program.levels == ["beginner": 1, "expert": 5] && program.defaultLevel == 2)
    #expect(program.objective == [.priorityTier, .pairs, .total])
    #expect(program.isSensitiveAcknowledged && program.audit == ["group_gender"])
    #expect(program.seed == .max && program.timeLimitMilliseconds == 500)
  }

  @Test("reads scores: parts left out weigh nothing")
  func score() {
    let (program, found) = read(
      """
      {version: 1, score: {skills: {weight: 6.5, senior_to_junior: 1, complementarity: c.csv},
      generation: {weight: 1, ideal_years: 20}, grade: {weight: 0, ideal_gap: 3},
      minimum_pair_score: 20.5, minimum_side_benefit: 5}}
      """)
    #expect(found.all.isEmpty)
    let score = program.score
    #expect(
      score.weights == [
        .skills: FixedPoint(units: 65_000), .generation: FixedPoint(1), .grade: FixedPoint(0),
      ])
    #expect(score.isExplicit && score.complementarity == "c.csv")
    #expect((score.juniorToSenior.units, score.seniorToJunior.units) == (0, 10_000))
    #expect((score.idealYears, score.idealGap) == (20, 3))
    #expect((score.minimumPairScore.units, score.minimumSideBenefit.units) == (205_000, 50_000))
  }

  @Test(
    "refuses what is wrong, with code and place",
    arguments: [
      ("text", "wrong-type", 1, 1), ("{name: x}", "missing-key", 1, 1),
      ("{version: 2}", "out-of-range", 1, 11), ("{version: 1.0}", "wrong-type", 1, 11),
      ("{version: null}", "wrong-type", 1, 11), ("{version: \"1\"}", "wrong-type", 1, 11),
      ("{version: 1,\n nmae: x}", "unknown-key", 2, 2),
      ("{version: 1, start: 15.01.2027}", "bad-date", 1, 14),
      ("{version: 1, start: 2027-02-30}", "bad-date", 1, 14),
      ("{version: 1, role_words: reversed}", "unknown-word", 1, 26),
      ("{version: 1, consent: [required]}", "wrong-type", 1, 23),
      ("{version: 1, sides: {from: group}}", "unknown-word", 1, 28),
      ("{version: 1, sides: {junior_at_most: 3}}", "missing-key", 1, 21),
      ("{version: 1, sides: {from: side, junior_at_most: 3}}", "unknown-key", 1, 34),
      ("{version: 1, sides: {from: grade, junior_at_most: 3}}", "missing-key", 1, 21),
      ("{version: 1, generations: {Z: [1997]}}", "wrong-type", 1, 28),
      ("{version: 1, generations: {Z: [2012, 1997]}}", "wrong-type", 1, 28),
      ("{version: 1, generations: {Z: 1997}}", "wrong-type", 1, 31),
      ("{version: 1, levels: {expert: 6}}", "out-of-range", 1, 31),
      ("{version: 1, levels: {expert: 5, Expert: 4}}", "duplicate-key", 1, 34),
      ("{version: 1, default_level: 0}", "out-of-range", 1, 29),
      ("{version: 1, objective: coverage}", "wrong-type", 1, 25),
      ("{version: 1, objective: []}", "missing-objective", 1, 14),
      ("{version: 1, objective: [covrage]}", "unknown-word", 1, 14),
      ("{version: 1, objective: [total, total]}", "duplicate-objective", 1, 14),
      ("{version: 1, objective: [worst_off, coverage]}", "objective-order", 1, 14),
      ("{version: 1, objective: [total, leximin]}", "objective-order", 1, 14),
      ("{version: 1, objective: [stable_changes]}", "reserved-objective", 1, 14),
      ("{version: 1, sensitive: yes}", "unknown-word", 1, 25),
      ("{version: 1, audit: group_gender}", "wrong-type", 1, 21),
      ("{version: 1, seed: -1}", "wrong-type", 1, 20),
      ("{version: 1, seed: 1.0}", "wrong-type", 1, 20),
      ("{version: 1, seed: 18446744073709551616}", "wrong-type", 1, 20),
      ("{version: 1, seed: \"1\"}", "wrong-type", 1, 20),
      ("{version: 1, rules: {kind: no_repeat}}", "wrong-type", 1, 21),
      ("{version: 1, rules: [{kind: no_reqeat}]}", "unknown-rule", 1, 23),
      (
        "{version: 1, rules: [{id: a, kind: no_repeat},\n  {id: a, kind: no_succession_risk}]}",
        "duplicate-rule-id", 2, 3
      ),
      ("{version: 1, score: {skils: {weight: 1}}}", "unknown-key", 1, 22),
      ("{version: 1, score: {goals: {}}}", "missing-key", 1, 29),
      ("{version: 1, score: {goals: {weight: -1}}}", "out-of-range", 1, 38),
      ("{version: 1, score: {goals: {weight: 1e2}}}", "wrong-type", 1, 38),
      ("{version: 1, score: {goals: {weight: 1 000}}}", "wrong-type", 1, 38),
      ("{version: 1, score: {goals: {weight: 0.12345}}}", "too-many-decimals", 1, 38),
      ("{version: 1, score: {goals: {weight: 1, ideal_years: 3}}}", "unknown-key", 1, 41),
      ("{version: 1, score: {grade: {weight: 1, ideal_gap: 0}}}", "out-of-range", 1, 52),
      (
        "{version: 1, score: {skills: {weight: 1, junior_to_senior: 0, senior_to_junior: 0}}}",
        "out-of-range", 1, 30
      ),
      ("{version: 1, score: {minimum_pair_score: 101}}", "out-of-range", 1, 42),
      ("{version: 1, score: {minimum_side_benefit: -0.1}}", "out-of-range", 1, 44),
    ])
  func refuses(text: String, code: String, line: Int, column: Int) throws {
    let found = read(text).found
    let finding = try #require(found.errors.first { $0.code.rawValue == code }, "\(found.all)")
    #expect(finding.location == .init(file: "program.yaml", line: line, column: column))
    #expect(!finding.mend.isEmpty)
  }

  @Test("offers the nearest key and all known ones")
  func nearest() {
    let found = read("{version: 1, objectve: [total], rules: [{kind: grade_gap, mni: 2}]}").found
    #expect(found.errors.map(\.code) == ["missing-key", "unknown-key", "unknown-key"])
    #expect(found.errors[1].message.contains("did you mean min?"))
    #expect(found.errors[2].message.contains("did you mean objective?"))
    #expect(found.errors[2].mend.contains("time_limit"))
    #expect(found.errors[1].message.hasPrefix("The rule grade_gap"))
    #expect(found.errors[2].message.hasPrefix("The program"))
  }

  @Test("reports everything at once")
  func allAtOnce() {
    let found = read("{version: 3, seed: x, consent: maybe, rules: [{kind: a}, {kind: b}]}").found
    #expect(found.errors.count == 5)
  }

  @Test(
    "takes durations from a millisecond to a day",
    arguments: [
      ("1ms", 1), ("500ms", 500), ("60s", 60_000), ("5m", 300_000), ("1h", 3_600_000),
      ("24h", 86_400_000), ("86400s", 86_400_000), ("0s", nil), ("-5s", nil), ("25h", nil),
      ("86401s", nil), ("60", nil), ("1.5s", nil), ("", nil), ("s", nil), ("1d", nil),
      ("99999999999999999999s", nil), ("1 s", nil), ("٥s", nil),
    ] as [(String, Int?)])
  func durations(text: String, milliseconds: Int?) {
    #expect(MentoringProgram.milliseconds(ofDuration: text) == milliseconds)
    let found = read("{version: 1, time_limit: \"\(text)\"}").found
    #expect(found.hasErrors == (milliseconds == nil))
  }

  @Test("lets a sensitive column into a rule only when it is audited and acknowledged")
  func sensitive() {
    let cases: [(String, String, Bool)] = [
      ("group_gender", "", false), ("group_gender", "audit: [group_gender],", false),
      ("group_gender", "sensitive: acknowledged,", false),
      ("group_gender", "sensitive: acknowledged, audit: [group_health],", false),
      ("group_gender", "sensitive: acknowledged, audit: [group_gender],", true),
      ("gender", "audit: [gender],", false), ("Ethnicity", "", false), ("team", "", true),
      ("health", "sensitive: acknowledged, audit: [health],", true),
    ]
    for (column, keys, isAccepted) in cases {
      for rule in [
        "{kind: no_same, field: \(column)}", "{kind: different, field: \(column)}",
        "{kind: quota, side: junior, by: \(column), each: true, max: 3}",
        "{kind: pair_quota, same: \(column), max: 3}",
        "{kind: pair_quota, where: {differ: \(column)}, min_share: 0.3}",
        "{kind: pair_quota, where: {junior.\(column): a, senior.team: b}, max: 3}",
      ] {
        let found = read("{version: 1, \(keys)\nrules: [\(rule)]}").found
        #expect(found.codes(.error) == (isAccepted ? [] : ["sensitive-column"]), "\(rule), \(keys)")
        #expect(found.errors.allSatisfy { $0.location.line == 2 && $0.location.column == 9 })
      }
    }
  }
}
