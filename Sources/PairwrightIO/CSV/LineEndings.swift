import Pairwright

/// How the lines of a text end.
struct LineEndings {
  var crlfCount = 0
  var lfCount = 0
  /// Carriage returns by themselves, as old Macintosh programs wrote them.
  var crCount = 0

  /// What there is to say when lines end in more than one way.
  func warning(file: String) -> Diagnostic? {
    let kinds = [(crlfCount, "CR LF"), (lfCount, "LF"), (crCount, "CR")].filter { $0.0 > 0 }
    if kinds.count < 2 { return nil }
    return Diagnostic(
      .warning, "mixed-line-endings", at: .init(file: file),
      "Lines end in different ways: "
        + kinds.map { "\($0.0) in \($0.1)" }.joined(separator: ", ") + ".",
      mend: "Check that no two exports were pasted together.")
  }
}
