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

  /// Copies the costs of a matrix with more columns than rows, and adds the rows that it lacks.
  init<Element: DenseElement>(of rows: ScaledRows<Element>, in arena: DenseArena) {
    let columnCount = rows.columnCount
    let memory = arena.allocate(Double.self, columnCount * columnCount)
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
    let filler = least < .infinity ? least : 0
    (memory + rowCount * columnCount).initialize(
      repeating: filler, count: (columnCount - rowCount) * columnCount)
    matrix = DenseMatrix(
      base: memory, rowCount: columnCount, columnCount: columnCount, sign: 1, absentValue: nil)
  }

  /// Makes the prices of a search that has assigned every row of the square those of the rectangle.
  ///
  /// They may rise, and lists hold only while prices fall: the search is over.
  func makePricesRectangular(in search: borrowing DenseSearch<ScaledRows<Double>>) {
    let highest = search.prices[Int(search.columnOfRow[rowCount])]
    for column in 0..<matrix.columnCount {
      search.setPrice(column, search.prices[column] &- highest)
    }
  }
}
