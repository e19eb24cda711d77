/// One finding about the input: what is wrong, where it stands, and how to mend it.
///
/// The message never quotes cell text, because rosters hold personal data; the offending text
/// travels apart in ``value`` and is shown only when the user asks for it.
public struct Diagnostic: Sendable, Hashable {
  /// How much a finding weighs: an error stops the run, a warning is listed, information explains.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// Nothing is matched and nothing is written.
    case error
    /// The run goes on; with strict checking it becomes an error.
    case warning
    /// A default that was taken or a person who was left out.
    case information
  }

  /// A stable, machine-readable name of a kind of finding, such as `duplicate-id`.
  public struct Code: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
    /// The kebab-case name.
    public let rawValue: String

    /// Makes the code with the given kebab-case name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Makes the code from a literal kebab-case name.
    public init(stringLiteral value: String) { rawValue = value }
  }

  /// A place in an input file; lines and columns count from 1.
  public struct Location: Sendable, Hashable {
    /// The file as the user named it.
    public var file: String?
    /// The line in that file.
    public var line: Int?
    /// The field number in a CSV line, or the character column in a program file.
    public var column: Int?
    /// The header above the field, as written in the file.
    public var columnName: String?

    /// Makes a place; whatever is unknown stays `nil`.
    public init(
      file: String? = nil, line: Int? = nil, column: Int? = nil, columnName: String? = nil
    ) {
      self.file = file
      self.line = line
      self.column = column
      self.columnName = columnName
    }
  }

  /// How much the finding weighs.
  public var severity: Severity
  /// The kind of finding.
  public var code: Code
  /// Where it stands.
  public var location: Location
  /// A full sentence that says what is wrong, without any cell text.
  public var message: String
  /// What to do about it; empty for pure information.
  public var mend: String
  /// The offending cell text, shown only on request.
  public var value: String?

  /// Makes a finding.
  public init(
    _ severity: Severity, _ code: Code, at location: Location = Location(), _ message: String,
    mend: String = "", value: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.location = location
    self.message = message
    self.mend = mend
    self.value = value
  }
}
