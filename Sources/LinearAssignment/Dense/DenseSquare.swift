/// A rectangle of costs made square by rows that cost the same everywhere.
///
/// Where rows prefer the same columns, prices from samples save most of the searches. A rectangle
/// cannot start from them, because columns without a row must end with the price 0. In the square
/// every column gets a row. Those of the added rows all end with the same price, the highest; taken
/// off all prices, and added to the dual values of the rows, it makes them those of the rectangle.
struct DenseSquare {
  /// The costs, as integers.
  let matrix: DenseMatrix<Double>
  private let rowCount: Int
  /// What the added rows cost.
  private let filler: Double

  /// Copies the costs of a matrix with more columns than rows to `memory`, which must have room for
  /// columns x columns, and adds the rows that it lacks.
  init<Element: DenseElement>(
    of rows: ScaledRows<Element>, in memory: UnsafeMutablePointer<Double>
  ) {
    let columnCount = rows.columnCount
    rowCount = rows.rowCount
    var least = Double.infinity
    for row in 0..<rowCount {
      let target = memory + row * columnCount
      for column in 0..<columnCount {
        let cost = rows.cost(row: row, column: column)
        (target + column).initialize(to: cost)
        least = cost < least ? cost : least
      }
    }
    // A cost that is there already leaves the range as it is.
    filler = least < .infinity ? least : 0
    (memory + rowCount * columnCount).initialize(
      repeating: filler, count: (columnCount - rowCount) * columnCount)
    matrix = DenseMatrix(
      base: memory, rowCount: columnCount, columnCount: columnCount, sign: 1, absentValue: nil)
  }

  /// Returns the dual values of the rectangle for a search that has assigned every row of the square.
  func rectangularDuals(
    of search: borrowing DenseSearch<ScaledRows<Double>>
  ) -> (rows: [Int64], columns: [Int64]) {
    let (prices, columnOfRow, chosenCost) = (search.prices, search.columnOfRow, search.chosenCost)
    let highest = prices[Int(columnOfRow[rowCount])]
    return (
      (0..<rowCount).map { chosenCost[$0] &- prices[Int(columnOfRow[$0])] &+ highest },
      (0..<matrix.columnCount).map { prices[$0] &- highest }
    )
  }
}
