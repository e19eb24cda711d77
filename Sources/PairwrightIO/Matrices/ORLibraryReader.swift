import Pairwright

/// Reads the format of OR-Library's assignment problems (Beasley 1990, "OR-Library: distributing
/// test problems by electronic mail", Journal of the Operational Research Society 41).
///
/// The first number is n. Then come n x n costs row by row, in lines that end anywhere, or triples of
/// row, column (from 1) and cost, one in each line: so a whole matrix that was cut off is not taken
/// for a list.
enum ORLibraryReader {
  static func matrix(
    _ scanner: inout MatrixScanner, file: String, _ diagnostics: inout Diagnostics
  ) throws(MatrixFault) -> CostMatrix {
    let size = try scanner.index(0...Int.max, "number of rows and columns")
    let (numbers, areTriples) = countNumbers(scanner)
    try scanner.memory.check(
      rowCount: size, columnCount: size, listedCells: 0, line: scanner.line)
    let isDense = numbers == size * size
    try scanner.memory.check(
      rowCount: size, columnCount: size, listedCells: isDense ? nil : numbers / 3,
      line: scanner.line)
    if isDense {
      let start = scanner
      var cells = MatrixCells()
      cells.reserve(numbers)
      for _ in 0..<numbers {
        scanner.skipBlanks(linesToo: true)
        let (line, column) = (scanner.line, scanner.column)
        try cells.append(scanner.number("cost"), line: line, column: column)
      }
      var again = start
      if size > 0, numbers % 3 == 0,
        (try? triples(&again, size: size, count: numbers)) != nil
      {
        diagnostics.warning(
          "ambiguous-matrix", at: .init(file: file),
          "The numbers can be read as a whole matrix and as a list of row, column and cost; they "
            + "were taken for a whole matrix.",
          mend: "Use .mtx for a sparse matrix, or .csv for a whole one.")
      }
      return CostMatrix(rowCount: size, columnCount: size, values: cells.values)
    }
    guard areTriples else {
      throw MatrixFault(
        "matrix-size", line: scanner.line,
        "After \(size) there are \(counted(numbers, "number")), not \(size * size) for a whole matrix, "
          + "and not three in every line for a list of row, column and cost.",
        mend: "Complete the file if it was cut off; else correct its first number or its lines.")
    }
    if numbers / 3 < size {
      diagnostics.warning(
        "ambiguous-matrix", at: .init(file: file),
        "The numbers were taken for \(counted(numbers / 3, "line")) of row, column and cost, too few "
          + "for every row to have a pair.",
        mend: "Complete the file if it is a matrix of \(size) x \(size) costs that was cut off.")
    }
    return try triples(&scanner, size: size, count: numbers)
  }

  private static func triples(
    _ scanner: inout MatrixScanner, size: Int, count: Int
  ) throws(MatrixFault) -> CostMatrix {
    var cells = SparseCells(rowCount: size, columnCount: size)
    for _ in 0..<(count / 3) { try cells.readTriple(&scanner) }
    return try cells.matrix()
  }

  /// How many numbers are left, and whether three stand in every line that has any.
  private static func countNumbers(
    _ scanner: MatrixScanner
  ) -> (count: Int, areTriples: Bool) {
    var (count, countBefore) = (0, 0)
    var areTriples = true
    var wasBlank = true
    for byte in scanner.rest {
      let isBlank = byte <= 0x20
      if wasBlank, !isBlank { count += 1 }
      wasBlank = isBlank
      if byte == UInt8(ascii: "\n") {
        if count != countBefore, count - countBefore != 3 { areTriples = false }
        countBefore = count
      }
    }
    return (count, areTriples && (count == countBefore || count - countBefore == 3))
  }
}
