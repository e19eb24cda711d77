/// Finds rows that cannot all have a column of their own.
///
/// Paths that alternate between pairs not chosen and chosen ones are searched from all rows without
/// a column in passes, and no column is visited twice in a pass. A pass that finds nothing has
/// visited all that can be reached: then the rows reached from one of them violate Hall's condition
/// (Hall 1935, "On representatives of subsets", Journal of the London Mathematical Society 10,
/// pp. 26-30).
struct HallViolator {
  private let arcs: ForwardStar.Arcs
  private var columnOfRow: [Int32]
  private var rowOfColumn: [Int32]

  /// Starts from a choice: the column of each row, or -1.
  init(arcs: ForwardStar.Arcs, columnCount: Int, columnOfRow: [Int32]) {
    self.arcs = arcs
    self.columnOfRow = columnOfRow
    rowOfColumn = [Int32](repeating: -1, count: columnCount)
    for (row, column) in columnOfRow.enumerated() where column >= 0 {
      rowOfColumn[Int(column)] = Int32(truncatingIfNeeded: row)
    }
  }

  /// Returns rows whose pairs lead to fewer columns than they are, in ascending order, or `nil`
  /// when all rows that are wanted can have columns at the same time.
  ///
  /// - Complexity: O(n x e), and few passes in practice.
  mutating func find(
    wanted: [Int], poll: (_ completed: Int) throws(SolverStop) -> Void
  ) throws(SolverStop) -> [Int]? {
    var visited = [Int](repeating: 0, count: rowOfColumn.count)
    var next = [Int](repeating: 0, count: columnOfRow.count)
    var free = wanted.filter { columnOfRow[$0] < 0 }
    var pass = 0
    // Every pass but the last gives at least one row a column.
    while !free.isEmpty {
      pass += 1
      for (index, source) in free.enumerated() {
        if index & 0xFFFF == 0 { try poll(wanted.count - free.count) }
        findPath(from: source, pass, &visited, &next)
      }
      let left = free.filter { columnOfRow[$0] < 0 }
      if left.count == free.count { return rowsReached(from: left[0]) }
      free = left
    }
    return nil
  }

  private mutating func findPath(
    from source: Int, _ pass: Int, _ visited: inout [Int], _ next: inout [Int]
  ) {
    var path = [source]
    next[source] = arcs.start[source]
    while let row = path.last {
      if next[row] == arcs.start[row + 1] {
        path.removeLast()
        continue
      }
      let column = Int(arcs.columns[next[row]])
      next[row] += 1
      if visited[column] == pass { continue }
      visited[column] = pass
      let owner = Int(rowOfColumn[column])
      if owner >= 0 {
        path.append(owner)
        next[owner] = arcs.start[owner]
        continue
      }
      for taker in path {
        let taken = arcs.columns[next[taker] - 1]
        columnOfRow[taker] = taken
        rowOfColumn[Int(taken)] = Int32(truncatingIfNeeded: taker)
      }
      return
    }
  }

  private func rowsReached(from source: Int) -> [Int] {
    var isReached = [Bool](repeating: false, count: columnOfRow.count)
    var open = [source]
    isReached[source] = true
    while let row = open.popLast() {
      for place in arcs.places(of: row) {
        // None of these columns is free: else there would have been a path.
        let owner = Int(rowOfColumn[Int(arcs.columns[place])])
        if owner >= 0, !isReached[owner] {
          isReached[owner] = true
          open.append(owner)
        }
      }
    }
    return columnOfRow.indices.filter { isReached[$0] }
  }
}
