/// A value of a program file with the place where it stands: text, a list, or keys with values.
///
/// The engine reads programs from these trees and writes them back, and never sees the file
/// format itself; the IO target turns YAML into them.
public struct ConfigurationValue: Sendable, Hashable {
  /// What a value is.
  public indirect enum Content: Sendable, Hashable {
    /// Nothing was given.
    case null
    /// Text; `isQuoted` tells that it was written in quotes and is therefore never a number.
    case scalar(String, isQuoted: Bool)
    /// A list.
    case sequence([ConfigurationValue])
    /// Keys with values, in file order and without duplicates.
    case mapping([Entry])
  }

  /// A key with its value.
  public struct Entry: Sendable, Hashable {
    /// The key.
    public var key: String
    /// Where the key stands.
    public var location: Diagnostic.Location
    /// The value.
    public var value: ConfigurationValue

    /// Makes an entry.
    public init(key: String, location: Diagnostic.Location = .init(), value: ConfigurationValue) {
      self.key = key
      self.location = location
      self.value = value
    }
  }

  /// What the value is.
  public var content: Content
  /// Where it stands.
  public var location: Diagnostic.Location

  /// Makes a value.
  public init(_ content: Content, at location: Diagnostic.Location = .init()) {
    self.content = content
    self.location = location
  }

  /// Makes a plain scalar.
  public static func text(_ text: String) -> ConfigurationValue {
    ConfigurationValue(.scalar(text, isQuoted: false))
  }

  /// Makes a list.
  public static func list(_ values: [ConfigurationValue]) -> ConfigurationValue {
    ConfigurationValue(.sequence(values))
  }

  /// Makes keys with values, leaving out those whose value is `nil`.
  public static func keys(_ entries: [(String, ConfigurationValue?)]) -> ConfigurationValue {
    ConfigurationValue(
      .mapping(entries.compactMap { key, value in value.map { Entry(key: key, value: $0) } }))
  }
}
