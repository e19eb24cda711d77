import Pairwright
import PairwrightIO
import Testing
import _PairwrightTestSupport

/// What a cell of each column may hold, and what is found where it holds something else.
@Suite struct RosterReaderTests {
  private struct Case: Sendable, CustomTestStringConvertible {
    var column: String
    var cell: String
    var expected: [String]
    var testDescription: String { "\(column): \(cell)" }

    init(_ column: String, _ cell: String, _ expected: String...) {
      self.column = column
      self.cell = cell
      self.expected = expected
    }
  }

  private static let cases: [Case] = [
    .init("side", "JUNIOR"), .init("side", "mentor", "E role-word 2:2"),
    .init("side", "jnior", "E unknown-side 2:2"), .init("side", "", "E empty-side 2:2"),
    .init("status", "A"), .init("status", "On Leave"), .init("status", "Terminated"),
    .init("status", ""), .init("status", "gone", "E unknown-status 2:2"),
    .init("email", "a@b.example"), .init("email", "a b@c.example", "W malformed-email 2:2"),
    .init("email", "a@b", "W malformed-email 2:2"), .init("email", "@b.c", "W malformed-email 2:2"),
    .init("grade", "7"), .init("grade", "-7"), .init("grade", "Grade 7", "E unknown-grade 2:2"),
    .init("grade", "7.5", "E not-whole 2:2"),
    .init("country", "DE"), .init("country", "Atlantis", "W unknown-country 2:2"),
    .init("remote", "Hybrid"), .init("remote", "maybe", "W unknown-remote 2:2"),
    .init("timezone", "Europe/Berlin"), .init("timezone", "UTC"), .init("timezone", "US/Pacific"),
    .init("timezone", "EST", "W zone-abbreviation 2:2"),
    .init("timezone", "+02:00", "W fixed-offset 2:2"),
    .init("timezone", "UTC-5", "W fixed-offset 2:2"),
    .init("timezone", "Europe/Belrin", "E unknown-time-zone 2:2"),
    .init("timezone", "+25:00", "E unknown-time-zone 2:2"),
    .init("hire_date", "2020-02-29"), .init("hire_date", "2021-02-29", "E not-a-date 2:2"),
    .init("hire_date", "03/04/2024", "E ambiguous-date 2:2"),
    .init("hire_date", "2024/03/04", "E not-a-date 2:2"),
    .init("hire_date", "2030-01-01", "W future-date 2:2"),
    .init("position_start_date", "2 years", "W not-a-date 2:2"),
    .init("position_start_date", "1.2.2024", "E ambiguous-date 2:2"),
    .init("birth_year", "1990"), .init("birth_year", "1990-05-06", "I birth-date-reduced"),
    .init("birth_year", "1900", "E implausible-age 2:2"),
    .init("birth_year", "2020", "E implausible-age 2:2"),
    .init("birth_year", "90", "E not-a-date 2:2"),
    .init("generation", "z"), .init("generation", "Boomr", "E unknown-generation 2:2"),
    .init("languages", "en:C1;fr:B2;pt-BR:A1;gsw:c2"),
    .init("languages", "en", "I language-without-level"),
    .init("languages", "en_US", "I language-without-level"),
    .init("languages", "xx:C1", "E unknown-language 2:2"),
    .init("languages", "en:fluent", "W unknown-language-level 2:2"),
    .init("skills_offered", "SQL:3; Excel : 5 ;"), .init("skills_offered", "C++:3"),
    .init("skills_offered", "SQL:6", "E out-of-range 2:2"),
    .init("skills_offered", "SQL:0", "E out-of-range 2:2"),
    .init("skills_offered", "SQL:high", "E not-a-number 2:2"),
    .init("skills_offered", "SQL", "W skill-without-level 2:2"),
    .init("skills_offered", ":3", "E bad-skill 2:2"),
    .init("skills_offered", "SQL:3:2", "E bad-skill 2:2"),
    .init("skills_offered", "SQL:3;sql:4", "E skill-twice 2:2"),
    .init("skills_offered", "SQL:3;sql:3"),
    .init("skills_wanted", "SQL:3;Excel:4:1"),
    .init("skills_wanted", "SQL:3:4", "E out-of-range 2:2"),
    .init("skills_wanted", "SQL", "W skill-without-level 2:2"),
    .init("meeting_mode", "in_person"), .init("meeting_mode", "In person"),
    .init("meeting_mode", "pigeon", "W unknown-meeting-mode 2:2"),
    .init("hours_per_month", "1.5"), .init("hours_per_month", "0"),
    .init("hours_per_month", "1.125", "E too-many-decimals 2:2"),
    .init("hours_per_month", "745", "E out-of-range 2:2"),
    .init("capacity_min", "2"), .init("consent", "Pending"),
    .init("consent", "maybe", "E unknown-consent 2:2"),
    .init("consent", "", "E empty-consent 2:2"),
    .init("commitment", "5"), .init("training_completed", "yes"),
    .init("training_completed", "2024-05-06"),
    .init("training_completed", "some", "W unknown-training 2:2"),
    .init("priority_tier", "1"), .init("priority_tier", "0", "E out-of-range 2:2"),
    .init("successor_readiness", "12m"),
    .init("successor_readiness", "soon", "E unknown-readiness 2:2"),
    .init("retention_risk", "high"), .init("retention_risk", "huge", "E unknown-risk 2:2"),
    .init("manager_id", "NO_MANAGER"), .init("manager_id", "no_mgr"),
    .init("manager_id", "M1", "W unknown-manager 2:2"),
    .init("manager_id", "J1", "E self-reference 2:2"),
    .init("manager_id", "j1", "E nearly-known-id 2:2"),
    .init("matrix_manager_ids", "M1;M2", "W unknown-manager 2:2", "W unknown-manager 2:2"),
    .init("matrix_manager_ids", "J1", "E self-reference 2:2"),
    .init("hr_partner_id", "NO_HR"), .init("hr_partner_id", "M1", "W unknown-manager 2:2"),
    .init("succession_candidate_for", "P9", "E unknown-post 2:2"),
    .init("succession_candidate_for", "J1", "W own-position 2:2"),
    .init("past_partner_ids", "M1", "W unknown-id 2:2"),
    .init("avoid_ids", "J1", "W self-reference 2:2"),
    .init("locked", "no"), .init("locked", ""),
    .init("locked", "yes", "E lock-without-partner 2:2"),
    .init("locked", "maybe", "E unknown-lock 2:2"),
  ]

