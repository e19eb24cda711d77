import Pairwright

/// Collects what is wrong with cells; findings of one kind can be counted into one.
final class CellLog {
  private struct TallyKey: Hashable {
    var code: Diagnostic.Code
    var key: String
  }

  private struct Tally {
    var severity: Diagnostic.Severity
    var place: Diagnostic.Location
    var value: String?
    var mend: String
    var count: Int
    var message: (Int) -> String
  }

  /// Everything found, without the tallies that still run.
  private(set) var diagnostics = Diagnostics()
  private var tallies: [TallyKey: Tally] = [:]
  private var order: [TallyKey] = []

  /// Adds an error about a cell.
  func error(
    _ code: Diagnostic.Code, _ cell: Cell, _ message: String, _ mend: String
  ) {
    diagnostics.error(code, at: cell.place, message, mend: mend, value: cell.text)
  }

  /// Adds a warning about a cell.
  func warning(
    _ code: Diagnostic.Code, _ cell: Cell, _ message: String, _ mend: String = ""
  ) {
    diagnostics.warning(code, at: cell.place, message, mend: mend, value: cell.text)
  }

  /// Adds a finding as it is.
  func append(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Adds findings as they are.
  func append(contentsOf other: Diagnostics) { diagnostics.append(contentsOf: other) }

  /// Counts a finding into one of its code and key; the place of the first is kept.
  func count(
    _ severity: Diagnostic.Severity, _ code: Diagnostic.Code, _ cell: Cell, key: String = "",
    value: String? = nil, mend: @autoclosure () -> String = "", message: @escaping (Int) -> String
  ) {
    let tallyKey = TallyKey(code: code, key: key)
    if (tallies[tallyKey]?.count += 1) != nil { return }
    order.append(tallyKey)
    tallies[tallyKey] = Tally(
      severity: severity, place: cell.place, value: value, mend: mend(), count: 1, message: message)
  }

  /// Turns every running tally into a finding.
  func closeTallies() {
    for key in order {
      guard let tally = tallies[key] else { continue }
      diagnostics.append(
        Diagnostic(
          tally.severity, key.code, at: tally.place, tally.message(tally.count), mend: tally.mend,
          value: tally.value))
    }
    tallies = [:]
    order = []
  }
}

/// Returns "1 row" or "3 rows".
func counted(_ count: Int, _ noun: String, plural: String? = nil) -> String {
  "\(count) " + (count == 1 ? noun : plural ?? noun + "s")
}
