/// Collects the cells of a sparse matrix that is written as row, column (from 1) and cost.
struct SparseCells {
  let rowCount: Int
  let columnCount: Int
  private var cells: [(row: Int, column: Int)] = []
  private var lines: [Int] = []
  private var hasMirrors = false
  private var numbers = MatrixCells()

  init(rowCount: Int, columnCount: Int) {
    self.rowCount = rowCount
    self.columnCount = columnCount
  }

  /// Reads a cell; `isSymmetric` adds the one that mirrors it.
  mutating func readTriple(
    _ scanner: inout MatrixScanner, isSymmetric: Bool = false
  ) throws(MatrixFault) {
    let row = try scanner.index(1...max(1, rowCount), "row") - 1
    let column = try scanner.index(1...max(1, columnCount), "column") - 1
    scanner.skipBlanks(linesToo: true)
    let (line, place) = (scanner.line, scanner.column)
    let number = try scanner.number("cost")
    guard rowCount > 0, columnCount > 0 else {
      throw MatrixFault(
        "bad-index", line: line, "There is a cell, but no row or no column.",
        mend: "Correct the size.")
    }
    // An infinite cost says the same as leaving the cell out.
    if number == .absent { return }
    if isSymmetric { hasMirrors = true }
    for isMirror in [false, true] where !isMirror || (isSymmetric && row != column) {
      cells.append(isMirror ? (column, row) : (row, column))
      lines.append(line)
      try numbers.append(number, line: line, column: place)
    }
  }

  /// Returns the matrix.
  ///
  /// - Throws: a fault when a cell was given twice.
  func matrix() throws(MatrixFault) -> CostMatrix {
    let order = cells.indices.sorted {
      (cells[$0].row, cells[$0].column, lines[$0]) < (cells[$1].row, cells[$1].column, lines[$1])
    }
    for (first, second) in zip(order, order.dropFirst()) where cells[first] == cells[second] {
      throw MatrixFault(
        "duplicate-cell", line: lines[second],
        "Row \(cells[second].row + 1), column \(cells[second].column + 1) was given in line "
          + "\(lines[first]) already.",
        mend: "Keep one of them"
          + (hasMirrors ? "; the other half of a symmetric matrix is not written." : "."))
    }
    return CostMatrix(
      rowCount: rowCount, columnCount: columnCount, cells: cells, values: numbers.values)
  }
}
