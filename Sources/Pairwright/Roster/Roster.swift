/// Everyone on record and what the organisation knows about how they relate.
///
/// A roster is a plain value: it can be read from files or built in code. Ids are unique, reporting
/// lines never run in a circle and numbers lie on their scales; all is checked when it is made.
public struct Roster: Sendable {
  /// Where the people were read from, so that later findings can name a place.
  public struct Source: Sendable, Hashable {
    /// The file as the user named it.
    public var file: String
    /// For each canonical column of the file: its field number, from 1, and its header.
    public var columns: [String: Diagnostic.Location]

    /// Makes a description of a source.
    public init(file: String, columns: [String: Diagnostic.Location]) {
      self.file = file
      self.columns = columns
    }
  }

  /// Everyone, in file order.
  public let people: [Person]
  /// The names of skills, interests and goals.
  public let catalogue: SkillCatalogue
  /// How far each skill serves a want of another.
  public let relatedness: Relatedness
  /// Pairs that must, must not or would rather meet.
  public let constraints: [PairConstraint]
  /// Pairs of earlier rounds.
  public let history: [PastPair]
  /// The canonical columns that the roster has, filled or not.
  public let columns: Set<String>
  /// Where the people were read from.
  public let source: Source?

  private let indexOfID: [PersonID: Int]

  /// Makes a roster.
  ///
  /// - Parameter columns: the canonical columns present; `nil` means every known column and every
  ///   text field that somebody has, and consent when anybody answered, which is right for a roster
  ///   built in code.
  /// - Throws: ``InvalidInput`` when two people share an id, a reporting line runs in a circle, or
  ///   a number lies off its scale.
  public init(
    people: [Person], catalogue: SkillCatalogue = .init(), relatedness: Relatedness = .init(),
    constraints: [PairConstraint] = [], history: [PastPair] = [], columns: Set<String>? = nil,
    source: Source? = nil
  ) throws(InvalidInput) {
    self.people = people
    self.catalogue = catalogue
    self.relatedness = relatedness
    self.constraints = constraints
    self.history = history
    self.columns = columns ?? Roster.columns(of: people)
    self.source = source
    var indices: [PersonID: Int] = [:]
    var diagnostics = Diagnostics()
    for (index, person) in people.enumerated() {
      if let earlier = indices[person.id] {
        diagnostics.error(
          "duplicate-id",
          at: Roster.location(of: person, column: "employee_id", source: source),
          "Two people have the id \(person.id): "
            + "\(Roster.place(people[earlier])) and \(Roster.place(person)).",
          mend: "Give each person one row and an id of their own.")
      } else {
        indices[person.id] = index
      }
    }
    indexOfID = indices
    for cycle in ReportingLines.cycles(in: people) {
      diagnostics.error(
        "manager-cycle",
        at: Roster.location(of: people[cycle[0]], column: "manager_id", source: source),
        "The reporting line runs in a circle: "
          + (cycle + [cycle[0]]).map { people[$0].id.rawValue }.joined(separator: " → ") + ".",
        mend: "Correct the manager of one of them.")
    }
    var ranges = RosterRanges(source: source)
    for person in people { ranges.check(person, into: &diagnostics) }
    RosterRanges.check(relatedness, into: &diagnostics)
    if diagnostics.hasErrors { throw InvalidInput(diagnostics) }
  }

  /// Returns the position in ``people`` of the person with the given id, or `nil`.
  public func index(of id: PersonID) -> Int? { indexOfID[id] }

  /// Returns the person with the given id, or `nil`.
  public func person(_ id: PersonID) -> Person? { indexOfID[id].map { people[$0] } }

  /// Returns the place of one person's field in the file, as far as it is known.
  public func location(of person: Person, column: String) -> Diagnostic.Location {
    Roster.location(of: person, column: column, source: source)
  }

  private static func location(
    of person: Person, column: String, source: Source?
  ) -> Diagnostic.Location {
    var location = source?.columns[column] ?? .init(columnName: column)
    location.file = source?.file
    location.line = person.line
    return location
  }

  private static func columns(of people: [Person]) -> Set<String> {
    var columns = Set(RosterColumn.allCases.map(\.rawValue))
    for person in people { columns.formUnion(person.fields.keys) }
    if people.allSatisfy({ $0.consent == nil }) { columns.remove(RosterColumn.consent.rawValue) }
    return columns
  }

  private static func place(_ person: Person) -> String {
    person.line.map { "line \($0)" } ?? "one without a line number"
  }
}
