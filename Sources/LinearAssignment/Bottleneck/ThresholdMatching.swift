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
  /// What growing took.
  var work = AssignmentWork()

  init(rowCount: Int, columnCount: Int) {
    columnOfRow = [Int](repeating: -1, count: rowCount)
    rowOfColumn = [Int](repeating: -1, count: columnCount)
  }

  /// Makes the matching as large as it can be with pairs up to `limit`; `poll` is asked from time to
  /// time, with the size of the matching.
  ///
  /// - Complexity: O(k x sqrt(rows + columns)) for the k pairs in lists, and O(rows x columns) for
  ///   each augmentation that they do not suffice for.
  mutating func grow(
    upTo limit: Int64, _ pairs: RankedPairs, _ costs: any CostSource, _ direction: CostDirection,
    poll: (_ size: Int) throws(SolverStop) -> Void
  ) throws(SolverStop) {
    // A phase that augments nothing is the last; every other one makes the matching larger.
    var isGrowing = true
    while isGrowing {
      repeat { try poll(size) } while augmentPhase(pairs, limit)
      isGrowing = size < min(columnOfRow.count, rowOfColumn.count)
      if isGrowing { isGrowing = try augmentReadingRows(pairs, limit, costs, direction, poll) }
    }
  }

  // MARK: - Along lists

  /// Augments along as many disjoint shortest paths as possible; returns whether there was any.
  private mutating func augmentPhase(_ pairs: RankedPairs, _ limit: Int64) -> Bool {
    work.searches += 1
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
    work.settledNodes += next
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

  /// Augments along disjoint paths from free rows, reading rows whose lists are not complete; returns
  /// whether there was any.
  ///
  /// Each row looks for a free column before it takes one away from another row, and no column is
  /// passed twice (Pothen & Fan 1990, "Computing the block triangular form of a sparse matrix", ACM
  /// Transactions on Mathematical Software 16, pp. 303-324). When there is no path, what has been
  /// reached is noted.
  /// - Complexity: O(rows x columns).
  private mutating func augmentReadingRows(
    _ pairs: RankedPairs, _ limit: Int64, _ costs: any CostSource, _ direction: CostDirection,
    _ poll: (_ size: Int) throws(SolverStop) -> Void
  ) throws(SolverStop) -> Bool {
    var search = ThresholdPaths(rowCount: columnOfRow.count, columnCount: rowOfColumn.count)
    let sizeBefore = size
    var turns = 0
    try costs.withRows { read throws(SolverStop) in
      for source in columnOfRow.indices where columnOfRow[source] < 0 {
        search.rows = [source]
        work.searches += 1
        // Every turn passes a column or drops a row for good.
        while let row = search.rows.last {
          if turns % 64 == 0 { try poll(size) }
          turns += 1
          if !pairs.isComplete[row] { work.rowReadings += 1 }
          let places =
            pairs.isComplete[row]
            ? RowPlaces(pairs, row: row) : RowPlaces(read(row), direction)
          if let free = search.nextFree(row, places, limit, rowOfColumn) {
            search.previousRow[free] = row
            flip(to: free, search.previousRow)
            size += 1
            break
          }
          if let column = search.nextTaken(row, places, limit) {
            search.previousRow[column] = row
            search.rows.append(rowOfColumn[column])
          } else {
            search.rows.removeLast()
          }
        }
      }
    }
    work.settledNodes += turns
    isColumnReached = search.previousRow.map { $0 >= 0 }
    isRowReached = columnOfRow.map { $0 < 0 || isColumnReached[$0] }
    return size > sizeBefore
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

/// The pairs of a row, from its list or as read.
private struct RowPlaces {
  private let columns: UnsafeBufferPointer<Int32>?
  private let costs: UnsafeBufferPointer<Int64>?
  private let direction: CostDirection
  private let listed: (pairs: RankedPairs, start: Int)?
  let count: Int

  init(_ costRow: CostRow, _ direction: CostDirection) {
    columns = costRow.columns
    costs = costRow.costs
    self.direction = direction
    listed = nil
    count = costRow.costs.count
  }

  init(_ pairs: RankedPairs, row: Int) {
    columns = nil
    costs = nil
    direction = .minimize
    listed = (pairs, pairs.rowStart[row])
    count = pairs.rowStart[row + 1] - pairs.rowStart[row]
  }

  /// The column at a place, or `nil` when its pair is absent or of a worse rank.
  @inline(__always)
  func column(_ place: Int, upTo limit: Int64) -> Int? {
    if let costs {
      let cost = costs[place]
      guard cost != absentEdge, direction.rank(cost) <= limit else { return nil }
      return columns.map { Int($0[place]) } ?? place
    }
    guard let listed, listed.pairs.ranks[listed.start + place] <= limit else { return nil }
    return Int(listed.pairs.columns[listed.start + place])
  }
}

/// How far the rows of a search have been looked through.
private struct ThresholdPaths {
  /// The rows on the way from a free row.
  var rows: [Int] = []
  /// The row from which each column was passed; -1 for none.
  var previousRow: [Int]
  private var takenPlace: [Int]
  private var freePlace: [Int]

  init(rowCount: Int, columnCount: Int) {
    previousRow = [Int](repeating: -1, count: columnCount)
    takenPlace = [Int](repeating: 0, count: rowCount)
    freePlace = [Int](repeating: 0, count: rowCount)
  }

  /// The next free column of a row; columns that are not free stay so.
  mutating func nextFree(
    _ row: Int, _ places: RowPlaces, _ limit: Int64, _ rowOfColumn: [Int]
  ) -> Int? {
    var place = freePlace[row]
    defer { freePlace[row] = place }
    while place < places.count {
      let column = places.column(place, upTo: limit)
      place += 1
      if let column, rowOfColumn[column] < 0 { return column }
    }
    return nil
  }

  /// The next column of a row that has not been passed; all free ones have been looked for.
  mutating func nextTaken(_ row: Int, _ places: RowPlaces, _ limit: Int64) -> Int? {
    var place = takenPlace[row]
    defer { takenPlace[row] = place }
    while place < places.count {
      let column = places.column(place, upTo: limit)
      place += 1
      if let column, previousRow[column] < 0 { return column }
    }
    return nil
  }
}
