extension ResidualGraph {
  /// Whether distances from a source to all vertices are right.
  ///
  /// They are when no step from a vertex that has a distance reaches another more cheaply, and
  /// when every distance is that of another vertex plus a step from it, along parents that lead to
  /// the source. Shares no code with the search: each present pair is looked at once.
  /// - Complexity: O(rows x columns).
  func areRight(_ found: ResidualDistances, from source: Int) -> Bool {
    guard found.distance[source] == 0, leadToSource(found, source) else { return false }
    var check = DistanceCheck(found, source: source)
    for vertex in 0..<hub {
      let isRow = vertex < rowCount
      if let length = oneMore(vertex) {
        check.take(from: isRow ? hub : vertex, to: isRow ? vertex : hub, Int128(length))
      }
      if let length = oneLess(vertex) {
        check.take(from: isRow ? vertex : hub, to: isRow ? hub : vertex, Int128(length))
      }
    }
    var reachedFromRow = [[Int]](repeating: [], count: rowCount)
    for column in columns.indices {
      let parent = found.parent[rowCount + column]
      if parent >= 0 && parent < rowCount { reachedFromRow[parent].append(column) }
    }
    costs.withRows { read in
      for row in 0..<rowCount {
        let chosen = columnsOfRow[row]
        guard check.isRight, found.distance[row] < .max || !chosen.isEmpty else { continue }
        let costRow = read(row)
        func length(_ column: Int) -> Int128 {
          Int128(costRow[column]) - Int128(potentials.rows[row])
            - Int128(potentials.columns[column])
        }
        for column in chosen { check.take(from: rowCount + column, to: row, -length(column)) }
        for column in reachedFromRow[row]
        where costRow[column] == absentEdge || chosen.contains(column) {
          check.isRight = false
        }
        // Whatever is not found short here need not be taken: it is neither wrong nor a parent.
        for column in reachedFromRow[row] + shortSteps(from: row, costRow, found.distance)
        where costRow[column] != absentEdge && !chosen.contains(column) {
          check.take(from: row, to: rowCount + column, length(column))
        }
      }
    }
    return check.isRight && check.isComplete
  }

  /// The columns that a step from a row might reach before their distance.
  ///
  /// Wrapping sums may name too many columns, never too few: a present pair whose sum leaves 64
  /// bits is found because numbers that large are all taken.
  private func shortSteps(
    from row: Int, _ costRow: CostRow, _ distance: [Int64]
  ) -> [Int] {
    var short: [Int] = []
    guard distance[row] < .max else { return short }
    let rowPotential = potentials.rows[row]
    // The four numbers in a sum, each less than 2^61, stay within 2^63 together.
    let limit: UInt64 = 1 << 61
    guard isNarrow, distance[row].magnitude < limit else {
      costRow.forEachPresent { column, _ in short.append(column) }
      return short
    }
    let start = distance[row] &- rowPotential
    potentials.columns.withUnsafeBufferPointer { columnPotentials in
      distance.withUnsafeBufferPointer { distance in
        if costRow.columns != nil {
          costRow.forEachPresent { column, cost in
            let reached = start &+ cost &- columnPotentials[column]
            if reached < distance[rowCount + column] { short.append(column) }
          }
        } else {
          for column in 0..<min(costRow.costs.count, columnPotentials.count) {
            let reached = start &+ costRow.costs[column] &- columnPotentials[column]
            if reached < distance[rowCount + column] { short.append(column) }
          }
        }
      }
    }
    return short
  }

  /// Whether the parents of all vertices that have a distance lead to the source.
  private func leadToSource(_ found: ResidualDistances, _ source: Int) -> Bool {
    var isDone = [Bool](repeating: false, count: vertexCount)
    isDone[source] = found.parent[source] < 0
    for start in 0..<vertexCount where found.distance[start] < .max {
      var passed: [Int] = []
      var vertex = start
      while !isDone[vertex] {
        guard found.parent[vertex] >= 0, passed.count < vertexCount else { return false }
        passed.append(vertex)
        vertex = found.parent[vertex]
      }
      for vertex in passed { isDone[vertex] = true }
    }
    return true
  }
}

/// The steps of a residual graph held against distances, one after another.
private struct DistanceCheck {
  let found: ResidualDistances
  private var isExplained: [Bool]
  var isRight = true

  init(_ found: ResidualDistances, source: Int) {
    self.found = found
    isExplained = [Bool](repeating: false, count: found.distance.count)
    isExplained[source] = true
  }

  /// Whether every distance comes from a step out of the parent.
  var isComplete: Bool {
    found.distance.indices.allSatisfy { isExplained[$0] || found.distance[$0] == .max }
  }

  mutating func take(from: Int, to: Int, _ length: Int128) {
    guard found.distance[from] < .max else { return }
    let reached = Int128(found.distance[from]) + length
    if found.distance[to] == .max || reached < Int128(found.distance[to]) {
      isRight = false
    } else if found.parent[to] == from && reached == Int128(found.distance[to]) {
      isExplained[to] = true
    }
  }
}
