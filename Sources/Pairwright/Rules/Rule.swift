/// Something that a pair or a whole matching must satisfy.
///
/// A kind of rule is one file: its parameters, how it is read and written, and what it bars. To
/// add one, write that file and name it in ``RuleCatalogue``.
public protocol Rule: Sendable {
  /// The word for this kind in a program file.
  static var kind: String { get }
  /// How coordinators call this rule, and why it is there.
  var label: RuleLabel { get set }
  /// The parameters as they stand in a program file, without kind, id and reason.
  var parameters: [(String, ConfigurationValue?)] { get }
  /// The text columns that the rule looks at, beyond those that every roster is read for.
  var textColumns: [String] { get }
}

extension Rule {
  /// No text column.
  public var textColumns: [String] { [] }

  /// The rule's id, or its kind where the program gives no id.
  public var name: String { label.id ?? Self.kind }

  /// The rule as it stands in a program file.
  package var configuration: ConfigurationValue {
    .keys(
      [("id", label.id.map(ConfigurationValue.text)), ("kind", .text(Self.kind))] + parameters
        + [("reason", label.reason.map(ConfigurationValue.text))])
  }
}

/// How coordinators call a rule, and why it is there.
public struct RuleLabel: Sendable, Hashable {
  /// The rule's id in the program.
  public var id: String?
  /// The reason that is shown to coordinators.
  public var reason: String?
  /// Where the rule stands in the program file.
  public var location: Diagnostic.Location

  /// Makes a label.
  public init(
    id: String? = nil, reason: String? = nil, location: Diagnostic.Location = .init()
  ) {
    self.id = id
    self.reason = reason
    self.location = location
  }
}

/// A rule on two people: it says which pairs may not meet.
public protocol PairRule: Rule {
  /// Reports what the rule needs to know of the participants and does not.
  func check(_ context: RuleContext, into diagnostics: inout Diagnostics)
  /// Prepares the rule for a roster, so that asking about a pair takes constant time.
  func prepared(for context: RuleContext) -> any PreparedPairRule
}

extension PairRule {
  /// Needs nothing.
  public func check(_ context: RuleContext, into diagnostics: inout Diagnostics) {}
}

/// A pair rule that is ready to be asked; people are positions in the roster.
public protocol PreparedPairRule: Sendable {
  /// Returns whether the two may not meet.
  func bars(junior: Int, senior: Int) -> Bool
  /// Marks, for one junior, every senior whom the rule bars and who is not marked yet.
  ///
  /// The default asks ``bars(junior:senior:)`` for each.
  func mark(junior: Int, seniors: [Int], barred: UnsafeMutableBufferPointer<Bool>)
}

extension PreparedPairRule {
  /// Asks about each senior in turn.
  public func mark(junior: Int, seniors: [Int], barred: UnsafeMutableBufferPointer<Bool>) {
    for (column, senior) in seniors.enumerated()
    where !barred[column] && bars(junior: junior, senior: senior) {
      barred[column] = true
    }
  }
}

/// What a rule may look at.
public struct RuleContext: Sendable {
  /// Everyone on record.
  public let roster: Roster
  /// The programme.
  public let program: MentoringProgram
  /// Positions in the roster of the juniors who take part.
  public let juniors: [Int]
  /// Positions in the roster of the seniors who take part.
  public let seniors: [Int]
  /// The reporting lines of everyone, participants or not.
  package let lines: ReportingLines

  /// Everyone who takes part, each once, in roster order.
  public var participants: [Int] { Set(juniors + seniors).sorted() }

  /// Reports every participant for whom `isMissing` holds as an error of this rule; where the
  /// roster has neither the column nor one of the alternatives, that is the one error.
  package func requireField(
    _ column: RosterColumn, or alternatives: RosterColumn..., for rule: any Rule,
    into diagnostics: inout Diagnostics, where isMissing: (Person) -> Bool
  ) {
    let columns = ([column] + alternatives).map(\.rawValue)
    guard columns.contains(where: roster.columns.contains) else {
      reportMissingColumn(columns.joined(separator: " or "), for: rule, into: &diagnostics)
      return
    }
    for index in participants where isMissing(roster.people[index]) {
      let person = roster.people[index]
      diagnostics.error(
        "missing-field", at: roster.location(of: person, column: column.rawValue),
        "\(person.id) takes part and has no \(column.rawValue), which the rule \(rule.name) needs.",
        mend: "Fill in \(column.rawValue), leave the person out, or drop the rule.")
    }
  }

  /// Reports a column that the roster does not have.
  package func reportMissingColumn(
    _ column: String, for rule: any Rule, into diagnostics: inout Diagnostics
  ) {
    let nearest = NearestName.nearest(to: column, among: roster.columns.sorted())
    diagnostics.error(
      "missing-column", at: rule.label.location,
      "The rule \(rule.name) needs the column \(column), which the roster does not have.",
      mend: nearest.map { "Did you mean \($0)?" } ?? "Add the column, or drop the rule.")
  }

  /// Reports a text column that the roster does not have, or that holds no text to compare.
  package func requireTextColumn(
    _ column: String, for rule: any Rule, into diagnostics: inout Diagnostics
  ) {
    if RosterColumn(rawValue: column)?.isText == false {
      diagnostics.error(
        "not-a-text-column", at: rule.label.location,
        "The rule \(rule.name) compares the column \(column), which does not hold one text a person.",
        mend: "Name a column such as department, team or location.")
    } else if !roster.columns.contains(column) {
      reportMissingColumn(column, for: rule, into: &diagnostics)
    }
  }

  /// Returns a number for each person's value of a text column, equal exactly for equal values,
  /// and -1 for a missing value.
  package func numberedValues(of column: String) -> [Int32] {
    var numbers: [String: Int32] = [:]
    return roster.people.map { person in
      guard let value = person.text(of: column) else { return -1 }
      let number = numbers[value] ?? Int32(numbers.count)
      numbers[value] = number
      return number
    }
  }

  /// Returns the year of birth, or the middle of the person's generation band.
  package func birthYear(of person: Person) -> Int? {
    if let year = person.birthYear { return year }
    guard let band = person.generation.flatMap({ program.generations[$0] }) else { return nil }
    return (band.lowerBound + band.upperBound) / 2
  }
}
