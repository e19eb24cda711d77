import Pairwright

/// Reads a table of numbers without a header, in which an empty cell forbids a pair.
///
/// Cells are separated by what a first line `sep=` names, else by that of comma, semicolon and tab
/// which is most frequent in the first line with any text. Blank lines are skipped; but in a table
/// of one column, where an empty cell looks just like them, they are rows.
struct CSVMatrixReader {
  private static let quote = UInt8(ascii: "\"")
  private let file: String
  private let separator: UInt8
  private var cells = MatrixCells()
  private var rowCount = 0
  private var columnCount = 0
  private var trailingSeparatorLines: [Int] = []
  private var blankCellLines: [Int] = []

  static func matrix(
    _ scanner: inout MatrixScanner, file: String, _ diagnostics: inout Diagnostics
  ) throws(MatrixFault) -> CostMatrix {
    var form = CSVTable.Form(delimiter: UInt8(ascii: ","))
    if let declared = CSVDelimiter.declared(in: scanner.rest) {
      (form.delimiter, form.isDelimiterDeclared) = (declared.delimiter, true)
      scanner.skipLine()
    } else {
      form.delimiter = CSVDelimiter.mostFrequent(in: scanner.rest)
    }
    if form.isDelimiterDeclared || form.delimiter != UInt8(ascii: ",") {
      diagnostics.information(
        "file-form", at: .init(file: file),
        "Cells are separated by \(form.delimiterName)"
          + (form.isDelimiterDeclared ? " as the first line says." : "."))
    }
    var reader = CSVMatrixReader(file: file, separator: form.delimiter)
    try reader.read(&scanner)
    reader.warn(&diagnostics)
    return CostMatrix(
      rowCount: reader.rowCount, columnCount: reader.columnCount, values: reader.cells.values)
  }

  private init(file: String, separator: UInt8) {
    self.file = file
    self.separator = separator
  }

  private mutating func read(_ scanner: inout MatrixScanner) throws(MatrixFault) {
    let hasOneColumn = hasOneColumn(scanner)
    let lineCount = scanner.count(of: UInt8(ascii: "\n")) + 1
    let cellCount = scanner.count(of: separator) + lineCount
    try scanner.memory.check(rowCount: lineCount, columnCount: cellCount / lineCount)
    cells.reserve(cellCount)
    while !scanner.isAtEnd {
      let line = scanner.line
      if isBlankLine(scanner) {
        if hasOneColumn {
          try cells.append(.absent, line: line, column: 1)
          blankCellLines.append(line)
          rowCount += 1
        }
        scanner.skipLine()
        continue
      }
      var (width, endsEmpty) = try readRow(&scanner)
      if columnCount == 0 { columnCount = width }
      if width == columnCount + 1, endsEmpty {
        cells.removeLast()
        trailingSeparatorLines.append(line)
        width = columnCount
      }
      if width != columnCount {
        throw MatrixFault(
          "ragged-row", line: line,
          "This line has \(width) \(width == 1 ? "cell" : "cells"), the first has \(columnCount).",
          mend: "Leave a cell empty to forbid a pair, but keep its separator.")
      }
      rowCount += 1
    }
    guard rowCount > 0 else {
      throw MatrixFault(
        "empty", line: scanner.line, "The file has no row of cells.",
        mend: CSVEncoding.Expectation.matrixTable.renewal)
    }
  }

  private mutating func readRow(
    _ scanner: inout MatrixScanner
  ) throws(MatrixFault) -> (width: Int, endsEmpty: Bool) {
    var width = 0
    while true {
      skipSpaces(&scanner)
      let (line, column) = (scanner.line, scanner.column)
      let isQuoted = scanner.next == Self.quote
      if isQuoted {
        scanner.skip()
        skipSpaces(&scanner)
      }
      let end = isQuoted ? Self.quote : separator
      let isEmpty = scanner.next.map { $0 == end || $0 == UInt8(ascii: "\n") } ?? true
      let number = isEmpty ? .absent : try scanner.number("cost", until: end)
      try cells.append(number, line: line, column: column)
      width += 1
      skipSpaces(&scanner)
      if isQuoted {
        guard scanner.next == Self.quote else {
          throw MatrixFault(
            "unclosed-quote", line: line, column: column,
            "A quote is opened here and not closed behind one number.",
            mend: "Write one number in each cell; quotes are not needed.")
        }
        scanner.skip()
        skipSpaces(&scanner)
      }
      guard let byte = scanner.next else { return (width, isEmpty) }
      if byte != separator, byte != UInt8(ascii: "\n") {
        throw MatrixFault(
          "bad-number", line: scanner.line, column: scanner.column,
          "A number ends here, but its cell does not.",
          mend: "Write one number in each cell, with a separator behind it.")
      }
      scanner.skip()
      if byte == UInt8(ascii: "\n") { return (width, isEmpty) }
    }
  }

  /// Skips blanks, of which a tab may be the separator.
  private func skipSpaces(_ scanner: inout MatrixScanner) {
    while let byte = scanner.next, byte != separator,
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    {
      scanner.skip()
    }
  }

  private func isBlankLine(_ scanner: MatrixScanner) -> Bool {
    var ahead = scanner
    skipSpaces(&ahead)
    return ahead.next == nil || ahead.next == UInt8(ascii: "\n")
  }

  /// Whether the first line with any text has no separator.
  private func hasOneColumn(_ scanner: MatrixScanner) -> Bool {
    var ahead = scanner
    while !ahead.isAtEnd, isBlankLine(ahead) { ahead.skipLine() }
    return !ahead.rest.prefix { $0 != UInt8(ascii: "\n") }.contains(separator)
  }

  private func warn(_ diagnostics: inout Diagnostics) {
    if let first = trailingSeparatorLines.first {
      diagnostics.warning(
        "trailing-delimiter", at: .init(file: file, line: first),
        "\(counted(trailingSeparatorLines.count, "row")) with a delimiter at the end, and so an "
          + "empty cell more than the first row.",
        mend: "Remove the delimiter at the end of the line.")
    }
    if let first = blankCellLines.first {
      diagnostics.warning(
        "blank-cell", at: .init(file: file, line: first),
        "\(counted(blankCellLines.count, "blank line")) of a table of one column, each taken for a "
          + "row whose pair is forbidden.",
        mend: "Remove the blank lines, or write inf there to say so.")
    }
  }
}
