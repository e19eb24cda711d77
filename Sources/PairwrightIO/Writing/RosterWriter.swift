public import Pairwright

/// Writes a roster with its side files as the CSV files that Pairwright reads.
///
/// Names of skills, interests and goals must not contain `;` or `:`, which separate them in a
/// cell.
public struct RosterWriter: Sendable {
  /// The file that holds the people.
  public static let rosterName = "roster.csv"
  /// The file that holds the program.
  public static let programName = "program.yaml"

  private let roster: Roster

  /// Makes a writer.
  public init(_ roster: Roster) { self.roster = roster }

  /// Returns roster.csv, its side files, program.yaml and README.md.
  ///
  /// - Parameters:
  ///   - program: the program, as keys and values.
  ///   - readme: the text of README.md.
  public func files(program: ConfigurationValue, readme: String) -> [OutputFolder.File] {
    [
      .init(Self.rosterName, people),
      .init("catalogue.csv", catalogue),
      .init("complementarity.csv", complementarity),
      .init("constraints.csv", constraints),
      .init("history.csv", history),
      .init(Self.programName, Array(YAMLWriter.text(program).utf8)),
      .init("README.md", Array(readme.utf8)),
    ]
  }

  /// The bytes of roster.csv: a column for everything that somebody has a value for.
  public var people: [UInt8] {
    let columns = RosterWriter.columns + audited
    let used = columns.filter { column in
      column.isRequired || roster.people.contains { !column.value($0).isEmpty }
    }
    var writer = CSVWriter(header: used.map(\.name))
    for person in roster.people {
      writer.append(
        used.map { column in
          column.isText ? .text(column.value(person)) : .verbatim(column.value(person))
        })
    }
    return writer.bytes
  }

  /// The bytes of catalogue.csv.
  public var catalogue: [UInt8] {
    var writer = CSVWriter(header: ["skill", "parent", "synonyms", "kind"])
    for entry in roster.catalogue.entries {
      writer.append([
        .text(entry.name), .text(entry.parent ?? ""),
        .text(entry.synonyms.joined(separator: ";")), .text(entry.kind ?? ""),
      ])
    }
    return writer.bytes
  }

  /// The bytes of complementarity.csv.
  public var complementarity: [UInt8] {
    var writer = CSVWriter(header: ["from_skill", "to_skill", "value"])
    for relation in roster.relatedness.relations {
      writer.append([
        .text(relation.from), .text(relation.to),
        .verbatim(FixedPoint(units: relation.value).description),
      ])
    }
    return writer.bytes
  }

  /// The bytes of constraints.csv.
  public var constraints: [UInt8] {
    var writer = CSVWriter(header: ["kind", "a_id", "b_id", "reason", "visibility"])
    for constraint in roster.constraints {
      writer.append([
        .verbatim(constraint.kind.rawValue), .text(constraint.first.rawValue),
        .text(constraint.second.rawValue), .text(constraint.reason),
        .verbatim(constraint.visibility.rawValue),
      ])
    }
    return writer.bytes
  }

  /// The bytes of history.csv.
  public var history: [UInt8] {
    var writer = CSVWriter(header: ["senior_id", "junior_id", "start", "end", "outcome"])
    for pair in roster.history {
      writer.append([
        .text(pair.senior.rawValue), .text(pair.junior.rawValue),
        .verbatim(pair.start?.description ?? ""), .verbatim(pair.end?.description ?? ""),
        .text(pair.outcome ?? ""),
      ])
    }
    return writer.bytes
  }

  private var audited: [Column] {
    Set(roster.people.flatMap(\.fields.keys)).filter { $0.hasPrefix("group_") }.sorted().map {
      name in Column(name, isText: true) { $0.fields[name] ?? "" }
    }
  }
}

extension RosterWriter {
  /// A column of roster.csv and what a person has in it.
  private struct Column: Sendable {
    let name: String
    let isText: Bool
    let isRequired: Bool
    let value: @Sendable (Person) -> String

    init(
      _ name: String, isText: Bool, isRequired: Bool = false,
      value: @escaping @Sendable (Person) -> String
    ) {
      self.name = name
      self.isText = isText
      self.isRequired = isRequired
      self.value = value
    }
  }

