/// A problem in which nodes may stay unused, turned into one in which all are used.
///
/// There is a second copy of the problem with rows and columns exchanged, and a node that may stay
/// unused is linked to its copy. A choice and its mirror image, joined by the links of the nodes that
/// are not used, use every node of both copies exactly once, and what it costs is twice the value.
/// The other way round, each copy's part of a perfect choice is a choice, of the same unused nodes
/// in both; so one part of the cheapest perfect choice is a best choice. Ramshaw & Tarjan 2012,
/// "On minimum-cost assignments in unbalanced bipartite graphs", HP Laboratories HPL-2012-40, call
/// this doubling.
///
/// Leaving a node unused costs the first-use reward that it would have earned; once for each copy.
struct MirroredGraph {
  let graph: ForwardStar
  private let rowCount: Int
  private let columnCount: Int

  /// Takes a problem in which all maximums are 1.
  init(_ costs: ForwardStar, rows: [DegreeBounds], columns: [DegreeBounds]) {
    rowCount = costs.rowCount
    columnCount = costs.columnCount
    let mirror = costs.transposed()
    var start = [0]
    var neighbours: [Int32] = []
    var joined: [Int64] = []
    start.reserveCapacity(rowCount + columnCount + 1)
    neighbours.reserveCapacity(2 * costs.columns.count + rowCount + columnCount)
    joined.reserveCapacity(2 * costs.columns.count + rowCount + columnCount)
    // Rows, then copies of columns, face columns, then copies of rows.
    let shift = Int32(truncatingIfNeeded: columnCount)
    for (row, bounds) in rows.enumerated() {
      let places = costs.start[row]..<costs.start[row + 1]
      neighbours.append(contentsOf: costs.columns[places])
      joined.append(contentsOf: costs.costs[places])
      if bounds.minimum == 0 {
        neighbours.append(shift + Int32(truncatingIfNeeded: row))
        joined.append(-2 * bounds.firstUseCost)
      }
      start.append(neighbours.count)
    }
    for (column, bounds) in columns.enumerated() {
      let places = mirror.start[column]..<mirror.start[column + 1]
      neighbours.append(contentsOf: mirror.columns[places].lazy.map { $0 + shift })
      joined.append(contentsOf: mirror.costs[places])
      if bounds.minimum == 0 {
        neighbours.append(Int32(truncatingIfNeeded: column))
        joined.append(-2 * bounds.firstUseCost)
      }
      start.append(neighbours.count)
    }
    let count = rowCount + columnCount
    graph = ForwardStar(
      rowCount: count, columnCount: count, start: start, columns: neighbours, costs: joined)
  }

  /// The column of each row, or -1.
  func choice(_ columnOfRow: [Int32]) -> [Int32] {
    columnOfRow.prefix(rowCount).map { $0 < columnCount ? $0 : -1 }
  }

  /// The potentials of the problem: the mean of a node's and its copy's.
  ///
  /// Means of rows are rounded down, those of columns up. As in rounding prices, what was at most
  /// an integer cost stays so, and what was equal to it stays equal.
  func potentials(rows: [Int64], columns: [Int64]) -> Potentials {
    Potentials(
      rows: (0..<rowCount).map { (rows[$0] + columns[columnCount + $0]) >> 1 },
      columns: (0..<columnCount).map { (columns[$0] + rows[rowCount + $0] + 1) >> 1 })
  }
}
