import Pairwright

/// A side file read by its header: cells are asked for by column name.
struct SideTable {
  /// One row.
  struct Row {
    fileprivate let record: CSVTable.Record
    fileprivate let indices: [String: Int]
    fileprivate let file: String

    /// Returns the cell of a column, empty where the file has no such column.
    func cell(_ column: String) -> Cell {
      guard let index = indices[column] else {
        return Cell(text: "", place: .init(file: file, line: record.line, columnName: column))
      }
      return Cell(
        text: Cell.trimmed(record.fields[index]),
        place: .init(file: file, line: record.line, column: index + 1, columnName: column))
    }
  }

  /// The rows that have the right number of fields.
  private(set) var rows: [Row] = []

  /// Reads a file and reports what is wrong with its form.
  init(_ file: InputFile, required: [String], optional: [String] = [], log: CellLog) {
    var diagnostics = Diagnostics()
    defer { log.append(contentsOf: diagnostics) }
    guard let table = CSVReader().read(file, into: &diagnostics) else { return }
    var indices: [String: Int] = [:]
    var unknown: [String] = []
    let keys = Dictionary(
      uniqueKeysWithValues: (required + optional).map { (HeaderNames.key($0), $0) })
    for (index, header) in table.header.fields.enumerated() {
      let place = Diagnostic.Location(
        file: file.path, line: table.header.line, column: index + 1, columnName: header)
      guard let column = keys[HeaderNames.key(header)] else {
        unknown.append(header)
        continue
      }
      if indices.updateValue(index, forKey: column) != nil {
        diagnostics.error(
          "duplicate-column", at: place, "The column \(column) stands twice.",
          mend: "Remove one of them.")
      }
    }
    var isComplete = true
    for column in required where indices[column] == nil {
      isComplete = false
      let nearest = NearestName.nearest(to: column, among: unknown)
      diagnostics.error(
        "missing-column", at: .init(file: file.path, line: table.header.line),
        "The file has no column \(column).",
        mend: "Its columns are \((required + optional).joined(separator: ", "))."
          + (nearest.map { " Perhaps it is \($0)." } ?? ""))
    }
    if !unknown.isEmpty, isComplete {
      diagnostics.information(
        "unknown-column", at: .init(file: file.path, line: table.header.line),
        "\(counted(unknown.count, "column")) not known, left alone: "
          + unknown.joined(separator: ", ") + ".")
    }
    guard isComplete else { return }
    rows = table.records.filter { !$0.isMisshapen }.map {
      Row(record: $0, indices: indices, file: file.path)
    }
  }
}
