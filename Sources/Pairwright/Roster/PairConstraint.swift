/// A line of constraints.csv: two people who must, must not, or would rather meet.
public struct PairConstraint: Sendable, Hashable {
  /// What the line asks for.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The two are never paired.
    case forbid
    /// The two are always paired.
    case force
    /// The pair scores as if each were the other's first choice.
    case prefer
  }

  /// Who may read the reason.
  public enum Visibility: String, Sendable, Hashable, CaseIterable {
    /// Coordinators only.
    case coordinator
    /// Participants too.
    case participant
  }

  /// What the line asks for.
  public var kind: Kind
  /// One of the two, whichever.
  public var first: PersonID
  /// The other.
  public var second: PersonID
  /// Why, in the coordinator's words.
  public var reason: String
  /// Who may read the reason.
  public var visibility: Visibility
  /// Where the line stands.
  public var location: Diagnostic.Location

  /// Makes a constraint.
  public init(
    _ kind: Kind, _ first: PersonID, _ second: PersonID, reason: String = "",
    visibility: Visibility = .coordinator, location: Diagnostic.Location = .init()
  ) {
    self.kind = kind
    self.first = first
    self.second = second
    self.reason = reason
    self.visibility = visibility
    self.location = location
  }
}

/// A pair of an earlier round, from history.csv.
public struct PastPair: Sendable, Hashable {
  /// The senior of the pair.
  public var senior: PersonID
  /// The junior of the pair.
  public var junior: PersonID
  /// The first day of the pair, where known.
  public var start: CalendarDate?
  /// The last day of the pair, where known.
  public var end: CalendarDate?
  /// How it ended, in the organisation's words.
  public var outcome: String?

  /// Makes a past pair.
  public init(
    senior: PersonID, junior: PersonID, start: CalendarDate? = nil, end: CalendarDate? = nil,
    outcome: String? = nil
  ) {
    self.senior = senior
    self.junior = junior
    self.start = start
    self.end = end
    self.outcome = outcome
  }
}
