public import Pairwright

/// A file that cannot be read or written, as opposed to one whose content is wrong.
public struct InputOutputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as the user named it.
  public var file: String
  /// A full sentence that says what could not be done, and why.
  public var message: String
  /// What the user may try.
  public var mend: String

  /// Makes an error about a file.
  public init(file: String, message: String, mend: String = "") {
    self.file = file
    self.message = message
    self.mend = mend
  }

  /// The message and what to do about it.
  public var description: String { mend.isEmpty ? message : "\(message) \(mend)" }

  /// The error as a finding, with the code `io`.
  public var diagnostic: Diagnostic {
    Diagnostic(.error, "io", at: .init(file: file), message, mend: mend)
  }
}
