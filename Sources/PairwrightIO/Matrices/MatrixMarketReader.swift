/// Reads Matrix Market files (Boisvert, Pozo & Remington 1996, "The Matrix Market exchange
/// formats", NIST report 5935).
///
/// A coordinate file is a sparse matrix in which an absent cell is a forbidden pair and an explicit
/// 0 a cost. An array file is a dense one, written column by column.
enum MatrixMarketReader {
  static func matrix(_ scanner: inout MatrixScanner) throws(MatrixFault) -> CostMatrix {
    guard scanner.word() == "%%matrixmarket", scanner.word() == "matrix" else {
      throw MatrixFault(
        "bad-header", line: 1, "The first line does not begin with %%MatrixMarket matrix.",
        mend: "Begin with %%MatrixMarket matrix coordinate real general.")
    }
    let format = try choice(&scanner, "layout", ["coordinate", "array"])
    let field = try choice(&scanner, "field", ["real", "integer", "double"])
    scanner.takesFractions = field != "integer"
    let isSymmetric = try choice(&scanner, "symmetry", ["general", "symmetric"]) == "symmetric"
    guard scanner.word().isEmpty else {
      throw MatrixFault(
        "bad-header", line: 1, "The first line goes on after its fifth word.",
        mend: "Begin with %%MatrixMarket matrix coordinate real general, and sizes on a line below."
      )
    }
    scanner.skipLine()
    skipComments(&scanner)
    let rowCount = try scanner.index(0...Int.max, "number of rows")
    let columnCount = try scanner.index(0...Int.max, "number of columns")
    try scanner.memory.check(
      rowCount: rowCount, columnCount: columnCount, listedCells: 0, line: scanner.line)
    if isSymmetric, rowCount != columnCount {
      throw MatrixFault(
        "matrix-size", line: scanner.line,
        "A symmetric matrix of \(rowCount) x \(columnCount) is not square.",
        mend: "Write general in the first line.")
    }
    let matrix =
      format == "array"
      ? try array(&scanner, rowCount, columnCount, isSymmetric: isSymmetric)
      : try coordinate(&scanner, rowCount, columnCount, isSymmetric: isSymmetric)
    skipComments(&scanner)
    guard scanner.isAtEnd else {
      throw MatrixFault(
        "matrix-size", line: scanner.line, column: scanner.column,
        "The file goes on after the last of the numbers that its size line announces.",
        mend: "Correct the size line.")
    }
    return matrix
  }

  private static func choice(
    _ scanner: inout MatrixScanner, _ name: String, _ accepted: [String]
  ) throws(MatrixFault) -> String {
    let word = scanner.word()
    guard accepted.contains(word) else {
      throw MatrixFault(
        "bad-header", line: 1,
        "The \(name) in the first line is not one that a cost matrix can have.",
        mend: "Accepted: \(accepted.joined(separator: ", ")).")
    }
    return word
  }

  private static func skipComments(_ scanner: inout MatrixScanner) {
    scanner.skipBlanks(linesToo: true)
    while scanner.next == UInt8(ascii: "%") {
      scanner.skipLine()
      scanner.skipBlanks(linesToo: true)
    }
  }

  private static func coordinate(
    _ scanner: inout MatrixScanner, _ rowCount: Int, _ columnCount: Int, isSymmetric: Bool
  ) throws(MatrixFault) -> CostMatrix {
    let count = try scanner.index(0...Int.max, "number of entries")
    try scanner.memory.check(
      rowCount: rowCount, columnCount: columnCount, listedCells: count, line: scanner.line)
    var cells = SparseCells(rowCount: rowCount, columnCount: columnCount)
    for _ in 0..<count { try cells.readTriple(&scanner, isSymmetric: isSymmetric) }
    return try cells.matrix()
  }

  private static func array(
    _ scanner: inout MatrixScanner, _ rowCount: Int, _ columnCount: Int, isSymmetric: Bool
  ) throws(MatrixFault) -> CostMatrix {
    // Each number takes two bytes at least, so a wrong size is found before memory is asked for.
    let needed = isSymmetric ? rowCount * (rowCount + 1) / 2 : rowCount * columnCount
    guard needed <= scanner.remaining else {
      throw MatrixFault(
        "matrix-size", line: scanner.line,
        "The file is too short for a matrix of \(rowCount) x \(columnCount).",
        mend: "Complete the file, or correct the size line.")
    }
    try scanner.memory.check(rowCount: rowCount, columnCount: columnCount, line: scanner.line)
    var cells = MatrixCells()
    cells.reserve(needed)
    for _ in 0..<needed {
      scanner.skipBlanks(linesToo: true)
      let (line, column) = (scanner.line, scanner.column)
      try cells.append(scanner.number("cost"), line: line, column: column)
    }
    func rowOrder<Value>(_ values: [Value]) -> [Value] {
      var ordered: [Value] = []
      ordered.reserveCapacity(rowCount * columnCount)
      for row in 0..<rowCount {
        for column in 0..<columnCount {
          // Of a symmetric matrix only the cells on and below the diagonal are written.
          let (low, high) = isSymmetric ? (min(row, column), max(row, column)) : (column, row)
          let before = isSymmetric ? low * (low - 1) / 2 : 0
          ordered.append(values[low * rowCount + high - before - (isSymmetric ? low : 0)])
        }
      }
      return ordered
    }
    let values: CostMatrix.Values =
      switch cells.values {
      case .integers(let numbers): .integers(rowOrder(numbers))
      case .floats(let numbers): .floats(rowOrder(numbers))
      }
    return CostMatrix(rowCount: rowCount, columnCount: columnCount, values: values)
  }
}
