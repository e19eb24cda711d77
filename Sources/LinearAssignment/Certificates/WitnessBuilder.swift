/// Turns a node whose minimum cannot be kept into a witness, reading the costs of all pairs.
struct WitnessBuilder {
  let costs: any CostSource
  let rows: [DegreeBounds]
  let columns: [DegreeBounds]

  /// The witness made of the nodes that alternating paths from a deficient node reach.
  ///
  /// `deficient` counts rows first, then columns. No path from it may end: then all members have
  /// at most their minimum, it has less, and what they reach on the other side is used up.
  /// - Complexity: O(rows x columns) for a row. For a column all rows are read once for each step
  ///   in which the reach grows.
  func witness(deficient: Int, choice: [AssignedPair]) -> DegreeWitness {
    if deficient < rows.count {
      return witness(side: .rows, members: rowsReached(from: deficient, choice))
    }
    return witness(
      side: .columns, members: columnsReached(from: deficient - rows.count, choice))
  }

  private func rowsReached(from source: Int, _ choice: [AssignedPair]) -> [Int] {
    var columnsOfRow = [[Int]](repeating: [], count: rows.count)
    var rowsOfColumn = [[Int]](repeating: [], count: columns.count)
    for pair in choice {
      columnsOfRow[pair.row].append(pair.column)
      rowsOfColumn[pair.column].append(pair.row)
    }
    var isReached = [Bool](repeating: false, count: rows.count)
    var columnIsReached = [Bool](repeating: false, count: columns.count)
    var isChosen = [Bool](repeating: false, count: columns.count)
    var open = [source]
    isReached[source] = true
    costs.withRows { read in
      while let row = open.popLast() {
        for column in columnsOfRow[row] { isChosen[column] = true }
        read(row).forEachPresent { column, _ in
          if isChosen[column] || columnIsReached[column] { return }
          columnIsReached[column] = true
          for next in rowsOfColumn[column] where !isReached[next] {
            isReached[next] = true
            open.append(next)
          }
        }
        for column in columnsOfRow[row] { isChosen[column] = false }
      }
    }
    return rows.indices.filter { isReached[$0] }
  }

  private func columnsReached(from source: Int, _ choice: [AssignedPair]) -> [Int] {
    var columnsOfRow = [[Int]](repeating: [], count: rows.count)
    for pair in choice { columnsOfRow[pair.row].append(pair.column) }
    var isReached = [Bool](repeating: false, count: columns.count)
    var rowIsReached = [Bool](repeating: false, count: rows.count)
    isReached[source] = true
    costs.withRows { read in
      var hasGrown = true
      // Every turn but the last reaches another row.
      while hasGrown {
        hasGrown = false
        for row in 0..<rows.count where !rowIsReached[row] {
          let chosen = columnsOfRow[row]
          var leads = false
          read(row).forEachPresent { column, _ in
            if isReached[column] && !chosen.contains(column) { leads = true }
          }
          if !leads { continue }
          rowIsReached[row] = true
          hasGrown = true
          for column in chosen { isReached[column] = true }
        }
      }
    }
    return columns.indices.filter { isReached[$0] }
  }

  /// The witness with given members, its numbers counted from the costs.
  func witness(side: BipartiteSide, members: [Int]) -> DegreeWitness {
    let (own, other) = side == .rows ? (rows, columns) : (columns, rows)
    var isMember = [Bool](repeating: false, count: own.count)
    for member in members { isMember[member] = true }
    var edgeCounts = [Int](repeating: 0, count: other.count)
    costs.withRows { read in
      for row in 0..<rows.count where side == .columns || isMember[row] {
        read(row).forEachPresent { column, _ in
          if side == .rows {
            edgeCounts[column] += 1
          } else if isMember[column] {
            edgeCounts[row] += 1
          }
        }
      }
    }
    let neighbours = other.indices.filter { edgeCounts[$0] > 0 }.map {
      DegreeWitness.Neighbour(
        index: $0, edgeCount: edgeCounts[$0], maximum: other[$0].maximum)
    }
    return DegreeWitness(
      side: side, members: members, neighbours: neighbours,
      required: members.reduce(0) { $0 + own[$1].minimum },
      available: neighbours.reduce(0) { $0 + $1.available })
  }
}
