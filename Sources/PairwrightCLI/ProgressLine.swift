internal import Foundation

/// One line on standard error that is overwritten as work goes on, and only on a terminal.
struct ProgressLine: Sendable {
  private let isTerminal = isatty(STDERR_FILENO) == 1

  /// Shows what is being done.
  var show: (@Sendable (String) -> Void)? {
    guard isTerminal else { return nil }
    return { text in ProgressLine.write("\r\u{1B}[K\(text) …") }
  }

  /// Takes the line away.
  func clear() {
    if isTerminal { ProgressLine.write("\r\u{1B}[K") }
  }

  /// Progress is a courtesy: when it cannot be written, the run goes on.
  private static func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Foundation.write(STDERR_FILENO, bytes, bytes.count)
  }
}
