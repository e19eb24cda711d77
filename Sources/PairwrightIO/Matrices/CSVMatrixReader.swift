/// Reads a table of numbers without a header, in which an empty cell forbids a pair.
///
/// Cells are separated by commas; if the first line has none, by semicolons or tabs.
enum CSVMatrixReader {
  static func matrix(_ scanner: inout MatrixScanner) throws(MatrixFault) -> CostMatrix {
    let separator = separator(scanner)
    var cells = MatrixCells()
    var rowCount = 0
    var columnCount = 0
    // In a table of one column a blank line is a cell, in others it can only end the file.
    while !scanner.isAtEnd, columnCount == 1 || rowCount == 0 || !isBlank(scanner) {
      let line = scanner.line
      let width = try readRow(&scanner, separator, into: &cells)
      if rowCount == 0 { columnCount = width }
      if width != columnCount {
        throw MatrixFault(
          "ragged-row", line: line,
          "This line has \(width) \(width == 1 ? "cell" : "cells"), the first has \(columnCount).",
          mend: "Leave a cell empty to forbid a pair, but keep its separator.")
      }
      rowCount += 1
    }
    return CostMatrix(rowCount: rowCount, columnCount: columnCount, values: cells.values)
  }

  private static func readRow(
    _ scanner: inout MatrixScanner, _ separator: UInt8, into cells: inout MatrixCells
  ) throws(MatrixFault) -> Int {
    var width = 0
    while true {
      skipSpaces(&scanner, separator)
      let (line, column) = (scanner.line, scanner.column)
      let isEmpty =
        scanner.next.map { $0 == separator || $0 == UInt8(ascii: "\n") } ?? true
      let number = isEmpty ? .absent : try scanner.number("cost", until: separator)
      try cells.append(number, line: line, column: column)
      width += 1
      skipSpaces(&scanner, separator)
      guard let byte = scanner.next else { return width }
      if byte != separator, byte != UInt8(ascii: "\n") {
        throw MatrixFault(
          "bad-number", line: scanner.line, column: scanner.column,
          "A number ends here, but its cell does not.", mend: "Separate cells by commas.")
      }
      scanner.skip()
      if byte == UInt8(ascii: "\n") { return width }
    }
  }

  /// Skips blanks, of which a tab may be the separator.
  private static func skipSpaces(_ scanner: inout MatrixScanner, _ separator: UInt8) {
    while let byte = scanner.next, byte != separator,
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    {
      scanner.skip()
    }
  }

  private static func separator(_ scanner: MatrixScanner) -> UInt8 {
    var ahead = scanner
    var found = UInt8(ascii: ",")
    while let byte = ahead.next, byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: ",") { return byte }
      if byte == UInt8(ascii: ";") || (byte == UInt8(ascii: "\t") && found != UInt8(ascii: ";")) {
        found = byte
      }
      ahead.skip()
    }
    return found
  }

  /// Whether nothing but blank lines is left.
  private static func isBlank(_ scanner: MatrixScanner) -> Bool {
    // A tab is no blank here: it may be the separator of a row without any number.
    var ahead = scanner
    while let byte = ahead.next, [0x20, 0x0D, 0x0A].contains(byte) { ahead.skip() }
    return ahead.isAtEnd
  }
}
