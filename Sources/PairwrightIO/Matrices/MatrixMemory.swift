/// Refuses matrices that would not fit in memory before anything is allocated for them.
struct MatrixMemory {
  /// The most rows, and the most columns.
  static let lineLimit = Int(Int32.max)
  /// What a row or column takes until it is solved and printed: bounds, duals, their text.
  private static let bytesPerLine = 200.0
  /// What a cell takes: its cost in the matrix, and again while it is solved.
  private static let bytesPerDenseCell = 16.0
  /// What a cell takes that is listed with row and column, while cells are put in order.
  private static let bytesPerSparseCell = 80.0

  /// How many bytes there are beside the file.
  let byteCount: Int

  init(byteCount: Int = MachineMemory.byteCount) { self.byteCount = byteCount }

  /// Refuses a size that the file states at `line`.
  ///
  /// - Parameter listedCells: the number of cells of a sparse matrix; `nil` for a dense one.
  func check(
    rowCount: Int, columnCount: Int, listedCells: Int? = nil, line: Int? = nil
  ) throws(MatrixFault) {
    for (count, name) in [(rowCount, "rows"), (columnCount, "columns")]
    where count > Self.lineLimit {
      throw MatrixFault(
        "limit", line: line, "The matrix has \(count) \(name).",
        mend: "At most \(Self.lineLimit) are read; correct the size.")
    }
    let lineCount = Double(rowCount) + Double(columnCount)
    let cellCount = listedCells.map { Double($0) } ?? Double(rowCount) * Double(columnCount)
    let bytesPerCell = listedCells == nil ? Self.bytesPerDenseCell : Self.bytesPerSparseCell
    let bytes = (lines: lineCount * Self.bytesPerLine, cells: cellCount * bytesPerCell)
    let present = Double(byteCount)
    guard bytes.lines + bytes.cells > present else { return }
    let fitting =
      bytes.lines > bytes.cells
      ? "\(Int(present / Self.bytesPerLine)) rows and columns together"
      : "\(Int(present / bytesPerCell)) cells"
    throw MatrixFault(
      "limit", line: line,
      "A matrix of \(rowCount) rows and \(columnCount) columns"
        + (listedCells.map { " with \($0) cells" } ?? "") + " needs about "
        + "\(Self.gibibytes(bytes.lines + bytes.cells)) of memory, and there are "
        + "\(Self.gibibytes(present)) beside the file.",
      mend: "About \(fitting) would fit; correct the size, or use a machine with more memory.")
  }

  private static func gibibytes(_ bytes: Double) -> String {
    let tenths = (bytes / 0x1p30 * 10).rounded(.up)
    return tenths < 1e15 ? "\(Int(tenths) / 10).\(Int(tenths) % 10) GiB" : "\(bytes) bytes"
  }
}
