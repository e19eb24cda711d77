/// Shortest augmenting paths over every entry of a matrix of integers with no more rows than
/// columns, in its textbook form: the quickest way for matrices of a few dozen rows.
///
/// Column reduction and augmenting row reduction give most rows a column. For each of the others a
/// shortest path is grown over reduced costs, cost - price - row dual, until it meets an unassigned
/// column; then the pairs along the path change sides. Between two rows every reduced cost is at
/// least 0, every chosen one 0, and prices of columns never assigned have not moved.
///
/// Jonker & Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse linear
/// assignment problems", Computing 38, pp. 325-340; Crouse 2016, "On implementing 2D rectangular
/// assignment algorithms", IEEE Transactions on Aerospace and Electronic Systems 52, pp. 1679-1696.
struct DenseFullSearch {
  private let costs: UnsafePointer<Int64>
  private let rowCount: Int
  private let columnCount: Int
  let prices: UnsafeMutablePointer<Int64>
  let columnOfRow: UnsafeMutablePointer<Int32>
  private let rowOfColumn: UnsafeMutablePointer<Int32>
  private let distance: UnsafeMutablePointer<Int64>
  private let predecessor: UnsafeMutablePointer<Int32>
  /// Columns in three runs: those scanned, those at the least distance, and all others.
  private let order: UnsafeMutablePointer<Int32>
  private(set) var work = DenseAssignmentWork()

  /// Starts with nothing assigned.
  init(_ rows: IntegerRows, arena: DenseArena) {
    costs = rows.base
    rowCount = rows.rowCount
    columnCount = rows.columnCount
    prices = arena.allocate(Int64.self, columnCount)
    columnOfRow = arena.allocate(Int32.self, rowCount)
    rowOfColumn = arena.allocate(Int32.self, columnCount)
    distance = arena.allocate(Int64.self, columnCount)
    predecessor = arena.allocate(Int32.self, columnCount)
    order = arena.allocate(Int32.self, columnCount)
    prices.initialize(repeating: 0, count: columnCount)
    columnOfRow.initialize(repeating: -1, count: rowCount)
    rowOfColumn.initialize(repeating: -1, count: columnCount)
  }

  /// Returns the dual value of an assigned row.
  func dual(ofRow row: Int) -> Int64 {
    let column = Int(columnOfRow[row])
    return costs[row &* columnCount &+ column] &- prices[column]
  }

  /// Assigns all rows, or returns the rows reached by a search that found no end.
  mutating func run() -> [Int]? {
    for index in 0..<(rowCount * columnCount) where costs[index] == .max {
      return run(absences: Always.self)
    }
    return run(absences: Never.self)
  }

  private mutating func run<Absences: DenseFlag>(absences: Absences.Type) -> [Int]? {
    if rowCount == columnCount { reduceColumns() }
    for _ in 0..<2 { reduceRows(absences) }
    for row in 0..<rowCount where columnOfRow[row] < 0 {
      if let reached = augment(row, absences) { return reached }
    }
    return nil
  }

  @inline(__always)
  private func reducedCost<Absences: DenseFlag>(
    _ costs: UnsafePointer<Int64>, _ column: Int, _ absences: Absences.Type
  ) -> Int64 {
    let cost = costs[column]
    return absences.isSet && cost == .max ? .max : cost &- prices[column]
  }

  /// Lowers or raises every price to the least cost of its column, and assigns the column to the row
  /// that has it, if that is free.
  private mutating func reduceColumns() {
    let owner = predecessor
    for column in 0..<columnCount {
      distance[column] = .max
      owner[column] = -1
    }
    for row in 0..<rowCount {
      let costs = costs + row &* columnCount
      for column in 0..<columnCount where costs[column] < distance[column] {
        distance[column] = costs[column]
        owner[column] = Int32(truncatingIfNeeded: row)
      }
    }
    work.rowScans += rowCount
    for column in stride(from: columnCount - 1, through: 0, by: -1) where owner[column] >= 0 {
      prices[column] = distance[column]
      let row = Int(owner[column])
      if columnOfRow[row] < 0 {
        columnOfRow[row] = Int32(truncatingIfNeeded: column)
        rowOfColumn[column] = owner[column]
      }
    }
  }

