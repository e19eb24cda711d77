/// A rectangle of costs made square by rows that cost the same everywhere.
///
/// Where rows prefer the same columns, prices from samples save most of the searches. A rectangle
/// cannot start from them, because columns without a row must end with the price 0. In the square every
/// column gets a row; those of the added rows all have the same price, the highest, and with that taken
/// off all of them the prices are those of the rectangle.
struct DenseSquare {
  /// The costs, as integers.
  let matrix: DenseMatrix<Double>
  private let rowCount: Int
  private let filler: Double

  /// Copies the costs of a matrix with more columns than rows and adds the rows that it lacks.
  init<Element: DenseElement>(of rows: ScaledRows<Element>, in arena: DenseArena) {
    let columnCount = rows.columnCount
    rowCount = rows.rowCount
    let entries = arena.allocate(Double.self, columnCount * columnCount)
    var least = Double.infinity
    for row in 0..<rowCount {
      let target = entries + row * columnCount
      for column in 0..<columnCount {
        let cost = rows.cost(row: row, column: column)
        target[column] = cost
        least = cost < least ? cost : least
      }
    }
    // A cost that is there already leaves the range as it is.
    filler = least < .infinity ? least : 0
    (entries + rowCount * columnCount).initialize(
      repeating: filler, count: (columnCount - rowCount) * columnCount)
    matrix = DenseMatrix(
      base: entries, rowCount: columnCount, columnCount: columnCount, sign: 1, absentValue: nil)
  }

  /// Returns the answer for the rectangle; `nil` where that for the square was rounded.
  func rectangular(
    _ answer: DenseAssignment
  ) -> (columnOfRow: [Int32], rowDuals: [Int64], columnDuals: [Int64])? {
    guard answer.scaleExponent == 0, answer.isLossless else { return nil }
    let duals = answer.potentials
    let highest = Int64(filler) - duals.rows[rowCount]
    return (
      answer.columnOfRow[..<rowCount].map { Int32(truncatingIfNeeded: $0) },
      duals.rows[..<rowCount].map { $0 + highest },
      duals.columns.map { $0 - highest }
    )
  }
}
