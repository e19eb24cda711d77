/// For each line of a matrix, its rows or its columns, the places that are cheapest at given prices,
/// and a bound for the rest.
///
/// The places of a row are the columns, and those of a column the rows. What is listed is the cost
/// less the place's *reference price*, ascending. Every place that is there and not listed has at
/// least the line's bound. While prices stay near the reference, that bound spares searches and
/// checks the reading of the whole line.
struct LineCandidates: Sendable {
  /// A place and its cost less the reference price.
  struct Entry {
    var slack: Int64
    var place: Int32

    fileprivate static let none = Entry(slack: 0, place: 0)
  }

  /// How many places of a line are listed at most: 63 cache lines of them, so that the lists of
  /// different lines do not compete for the same places of a cache.
  static let capacity = 252

  /// The prices of the places that all entries refer to.
  private(set) var referencePrices: [Int64]
  /// The listed places, `capacity` of them for each line.
  private(set) var entries: [Entry]
  /// How many places of each line are listed.
  private(set) var counts: [Int]
  /// The least that a place not listed may have; `Int64.max` when all are listed.
  private(set) var bounds: [Int64]

  init(lineCount: Int, referencePrices: [Int64]) {
    self.referencePrices = referencePrices
    entries = [Entry](repeating: Entry.none, count: lineCount * Self.capacity)
    counts = [Int](repeating: 0, count: lineCount)
    bounds = [Int64](repeating: .max, count: lineCount)
  }

  /// Makes room for one more line.
  mutating func appendLine() {
    entries.append(contentsOf: [Entry](repeating: Entry.none, count: Self.capacity))
    counts.append(0)
    bounds.append(.max)
  }

  /// Makes room for one more place in every line.
  mutating func appendPlace() { referencePrices.append(0) }

  /// Takes back the room for the last line.
  mutating func removeLastLine() {
    entries.removeLast(Self.capacity)
    counts.removeLast()
    bounds.removeLast()
  }

  /// Takes back the room for the last place in every line, given what it costs there.
  mutating func removeLastPlace(costs: (_ line: Int) -> Int64) {
    remove(place: referencePrices.count - 1, costs: costs)
    referencePrices.removeLast()
  }

  /// Lists a line anew.
  ///
  /// - Complexity: O(places) and O(k log k) for somewhat more than `capacity` places k.
  mutating func rebuild(line: Int, costs: UnsafeBufferPointer<Int64>, isThere: [Bool]) {
    let prices = referencePrices
    entries.withUnsafeMutableBufferPointer { entries in
      let list = UnsafeMutableBufferPointer(
        rebasing: entries[(line * Self.capacity)..<((line + 1) * Self.capacity)])
      (counts[line], bounds[line]) = Self.fill(
        list, costs: costs, prices: prices, isThere: isThere)
    }
  }

  /// Lists all lines anew that are there, on several threads.
  ///
  /// - Parameter stride: how far apart the cells of a line lie, and the lines.
  mutating func rebuildAll(
    isLine: [Bool], isPlace: [Bool], cells: UnsafeBufferPointer<Int64>,
    stride: (place: Int, line: Int), threadCount: Int
  ) {
    let prices = referencePrices
    // As many lines at a time as share two cache lines where they lie across.
    let width = 16
    let blockCount = (isLine.count + width - 1) / width
    entries.withUnsafeMutableBufferPointer { entries in
      counts.withUnsafeMutableBufferPointer { counts in
        bounds.withUnsafeMutableBufferPointer { bounds in
          forEachPart(of: blockCount, count: threadCount) { _, blocks in
            var copy = [Int64](repeating: absentEdge, count: width * isPlace.count)
            for block in blocks {
              let lines = (block * width)..<min((block + 1) * width, isLine.count)
              copy.withUnsafeMutableBufferPointer { copy in
                for place in isPlace.indices {
                  var source = lines.lowerBound * stride.line + place * stride.place
                  var target = place
                  for _ in lines {
                    copy[target] = cells[source]
                    source += stride.line
                    target += isPlace.count
                  }
                }
              }
              copy.withUnsafeBufferPointer { copy in
                for line in lines where isLine[line] {
                  let start = (line - lines.lowerBound) * isPlace.count
                  let list = UnsafeMutableBufferPointer(
                    rebasing: entries[(line * Self.capacity)..<((line + 1) * Self.capacity)])
                  (counts[line], bounds[line]) = Self.fill(
                    list,
                    costs: UnsafeBufferPointer(rebasing: copy[start..<(start + isPlace.count)]),
                    prices: prices, isThere: isPlace)
                }
              }
            }
          }
        }
      }
    }
  }

