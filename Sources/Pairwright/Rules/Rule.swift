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

  /// Makes a label.
  public init(id: String? = nil, reason: String? = nil) {
    self.id = id
    self.reason = reason
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
  /// Marks, for one junior, every senior whom the rule bars.
  ///
  /// The default asks ``bars(junior:senior:)`` for each.
  func mark(junior: Int, seniors: [Int], barred: UnsafeMutableBufferPointer<Bool>)
}

extension PreparedPairRule {
  /// Asks about each senior in turn.
  public func mark(junior: Int, seniors: [Int], barred: UnsafeMutableBufferPointer<Bool>) {
    for (column, senior) in seniors.enumerated() where bars(junior: junior, senior: senior) {
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

  /// Reports every participant for whom `isMissing` holds as an error of this rule.
  package func requireField(
    _ column: String, for rule: any Rule, into diagnostics: inout Diagnostics,
    where isMissing: (Person) -> Bool
  ) {
    for index in participants where isMissing(roster.people[index]) {
      let person = roster.people[index]
      diagnostics.error(
        "missing-field", at: roster.location(of: person, column: column),
        "\(person.id) takes part and has no \(column), which the rule \(rule.name) needs.",
        mend: "Fill in \(column), leave the person out, or drop the rule.")
    }
  }

  /// Reports a text column that the roster does not have.
  package func requireTextColumn(
    _ column: String, for rule: any Rule, into diagnostics: inout Diagnostics
  ) {
    guard !roster.columns.contains(column) else { return }
    let nearest = NearestName.nearest(to: column, among: roster.columns.sorted())
    diagnostics.error(
      "missing-column", at: .init(file: roster.source?.file, columnName: column),
      "The rule \(rule.name) needs the column \(column), which the roster does not have.",
      mend: nearest.map { "Did you mean \($0)?" } ?? "Add the column, or drop the rule.")
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
