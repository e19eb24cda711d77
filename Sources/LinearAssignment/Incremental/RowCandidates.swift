/// For each row of a matrix the columns that are cheapest at given prices, and a bound for the rest.
///
/// What is listed of a row is its cost less the column's *reference price*, ascending. Every present
/// column that is not listed has at least the row's bound. While prices stay near the reference,
/// that bound spares searches and checks the reading of the whole row.
struct RowCandidates: Sendable {
  /// A column and its cost less the reference price.
  struct Entry {
    var slack: Int64
    var column: Int32

    fileprivate static let none = Entry(slack: 0, column: 0)
  }

  /// How many columns of a row are listed at most: 63 cache lines of them, so that the lists of different
  /// rows do not compete for the same places of a cache.
  static let capacity = 252

  /// The column prices that all entries refer to.
  private(set) var referencePrices: [Int64]
  /// The listed columns, `capacity` places for each row.
  private(set) var entries: [Entry]
  /// How many columns of each row are listed.
  private(set) var counts: [Int]
  /// The least that a column not listed may have; `Int64.max` when all are listed.
  private(set) var bounds: [Int64]

  init(rowCapacity: Int, referencePrices: [Int64]) {
    self.referencePrices = referencePrices
    entries = [Entry](repeating: Entry.none, count: rowCapacity * Self.capacity)
    counts = [Int](repeating: 0, count: rowCapacity)
    bounds = [Int64](repeating: .max, count: rowCapacity)
  }

  /// Makes room for one more row.
  mutating func appendRow() {
    entries.append(contentsOf: [Entry](repeating: Entry.none, count: Self.capacity))
    counts.append(0)
    bounds.append(.max)
  }

  /// Makes room for one more column.
  mutating func appendColumn() { referencePrices.append(0) }

  /// Lists a row anew.
  ///
  /// The slacks of every 16th column show below which slack about as many columns lie as can be
  /// listed, so that few have to be put in order.
  /// - Complexity: O(columns) and O(k log k) for the k columns below that slack.
  mutating func rebuild(row: Int, costs: UnsafeBufferPointer<Int64>, isColumn: [Bool]) {
    var listed: [Entry] = []
    var bound = Int64.max
    referencePrices.withUnsafeBufferPointer { prices in
      isColumn.withUnsafeBufferPointer { isColumn in
        let width = min(costs.count, prices.count, isColumn.count)
        func slack(_ column: Int) -> Int64? {
          costs[column] != absentEdge && isColumn[column] ? costs[column] - prices[column] : nil
        }
        if width > Self.capacity {
          var sample = stride(from: 0, to: width, by: 16).map { slack($0) ?? .max }
          sample.sort()
          bound = sample[Self.capacity / 16]
        }
        for column in 0..<width {
          let cost = costs[column]
          if cost &- prices[column] < bound && cost != absentEdge && isColumn[column] {
            listed.append(Entry(slack: cost - prices[column], column: Int32(column)))
          }
        }
      }
    }
    listed.sort { ($0.slack, $0.column) < ($1.slack, $1.column) }
    if listed.count > Self.capacity { bound = listed[Self.capacity].slack }
    let start = row * Self.capacity
    counts[row] = min(listed.count, Self.capacity)
    for place in 0..<counts[row] {
      entries[start + place] = listed[place]
    }
    bounds[row] = bound
  }

  /// Takes in a column that is new or has changed, at a reference price of its own.
  mutating func replace(column: Int, price: Int64, costs: (_ row: Int) -> Int64, rows: [Int]) {
    referencePrices[column] = price
    for row in rows {
      remove(column, from: row)
      let cost = costs(row)
      if cost != absentEdge { insert(column, slack: cost &- price, into: row) }
    }
  }

  private mutating func remove(_ column: Int, from row: Int) {
    let start = row * Self.capacity
    guard let place = (start..<(start + counts[row])).first(where: { entries[$0].column == column })
    else {
      return
    }
    for next in place..<(start + counts[row] - 1) {
      entries[next] = entries[next + 1]
    }
    counts[row] -= 1
  }

  private mutating func insert(_ column: Int, slack: Int64, into row: Int) {
    guard slack < bounds[row] else { return }
    let start = row * Self.capacity
    if counts[row] == Self.capacity {
      let last = start + counts[row] - 1
      bounds[row] = max(slack, entries[last].slack)
      if slack >= entries[last].slack { return }
      counts[row] -= 1
    }
    var place = start + counts[row]
    while place > start && entries[place - 1].slack > slack {
      entries[place] = entries[place - 1]
      place -= 1
    }
    entries[place] = Entry(slack: slack, column: Int32(column))
    counts[row] += 1
  }
}
