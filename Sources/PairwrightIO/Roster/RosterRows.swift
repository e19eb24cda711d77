import Pairwright

/// The rows of a roster file as people, each read by itself.
struct RosterRows {
  /// The file as the user named it.
  let file: String
  /// What the bytes looked like.
  let form: CSVTable.Form
  /// Everybody whose row could be read, in file order.
  private(set) var people: [Person] = []
  /// Ids of rows whose other cells could not be read.
  private(set) var unreadIDs: [PersonID] = []
  /// The canonical columns that the file has.
  var columnNames: Set<String> = []
  /// The number of rows with people.
  private(set) var rowCount = 0
  /// The number of cells that lost outer spaces.
  private(set) var trimmedCount = 0
  /// Whether a second header row was left out.
  let hasLabelRow: Bool

  private let reader: CellReader

  /// Reads the rows, or returns `nil` when the file is no table with ids.
  init?(_ file: InputFile, extraTextColumns: Set<String>, reader: CellReader) {
    var diagnostics = Diagnostics()
    let table = CSVReader().read(file, into: &diagnostics)
    reader.log.append(contentsOf: diagnostics)
    guard let table else { return nil }
    let match = HeaderMatch(
      table, file: file.path, program: reader.program, extraTextColumns: extraTextColumns)
    reader.log.append(contentsOf: match.diagnostics)
    self.file = file.path
    self.reader = reader
    form = table.form
    hasLabelRow = match.records.count < table.records.count
    rowCount = match.records.count
    if match.records.isEmpty {
      reader.log.append(
        Diagnostic(
          .error, "no-people", at: .init(file: file.path, line: table.header.line),
          "The file has a header and no people.", mend: "Export it again, with its rows."))
    }
    for column in match.columns {
      columnNames.insert(column.definition.name)
      reader.columns[column.definition.name] = .init(
        file: file.path, column: column.index + 1, columnName: column.header)
    }
    columnNames.subtract([
      RosterColumns.givenName, RosterColumns.familyName, RosterColumns.onLeave,
    ])
    guard let idColumn = match.idColumn else { return nil }
    people.reserveCapacity(match.records.count)
    for record in match.records { read(record, match.columns, idIndex: idColumn.index) }
  }

  private mutating func read(
    _ record: CSVTable.Record, _ columns: [HeaderMatch.Column], idIndex: Int
  ) {
    guard idIndex < record.fields.count else { return }
    let rawID = record.fields[idIndex]
    if record.isMisshapen {
      unreadIDs.append(PersonID(rawID))
      return
    }
    var idPlace = reader.columns[RosterColumn.employeeID.rawValue] ?? .init()
    idPlace.line = record.line
    guard reader.identity(rawID, Cell(text: rawID, place: idPlace)) else { return }
    var person = Person(id: PersonID(rawID), name: "")
    person.line = record.line
    reader.personID = rawID
    for column in columns {
      let raw = record.fields[column.index]
      let text = Cell.trimmed(raw)
      if text.utf8.count != raw.utf8.count { trimmedCount += 1 }
      let place = Diagnostic.Location(
        file: file, line: record.line, column: column.index + 1, columnName: column.header)
      column.definition.read(reader, Cell(text: text, place: place), &person)
    }
    reader.finish(&person)
    people.append(person)
  }
}
