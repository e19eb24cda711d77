import Pairwright

/// Reads the format of OR-Library's assignment problems (Beasley 1990, "OR-Library: distributing
/// test problems by electronic mail", Journal of the Operational Research Society 41).
///
/// The first number is n. Then come n x n costs row by row, or triples of row, column (from 1) and
/// cost. Lines end anywhere.
enum ORLibraryReader {
  static func matrix(
    _ scanner: inout MatrixScanner, file: String, _ diagnostics: inout Diagnostics
  ) throws(MatrixFault) -> CostMatrix {
    let size = try scanner.index(0...Int.max, "number of rows and columns")
    let numbers = countNumbers(scanner)
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
    guard numbers % 3 == 0 else {
      throw MatrixFault(
        "matrix-size",
        "After \(size) there are \(numbers) numbers, neither \(size) x \(size) costs nor triples.",
        mend: "Write n and then n x n costs, or n and then row, column and cost of each pair.")
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

  private static func countNumbers(_ scanner: MatrixScanner) -> Int {
    var ahead = scanner
    var count = 0
    var wasBlank = true
    while let byte = ahead.next {
      let isBlank = byte <= 0x20
      if wasBlank, !isBlank { count += 1 }
      wasBlank = isBlank
      ahead.skip()
    }
    return count
  }
}
