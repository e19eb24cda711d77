/// A largest matching along pairs up to a rank, grown from a smaller one.
///
/// First by phases of shortest augmenting paths along the pairs kept in lists (Hopcroft & Karp 1973,
/// "An n^(5/2) algorithm for maximum matchings in bipartite graphs", SIAM Journal on Computing 2,
/// pp. 225-231); then, where lists are not complete, by searches that read whole rows.
struct ThresholdMatching {
  private(set) var columnOfRow: [Int]
  private(set) var rowOfColumn: [Int]
  private(set) var size = 0
  /// Whether alternating paths from free rows reach a row or column; right after `grow`.
  private(set) var isRowReached: [Bool] = []
  private(set) var isColumnReached: [Bool] = []

  init(rowCount: Int, columnCount: Int) {
    columnOfRow = [Int](repeating: -1, count: rowCount)
    rowOfColumn = [Int](repeating: -1, count: columnCount)
  }

  /// Makes the matching as large as it can be with pairs up to `limit`.
  ///
  /// - Complexity: O(k x sqrt(rows + columns)) for the k pairs in lists, and O(rows x columns) for
  ///   each augmentation that they do not suffice for.
  mutating func grow(
    upTo limit: Int64, _ pairs: RankedPairs, _ costs: any CostSource, _ direction: CostDirection
  ) {
    // A phase that augments nothing is the last; every other one makes the matching larger.
    repeat {
      while augmentPhase(pairs, limit) {}
    } while size < min(columnOfRow.count, rowOfColumn.count)
      && augmentReadingRows(pairs, limit, costs, direction)
  }

  // MARK: - Along lists

  /// Augments along as many disjoint shortest paths as possible; returns whether there was any.
  private mutating func augmentPhase(_ pairs: RankedPairs, _ limit: Int64) -> Bool {
    var level = [Int32](repeating: -1, count: columnOfRow.count)
    var queue: [Int] = []
    for row in columnOfRow.indices where columnOfRow[row] < 0 {
      level[row] = 0
      queue.append(row)
    }
    var lastLevel = Int32.max
    var next = 0
    while next < queue.count {
      let row = queue[next]
      next += 1
      if level[row] >= lastLevel { break }
      for place in pairs.rowStart[row]..<pairs.rowStart[row + 1] {
        if pairs.ranks[place] > limit { break }
        let mate = rowOfColumn[Int(pairs.columns[place])]
        if mate < 0 {
          lastLevel = level[row]
        } else if level[mate] < 0 {
          level[mate] = level[row] + 1
          queue.append(mate)
        }
      }
    }
    if lastLevel == .max { return false }
    var position = Array(pairs.rowStart.dropLast())
    for row in columnOfRow.indices where columnOfRow[row] < 0 {
      augmentAlongLevels(from: row, pairs, limit, level, &position)
    }
    return true
  }

  private mutating func augmentAlongLevels(
    from source: Int, _ pairs: RankedPairs, _ limit: Int64, _ level: [Int32],
    _ position: inout [Int]
  ) {
    // The path so far: its rows, each with the column by which it is left.
    var rows = [source]
    var columns: [Int] = []
    // Every turn advances a position or drops a row for good.
    while let row = rows.last {
      var found = -1
      while position[row] < pairs.rowStart[row + 1] && pairs.ranks[position[row]] <= limit {
        let column = Int(pairs.columns[position[row]])
        position[row] += 1
        let mate = rowOfColumn[column]
        if mate < 0 || level[mate] == level[row] + 1 {
          found = column
          break
        }
      }
      if found < 0 {
        rows.removeLast()
        columns.removeLast(columns.isEmpty ? 0 : 1)
        continue
      }
      columns.append(found)
      let mate = rowOfColumn[found]
      if mate >= 0 {
        rows.append(mate)
        continue
      }
      for (row, column) in zip(rows, columns) {
        columnOfRow[row] = column
        rowOfColumn[column] = row
      }
      size += 1
      return
    }
  }

  // MARK: - Along whole rows

  /// Augments along disjoint paths, one from each free row that has one, reading rows whose lists
  /// are not complete; returns whether there was any.
  ///
  /// Trees grow from all free rows at once, and a tree that has met a free column grows no more, so
  /// each row is read once. When no tree meets one, what they have reached is noted. (Azad, Buluc &
  /// Pothen 2017, "Computing maximum cardinality matchings in parallel on bipartite graphs via
  /// tree-grafting", IEEE Transactions on Parallel and Distributed Systems 28, pp. 44-59.)
  private mutating func augmentReadingRows(
    _ pairs: RankedPairs, _ limit: Int64, _ costs: any CostSource, _ direction: CostDirection
  ) -> Bool {
    var root = columnOfRow.indices.map { columnOfRow[$0] < 0 ? $0 : -1 }
    var isDone = [Bool](repeating: false, count: columnOfRow.count)
    var previousRow = [Int](repeating: -1, count: rowOfColumn.count)
    var queue = columnOfRow.indices.filter { columnOfRow[$0] < 0 }
    var next = 0
    /// Columns that may not have been reached yet; those that have are taken out when met.
    var open = Array(rowOfColumn.indices)
    let sizeBefore = size
    costs.withRows { read in
      while next < queue.count {
        let row = queue[next]
        next += 1
        let tree = root[row]
        if isDone[tree] { continue }
        var end = -1
        func reach(_ column: Int) {
          if previousRow[column] >= 0 { return }
          previousRow[column] = row
          let mate = rowOfColumn[column]
          if mate < 0 {
            end = column
          } else {
            root[mate] = tree
            queue.append(mate)
          }
        }
        let found =
          pairs.isComplete[row]
          ? pairs.columns(ofRow: row, upTo: limit)
          : openColumns(read(row), limit, direction, previousRow, &open)
        // A tree that ends here should not keep other trees from the columns beside.
        if let free = found.first(where: { rowOfColumn[$0] < 0 && previousRow[$0] < 0 }) {
          reach(free)
        } else {
          for column in found { reach(column) }
        }
        if end >= 0 {
          isDone[tree] = true
          size += 1
          flip(to: end, previousRow)
        }
      }
    }
    isRowReached = root.map { $0 >= 0 }
    isColumnReached = previousRow.map { $0 >= 0 }
    return size > sizeBefore
  }

  /// The columns not reached yet that a row may be paired with; those reached leave `open`.
  private func openColumns(
    _ costRow: CostRow, _ limit: Int64, _ direction: CostDirection, _ previousRow: [Int],
    _ open: inout [Int]
  ) -> [Int] {
    var found: [Int] = []
    if costRow.columns != nil {
      costRow.forEachPresent { column, cost in
        if direction.rank(cost) <= limit && previousRow[column] < 0 { found.append(column) }
      }
      return found
    }
    let costs = costRow.costs
    var kept = 0
    open.withUnsafeMutableBufferPointer { open in
      previousRow.withUnsafeBufferPointer { previousRow in
        for column in open where previousRow[column] < 0 {
          open[kept] = column
          kept += 1
          let cost = costs[column]
          if direction.rank(cost) <= limit && cost != absentEdge { found.append(column) }
        }
      }
    }
    open.removeLast(open.count - kept)
    return found
  }

  private mutating func flip(to end: Int, _ previousRow: [Int]) {
    var column = end
    while column >= 0 {
      let row = previousRow[column]
      rowOfColumn[column] = row
      swap(&columnOfRow[row], &column)
    }
  }
}
