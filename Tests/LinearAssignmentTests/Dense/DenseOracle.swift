/// A textbook Hungarian algorithm to compare with: O(rows^2 x columns), nothing shared with the
/// solver.
///
/// `nil` entries are absent edges. Returns the least total over assignments of all rows (of all
/// columns when there are more rows), or `nil` when there is none.
func textbookHungarianTotal(_ costs: [[Int64?]]) -> Int128? {
  guard let first = costs.first, !first.isEmpty else { return 0 }
  var table = costs
  if costs.count > first.count {
    table = first.indices.map { column in costs.map { $0[column] } }
  }
  let rowCount = table.count
  let columnCount = table[0].count
  var rowDual = [Int128](repeating: 0, count: rowCount + 1)
  var columnDual = [Int128](repeating: 0, count: columnCount + 1)
  var rowOf = [Int](repeating: 0, count: columnCount + 1)
  for row in 1...rowCount {
    var slack = [Int128?](repeating: nil, count: columnCount + 1)
    var isUsed = [Bool](repeating: false, count: columnCount + 1)
    var previous = [Int](repeating: 0, count: columnCount + 1)
    var column = 0
    rowOf[0] = row
    while rowOf[column] != 0 {
      isUsed[column] = true
      let current = rowOf[column]
      var delta: Int128?
      var next = 0
      for candidate in 1...columnCount where !isUsed[candidate] {
        if let cost = table[current - 1][candidate - 1] {
          let reduced = Int128(cost) - rowDual[current] - columnDual[candidate]
          if slack[candidate].map({ reduced < $0 }) ?? true {
            slack[candidate] = reduced
            previous[candidate] = column
          }
        }
        if let value = slack[candidate], delta.map({ value < $0 }) ?? true {
          delta = value
          next = candidate
        }
      }
      guard let step = delta else { return nil }
      for candidate in 0...columnCount {
        if isUsed[candidate] {
          rowDual[rowOf[candidate]] += step
          columnDual[candidate] -= step
        } else if let value = slack[candidate] {
          slack[candidate] = value - step
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
  var total: Int128 = 0
  for column in 1...columnCount where rowOf[column] != 0 {
    guard let cost = table[rowOf[column] - 1][column - 1] else { return nil }
    total += Int128(cost)
  }
  return total
}

/// The least total by trying every assignment, for tables of a few rows.
func bruteForceTotal(_ costs: [[Int64?]]) -> Int128? {
  guard let first = costs.first, !first.isEmpty else { return 0 }
  if costs.count > first.count {
    return bruteForceTotal(first.indices.map { column in costs.map { $0[column] } })
  }
  var isTaken = [Bool](repeating: false, count: first.count)
  func best(from row: Int) -> Int128? {
    guard row < costs.count else { return 0 }
    var least: Int128?
    for (column, cost) in costs[row].enumerated() where !isTaken[column] {
      guard let cost else { continue }
      isTaken[column] = true
      if let rest = best(from: row + 1) {
        let total = Int128(cost) + rest
        if least.map({ total < $0 }) ?? true { least = total }
      }
      isTaken[column] = false
    }
    return least
  }
  return best(from: 0)
}
