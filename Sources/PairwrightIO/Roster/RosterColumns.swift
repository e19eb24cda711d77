import Pairwright

/// A column of the roster: its canonical name, the headers it is known by, and how a cell is read.
struct ColumnDefinition: Sendable {
  /// How a cell becomes part of a person.
  typealias Reading = @Sendable (CellReader, Cell, inout Person) -> Void

  /// The canonical name.
  let name: String
  /// Other headers that mean the same, best first.
  let acceptedNames: [String]
  /// Whether doubt about the column is an error, as it is for ids and protecting columns.
  let isGuarded: Bool
  /// How the canonical name and the accepted ones compare with headers, best first.
  let keys: [String]
  /// How a cell becomes part of a person.
  let read: Reading

  /// The canonical name and the accepted ones, best first.
  var names: [String] { [name] + acceptedNames }

  init(
    _ column: RosterColumn, _ acceptedNames: [String] = [], read: @escaping Reading
  ) {
    name = column.rawValue
    self.acceptedNames = acceptedNames
    keys = ([name] + acceptedNames).map(HeaderNames.key)
    isGuarded =
      RosterColumn.protecting.contains(column) || column == .employeeID || column == .positionID
    self.read = read
  }

  /// Makes a column that is kept as text under its name.
  init(
    text name: String, _ acceptedNames: [String] = [],
    check: @escaping @Sendable (CellReader, Cell, Person) -> String? = { _, cell, _ in cell.text }
  ) {
    self.name = name
    self.acceptedNames = acceptedNames
    keys = ([name] + acceptedNames).map(HeaderNames.key)
    isGuarded = false
    read = { reader, cell, person in
      if !cell.isEmpty, let text = check(reader, cell, person) { person.fields[name] = text }
    }
  }
}

/// Every column that is known, in the order in which the cells of a row are read.
///
/// This is the one place that ties a column to its headers and to the reading of its cells. The
/// names are those of Workday, BambooHR, SAP SuccessFactors, Together and plain spreadsheets.
enum RosterColumns {
  static let all: [ColumnDefinition] = identity + organisation + time + programme + protection

  /// Read when no column holds a display name: the two are joined.
  static let givenName = "first_name"
  static let familyName = "last_name"
  /// Workday's yes or no beside a status.
  static let onLeave = "on_leave"

  private static let identity: [ColumnDefinition] = [
    .init(
      .employeeID,
      ["Employee ID", "Worker ID", "employeeNumber", "USERID", "EMPID", "id"]
    ) {
      _, _, _ in  // The reader of rows takes the id before anything else.
    },
    .init(.displayName, ["Preferred Name"]) { reader, cell, person in
      if let name = reader.displayName(cell) { person.name = name }
    },
    .init(text: givenName, ["First Name"]),
    .init(text: familyName, ["Last Name"]),
    .init(text: RosterColumn.email.rawValue, ["Work Email"]) { reader, cell, _ in
      reader.email(cell)
    },
    .init(.side, ["role", "participant_role"]) { reader, cell, person in
      person.side = reader.side(cell)
    },
    .init(.status, ["Active Status", "employeeStatusCode"]) { reader, cell, person in
      person.status = reader.status(cell) ?? .active
    },
    .init(text: onLeave, ["On Leave"]) { reader, cell, _ in
      reader.yesOrNo(cell, code: "unknown-status", severity: .error).map { $0 ? "yes" : "no" }
    },
  ]

  private static let organisation: [ColumnDefinition] = [
    .init(.managerID, ["Manager ID", "supervisorEId", "supervisorId", "MANAGER"]) {
      reader, cell, person in
      person.managerID = reader.reference(cell, topWords: ["nomanager", "nomgr"])
    },
    .init(.matrixManagerIDs, ["Matrix Manager", "SECOND_MANAGER", "Matrix Managers"]) {
      reader, cell, person in
      person.matrixManagerIDs = reader.references(cell)
    },
    .init(.hrPartnerID, ["HR"]) { reader, cell, person in
      person.hrPartnerID = reader.reference(cell, topWords: ["nohr"])
    },
    .init(
      text: "department", ["Supervisory Organization", "departmentName", "departmentId"]),
    .init(text: "division"),
    .init(text: "team"),
    .init(text: "cost_center"),
    .init(text: "job_title", ["Business Title", "title"]),
    .init(text: "job_code", ["Job Profile", "JOBCODE"]),
    .init(.grade, ["Management Level", "Compensation Grade", "PAYGRADE"]) {
      reader, cell, person in
      person.grade = reader.grade(cell)
    },
    .init(text: "location", ["officeId"]),
    .init(text: "country", ["addressCountry"]) { reader, cell, _ in reader.country(cell) },
    .init(text: "remote") { reader, cell, _ in
      reader.checkedWord(
        cell, ["yes", "no", "hybrid"], code: "unknown-remote", severity: .warning)
    },
  ]

