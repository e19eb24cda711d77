/// A stored matrix of costs, in which a cell may be absent.
public struct DenseCosts: CostSource, Hashable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// The cells, row after row; ``absentEdge`` where a row and a column cannot pair.
  public let cells: [Int64]

  /// Takes a matrix given row by row, with `nil` where a row and a column cannot pair.
  ///
  /// A matrix without rows has no columns either.
  /// - Throws: `AssignmentError` when the rows are of unequal length, or a cost is 2^63 - 1, which
  ///   stands for an absent edge.
  public init(rows: [[Int64?]]) throws(AssignmentError) {
    let columnCount = rows.first?.count ?? 0
    var cells: [Int64] = []
    cells.reserveCapacity(rows.count * columnCount)
    for (row, costs) in rows.enumerated() {
      guard costs.count == columnCount else {
        throw AssignmentError(
          code: .sizeMismatch,
          message: "Row \(row) has \(costs.count) costs, but row 0 has \(columnCount).",
          advice: "write nil for a pair that is not allowed, so that all rows are of one length.")
      }
      for (column, cost) in costs.enumerated() {
        guard cost != absentEdge else {
          throw AssignmentError(
            code: .costRangeTooLarge,
            message: "The cost of row \(row), column \(column) is 2^63 - 1, which marks absence.",
            advice: "write nil for a pair that is not allowed.")
        }
        cells.append(cost ?? absentEdge)
      }
    }
    self.rowCount = rows.count
    self.columnCount = columnCount
    self.cells = cells
  }

  /// Takes a matrix given as one array, row after row, with ``absentEdge`` for absent cells.
  ///
  /// - Throws: `AssignmentError` when `cells` does not hold `rowCount` x `columnCount` elements.
  public init(rowCount: Int, columnCount: Int, cells: [Int64]) throws(AssignmentError) {
    let (product, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
    guard rowCount >= 0, columnCount >= 0, !overflow, product == cells.count else {
      throw AssignmentError(
        code: .sizeMismatch,
        message: "A matrix of \(rowCount) x \(columnCount) was given \(cells.count) cells.",
        advice: "the row count and the column count are swapped, or a row is missing.")
    }
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.cells = cells
  }

  /// The cost of a cell, or `nil` when it is absent.
  public subscript(row: Int, column: Int) -> Int64? {
    precondition(column >= 0 && column < columnCount, "column \(column) of \(columnCount)")
    let cost = cells[row * columnCount + column]
    return cost == absentEdge ? nil : cost
  }

  /// The same costs with rows and columns exchanged.
  ///
  /// - Complexity: O(rows x columns).
  public func transposed() -> DenseCosts {
    var exchanged = [Int64](repeating: 0, count: cells.count)
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        exchanged[column * rowCount + row] = cells[row * columnCount + column]
      }
    }
    return DenseCosts(checkedRowCount: columnCount, columnCount: rowCount, cells: exchanged)
  }

  /// The same matrix with every present cell changed by `change`.
  func mappingPresentCells(_ change: (Int64) -> Int64) -> DenseCosts {
    DenseCosts(
      checkedRowCount: rowCount, columnCount: columnCount,
      cells: cells.map { $0 == absentEdge ? $0 : change($0) })
  }

  private init(checkedRowCount: Int, columnCount: Int, cells: [Int64]) {
    self.rowCount = checkedRowCount
    self.columnCount = columnCount
    self.cells = cells
  }

  /// Copies one row of the matrix into `costs`.
  public func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
    cells.withUnsafeBufferPointer { stored in
      _ = costs.update(fromContentsOf: stored[(row * columnCount)..<((row + 1) * columnCount)])
    }
  }
}