  /// Lets each unassigned row take its cheapest column and lowers that column's price to where the
  /// row's second choice is as good; a displaced row goes on at once.
  private mutating func reduceRows<Absences: DenseFlag>(_ absences: Absences.Type) {
    let (prices, rowOfColumn, columnOfRow) = (prices, rowOfColumn, columnOfRow)
    var steps = 0
    let limit = 2 &* rowCount
    for first in 0..<rowCount where columnOfRow[first] < 0 {
      var row = first
      while steps < limit {
        steps &+= 1
        let costs = costs + row &* columnCount
        var (least, second) = (Int64.max, Int64.max)
        var (best, next) = (-1, -1)
        for column in 0..<columnCount {
          let value = reducedCost(costs, column, absences)
          if value < second {
            if value < least {
              (second, next) = (least, best)
              (least, best) = (value, column)
            } else {
              (second, next) = (value, column)
            }
          }
        }
        guard best >= 0 else { break }
        var displaced = Int(rowOfColumn[best])
        if second == least && displaced >= 0 {
          best = next
          displaced = Int(rowOfColumn[best])
          if displaced >= 0 { break }
        } else if second < .max {
          prices[best] &-= second &- least
        }
        columnOfRow[row] = Int32(truncatingIfNeeded: best)
        rowOfColumn[best] = Int32(truncatingIfNeeded: row)
        guard displaced >= 0 else { break }
        columnOfRow[displaced] = -1
        row = displaced
      }
    }
    work.reductionSteps += steps
    work.rowScans += steps
  }

  /// Assigns a row along a shortest path, or returns the rows reached when there is no path.
  private mutating func augment<Absences: DenseFlag>(
    _ root: Int, _ absences: Absences.Type
  ) -> [Int]? {
    work.searches += 1
    let (order, distance, predecessor) = (order, distance, predecessor)
    let first = costs + root &* columnCount
    for column in 0..<columnCount {
      order[column] = Int32(truncatingIfNeeded: column)
      distance[column] = reducedCost(first, column, absences)
      predecessor[column] = Int32(truncatingIfNeeded: root)
    }
    var scanned = 0
    var ready = 0
    var settled = 0
    var least = Int64.max
    var end = -1
    search: while true {
      if ready == scanned {
        settled = scanned
        least = distance[Int(order[ready])]
        ready &+= 1
        var place = ready
        while place < columnCount {
          let column = order[place]
          let value = distance[Int(column)]
          if value <= least {
            if value < least {
              ready = scanned
              least = value
            }
            order[place] = order[ready]
            order[ready] = column
            ready &+= 1
          }
          place &+= 1
        }
        if least == .max {
          return ([root] + (0..<scanned).map { Int(rowOfColumn[Int(order[$0])]) }).sorted()
        }
        for place in scanned..<ready where rowOfColumn[Int(order[place])] < 0 {
          end = Int(order[place])
          break search
        }
      }
      let column = Int(order[scanned])
      scanned &+= 1
      let row = Int(rowOfColumn[column])
      let costs = costs + row &* columnCount
      work.rowScans &+= 1
      let offset = costs[column] &- prices[column] &- least
      var place = ready
      while place < columnCount {
        let other = Int(order[place])
        let reduced = reducedCost(costs, other, absences)
        if (!absences.isSet || reduced < .max) && reduced &- offset < distance[other] {
          distance[other] = reduced &- offset
          predecessor[other] = Int32(truncatingIfNeeded: row)
          if reduced &- offset == least {
            if rowOfColumn[other] < 0 {
              end = other
              break search
            }
            order[place] = order[ready]
            order[ready] = Int32(truncatingIfNeeded: other)
            ready &+= 1
          }
        }
        place &+= 1
      }
      if ready == scanned && ready == columnCount {
        return ([root] + (0..<scanned).map { Int(rowOfColumn[Int(order[$0])]) }).sorted()
      }
    }
    for place in 0..<settled {
      let column = Int(order[place])
      prices[column] &+= distance[column] &- least
    }
    var column = end
    while true {
      let row = Int(predecessor[column])
      rowOfColumn[column] = Int32(truncatingIfNeeded: row)
      let previous = Int(columnOfRow[row])
      columnOfRow[row] = Int32(truncatingIfNeeded: column)
      if row == root { return nil }
      column = previous
    }
  }
}