  private static let columns: [Column] = RosterColumn.allCases.map { column in
    switch column {
    case .employeeID: Column(column.rawValue, isText: true, isRequired: true) { $0.id.rawValue }
    case .displayName: text(column) { $0.name == $0.id.rawValue ? "" : $0.name }
    case .side: word(column) { $0.side?.rawValue }
    case .status: word(column) { $0.status.rawValue }
    case .managerID: text(column) { $0.managerID?.rawValue }
    case .matrixManagerIDs: text(column) { list($0.matrixManagerIDs) }
    case .hrPartnerID: text(column) { $0.hrPartnerID?.rawValue }
    case .grade: word(column) { $0.grade.map(String.init) }
    case .timezone: word(column) { $0.timeZone }
    case .hireDate: word(column) { $0.hireDate?.description }
    case .birthYear: word(column) { $0.birthYear.map(String.init) }
    case .generation: text(column) { $0.generation }
    case .languages:
      text(column) { person in
        person.languages.map { $0.tag + ($0.level.map { ":\($0.rawValue)" } ?? "") }
          .joined(separator: ";")
      }
    case .skillsOffered: text(column) { list($0.skillsOffered) }
    case .skillsWanted:
      text(column) { person in
        person.skillsWanted.map { "\($0.skill):\($0.target):\($0.priority)" }
          .joined(separator: ";")
      }
    case .skillsCurrent: text(column) { list($0.skillsCurrent) }
    case .teachingAbility: word(column) { $0.teachingAbility.map(String.init) }
    case .interests: text(column) { $0.interests.joined(separator: ";") }
    case .goals: text(column) { $0.goals.joined(separator: ";") }
    case .organisationGoals: text(column) { $0.organisationGoals.joined(separator: ";") }
    case .availability: word(column) { $0.availability.map(slot).joined(separator: ";") }
    case .hoursPerMonth:
      word(column) { $0.hundredthHoursPerMonth.map { FixedPoint(units: $0 * 100).description } }
    case .capacityMaximum: word(column) { $0.capacityMaximum.map(String.init) }
    case .capacityMinimum: word(column) { $0.capacityMinimum.map(String.init) }
    case .consent: word(column) { $0.consent?.rawValue }
    case .commitment: word(column) { $0.commitment.map(String.init) }
    case .priorityTier: word(column) { $0.priorityTier.map(String.init) }
    case .positionID: text(column) { $0.positionID }
    case .successionCandidateFor:
      text(column) { $0.successionCandidateFor.joined(separator: ";") }
    case .preferredIDs: text(column) { list($0.preferredIDs) }
    case .avoidIDs: text(column) { list($0.avoidIDs) }
    case .pastPartnerIDs: text(column) { list($0.pastPartnerIDs) }
    case .currentPartnerID: text(column) { $0.currentPartnerID?.rawValue }
    case .locked: word(column) { $0.isLocked ? "yes" : nil }
    case .email, .department, .division, .team, .costCenter, .jobTitle, .jobCode, .location,
      .country, .remote, .positionStartDate, .lastPromotionDate, .topicsAvoid, .meetingMode,
      .trainingCompleted, .successorReadiness, .retentionRisk, .cohort, .program:
      text(column) { $0.fields[column.rawValue] }
    }
  }

  private static func text(
    _ column: RosterColumn, _ value: @escaping @Sendable (Person) -> String?
  ) -> Column {
    Column(column.rawValue, isText: true) { value($0) ?? "" }
  }

  /// A number, a date or a word of ours, which no spreadsheet guard may touch.
  private static func word(
    _ column: RosterColumn, _ value: @escaping @Sendable (Person) -> String?
  ) -> Column {
    Column(column.rawValue, isText: false) { value($0) ?? "" }
  }

  private static func list(_ ids: [PersonID]) -> String {
    ids.map(\.rawValue).joined(separator: ";")
  }

  private static func list(_ skills: [SkillLevel]) -> String {
    skills.map { "\($0.skill):\($0.level)" }.joined(separator: ";")
  }

  private static func slot(_ slot: WeeklySlot) -> String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return "\(days[slot.weekday]) \(clock(slot.start))-\(clock(slot.end))"
  }

  private static func clock(_ minutes: Int) -> String {
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(twoDigits(minutes / 60)):\(twoDigits(minutes % 60))"
  }
}
