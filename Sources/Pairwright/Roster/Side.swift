/// One side of a reverse-mentoring programme.
public enum Side: String, Sendable, Hashable, CaseIterable {
  /// The one who teaches.
  case junior
  /// The one who is taught.
  case senior

  /// The side across the table.
  public var opposite: Side { self == .junior ? .senior : .junior }
}

/// On which sides of the programme a person stands.
public enum SideMembership: String, Sendable, Hashable, CaseIterable {
  /// Teaches only.
  case junior
  /// Is taught only.
  case senior
  /// Teaches and is taught.
  case both
  /// Takes no part.
  case none

  /// Returns whether the person stands on `side`.
  public func includes(_ side: Side) -> Bool {
    switch self {
    case .both: true
    case .none: false
    case .junior: side == .junior
    case .senior: side == .senior
    }
  }
}