  @Test(arguments: cases)
  private func readsCells(_ input: Case) {
    let needsSide = input.column != "side"
    let reading = RosterFixture.read(
      "employee_id,\(input.column)\(needsSide ? ",side" : "")\n"
        + "J1,\(input.cell)\(needsSide ? ",junior" : "")\n")
    #expect(reading.findings == input.expected)
  }

  @Test(arguments: RosterColumn.allCases.filter { $0 != .employeeID })
  func neverShowsCellText(_ column: RosterColumn) {
    for cell in ["Zebra91", "Zebra91:9;Zebra91", "=Zebra91", "Zebra91@", "1Zebra91"] {
      let names = column == .side ? ["side"] : ["side", column.rawValue]
      let cells = column == .side ? [cell] : ["junior", cell]
      let reading = RosterFixture.read(
        "employee_id,\(names.joined(separator: ","))\nJ1,\(cells.joined(separator: ","))\n",
        sideFiles: ["catalogue.csv": "skill,kind\nSQL,digital\nChess,interest\nLead,goal\n"])
      for finding in reading.diagnostics.all {
        #expect(!finding.message.contains("Zebra") && !finding.mend.contains("Zebra"))
      }
    }
  }

  @Test func keepsWhatCellsSay() throws {
    let reading = RosterFixture.read(
      """
      employee_id,display_name,side,status,manager_id,matrix_manager_ids,hr_partner_id,department,\
      grade,timezone,hire_date,birth_year,languages,skills_offered,skills_wanted,skills_current,\
      teaching_ability,interests,goals,org_goals,availability,hours_per_month,capacity_max,\
      capacity_min,consent,commitment,priority_tier,position_id,succession_candidate_for,\
      preferred_ids,avoid_ids,past_partner_ids,current_partner_id,locked,cohort,topics_avoid
      007,Ann,senior,L,,,,Sales,9,+0200,2010-01-02,1970,en,,SQL:4:3,SQL:1,5,Chess,Lead,Growth,\
      Mon 9:00-10:00;Mon 09:30-11:00;Sun 23:00-24:00,1.5,2,1,yes,4,1,P7,,J1,,,,,,
      J1,,junior,,007,007,007, IT ,3,Europe/Berlin,,2000,,SQL:5;Excel:2,,,,,,,,,,,pending,,,,P7;007,\
      007,007,007,007,yes,A,Pay
      """)
    #expect(
      reading.findings == ["W fixed-offset 2:10", "I slots-merged", "I language-without-level"])
    let roster = try #require(reading.roster)
    let ann = roster.people[0]
    #expect(ann.id == "007" && ann.name == "Ann" && ann.side == .senior && ann.status == .leave)
    #expect(ann.managerID == nil && ann.fields["department"] == "Sales" && ann.grade == 9)
    #expect(ann.timeZone == "+02:00" && ann.birthYear == 1970)
    #expect(ann.hireDate == CalendarDate(year: 2010, month: 1, day: 2))
    #expect(ann.languages == [LanguageSkill("en")])
    #expect(ann.skillsWanted == [SkillWish("SQL", target: 4, priority: 3)])
    #expect(ann.skillsCurrent == [SkillLevel("SQL", level: 1)])
    #expect(ann.teachingAbility == 5 && ann.interests == ["Chess"] && ann.goals == ["Lead"])
    #expect(ann.organisationGoals == ["Growth"])
    #expect(
      ann.availability == [
        WeeklySlot(weekday: 0, start: 540, end: 660),
        WeeklySlot(weekday: 6, start: 1_380, end: 1_440),
      ])
    #expect(ann.hundredthHoursPerMonth == 150)
    #expect(ann.capacityMaximum == 2 && ann.capacityMinimum == 1 && ann.consent == .yes)
    #expect(ann.commitment == 4 && ann.priorityTier == 1 && ann.positionID == "P7")
    #expect(ann.preferredIDs == ["J1"] && ann.line == 2)
    let junior = roster.people[1]
    #expect(junior.name == "J1" && junior.managerID == "007" && junior.hrPartnerID == "007")
    #expect(junior.matrixManagerIDs == ["007"] && junior.fields["department"] == "IT")
    #expect(
      junior.skillsOffered == [SkillLevel("SQL", level: 5), SkillLevel("Excel", level: 2)])
    #expect(junior.successionCandidateFor == ["P7", "007"] && junior.consent == .pending)
    #expect(junior.avoidIDs == ["007"] && junior.pastPartnerIDs == ["007"])
    #expect(junior.currentPartnerID == "007" && junior.isLocked)
    #expect(junior.fields["topics_avoid"] == "Pay" && junior.fields["cohort"] == "A")
    #expect(roster.columns.contains("avoid_ids") && !roster.columns.contains("division"))
    #expect(roster.location(of: junior, column: "manager_id").column == 5)
  }

  @Test func readsRoleWordsAsTheProgramSays() {
    let text = "employee_id,Role\nA,Mentor\nB,mentee\n"
    for (words, sides) in [
      (MentoringProgram.RoleWords.reverse, [SideMembership.junior, .senior]),
      (.traditional, [.senior, .junior]),
    ] {
      var program = MentoringProgram()
      program.roleWords = words
      let reading = RosterFixture.read(text, program: program)
      #expect(reading.roster?.people.map(\.side) == sides)
    }
    #expect(RosterFixture.read(text).findings == ["E role-word 2:2"])
  }

  @Test func readsGradeNamesInOrder() {
    let text = "employee_id,side,grade\nA,junior,clerk\nB,senior,Chief\n"
    let names = "name,order\nClerk,1\nChief,9\n"
    let reading = RosterFixture.read(text, sideFiles: ["grades.csv": names])
    #expect(reading.roster?.people.map(\.grade) == [1, 9])
    #expect(
      RosterFixture.read(
        text.replacing("Chief", with: "Cheif"), sideFiles: ["grades.csv": names]
      ).diagnostics.errors.first?.mend.contains("Chief") == true)
    var program = MentoringProgram()
    program.gradeOrder = .descending
    #expect(
      RosterFixture.read("employee_id,side,grade\nA,junior,7\nB,senior,1\n", program: program)
        .roster?.people.map(\.grade) == [-7, -1])
  }

  @Test func readsNamedLevelsAndDefaults() {
    var program = MentoringProgram()
    program.levels = ["beginner": 1, "expert": 5]
    program.defaultLevel = 2
    let reading = RosterFixture.read(
      "employee_id,side,skills_offered\nA,junior,SQL:Expert;Excel;Word\n", program: program)
    #expect(reading.findings == ["W skill-without-level 2:3"])
    #expect(reading.diagnostics.warnings.first?.message.hasPrefix("2 skills") == true)
    #expect(reading.roster?.people[0].skillsOffered.map(\.level) == [5, 2, 2])
  }

  @Test func checksSkillsAgainstTheCatalogue() {
    let reading = RosterFixture.read(
      """
      employee_id,side,skills_offered,interests
      A,junior,GenAI:3;Generative AI:3,Ches
      B,junior,Generativ AI:4;SQL:2,Chess
      C,junior,generativ ai:1,
      """,
      sideFiles: [
        "catalogue.csv":
          "skill,parent,synonyms,kind\nGenerative AI,,GenAI;LLM,digital\nChess,,,interest\n"
      ])
    #expect(
      reading.findings == [
        "W unknown-term 2:4", "W unknown-skill 3:3", "W unknown-skill 3:3",
      ])
    let warnings = reading.diagnostics.warnings
    #expect(warnings.map(\.mend)[0...1] == ["Did you mean Chess?", "Did you mean Generative AI?"])
    #expect(warnings[1].message.contains("2 places"))
    #expect(reading.roster?.people[0].skillsOffered.count == 1)
  }

  @Test func checksRowsAsAWhole() {
    let reading = RosterFixture.read(
      """
      employee_id,side,capacity_max,capacity_min,availability,birth_year,generation,\
      skills_offered,skills_wanted,hire_date,position_start_date
      A,junior,1,2,Mon 09:00-10:00,1990,Z,SQL:4,SQL:3,2020-01-01,2019-01-01
      B,junior,1,0,Mon 10:00-09:00;Xyz 1:00-2:00,1990,Millennial,,,,
      """)
    #expect(
      reading.findings == [
        "W date-before-hire 2:11", "E generation-conflict 2:7", "E no-time-zone 2:5",
        "E minimum-above-maximum 2:4", "W target-reached 2:9", "E slot-ends-early 3:5",
        "E bad-slot 3:5",
      ])
  }

  @Test func comparesWholeColumns() {
    let reading = RosterFixture.read(
      """
      employee_id,side,grade,department,email
      A,junior,1,Human Resources,x@y.example
      B,junior,9,Human resources,z@y.example
      C,senior,8,Human Ressources,X@y.example
      D,senior,8,Sales 1,
      E,junior,1,Sales 2,
      """)
    #expect(
      reading.findings == [
        "W side-against-grade 3:2", "W near-duplicate-name 4:4", "W near-duplicate-name 3:4",
        "W near-duplicate-name 3:4", "W duplicate-email 4:5",
      ])
    let swapped = RosterFixture.read("employee_id,side,grade\nA,junior,8\nB,senior,2\n")
    #expect(swapped.findings == ["E roles-swapped -:2"])
  }

  @Test func chainsOfManagersAreNoCircles() {
    let reading = RosterFixture.read(
      "employee_id,side,manager_id\nA,none,B\nB,none,C\nC,none,A\nD,junior,A\nE,none,E\n")
    #expect(reading.findings == ["E self-reference 6:3", "E manager-cycle 2:3"])
    let message = reading.diagnostics.errors.last?.message ?? ""
    #expect(message.contains("A → B → C → A"))
  }

  @Test func doesNotMissBrokenRowsTwice() {
    let reading = RosterFixture.read(
      "employee_id,side,manager_id,avoid_ids\nA,junior,B,B\nB,senior,,,,\n")
    #expect(reading.findings == ["E too-many-fields 3:5"])
  }

  @Test func findsPartnersByAddress() {
    let reading = RosterFixture.read(
      "employee_id,side,Work Email,Mentor/Mentee Email Address\nA,junior,a@x.example,b@x.example\n"
        + "B,senior,b@x.example,\n")
    #expect(reading.findings.isEmpty)
    #expect(reading.roster?.people[0].currentPartnerID == "B")
  }

  @Test func needsConsentWhereTheProgramAsksForIt() {
    for policy in [MentoringProgram.ConsentPolicy.required, .requiredOrPending] {
      var program = MentoringProgram()
      program.consent = policy
      let reading = RosterFixture.read("employee_id,side\nA,junior\n", program: program)
      #expect(reading.findings == ["E missing-column 1:-"])
    }
  }

  @Test func needsNoConsentWhereItIsAssumed() {
    var program = MentoringProgram()
    program.consent = .assumed
    #expect(
      RosterFixture.read("employee_id,side,consent\nA,junior,\n", program: program).findings.isEmpty
    )
  }

  @Test func survivesAnyDamage() {
    let sample = """
      employee_id,side,manager_id,grade,timezone,languages,skills_offered,availability,avoid_ids
      A,junior,B,3,Europe/Rome,en:C1,SQL:3;Excel:2,Mon 09:00-10:00,B
      B,senior,,7,Europe/Rome,it,SQL:1,Tue 09:00-10:00,

      """
    var generator = SplitMix64(seed: 11)
    let signs = Array(",;:\"\n\r\t -=0e+'\u{301}ä#\u{0}".utf8)
    for _ in 0..<400 {
      var bytes = Array(sample.utf8)
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = signs[Int.random(in: 0..<signs.count, using: &generator)]
        default:
          bytes.insert(signs[Int.random(in: 0..<signs.count, using: &generator)], at: place)
        }
      }
      let reading = RosterFixture.read(bytes: bytes)
      #expect((reading.roster == nil) == reading.diagnostics.hasErrors)
      for finding in reading.diagnostics.errors {
        #expect(finding.location.file == "roster.csv")
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func absurdCellsTakeNoTime() {
    let long = String(repeating: "x", count: 60_000)
    let rows = (0..<20).map { "J\($0),junior,\(long)\($0),\(long)\($0),\(long)\($0):3" }
    let reading = RosterFixture.read(
      "employee_id,side,timezone,department,skills_offered\n" + rows.joined(separator: "\n"),
      sideFiles: ["catalogue.csv": "skill\nSQL\n"])
    #expect(reading.diagnostics.errors.count == 20)
  }
}
