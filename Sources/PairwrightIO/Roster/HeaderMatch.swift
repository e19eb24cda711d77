import Pairwright

/// Which column of the file is which column of the roster.
struct HeaderMatch {
  /// A column that is read.
  struct Column {
    var definition: ColumnDefinition
    /// The position in a record, from 0.
    var index: Int
    /// The header as written.
    var header: String
  }

  /// The columns that are read, in reading order.
  private(set) var columns: [Column] = []
  /// The rows, without the second header row of a SuccessFactors export.
  private(set) var records: ArraySlice<CSVTable.Record> = []
  /// The column that holds the ids.
  var idColumn: Column? { columns.first { $0.definition.name == RosterColumn.employeeID.rawValue } }

  private let table: CSVTable
  private let file: String
  private let program: MentoringProgram
  private let headers: [String]
  private let keys: [String]
  private var taken: Set<Int> = []
  private var ignored: Set<Int> = []
  private(set) var diagnostics = Diagnostics()

  /// Matches the header of a table.
  init(
    _ table: CSVTable, file: String, program: MentoringProgram, extraTextColumns: Set<String>
  ) {
    self.table = table
    self.file = file
    self.program = program
    headers = table.header.fields.map(Cell.trimmed)
    keys = headers.map(HeaderNames.key)
    checkCells()
    let definitions = RosterColumns.all + declaredColumns(extraTextColumns)
    let hasLabelRow = HeaderMatch.hasLabelRow(table, keys: keys, definitions: definitions)
    records = hasLabelRow ? table.records.dropFirst() : table.records[...]
    let mapped = applyProgramColumns(definitions)
    for definition in definitions { assign(definition, mapped: mapped[definition.name]) }
    moveCostCenter()
    dropJoinedNames()
    reportUnread()
    requireColumns()
  }

  /// Returns the place of a header.
  func place(_ index: Int) -> Diagnostic.Location {
    .init(
      file: file, line: table.header.line, column: index + 1, columnName: headers[index])
  }

  /// Whether the first record repeats the labels of the header, as the second row of a
  /// SuccessFactors export does.
  private static func hasLabelRow(
    _ table: CSVTable, keys: [String], definitions: [ColumnDefinition]
  ) -> Bool {
    guard let record = table.records.first, !record.isMisshapen else { return false }
    let labels = record.fields.indices.count { index in
      let label = HeaderNames.key(record.fields[index])
      if label.isEmpty { return false }
      return label == keys[index]
        || definitions.contains { definition in
          definition.keys.contains(keys[index]) && definition.keys.contains(label)
        }
    }
    return labels >= 2 && labels * 2 >= record.fields.count { !$0.isEmpty }
  }

  private mutating func checkCells() {
    var firstIndices: [String: Int] = [:]
    for (index, key) in keys.enumerated() {
      if key.isEmpty {
        diagnostics.error(
          "empty-header", at: place(index), "Column \(index + 1) has no header.",
          mend: "Name the column, or remove it.")
        taken.insert(index)
      } else if isIgnored(index) {
        ignored.insert(index)
      } else if let first = firstIndices[key] {
        diagnostics.error(
          "duplicate-column", at: place(index),
          "Columns \(first + 1) and \(index + 1) have the same header.",
          mend: "Rename one of them, or remove it.")
        taken.insert(index)
      } else {
        firstIndices[key] = index
      }
    }
  }

  private func isIgnored(_ index: Int) -> Bool {
    program.columns.contains {
      HeaderNames.key($0.value) == "ignore" && HeaderNames.key($0.key) == keys[index]
    }
  }

  /// Columns that only this program reads: those declared under `audit`, and those that its rules
  /// name.
  private func declaredColumns(_ extraTextColumns: Set<String>) -> [ColumnDefinition] {
    var names: [String: [String]] = [:]
    for name in program.audit {
      names[name] = name.hasPrefix("group_") ? [String(name.dropFirst(6))] : ["group_" + name]
    }
    let known = Set(RosterColumns.all.map(\.name))
    for name in extraTextColumns
    where !known.contains(name) && !HeaderNames.isSensitive(name) {
      names[name] = []
    }
    return names.sorted { $0.key < $1.key }.map { ColumnDefinition(text: $0.key, $0.value) }
  }

  private mutating func applyProgramColumns(_ definitions: [ColumnDefinition]) -> [String: Int] {
    var mapped: [String: Int] = [:]
    for (name, header) in program.columns.sorted(by: { $0.key < $1.key })
    where HeaderNames.key(header) != "ignore" {
      guard definitions.contains(where: { $0.name == name }) else {
        let nearest = NearestName.nearest(to: name, among: definitions.map(\.name))
        diagnostics.error(
          "unknown-column", at: .init(file: file, line: table.header.line),
          "The program maps a column \(name), which rosters do not have.",
          mend: nearest.map { "Did you mean \($0)?" } ?? "Write a canonical column name.")
        continue
      }
      let key = HeaderNames.key(header)
      guard let index = headers.firstIndex(of: header) ?? keys.firstIndex(of: key) else {
        diagnostics.error(
          "missing-column", at: .init(file: file, line: table.header.line),
          "The program reads \(name) from the column \(header), which the file does not have.",
          mend: "Correct columns in the program.")
        continue
      }
      mapped[name] = index
      taken.insert(index)
    }
    return mapped
  }