  private static let time: [ColumnDefinition] = [
    .init(.timezone, ["Time Zone"]) { reader, cell, person in
      person.timeZone = reader.timeZone(cell)
    },
    .init(.hireDate, ["Hire Date", "Original Hire Date", "lastHireDate"]) {
      reader, cell, person in
      person.hireDate = reader.hireDate(cell)
    },
    .init(text: "position_start_date", ["Time in Position", "dateInJob"]) {
      $0.careerDate($1, of: $2)
    },
    .init(text: "last_promotion_date", ["dateOfSeniority"]) { $0.careerDate($1, of: $2) },
    .init(.birthYear, ["Birth Date", "dateOfBirth"]) { reader, cell, person in
      person.birthYear = reader.birthYear(cell)
    },
    .init(.generation) { reader, cell, person in
      person.generation = reader.generation(cell, birthYear: person.birthYear)
    },
    .init(.availability) { reader, cell, person in
      person.availability = reader.availability(cell)
    },
  ]

  private static let programme: [ColumnDefinition] = [
    .init(.languages, ["DEFAULT_LOCALE"]) { reader, cell, person in
      person.languages = reader.languages(cell)
    },
    .init(.skillsOffered, ["Skills", "competencies"]) { reader, cell, person in
      person.skillsOffered = reader.skillLevels(cell)
    },
    .init(.skillsWanted, ["Development Items"]) { reader, cell, person in
      person.skillsWanted = reader.skillWishes(cell)
    },
    .init(.skillsCurrent) { reader, cell, person in
      person.skillsCurrent = reader.skillLevels(cell)
    },
    .init(.teachingAbility) { reader, cell, person in
      person.teachingAbility = reader.integer(cell, in: 1...5)
    },
    .init(.interests, ["Career Interests"]) { reader, cell, person in
      person.interests = reader.terms(cell, kind: "interest")
    },
    .init(.goals) { reader, cell, person in person.goals = reader.terms(cell, kind: "goal") },
    .init(.organisationGoals) { reader, cell, person in
      person.organisationGoals = reader.terms(cell, kind: "org_goal")
    },
    .init(text: "topics_avoid"),
    .init(text: "meeting_mode") { reader, cell, _ in
      reader.checkedWord(
        cell, ["remote", "in_person", "either"], code: "unknown-meeting-mode", severity: .warning)
    },
    .init(.hoursPerMonth) { reader, cell, person in
      person.hundredthHoursPerMonth = reader.hundredthHours(cell)
    },
    .init(.capacityMaximum, ["Capacity", "max mentees"]) { reader, cell, person in
      person.capacityMaximum = reader.capacity(cell)
    },
    .init(.capacityMinimum) { reader, cell, person in
      person.capacityMinimum = reader.integer(cell, in: 0...1_000, outside: "limit")
    },
    .init(.commitment) { reader, cell, person in
      person.commitment = reader.integer(cell, in: 1...5)
    },
    .init(text: "training_completed") { reader, cell, _ in
      CalendarDate(iso: cell.text)?.description
        ?? reader.checkedWord(
          cell, ["yes", "no"], code: "unknown-training", severity: .warning)
    },
    .init(.priorityTier) { reader, cell, person in
      person.priorityTier = reader.integer(cell, in: 1...1_000_000)
    },
    .init(text: "cohort"),
    .init(text: "program"),
  ]

  private static let protection: [ColumnDefinition] = [
    .init(.consent, ["opt-in", "signup"]) { reader, cell, person in
      person.consent = reader.consent(cell)
    },
    .init(.positionID, ["POSITION"]) { _, cell, person in
      person.positionID = cell.isEmpty ? nil : cell.text
    },
    .init(.successionCandidateFor, ["Succession Plan", "nominee"]) { _, cell, person in
      person.successionCandidateFor = cell.items
    },
    .init(text: "successor_readiness", ["Readiness"]) { reader, cell, _ in
      reader.checkedWord(
        cell, ["now", "12m", "24m", "later"], code: "unknown-readiness", severity: .error)
    },
    .init(text: "retention_risk", ["riskOfLoss"]) { reader, cell, _ in
      reader.checkedWord(
        cell, ["low", "medium", "high"], code: "unknown-risk", severity: .error)
    },
    .init(.preferredIDs) { reader, cell, person in
      person.preferredIDs = reader.references(cell)
    },
    .init(.avoidIDs) { reader, cell, person in person.avoidIDs = reader.references(cell) },
    .init(.pastPartnerIDs) { reader, cell, person in
      person.pastPartnerIDs = reader.references(cell)
    },
    .init(
      .currentPartnerID,
      ["Mentor/Mentee Email Address", "Mentor Email Address", "Mentee Email Address"]
    ) { reader, cell, person in
      person.currentPartnerID = reader.reference(cell)
    },
    .init(.locked) { reader, cell, person in
      person.isLocked = reader.yesOrNo(cell, code: "unknown-lock", severity: .error) ?? false
    },
  ]
}
