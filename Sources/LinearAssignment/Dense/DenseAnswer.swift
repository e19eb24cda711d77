/// An answer in working memory, where it stays until that is reset, for a matrix with no more rows than
/// columns.
struct DenseAnswer {
  /// The column of each row.
  let columnOfRow: UnsafePointer<Int32>
  /// The dual values of rows and columns.
  let rowDuals: UnsafePointer<Int64>
  let columnDuals: UnsafePointer<Int64>
  /// Costs were multiplied by two to this power, and then given their sign and rounded.
  let scaleExponent: Int
  /// Whether nothing was rounded.
  let isLossless: Bool
  let work: DenseAssignmentWork
}

/// Copies answers out of working memory, to the arrays of an earlier one if its owner has given it
/// back.
final class DenseAnswerMemory {
  private var columns: [Int] = []
  private var rowDuals: [Int64] = []
  private var columnDuals: [Int64] = []

  /// Keeps the arrays of an answer for the next one.
  func keep(_ answer: consuming DenseAssignment) {
    columns = answer.columnOfRow
    rowDuals = answer.potentials.rows
    columnDuals = answer.potentials.columns
  }

  /// Returns an answer to `matrix` in arrays.
  ///
  /// - Parameter isTurned: whether the answer's rows are the columns of `matrix`.
  func assignment<Element>(
    _ answer: DenseAnswer, for matrix: DenseMatrix<Element>, isTurned: Bool
  ) -> DenseAssignment {
    let (rowCount, columnCount) = (matrix.rowCount, matrix.columnCount)
    let columnOfRow = Self.filled(&columns, count: rowCount) { columns in
      if isTurned {
        columns.initialize(repeating: -1, count: rowCount)
        for column in 0..<columnCount { columns[Int(answer.columnOfRow[column])] = column }
      } else {
        for row in 0..<rowCount { (columns + row).initialize(to: Int(answer.columnOfRow[row])) }
      }
    }
    let potentials = Potentials(
      rows: Self.filled(&rowDuals, count: rowCount) {
        $0.initialize(from: isTurned ? answer.columnDuals : answer.rowDuals, count: rowCount)
      },
      columns: Self.filled(&columnDuals, count: columnCount) {
        $0.initialize(from: isTurned ? answer.rowDuals : answer.columnDuals, count: columnCount)
      })
    return DenseAssignment(
      columnOfRow: columnOfRow, potentials: potentials, maximizes: matrix.sign < 0,
      scaleExponent: answer.scaleExponent, isLossless: answer.isLossless, work: answer.work)
  }

  /// Returns an array that `fill` has filled: the kept one if it has the right size and nobody else
  /// holds it, which `withUnsafeMutableBufferPointer` finds out; else a new one.
  private static func filled<Value: BitwiseCopyable>(
    _ kept: inout [Value], count: Int, _ fill: (UnsafeMutablePointer<Value>) -> Void
  ) -> [Value] {
    var values: [Value] = []
    swap(&values, &kept)
    guard values.count == count else {
      return Array(unsafeUninitializedCapacity: count) { memory, filledCount in
        if let start = memory.baseAddress { fill(start) }
        filledCount = count
      }
    }
    values.withUnsafeMutableBufferPointer { memory in
      if let start = memory.baseAddress { fill(start) }
    }
    return values
  }
}
