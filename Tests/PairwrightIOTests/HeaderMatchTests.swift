import Pairwright
import PairwrightIO
import Testing

@Suite struct HeaderMatchTests {
  /// A header of each system with the column that it stands for and a cell that it may hold.
  static let acceptedNames: [(header: String, column: String, cell: String)] = [
    ("Employee ID", "employee_id", "J1"), ("Worker ID", "employee_id", "J1"),
    ("employeeNumber", "employee_id", "J1"), ("Employee #", "employee_id", "J1"),
    ("USERID", "employee_id", "J1"), ("EMPID", "employee_id", "J1"),
    ("employeeId", "employee_id", "J1"), ("id", "employee_id", "J1"),
    ("role", "side", "junior"), ("participantRole", "side", "junior"),
    ("Preferred Name", "display_name", "Ann"), ("displayName", "display_name", "Ann"),
    ("Work Email", "email", "a@b.example"), ("workEmail", "email", "a@b.example"),
    ("EMAIL", "email", "a@b.example"), ("Active Status", "status", "Yes"),
    ("STATUS", "status", "active"), ("employeeStatusCode", "status", "A"),
    ("Manager ID", "manager_id", "NO_MANAGER"), ("supervisorEId", "manager_id", ""),
    ("supervisorId", "manager_id", ""), ("MANAGER", "manager_id", "NO_MANAGER"),
    ("Matrix Manager", "matrix_manager_ids", ""), ("MATRIX_MANAGER", "matrix_manager_ids", ""),
    ("SECOND_MANAGER", "matrix_manager_ids", ""), ("HR", "hr_partner_id", "NO_HR"),
    ("Supervisory Organization", "department", "IT"), ("DEPARTMENT", "department", "IT"),
    ("departmentName", "department", "IT"), ("departmentId", "department", "7"),
    ("Cost Center", "department", "IT"), ("DIVISION", "division", "X"),
    ("Business Title", "job_title", "Clerk"), ("jobTitle", "job_title", "Clerk"),
    ("TITLE", "job_title", "Clerk"), ("Job Profile", "job_code", "C"), ("JOBCODE", "job_code", "C"),
    ("Management Level", "grade", "3"), ("Compensation Grade", "grade", "3"),
    ("PAYGRADE", "grade", "3"), ("LOCATION", "location", "Rome"), ("officeId", "location", "Rome"),
    ("addressCountry", "country", "IT"), ("Time Zone", "timezone", "Europe/Rome"),
    ("TIMEZONE", "timezone", "Europe/Rome"), ("Hire Date", "hire_date", "2020-01-01"),
    ("Original Hire Date", "hire_date", "2020-01-01"), ("HIREDATE", "hire_date", "2020-01-01"),
    ("lastHireDate", "hire_date", "2020-01-01"), ("originalHireDate", "hire_date", "2020-01-01"),
    ("Time in Position", "position_start_date", "2020-01-01"),
    ("dateInJob", "position_start_date", "2020-01-01"),
    ("dateOfSeniority", "last_promotion_date", "2020-01-01"),
    ("Birth Date", "birth_year", "1990"), ("dateOfBirth", "birth_year", "1990"),
    ("DATE_OF_BIRTH", "birth_year", "1990"), ("Languages", "languages", "en:C1"),
    ("DEFAULT_LOCALE", "languages", "en:C1"), ("Skills", "skills_offered", "SQL:3"),
    ("competencies", "skills_offered", "SQL:3"), ("Development Items", "skills_wanted", "SQL:3"),
    ("Career Interests", "interests", "Chess"), ("Capacity", "capacity_max", "1"),
    ("max mentees", "capacity_max", "1"), ("opt-in", "consent", "yes"),
    ("signup", "consent", "yes"),
    ("Position ID", "position_id", "P1"), ("POSITION", "position_id", "P1"),
    ("Succession Plan", "succession_candidate_for", ""),
    ("nominee", "succession_candidate_for", ""),
    ("Readiness", "successor_readiness", "now"), ("riskOfLoss", "retention_risk", "low"),
    ("Mentor/Mentee Email Address", "current_partner_id", ""),
  ]

