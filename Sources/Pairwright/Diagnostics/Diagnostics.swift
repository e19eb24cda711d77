/// All findings of a run, in the order in which they were met.
public struct Diagnostics: Sendable, Hashable {
  /// Every finding.
  public private(set) var all: [Diagnostic]

  /// Makes a collection of findings, empty unless some are given.
  public init(_ all: [Diagnostic] = []) { self.all = all }

  /// The findings that stop the run.
  public var errors: [Diagnostic] { all.filter { $0.severity == .error } }
  /// The findings that the run survives.
  public var warnings: [Diagnostic] { all.filter { $0.severity == .warning } }
  /// Defaults taken and people left out.
  public var information: [Diagnostic] { all.filter { $0.severity == .information } }
  /// Whether any finding stops the run.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Adds one finding.
  public mutating func append(_ diagnostic: Diagnostic) { all.append(diagnostic) }

  /// Adds the findings of another collection behind these.
  public mutating func append(contentsOf other: Diagnostics) { all += other.all }

  /// Adds an error.
  public mutating func error(
    _ code: Diagnostic.Code, at location: Diagnostic.Location = .init(), _ message: String,
    mend: String, value: String? = nil
  ) {
    append(Diagnostic(.error, code, at: location, message, mend: mend, value: value))
  }

  /// Adds a warning.
  public mutating func warning(
    _ code: Diagnostic.Code, at location: Diagnostic.Location = .init(), _ message: String,
    mend: String = "", value: String? = nil
  ) {
    append(Diagnostic(.warning, code, at: location, message, mend: mend, value: value))
  }

  /// Adds a piece of information.
  public mutating func information(
    _ code: Diagnostic.Code, at location: Diagnostic.Location = .init(), _ message: String
  ) {
    append(Diagnostic(.information, code, at: location, message))
  }

  /// Returns these findings with every warning made an error, as strict checking wants it.
  public func strict() -> Diagnostics {
    Diagnostics(
      all.map { diagnostic in
        var copy = diagnostic
        if copy.severity == .warning { copy.severity = .error }
        return copy
      })
  }
}

/// Input that cannot be used; it carries every finding, so that all can be mended at once.
public struct InvalidInput: Error, Sendable, CustomStringConvertible {
  /// The findings, at least one of them an error.
  public let diagnostics: Diagnostics

  /// Makes the error from the findings.
  public init(_ diagnostics: Diagnostics) { self.diagnostics = diagnostics }

  /// The messages of all errors, a line each.
  public var description: String {
    diagnostics.errors.map { "\($0.message) \($0.mend)" }.joined(separator: "\n")
  }
}
