internal import Pairwright
internal import PairwrightIO

/// Prints findings: as text on standard error, or as one JSON object on standard output.
struct FailurePrinter {
  /// Whether the run answers in JSON.
  let asJSON: Bool
  /// Whether the offending cell text is shown.
  var showsValues = false

  /// Prints why a command ends, and returns the status to exit with.
  func print(_ failure: Failure) -> ExitStatus {
    do {
      if asJSON {
        let report = DiagnosticsReport(
          status: failure.status.word, diagnostics: failure.diagnostics, showsValues: showsValues)
        try StandardOutput().write(report.json())
      } else {
        try print(failure.diagnostics)
      }
    } catch {
      // The place for the message is full itself; maybe the other one is not.
      if asJSON { try? print(failure.diagnostics) }
      return .inputOutput
    }
    return failure.status
  }

  /// Prints findings as text on standard error, up to 100 of each severity.
  func print(_ diagnostics: Diagnostics) throws {
    let text = text(of: diagnostics)
    if !text.isEmpty { try StandardOutput.error.write(text) }
  }

  /// Returns the findings as text: information first, errors last, where the eye falls.
  func text(of diagnostics: Diagnostics) -> String {
    [
      ("information", diagnostics.information), ("warning", diagnostics.warnings),
      ("error", diagnostics.errors),
    ].map { word, list in
      let shown = list.prefix(DiagnosticsReport.limit).map { line(of: $0, word) }.joined()
      let more = list.count - DiagnosticsReport.limit
      return more > 0 ? shown + "… and \(more) more (\(word))\n" : shown
    }.joined()
  }

  private func line(of diagnostic: Diagnostic, _ word: String) -> String {
    let location = diagnostic.location
    var place: [String] = []
    if let file = location.file { place.append(file) }
    if let line = location.line { place.append(String(line)) }
    if let column = location.column { place.append(String(column)) }
    var text = place.isEmpty ? "" : place.joined(separator: ":") + ": "
    text += "\(word): \(diagnostic.message) [\(diagnostic.code.rawValue)]"
    if showsValues, let value = diagnostic.value { text += " Found: \(value)" }
    text = Self.printable(text) + "\n"
    if !diagnostic.mend.isEmpty { text += "    " + Self.printable(diagnostic.mend) + "\n" }
    return text
  }

  /// Returns text in which nothing can steer a terminal: control and direction characters from
  /// file names and ids are spelt out.
  static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
