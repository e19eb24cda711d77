import Pairwright

/// Reads the cells of one row after the other into people.
///
/// What a kind of cell may hold is an extension in a file of its own: `IdentityCells`,
/// `NumberCells`, `DateCells`, `SkillCells` and so on. ``RosterColumns`` says which column is read
/// how.
final class CellReader {
  let program: MentoringProgram
  let catalogue: SkillCatalogue
  /// The order of grade names, folded; `nil` without grades.csv.
  let grades: GradeNames?
  /// The day as of which ages and dates are judged.
  let today: CalendarDate?
  let log: CellLog
  /// The places of the canonical columns, without lines.
  var columns: [String: Diagnostic.Location] = [:]

  /// The id of the row that is being read.
  var personID = ""
  /// Time zones already looked up, as cells repeat them by the thousand.
  var knownZones: [String: ZoneText] = [:]
  /// The number of unknown names for which a nearest known one was sought.
  var nearestLookups = 0
  /// Whether the present row says anything about its time zone.
  var hasZoneText = false
  /// The kinds of entry that the catalogue has.
  let catalogueKinds: Set<String>

  init(
    program: MentoringProgram, catalogue: SkillCatalogue, grades: GradeNames?,
    today: CalendarDate?, log: CellLog
  ) {
    self.program = program
    self.catalogue = catalogue
    self.grades = grades
    self.today = program.start ?? today
    self.log = log
    catalogueKinds = Set(catalogue.entries.compactMap(\.kind))
  }

  /// Returns one of a table of words, keys folded; a word that is not in it is reported.
  func word<Value>(
    _ cell: Cell, _ words: [String: Value], code: Diagnostic.Code,
    severity: Diagnostic.Severity = .error, accepted: String
  ) -> Value? {
    if cell.isEmpty { return nil }
    if let value = words[Cell.folded(cell.text)] { return value }
    log.append(
      Diagnostic(
        severity, code, at: cell.place, "\(cell.header) of \(personID) holds an unknown word.",
        mend: "Accepted: \(accepted).", value: cell.text))
    return nil
  }

  /// Returns yes or no; anything else is reported.
  func yesOrNo(_ cell: Cell, code: Diagnostic.Code, severity: Diagnostic.Severity) -> Bool? {
    word(cell, CellReader.yesAndNo, code: code, severity: severity, accepted: "yes or no")
  }

  /// Returns the text where it is one of the accepted words, the warning being enough otherwise.
  func checkedWord(
    _ cell: Cell, _ words: [String], code: Diagnostic.Code, severity: Diagnostic.Severity
  ) -> String? {
    let table = Dictionary(
      words.map { (Cell.folded($0), $0) }, uniquingKeysWith: { first, _ in first })
    return word(
      cell, table, code: code, severity: severity, accepted: words.joined(separator: ", "))
  }

  /// Returns where a column of the present row stands.
  func place(of column: String, line: Int?) -> Diagnostic.Location {
    var place = columns[column] ?? .init(columnName: column)
    place.line = line
    return place
  }

  private static let yesAndNo: [String: Bool] = [
    "yes": true, "y": true, "true": true, "no": false, "n": false, "false": false,
  ]
}

/// The names of grades in the order of grades.csv.
struct GradeNames {
  /// The order of each folded name.
  var orders: [String: Int] = [:]
  /// The names as written.
  var names: [String] = []
}
