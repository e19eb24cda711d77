/// One row of a cost source as it was read: all cells, or only those that are present.
struct CostRow {
  /// The columns of `costs` in ascending order; `nil` when these are all columns.
  let columns: UnsafeBufferPointer<Int32>?
  let costs: UnsafeBufferPointer<Int64>

  /// The cost of a column, or `absentEdge`.
  subscript(column: Int) -> Int64 {
    guard let columns else { return costs[column] }
    var low = 0
    var high = columns.count
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < column { low = middle + 1 } else { high = middle }
    }
    return low < columns.count && columns[low] == column ? costs[low] : absentEdge
  }

  /// Calls `body` with every column that is present, and its cost.
  @inline(__always)
  func forEachPresent(_ body: (_ column: Int, _ cost: Int64) -> Void) {
    if let columns {
      for place in 0..<columns.count { body(Int(columns[place]), costs[place]) }
    } else {
      for column in 0..<costs.count where costs[column] != absentEdge {
        body(column, costs[column])
      }
    }
  }
}

extension CostSource {
  /// Calls `body` with a function that reads a row; what it returns is valid until the next call.
  func withRows<Failure: Error>(
    _ body: (_ read: (Int) -> CostRow) throws(Failure) -> Void
  ) throws(Failure) {
    if let sparse = self as? SparseCosts {
      try sparse.columns.withUnsafeBufferPointer { columns throws(Failure) in
        try sparse.costs.withUnsafeBufferPointer { costs throws(Failure) in
          try body { row in
            let places = sparse.rowStart[row]..<sparse.rowStart[row + 1]
            return CostRow(
              columns: UnsafeBufferPointer(rebasing: columns[places]),
              costs: UnsafeBufferPointer(rebasing: costs[places]))
          }
        }
      }
    } else if let dense = self as? DenseCosts {
      try dense.cells.withUnsafeBufferPointer { cells throws(Failure) in
        try body { row in
          let places = (row * dense.columnCount)..<((row + 1) * dense.columnCount)
          return CostRow(columns: nil, costs: UnsafeBufferPointer(rebasing: cells[places]))
        }
      }
    } else {
      try withUnsafeTemporaryAllocation(of: Int64.self, capacity: columnCount) {
        buffer throws(Failure) in
        try body { row in
          readCosts(ofRow: row, into: buffer)
          return CostRow(columns: nil, costs: UnsafeBufferPointer(buffer))
        }
      }
    }
  }
}