  @Test(arguments: acceptedNames)
  func knowsTheNamesOfOtherSystems(_ name: (header: String, column: String, cell: String)) {
    var columns = [("employee_id", "J1"), ("side", "junior")].filter { $0.0 != name.column }
    columns.append((name.header, name.cell))
    let reading = RosterFixture.read(
      columns.map(\.0).joined(separator: ",") + "\n" + columns.map(\.1).joined(separator: ",")
        + "\n")
    #expect(reading.findings.isEmpty)
    #expect(reading.roster?.columns.contains(name.column) == true)
    #expect(reading.roster?.source?.columns[name.column]?.columnName == name.header)
  }

  @Test func canonicalNameWins() {
    let text = "Role,side,Employee ID,id\njunior,senior,A,A\n"
    let reading = RosterFixture.read(text)
    #expect(reading.findings == ["W unused-column 1:1"])
    #expect(reading.roster?.people[0].side == .senior)
    #expect(
      RosterFixture.read("Employee ID,id,side\nA,B,junior\n").findings == [
        "E conflicting-columns 1:2"
      ])
    #expect(
      RosterFixture.read("id,side,consent,Opt-In\nA,junior,yes,no\n").findings == [
        "E conflicting-columns 1:4"
      ])
  }

  @Test func programDecides() {
    var program = MentoringProgram()
    program.columns = ["employee_id": "Key", "aviod_ids": "ignore", "manager_id": "boss"]
    let reading = RosterFixture.read(
      "id,Key,side,aviod_ids,Boss\nX,A,junior,B,A2\nY,A2,senior,,\n", program: program)
    #expect(reading.findings.isEmpty)
    #expect(reading.roster?.people.map(\.id) == ["A", "A2"])
    #expect(reading.roster?.people[0].managerID == "A2")
    program.columns = ["employee_id": "Nowhere", "manger_id": "id"]
    #expect(
      RosterFixture.read("id,side\nA,junior\n", program: program).findings == [
        "E missing-column 1:-", "E unknown-column 1:-",
      ])
  }

  @Test func costCenterIsADepartmentOnlyWithoutOne() {
    let alone = RosterFixture.read("id,side,Cost Center\nA,junior,IT\n")
    #expect(alone.roster?.people[0].fields == ["department": "IT"])
    let beside = RosterFixture.read("id,side,Cost Center,department\nA,junior,7,IT\n")
    #expect(beside.roster?.people[0].fields == ["department": "IT", "cost_center": "7"])
    let canonical = RosterFixture.read("id,side,cost_center\nA,junior,7\n")
    #expect(canonical.roster?.people[0].fields == ["cost_center": "7"])
  }

  @Test func tellsEmployeesFromTheirNumbers() {
    let reading = RosterFixture.read("Employee,Employee #,side\nAnn,7,junior\n")
    #expect(reading.findings == ["I unknown-column"])
    #expect(reading.roster?.people.map(\.id) == ["7"])
  }

  @Test func warnsWhenAuditFindsNothing() {
    var program = MentoringProgram()
    program.audit = ["group_gender"]
    let reading = RosterFixture.read("id,side\nA,junior\n", program: program)
    #expect(reading.findings == ["W missing-audit-column 1:-"])
  }

  @Test func joinsNames() {
    let split = RosterFixture.read("id,side,FIRSTNAME,LASTNAME\nA,junior,Ann,Lee\nB,junior,,\n")
    #expect(split.findings.isEmpty)
    #expect(split.roster?.people.map(\.name) == ["Ann Lee", "B"])
    #expect(split.roster?.people[0].fields.isEmpty == true)
    let whole = RosterFixture.read("id,side,First Name,displayName\nA,junior,Ann,Annie Lee\n")
    #expect(whole.findings.isEmpty)
    #expect(whole.roster?.people.map(\.name) == ["Annie Lee"])
  }

  @Test func readsWorkdaysLeave() {
    let reading = RosterFixture.read(
      "id,side,Active Status,On Leave\nA,junior,Yes,Yes\nB,junior,Yes,No\nC,junior,No,Yes\n")
    #expect(reading.findings.isEmpty)
    #expect(reading.roster?.people.map(\.status) == [.leave, .active, .terminated])
  }

  @Test func leavesOutTheLabelsOfSuccessFactors() {
    let text = """
      STATUS,USERID,FIRSTNAME,LASTNAME,GENDER,EMAIL,MANAGER,HR,DEPARTMENT,TIMEZONE,HIREDATE,ROLE
      Status,User ID,First Name,Last Name,Gender,Email,Manager,Human Resource,Department,\
      Time Zone,Hire Date,Role
      active,007,Ann,Lee,F,ann@x.example,NO_MANAGER,NO_HR,IT,Europe/Rome,2020-01-01,senior

      """
    let reading = RosterFixture.read(text)
    #expect(reading.findings == ["I sensitive-column-not-read"])
    #expect(reading.roster?.people.map(\.name) == ["Ann Lee"])
    #expect(reading.roster?.people.first?.line == 3)
    #expect(
      reading.diagnostics.information.contains { $0.message.contains("second header row") })
  }

  @Test func readsSensitiveColumnsOnlyWhenDeclared() {
    let text = "id,side,Gender,Ethnicity\nA,junior,F,x\n"
    #expect(RosterFixture.read(text).roster?.people[0].fields.isEmpty == true)
    var program = MentoringProgram()
    program.audit = ["group_gender"]
    let reading = RosterFixture.read(text, program: program, extraTextColumns: ["group_ethnicity"])
    #expect(reading.findings == ["I sensitive-column-not-read"])
    #expect(reading.roster?.people[0].fields == ["group_gender": "F"])
    #expect(reading.roster?.columns.contains("group_gender") == true)
  }

  @Test func readsColumnsThatTheRulesName() {
    let text = "id,side,Shift,Shoe\nA,junior,night,42\n"
    let named = RosterFixture.read(text, extraTextColumns: ["shift"])
    #expect(named.roster?.people[0].fields == ["shift": "night"])
    var program = MentoringProgram()
    program.rules.append(NoSame(field: "shoe"))
    #expect(RosterFixture.read(text, program: program).roster?.people[0].fields == ["shoe": "42"])
  }

  @Test func toleratesUsualNeighboursOfProtectingColumns() {
    let beside = RosterFixture.read("id,side,supervisor,supervisorEId\nA,junior,Bo,B\nB,none,,\n")
    #expect(beside.findings == ["I unknown-column"])
    let alone = RosterFixture.read("id,side,supervisor\nA,junior,Bo\n")
    #expect(alone.findings == ["E misspelt-column 1:3"])
  }

  @Test func leavesOrdinaryColumnsOfExportsAlone() {
    let headers = [
      "firstName", "employmentHistoryStatus", "workPhone", "payGroup", "Pay Rate", "Job Family",
      "Company", "Region", "FTE", "Notes", "Comments", "Contract", "Cost Code",
      "Manager Name", "Manager Email", "Location Code", "Home City", "Locale", "Username", "MI",
      "Position Title", "Role Description", "Blocked By", "Name", "Nickname", "Pos",
    ]
    let reading = RosterFixture.read(
      "id,side,manager_id," + headers.joined(separator: ",") + "\nA,junior,"
        + String(repeating: ",x", count: headers.count) + "\n")
    #expect(!reading.diagnostics.hasErrors, "\(reading.diagnostics.errors.map(\.message))")
  }
}
