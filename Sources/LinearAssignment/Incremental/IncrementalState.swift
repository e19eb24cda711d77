/// A dense assignment problem whose rows and columns come and go, with an assignment and its duals.
///
/// Rows and columns that are not there keep their place in the arrays.
struct IncrementalState: Sendable {
  /// The costs less `costBase`, row after row; what lies in places that are not there is of no
  /// value.
  var cells: [Int64]
  /// What is subtracted from every cost, so that all numbers are small.
  let costBase: Int64
  var isRow: [Bool]
  var isColumn: [Bool]
  /// How many rows there are.
  var rowCount: Int
  /// How many columns there are.
  var columnCount: Int
  /// How far apart two rows lie in `cells`.
  var stride: Int
  var duals: IncrementalDuals
  /// The cheapest columns of each row, and the cheapest rows of each column.
  var rowCandidates: LineCandidates
  var columnCandidates: LineCandidates

  /// Whether every row needs a column.
  var rowsNeed: Bool { rowCount <= columnCount }
  /// Whether every column needs a row.
  var columnsNeed: Bool { columnCount <= rowCount }

  /// The numbers of the rows that are there.
  var rows: [Int] { isRow.indices.filter { isRow[$0] } }
  /// The numbers of the columns that are there.
  var columns: [Int] { isColumn.indices.filter { isColumn[$0] } }

  /// The cost of a pair less `costBase`, or `absentEdge`.
  @inline(__always)
  func cell(_ row: Int, _ column: Int) -> Int64 { cells[row * stride + column] }

  /// Calls `body` with the cells of a row, also of columns that are not there.
  func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<Int64>) -> Result) -> Result {
    cells.withUnsafeBufferPointer { cells in
      body(UnsafeBufferPointer(rebasing: cells[(row * stride)..<(row * stride + isColumn.count)]))
    }
  }

  /// The least of cost less column price in a row; `nil` when no column is present.
  func leastSlack(ofRow row: Int) -> Int64? {
    withRow(row) { costs in
      var least: Int64?
      for column in costs.indices where isColumn[column] && costs[column] != absentEdge {
        least = min(least ?? .max, costs[column] - duals.column[column])
      }
      return least
    }
  }

  /// The least of cost less row price in a column; `nil` when no row is present.
  func leastSlack(ofColumn column: Int) -> Int64? {
    var least: Int64?
    for row in isRow.indices where isRow[row] && cell(row, column) != absentEdge {
      least = min(least ?? .max, cell(row, column) - duals.row[row])
    }
    return least
  }

  /// The sum of all duals, which is the sum of the cells of the assigned pairs.
  var dualSum: Int128 {
    var sum: Int128 = 0
    for row in isRow.indices where isRow[row] { sum += Int128(duals.row[row]) }
    for column in isColumn.indices where isColumn[column] { sum += Int128(duals.column[column]) }
    return sum
  }

  /// The problem as it stands, with all rows and columns; those not there may not be used.
  func problem() throws(AssignmentError) -> CapacitatedAssignmentProblem<DenseCosts> {
    var flat: [Int64] = []
    flat.reserveCapacity(isRow.count * isColumn.count)
    for row in isRow.indices {
      for column in isColumn.indices {
        let cost = isRow[row] && isColumn[column] ? cell(row, column) : absentEdge
        flat.append(cost == absentEdge ? absentEdge : cost + costBase)
      }
    }
    func bounds(_ isThere: [Bool], _ need: Bool) -> [DegreeBounds] {
      isThere.map { DegreeBounds(minimum: $0 && need ? 1 : 0, maximum: $0 ? 1 : 0) }
    }
    return CapacitatedAssignmentProblem(
      costs: try DenseCosts(rowCount: isRow.count, columnCount: isColumn.count, cells: flat),
      rows: bounds(isRow, rowsNeed), columns: bounds(isColumn, columnsNeed))
  }
}

/// An assignment and the dual values that prove it.
///
/// Every present pair has cost - row - column >= 0, and every assigned pair 0. When there are more
/// columns than rows, no column's dual is positive and that of a free column is 0; when there are
/// more rows, likewise for rows.
struct IncrementalDuals: Sendable, Hashable {
  var row: [Int64]
  var column: [Int64]
  /// The column of each row, and the row of each column; -1 for none.
  var columnOfRow: [Int]
  var rowOfColumn: [Int]

  /// Whether all duals are so small that sums of a few of them stay within 64 bits.
  var areSmall: Bool {
    let limit: UInt64 = 1 << 60
    return row.allSatisfy { $0.magnitude <= limit } && column.allSatisfy { $0.magnitude <= limit }
  }

  /// Adds an amount to all columns and takes it off all rows, which leaves all pairs as they are.
  mutating func shift(columnsBy amount: Int64) {
    guard amount != 0 else { return }
    for row in row.indices { self.row[row] -= amount }
    for column in column.indices { self.column[column] += amount }
  }
}
