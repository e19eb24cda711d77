extension ResidualGraph {
  /// Whether distances from a source to all vertices are right.
  ///
  /// They are when no step from a vertex that has a distance reaches another more cheaply, and
  /// when every distance is that of another vertex plus a step from it, along parents that lead to
  /// the source. Shares no code with the search: each present pair is looked at once.
  /// - Complexity: O(rows x columns).
  func areRight(_ found: ResidualDistances, from source: Int) -> Bool {
    let (distance, parent) = (found.distance, found.parent)
    guard distance[source] == 0, parent[source] < 0, leadsToSource(parent, source, distance) else {
      return false
    }
    /// Vertices whose distance is explained by the step from their parent.
    var explained = 1
    func isKept(_ from: Int, _ to: Int, _ length: Int128) -> Bool {
      guard distance[from] < .max else { return true }
      guard distance[to] < .max else { return false }
      let reached = Int128(distance[from]) + length
      if parent[to] == from && reached == distance[to] { explained += 1 }
      return reached >= distance[to]
    }
    var isRight = true
    for vertex in 0..<hub {
      if let length = oneMore(vertex) {
        let (from, to) = vertex < rowCount ? (hub, vertex) : (vertex, hub)
        isRight = isRight && isKept(from, to, Int128(length))
      }
      if let length = oneLess(vertex) {
        let (from, to) = vertex < rowCount ? (vertex, hub) : (hub, vertex)
        isRight = isRight && isKept(from, to, Int128(length))
      }
    }
    costs.withRows { read in
      for row in 0..<rowCount {
        let chosen = columnsOfRow[row]
        if distance[row] == .max && chosen.isEmpty { continue }
        var nextChosen = 0
        read(row).forEachPresent { column, cost in
          let length =
            Int128(cost) - Int128(potentials.rows[row]) - Int128(potentials.columns[column])
          if nextChosen < chosen.count && chosen[nextChosen] == column {
            nextChosen += 1
            isRight = isRight && isKept(rowCount + column, row, -length)
          } else {
            isRight = isRight && isKept(row, rowCount + column, length)
          }
        }
      }
    }
    return isRight && explained == distance.count(where: { $0 < .max })
  }

  /// Whether the parents of all vertices that have a distance lead to the source.
  private func leadsToSource(_ parent: [Int], _ source: Int, _ distance: [Int64]) -> Bool {
    var isDone = [Bool](repeating: false, count: vertexCount)
    isDone[source] = true
    for start in 0..<vertexCount where distance[start] < .max {
      var passed: [Int] = []
      var vertex = start
      while !isDone[vertex] {
        guard parent[vertex] >= 0, passed.count < vertexCount else { return false }
        passed.append(vertex)
        vertex = parent[vertex]
      }
      for vertex in passed { isDone[vertex] = true }
    }
    return true
  }
}