  /// Fills the list of a line; returns how many places are listed, and the bound of the others.
  ///
  /// The slacks of every 16th place show below which slack about as many places lie as can be
  /// listed, so that few have to be put in order.
  private static func fill(
    _ list: UnsafeMutableBufferPointer<Entry>, costs: UnsafeBufferPointer<Int64>,
    prices: [Int64], isThere: [Bool]
  ) -> (count: Int, bound: Int64) {
    var listed: [Entry] = []
    var bound = Int64.max
    prices.withUnsafeBufferPointer { prices in
      isThere.withUnsafeBufferPointer { isThere in
        let width = min(costs.count, prices.count, isThere.count)
        func slack(_ place: Int) -> Int64? {
          costs[place] != absentEdge && isThere[place] ? costs[place] - prices[place] : nil
        }
        if width > Self.capacity {
          var sample = stride(from: 0, to: width, by: 16).map { slack($0) ?? .max }
          sample.sort()
          bound = sample[Self.capacity / 16]
        }
        for place in 0..<width {
          let cost = costs[place]
          if cost &- prices[place] < bound && cost != absentEdge && isThere[place] {
            listed.append(Entry(slack: cost - prices[place], place: Int32(place)))
          }
        }
      }
    }
    listed.sort { ($0.slack, $0.place) < ($1.slack, $1.place) }
    if listed.count > Self.capacity { bound = listed[Self.capacity].slack }
    let count = min(listed.count, Self.capacity)
    for position in 0..<count { list[position] = listed[position] }
    return (count, bound)
  }

  /// Takes a place whose costs are about to change out of all lists.
  ///
  /// What is listed has at most the line's bound, so the costs of now tell which lists to look at,
  /// and where.
  mutating func remove(place: Int, costs: (_ line: Int) -> Int64) {
    let price = referencePrices[place]
    for line in bounds.indices {
      let cost = costs(line)
      let slack = cost &- price
      if cost != absentEdge && slack <= bounds[line] { remove(place, slack: slack, from: line) }
    }
  }

  /// Puts a place with new costs into the lists, at a reference price of its own.
  mutating func insert(
    place: Int, price: Int64, costs: (_ line: Int) -> Int64, isThere: [Bool]
  ) {
    referencePrices[place] = price
    for line in isThere.indices where isThere[line] {
      let cost = costs(line)
      if cost != absentEdge { insert(place, slack: cost &- price, into: line) }
    }
  }

  private mutating func remove(_ place: Int, slack: Int64, from line: Int) {
    let start = line * Self.capacity
    let end = start + counts[line]
    // The first place in the list that is not cheaper.
    var position = start
    var last = end
    while position < last {
      let middle = (position + last) / 2
      if entries[middle].slack < slack { position = middle + 1 } else { last = middle }
    }
    while position < end && entries[position].place != place {
      if entries[position].slack != slack { return }
      position += 1
    }
    guard position < end else { return }
    for next in position..<(end - 1) {
      entries[next] = entries[next + 1]
    }
    counts[line] -= 1
  }

  private mutating func insert(_ place: Int, slack: Int64, into line: Int) {
    guard slack < bounds[line] else { return }
    let start = line * Self.capacity
    if counts[line] == Self.capacity {
      let last = start + counts[line] - 1
      bounds[line] = max(slack, entries[last].slack)
      if slack >= entries[last].slack { return }
      counts[line] -= 1
    }
    var position = start + counts[line]
    while position > start && entries[position - 1].slack > slack {
      entries[position] = entries[position - 1]
      position -= 1
    }
    entries[position] = Entry(slack: slack, place: Int32(place))
    counts[line] += 1
  }
}
