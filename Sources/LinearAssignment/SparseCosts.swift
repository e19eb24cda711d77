/// A stored matrix of which only the present cells are kept, row after row.
public struct SparseCosts: CostSource, Hashable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of columns.
  public let columnCount: Int
  /// Where each row begins in `columns` and `costs`, and behind the last row their length.
  public let rowStarts: [Int]
  /// The column of each present cell.
  public let columns: [Int]
  /// The cost of each present cell.
  public let costs: [Int64]

  /// Takes a matrix in compressed rows.
  ///
  /// - Parameters:
  ///   - columnCount: the number of columns.
  ///   - rowStarts: one number for each row and one more: where it begins, in ascending order.
  ///   - columns: the column of each present cell; no column twice in one row, in any order.
  ///   - costs: the cost of each present cell.
  /// - Throws: `AssignmentError` with code `sizeMismatch` when the parts do not fit one another.
  /// - Complexity: O(rows + columns + present cells).
  public init(
    columnCount: Int, rowStarts: [Int], columns: [Int], costs: [Int64]
  ) throws(AssignmentError) {
    let isAscending = zip(rowStarts, rowStarts.dropFirst()).allSatisfy { $0 <= $1 }
    guard columnCount >= 0, rowStarts.first == 0, rowStarts.last == columns.count, isAscending,
      columns.count == costs.count
    else {
      throw AssignmentError(
        code: .sizeMismatch,
        message: "The row starts, \(columns.count) columns and \(costs.count) costs of a sparse "
          + "matrix do not fit one another.",
        advice: "the row starts lack the first 0 or the end.")
    }
    var lastRow = [Int](repeating: -1, count: columnCount)
    for row in 0..<(rowStarts.count - 1) {
      for place in rowStarts[row]..<rowStarts[row + 1] {
        let column = columns[place]
        guard column >= 0, column < columnCount, lastRow[column] != row else {
          throw AssignmentError(
            code: .sizeMismatch,
            message: "Row \(row) names column \(column) of \(columnCount) twice or wrongly.",
            advice: "the indices begin at 1; here they begin at 0.")
        }
        lastRow[column] = row
      }
    }
    rowCount = rowStarts.count - 1
    self.columnCount = columnCount
    self.rowStarts = rowStarts
    self.columns = columns
    self.costs = costs
  }

  /// Spreads one row of the matrix over `costs`.
  public func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
    costs.update(repeating: absentEdge)
    for place in rowStarts[row]..<rowStarts[row + 1] {
      costs[columns[place]] = self.costs[place]
    }
  }
}
