/// The Hungarian algorithm for one dense matrix, in its textbook form.
///
/// Rows are assigned one after another. For each, a shortest path is grown from the row over
/// unassigned pairs to columns and back over assigned pairs to rows (Dijkstra's algorithm on
/// reduced costs, cost - row potential - column potential), until it meets a free column; then
/// the pairs along the path change sides.
///
/// Between two rows it holds that every present pair has a reduced cost of at least 0, every
/// assigned pair one of exactly 0, and a column that has never been assigned the potential 0,
/// while no column's potential is positive. With all rows assigned that is a proof of optimality.
///
/// Jonker & Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse linear
/// assignment problems", Computing 38, pp. 325-340; Crouse 2016, "On implementing 2D rectangular
/// assignment algorithms", IEEE Transactions on Aerospace and Electronic Systems 52, pp. 1679-1696.
struct ShortestAugmentingPath {
  let costs: DenseCosts
  private(set) var rowPotentials: [Int64]
  private(set) var columnPotentials: [Int64]
  /// The column assigned to each row, and the row assigned to each column; -1 for none.
  private(set) var columnOfRow: [Int]
  private(set) var rowOfColumn: [Int]

  /// Starts with nothing assigned; `costs` must not have more rows than columns, and its costs
  /// must lie between 0 and 2^61 / (rows + columns).
  init(costs: DenseCosts) {
    self.costs = costs
    rowPotentials = [Int64](repeating: 0, count: costs.rowCount)
    columnPotentials = [Int64](repeating: 0, count: costs.columnCount)
    columnOfRow = [Int](repeating: -1, count: costs.rowCount)
    rowOfColumn = [Int](repeating: -1, count: costs.columnCount)
  }

  /// Assigns all rows, or returns the rows and columns reached by a search that found no end.
  ///
  /// - Complexity: O(rows squared x columns).
  mutating func assignAllRows() -> (rows: [Int], columns: [Int])? {
    for row in 0..<costs.rowCount {
      if let reached = assign(row) { return reached }
    }
    return nil
  }

  private mutating func assign(_ source: Int) -> (rows: [Int], columns: [Int])? {
    var distance = [Int64](repeating: absentEdge, count: costs.columnCount)
    var previousRow = [Int](repeating: -1, count: costs.columnCount)
    var open = Array((0..<costs.columnCount).reversed())
    var reached: (rows: [Int], columns: [Int]) = ([source], [])
    var row = source
    var rowDistance: Int64 = 0
    // Each turn takes one column out of `open`, so there are at most `columnCount` of them.
    while true {
      var nearest = -1
      for (place, column) in open.enumerated() {
        let cost = costs.cells[row * costs.columnCount + column]
        if cost != absentEdge {
          let through = rowDistance + cost - rowPotentials[row] - columnPotentials[column]
          if through < distance[column] {
            distance[column] = through
            previousRow[column] = row
          }
        }
        // Among equally near columns a free one ends the search at once.
        if distance[column] != absentEdge,
          nearest < 0
            || distance[column] < distance[open[nearest]]
            || (distance[column] == distance[open[nearest]] && rowOfColumn[column] < 0)
        {
          nearest = place
        }
      }
      guard nearest >= 0 else { return reached }
      let column = open[nearest]
      if rowOfColumn[column] < 0 {
        adjustPotentials(reached, distance: distance, end: distance[column])
        augment(to: column, from: source, previousRow: previousRow)
        return nil
      }
      open.swapAt(nearest, open.count - 1)
      open.removeLast()
      row = rowOfColumn[column]
      rowDistance = distance[column]
      reached.rows.append(row)
      reached.columns.append(column)
    }
  }

  /// Keeps reduced costs at 0 or more, and makes those along the shortest path 0.
  private mutating func adjustPotentials(
    _ reached: (rows: [Int], columns: [Int]), distance: [Int64], end: Int64
  ) {
    rowPotentials[reached.rows[0]] += end
    for (row, column) in zip(reached.rows.dropFirst(), reached.columns) {
      rowPotentials[row] += end - distance[column]
      columnPotentials[column] -= end - distance[column]
    }
  }

  private mutating func augment(to end: Int, from source: Int, previousRow: [Int]) {
    var column = end
    while true {
      let row = previousRow[column]
      rowOfColumn[column] = row
      swap(&columnOfRow[row], &column)
      if row == source { return }
    }
  }
}
