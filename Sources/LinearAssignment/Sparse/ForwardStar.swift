/// The present pairs of a problem, row after row.
struct ForwardStar {
  /// The number of rows.
  let rowCount: Int
  /// The number of columns.
  let columnCount: Int
  /// Where the pairs of each row begin, and at the end their number.
  let start: [Int]
  /// The column of each pair.
  let columns: [Int32]
  /// The cost of each pair.
  let costs: [Int64]

  /// The pairs of a matrix.
  init(_ costs: SparseCosts) {
    self.init(
      rowCount: costs.rowCount, columnCount: costs.columnCount, start: costs.rowStart,
      columns: costs.columns, costs: costs.costs)
  }

  init(rowCount: Int, columnCount: Int, start: [Int], columns: [Int32], costs: [Int64]) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.start = start
    self.columns = columns
    self.costs = costs
  }

  /// The same pairs with rows and columns exchanged.
  ///
  /// - Complexity: O(rows + columns + pairs).
  func transposed() -> ForwardStar {
    var fill = [Int](repeating: 0, count: columnCount + 1)
    for column in columns { fill[Int(column) + 1] += 1 }
    for column in 0..<columnCount { fill[column + 1] += fill[column] }
    let exchangedStart = fill
    var rows = [Int32](repeating: 0, count: columns.count)
    var exchangedCosts = [Int64](repeating: 0, count: columns.count)
    for row in 0..<rowCount {
      for place in start[row]..<start[row + 1] {
        let column = Int(columns[place])
        rows[fill[column]] = Int32(truncatingIfNeeded: row)
        exchangedCosts[fill[column]] = costs[place]
        fill[column] += 1
      }
    }
    return ForwardStar(
      rowCount: columnCount, columnCount: rowCount, start: exchangedStart, columns: rows,
      costs: exchangedCosts)
  }

  /// The least that a row could pay for any of its pairs at some prices.
  func leastPaid(_ row: Int, _ prices: [Int64], _ factor: Int64) -> Int64 {
    (start[row]..<start[row + 1]).reduce(.max) {
      min($0, costs[$1] * factor + prices[Int(columns[$1])])
    }
  }

  /// Lends the pairs as plain memory.
  func withArcs<Result>(_ body: (Arcs) throws(SolverStop) -> Result) throws(SolverStop) -> Result {
    try start.withUnsafeBufferPointer { start throws(SolverStop) in
      try columns.withUnsafeBufferPointer { columns throws(SolverStop) in
        try costs.withUnsafeBufferPointer { costs throws(SolverStop) in
          try body(Arcs(start: start, columns: columns, costs: costs))
        }
      }
    }
  }

  /// The pairs as plain memory; release builds do not check its bounds.
  ///
  /// Every index into `columns` and `costs` lies between two neighbouring elements of `start`, and
  /// every element of `columns` is below the number of columns: whoever builds a star sees to it.
  struct Arcs {
    let start: UnsafeBufferPointer<Int>
    let columns: UnsafeBufferPointer<Int32>
    let costs: UnsafeBufferPointer<Int64>

    /// The places of a row's pairs.
    @inline(__always)
    func places(of row: Int) -> Range<Int> {
      Range(uncheckedBounds: (start[row], start[row &+ 1]))
    }
  }
}
