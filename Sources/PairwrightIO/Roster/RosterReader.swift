import Foundation
public import Pairwright

/// What reading a roster gave: the roster, unless there are errors, and every finding.
public struct RosterReading: Sendable {
  /// The roster; `nil` when anything is an error.
  public let roster: Roster?
  /// Every error, warning and piece of information, in reading order.
  public let diagnostics: Diagnostics
  /// The files that were read, the roster first.
  public let files: [InputFile]
}

/// Reads a roster as HR systems export it, with its side files.
///
/// Everything that is wrong is found in one reading. Messages name row ids, lines and headers but
/// never cell text, which travels in `Diagnostic.value`.
public struct RosterReader: Sendable {
  /// The programme, which says how some columns are read.
  public var program: MentoringProgram
  /// The path of the program file, to which the paths in it are relative.
  public var programFile: String?
  /// Columns beyond the known ones that are kept as text.
  public var extraTextColumns: Set<String>
  /// The most bytes of the roster.
  public var byteLimit = InputFile.defaultLimit
  /// The day as of which ages are judged where the program has no start.
  public var today: CalendarDate?

  /// Makes a reader for a programme.
  ///
  /// - Parameters:
  ///   - program: the programme.
  ///   - programFile: the path of its file.
  ///   - extraTextColumns: columns kept as text beside those that the program's rules name.
  ///   - today: the day of the run; by default today in UTC.
  public init(
    program: MentoringProgram = .init(), programFile: String? = nil,
    extraTextColumns: Set<String> = [], today: CalendarDate? = nil
  ) {
    self.program = program
    self.programFile = programFile
    self.extraTextColumns = extraTextColumns.union(program.rules.flatMap(\.textColumns))
    self.today = today ?? RosterReader.currentDay
  }

  /// Reads a roster file and the side files that the program names or that lie beside it.
  ///
  /// - Throws: ``InputOutputError`` when a file cannot be read.
  /// - Complexity: O(bytes).
  public func read(path: String) throws -> RosterReading {
    try read(source: path)
  }

  /// Reads a roster from standard input; side files are those that the program names.
  ///
  /// - Throws: ``InputOutputError`` when a file cannot be read.
  public func readStandardInput() throws -> RosterReading {
    try read(source: nil)
  }

  /// Reads a roster and its side files from memory.
  public func read(_ file: InputFile, sideFiles: SideFiles = .init()) -> RosterReading {
    let log = CellLog()
    let roster = roster(from: file, sideFiles: sideFiles, log: log)
    return RosterReading(
      roster: log.diagnostics.hasErrors ? nil : roster, diagnostics: log.diagnostics,
      files: [file] + sideFiles.all)
  }

  private func read(source path: String?) throws -> RosterReading {
    do {
      let file =
        if let path { try InputFile(reading: path, limit: byteLimit) } else {
          try InputFile.standardInput(limit: byteLimit)
        }
      return read(
        file,
        sideFiles: try SideFiles(
          besideRoster: path, program: program, programFile: programFile))
    } catch let error as InvalidInput {
      return RosterReading(roster: nil, diagnostics: error.diagnostics, files: [])
    }
  }

  private func roster(from file: InputFile, sideFiles: SideFiles, log: CellLog) -> Roster? {
    defer { log.closeTallies() }
    let reader = CellReader(
      program: program,
      catalogue: sideFiles.catalogue.map { CatalogueFile.read($0, log: log) } ?? .init(),
      grades: sideFiles.grades.map { GradesFile.read($0, log: log) }, today: today, log: log)
    guard var rows = RosterRows(file, extraTextColumns: extraTextColumns, reader: reader) else {
      return nil
    }
    reportForm(rows, sideFiles, log)
    let identities = IdentityCheck(rows.people, columns: reader.columns, log: log)
    var people = identities.people
    let references = ReferenceCheck(people, alsoKnown: rows.unreadIDs, reader: reader)
    for index in people.indices { references.check(&people[index]) }
    if let skills = sideFiles.skills {
      rows.columnNames.formUnion(SkillsFile.apply(skills, to: &people, reader: reader))
    }
    Plausibility(people: people, reader: reader).check()
    let ids = Set(people.map(\.id)).union(rows.unreadIDs)
    let constraints = sideFiles.constraints.flatMap {
      ConstraintsFile.read($0, ids: ids, log: log)
    }
    let history = sideFiles.history.map { HistoryFile.read($0, ids: ids, log: log) } ?? []
    let relatedness = sideFiles.complementarity.map {
      ComplementarityFile.read($0, reader: reader)
    }
    do {
      return try Roster(
        people: people, catalogue: reader.catalogue, relatedness: relatedness ?? .init(),
        constraints: constraints, history: history, columns: rows.columnNames,
        source: .init(file: file.path, columns: reader.columns))
    } catch {
      log.append(contentsOf: error.diagnostics)
      return nil
    }
  }

  private func reportForm(_ rows: RosterRows, _ sideFiles: SideFiles, _ log: CellLog) {
    var parts = [
      "\(counted(rows.rowCount, "row")), fields separated by \(rows.form.delimiterName)"
        + (rows.form.isDelimiterDeclared ? " as its first line says" : "")
    ]
    if rows.form.hadByteOrderMark { parts.append("byte order mark removed") }
    if rows.hasLabelRow { parts.append("second header row left out") }
    if rows.trimmedCount > 0 {
      parts.append("\(counted(rows.trimmedCount, "cell")) with spaces around the text trimmed")
    }
    log.append(
      Diagnostic(
        .information, "file-form", at: .init(file: rows.file),
        parts.joined(separator: "; ") + "."))
    if !sideFiles.foundBeside.isEmpty {
      log.append(
        Diagnostic(
          .information, "side-files-found", at: .init(file: rows.file),
          "Read from beside the roster: \(sideFiles.foundBeside.joined(separator: ", "))."))
    }
  }

  /// Today in UTC, whatever the time zone of the machine.
  private static var currentDay: CalendarDate? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: Date())
    return CalendarDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
  }
}
