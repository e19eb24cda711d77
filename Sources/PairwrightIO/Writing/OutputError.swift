public import Pairwright

/// Output that could not be written; nothing half-written stays behind.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A stable, machine-readable name: `cannot-write`, `output-exists` or `unsafe-output`.
  public let code: String
  /// The file or folder that the trouble is with, as the user named it.
  public let path: String
  /// A full sentence that names the path and the system's reason.
  public let message: String
  /// What to do about it.
  public let mend: String

  /// The error as a finding, for output that programs read.
  public var diagnostic: Diagnostic {
    Diagnostic(
      .error, Diagnostic.Code(rawValue: code), at: .init(file: path), message, mend: mend)
  }

  /// The sentence with its remedy.
  public var description: String { mend.isEmpty ? message : "\(message) \(mend)" }

  /// A step that the system refused, with the system's own words for it.
  static func failed(_ step: String, _ path: String, _ number: Int32) -> OutputError {
    OutputError(
      code: "cannot-write", path: path,
      message: "Cannot \(step) \(path): \(PosixFile.text(ofError: number)).",
      mend: "Free some space, check the permissions, or write somewhere else.")
  }

  static func exists(_ path: String, _ message: String) -> OutputError {
    OutputError(
      code: "output-exists", path: path, message: message,
      mend: "Choose another place, or add --force to replace files that Pairwright wrote there.")
  }

  static func unsafe(_ path: String, _ message: String) -> OutputError {
    OutputError(
      code: "unsafe-output", path: path, message: message,
      mend: "Remove it yourself, or write somewhere else.")
  }
}
