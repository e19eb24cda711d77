/// The standard output, written so that a full disk is noticed.
///
/// A reader that closes the pipe ends the process by signal, as it does for every command.
public struct StandardOutput: Sendable {
  private let descriptor: Int32
  private let name: String

  /// The process's standard output.
  public init() { self.init(descriptor: 1, name: "the standard output") }

  /// The process's standard error.
  public static var error: StandardOutput {
    StandardOutput(descriptor: 2, name: "the standard error")
  }

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Writes all of a text.
  ///
  /// - Throws: ``OutputError`` when not everything could be written.
  public func write(_ text: String) throws(OutputError) {
    try write(Array(text.utf8))
  }

  /// Writes all bytes.
  ///
  /// - Throws: ``OutputError`` when not everything could be written.
  public func write(_ bytes: [UInt8]) throws(OutputError) {
    try PosixFile.write(bytes, to: descriptor, shownPath: name)
  }
}
