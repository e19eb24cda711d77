/// The identity of a person: the exact text of the roster's `employee_id`, never a number.
///
/// `007` and `7` are two people. Order is by UTF-8 bytes, which no locale can change.
public struct PersonID: RawRepresentable, Sendable, Hashable, Comparable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  /// The text of the id.
  public let rawValue: String

  /// Makes the id with the given text.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Makes the id with the given text.
  public init(_ text: String) { rawValue = text }

  /// Makes the id from a literal.
  public init(stringLiteral value: String) { rawValue = value }

  /// The text of the id.
  public var description: String { rawValue }

  /// Returns whether the bytes of `left` come before those of `right`.
  public static func < (left: PersonID, right: PersonID) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }
}