  private mutating func assign(_ definition: ColumnDefinition, mapped: Int?) {
    let wanted = definition.keys
    var candidates = mapped.map { [$0] } ?? []
    for key in wanted {
      if let index = keys.firstIndex(of: key), !taken.contains(index), !ignored.contains(index),
        !candidates.contains(index)
      {
        candidates.append(index)
      }
    }
    guard let winner = candidates.first else { return }
    columns.append(Column(definition: definition, index: winner, header: headers[winner]))
    taken.formUnion(candidates)
    if mapped != nil { return }
    for other in candidates.dropFirst() {
      let differs = records.contains {
        !$0.isMisshapen
          && Cell.trimmed($0.fields[winner]) != Cell.trimmed($0.fields[other])
      }
      guard differs else { continue }
      let message =
        "The columns \(headers[winner]) and \(headers[other]) both stand for \(definition.name) "
        + "and differ"
      if definition.isGuarded {
        diagnostics.error(
          "conflicting-columns", at: place(other), message + ".",
          mend: "Say which one counts: columns: {\(definition.name): \(headers[winner])}.")
      } else {
        diagnostics.warning(
          "unused-column", at: place(other), message + "; \(headers[other]) is not used.",
          mend: "Say which one counts: columns: {\(definition.name): \(headers[winner])}.")
      }
    }
  }

  /// `Cost Center` stands for the department where no other column does.
  private mutating func moveCostCenter() {
    guard let department = RosterColumns.all.first(where: { $0.name == "department" }),
      !columns.contains(where: { $0.definition.name == "department" }),
      let position = columns.firstIndex(where: { $0.definition.name == "cost_center" }),
      columns[position].header != "cost_center",
      program.columns["cost_center"] == nil
    else { return }
    columns[position].definition = department
  }

  /// First and last names are only of use where no column holds the whole name.
  private mutating func dropJoinedNames() {
    guard columns.contains(where: { $0.definition.name == RosterColumn.displayName.rawValue })
    else { return }
    columns.removeAll {
      $0.definition.name == RosterColumns.givenName
        || $0.definition.name == RosterColumns.familyName
    }
  }

  private mutating func reportUnread() {
    var unknown: [Int] = []
    var sensitive: [Int] = []
    for index in headers.indices where !taken.contains(index) && !ignored.contains(index) {
      if HeaderNames.isSensitive(headers[index]) {
        sensitive.append(index)
      } else if let meant = HeaderNames.misspeltProtection(headers[index]),
        !(HeaderNames.harmlessNeighbours.contains(keys[index]) && has(meant.column))
      {
        diagnostics.error(
          "misspelt-column", at: place(index),
          "The column \(headers[index]) looks like \(meant.column.rawValue), which protects people, "
            + "and is not that.",
          mend: "Correct the header, or waive this with columns: {\(headers[index]): ignore}.")
      } else {
        unknown.append(index)
      }
    }
    inform("sensitive-column-not-read", sensitive, "not declared under audit, not read")
    inform("unknown-column", unknown, "not known, left alone")
  }

  private mutating func inform(_ code: Diagnostic.Code, _ indices: [Int], _ what: String) {
    guard let first = indices.first else { return }
    diagnostics.information(
      code, at: place(first),
      "\(counted(indices.count, "column")) \(what): "
        + indices.map { headers[$0] }.joined(separator: ", ") + ".")
  }

  private func has(_ column: RosterColumn) -> Bool {
    columns.contains { $0.definition.name == column.rawValue }
  }

  private mutating func requireColumns() {
    for name in program.audit where !columns.contains(where: { $0.definition.name == name }) {
      diagnostics.warning(
        "missing-audit-column", at: .init(file: file, line: table.header.line),
        "The program declares \(name) under audit, and the file has no such column.",
        mend: "Correct audit in the program, or add the column.")
    }
    var required: [RosterColumn] = [.employeeID, program.sides == .column ? .side : .grade]
    // A program that asks for consent must not go on as if everybody had given it.
    if program.consent == .required || program.consent == .requiredOrPending {
      required.append(.consent)
    }
    for column in required where !has(column) {
      let unknown = headers.indices.filter { !taken.contains($0) }.map { headers[$0] }
      let nearest = NearestName.nearest(to: column.rawValue, among: unknown)
      let names = RosterColumns.all.first { $0.name == column.rawValue }?.names ?? []
      diagnostics.error(
        "missing-column", at: .init(file: file, line: table.header.line),
        "The file has no column \(column.rawValue).",
        mend: "Accepted headers: " + names.joined(separator: ", ") + "."
          + (nearest.map { " Perhaps it is \($0)." } ?? ""))
    }
  }
}
