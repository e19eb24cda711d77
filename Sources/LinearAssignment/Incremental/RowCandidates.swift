/// For each row of a matrix the columns that are cheapest at given prices, and a bound for the rest.
///
/// What is listed of a row is its cost less the column's *reference price*, ascending. Every present
/// column that is not listed has at least the row's bound. While prices stay near the reference,
/// that bound spares searches and checks the reading of the whole row.
struct RowCandidates: Sendable {
  /// How many columns of a row are listed at most.
  static let capacity = 48

  /// The column prices that all entries refer to.
  private(set) var referencePrices: [Int64]
  /// The listed columns, `capacity` places for each row.
  private(set) var columns: [Int32]
  /// The costs less the reference prices, likewise.
  private(set) var slacks: [Int64]
  /// How many columns of each row are listed.
  private(set) var counts: [Int]
  /// The least that a column not listed may have; `Int64.max` when all are listed.
  private(set) var bounds: [Int64]

  init(rowCapacity: Int, referencePrices: [Int64]) {
    self.referencePrices = referencePrices
    columns = [Int32](repeating: 0, count: rowCapacity * Self.capacity)
    slacks = [Int64](repeating: 0, count: rowCapacity * Self.capacity)
    counts = [Int](repeating: 0, count: rowCapacity)
    bounds = [Int64](repeating: .max, count: rowCapacity)
  }

  /// Makes room for one more row.
  mutating func appendRow() {
    columns.append(contentsOf: [Int32](repeating: 0, count: Self.capacity))
    slacks.append(contentsOf: [Int64](repeating: 0, count: Self.capacity))
    counts.append(0)
    bounds.append(.max)
  }

  /// Makes room for one more column.
  mutating func appendColumn() { referencePrices.append(0) }

  /// Lists a row anew.
  ///
  /// - Complexity: O(columns + capacity x log(columns) x log(capacity)) for costs in random order.
  mutating func rebuild(row: Int, costs: UnsafeBufferPointer<Int64>, isColumn: [Bool]) {
    var heap = LargestSlackHeap(capacity: Self.capacity)
    var bound = Int64.max
    referencePrices.withUnsafeBufferPointer { prices in
      isColumn.withUnsafeBufferPointer { isColumn in
        for column in 0..<min(costs.count, prices.count) {
          let cost = costs[column]
          let slack = cost &- prices[column]
          if slack >= bound || cost == absentEdge || !isColumn[column] { continue }
          // Once the list is full, what is not in it has at least its largest slack.
          if let largest = heap.insert(slack, Int32(column)) { bound = largest }
        }
      }
    }
    let start = row * Self.capacity
    let listed = heap.sorted
    for (place, entry) in listed.enumerated() {
      columns[start + place] = entry.column
      slacks[start + place] = entry.slack
    }
    counts[row] = listed.count
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
    guard let place = (start..<(start + counts[row])).first(where: { columns[$0] == column }) else {
      return
    }
    for next in place..<(start + counts[row] - 1) {
      columns[next] = columns[next + 1]
      slacks[next] = slacks[next + 1]
    }
    counts[row] -= 1
  }

  private mutating func insert(_ column: Int, slack: Int64, into row: Int) {
    guard slack < bounds[row] else { return }
    let start = row * Self.capacity
    if counts[row] == Self.capacity {
      let last = start + counts[row] - 1
      bounds[row] = max(slack, slacks[last])
      if slack >= slacks[last] { return }
      counts[row] -= 1
    }
    var place = start + counts[row]
    while place > start && slacks[place - 1] > slack {
      columns[place] = columns[place - 1]
      slacks[place] = slacks[place - 1]
      place -= 1
    }
    columns[place] = Int32(column)
    slacks[place] = slack
    counts[row] += 1
  }
}

/// The smallest slacks seen so far, the largest of them on top.
private struct LargestSlackHeap {
  struct Entry {
    var slack: Int64
    var column: Int32
  }

  private let capacity: Int
  private var entries: [Entry] = []

  init(capacity: Int) {
    self.capacity = capacity
    entries.reserveCapacity(capacity)
  }

  /// The entries in ascending order.
  var sorted: [Entry] { entries.sorted { ($0.slack, $0.column) < ($1.slack, $1.column) } }

  /// Takes in an entry, for which another may have to go; returns the largest slack when full.
  mutating func insert(_ slack: Int64, _ column: Int32) -> Int64? {
    let entry = Entry(slack: slack, column: column)
    if entries.count < capacity {
      entries.append(entry)
      var place = entries.count - 1
      while place > 0 && entries[(place - 1) / 2].slack < slack {
        entries[place] = entries[(place - 1) / 2]
        place = (place - 1) / 2
      }
      entries[place] = entry
    } else {
      var place = 0
      while 2 * place + 1 < capacity {
        var child = 2 * place + 1
        if child + 1 < capacity && entries[child + 1].slack > entries[child].slack { child += 1 }
        if entries[child].slack <= slack { break }
        entries[place] = entries[child]
        place = child
      }
      entries[place] = entry
    }
    return entries.count == capacity ? entries[0].slack : nil
  }
}
