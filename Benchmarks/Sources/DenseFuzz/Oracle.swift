/// A matrix of integers, where `nil` is a pair that is not allowed.
struct IntegerMatrix {
  let rowCount: Int
  let columnCount: Int
  var cells: [Int64?]

  subscript(row: Int, column: Int) -> Int64? { cells[row * columnCount + column] }

  var transposed: IntegerMatrix {
    var cells: [Int64?] = []
    cells.reserveCapacity(self.cells.count)
    for column in 0..<columnCount { for row in 0..<rowCount { cells.append(self[row, column]) } }
    return IntegerMatrix(rowCount: columnCount, columnCount: rowCount, cells: cells)
  }

  var negated: IntegerMatrix {
    IntegerMatrix(rowCount: rowCount, columnCount: columnCount, cells: cells.map { $0.map { -$0 } })
  }

  /// The least total over assignments of the smaller side, or `nil` when there is none.
  ///
  /// By the plain Hungarian algorithm (Kuhn 1955, in the form with potentials), which shares nothing
  /// with the library.
  var hungarianTotal: Int64? {
    if rowCount > columnCount { return transposed.hungarianTotal }
    var rowDual = [Int64](repeating: 0, count: rowCount + 1)
    var columnDual = [Int64](repeating: 0, count: columnCount + 1)
    var rowOf = [Int](repeating: 0, count: columnCount + 1)
    var previous = [Int](repeating: 0, count: columnCount + 1)
    for row in 0..<rowCount {
      var slack = [Int64](repeating: .max, count: columnCount + 1)
      var isUsed = [Bool](repeating: false, count: columnCount + 1)
      var column = 0
      rowOf[0] = row + 1
      while rowOf[column] != 0 {
        isUsed[column] = true
        let current = rowOf[column]
        var (step, next) = (Int64.max, 0)
        for candidate in 1...columnCount where !isUsed[candidate] {
          if let cost = cells[(current - 1) * columnCount + candidate - 1] {
            let reduced = cost - rowDual[current] - columnDual[candidate]
            if reduced < slack[candidate] {
              slack[candidate] = reduced
              previous[candidate] = column
            }
          }
          if slack[candidate] < step { (step, next) = (slack[candidate], candidate) }
        }
        guard step < .max else { return nil }
        for candidate in 0...columnCount {
          if isUsed[candidate] {
            rowDual[rowOf[candidate]] += step
            columnDual[candidate] -= step
          } else if slack[candidate] < .max {
            slack[candidate] -= step
          }
        }
        column = next
      }
      while column != 0 {
        let before = previous[column]
        rowOf[column] = rowOf[before]
        column = before
      }
    }
    var total: Int64 = 0
    for column in 1...columnCount where rowOf[column] != 0 {
      guard let cost = self[rowOf[column] - 1, column - 1] else { return nil }
      total += cost
    }
    return total
  }

  /// The least total by trying every assignment.
  var bruteForceTotal: Int64? {
    if rowCount > columnCount { return transposed.bruteForceTotal }
    var isTaken = [Bool](repeating: false, count: columnCount)
    func best(from row: Int) -> Int64? {
      guard row < rowCount else { return 0 }
      var least: Int64?
      for column in 0..<columnCount where !isTaken[column] {
        guard let cost = self[row, column] else { continue }
        isTaken[column] = true
        if let rest = best(from: row + 1), least.map({ rest + cost < $0 }) ?? true {
          least = rest + cost
        }
        isTaken[column] = false
      }
      return least
    }
    return best(from: 0)
  }
}
