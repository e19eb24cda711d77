/// One edge of a row that the solver keeps at hand.
struct DenseCandidate: BitwiseCopyable {
  /// Cost minus price when the list was built; later it can only be more.
  var key: Int64
  /// The exact cost.
  var cost: Int64
  /// The column.
  var column: Int32
}

/// For every row, its cheapest edges at the prices of the moment, cheapest first, and a bound on
/// all the others.
///
/// Prices only ever fall, so reduced costs only ever rise: an edge that was not among the cheapest
/// when the list was built still costs at least `bound`. That is what lets a search look at a few
/// edges per row and yet be exact over the whole matrix; the list is built again when a search
/// reaches the bound. Lists start short; those that have to be built again become longer.
struct DenseCandidates<Rows: DenseRows>: @unchecked Sendable {
  // Unchecked: threads build lists of different rows only, each with a scratch of its own.

  /// The length aimed at in a first list, the most that it may have, and the length of a list built
  /// again.
  let shortLength: Int
  let shortRoom: Int
  let longLength: Int
  /// The number of edges in each list.
  let counts: UnsafeMutablePointer<Int32>
  /// A lower bound on cost minus price of every edge that is not in the row's list; the largest
  /// integer when there is none.
  let bounds: UnsafeMutablePointer<Int64>
  /// Where each list starts.
  let lists: UnsafeMutablePointer<UnsafeMutablePointer<DenseCandidate>>
  /// How many edges there is room for in each list.
  private let rooms: UnsafeMutablePointer<Int32>

  private let blockCount: Int
  private let arena: DenseArena
  private var longAim: DenseAim<Rows.Price>
  /// The length aimed at in a list that replaces a single edge.
  private let replacementLength: Int
  private var replacementAim: DenseAim<Rows.Price>

  /// Makes room for lists that are `shortLength` long at first.
  init(rowCount: Int, columnCount: Int, shortLength: Int, arena: DenseArena) {
    self.arena = arena
    self.shortLength = min(shortLength, columnCount)
    shortRoom = min(shortLength + shortLength / 2, columnCount)
    longLength = min(max(48, min(columnCount / 40, 128)), columnCount)
    blockCount = (columnCount + Rows.blockWidth - 1) / Rows.blockWidth
    longAim = DenseAim(
      rank: DenseScratch<Rows.Price>.suitableRank(
        length: longLength, blockCount: blockCount))
    replacementLength = min(8, columnCount)
    replacementAim = DenseAim(
      rank: DenseScratch<Rows.Price>.suitableRank(
        length: replacementLength, blockCount: blockCount))
    counts = arena.allocate(Int32.self, rowCount)
    bounds = arena.allocate(Int64.self, rowCount)
    lists = arena.allocate(UnsafeMutablePointer<DenseCandidate>.self, rowCount)
    rooms = arena.allocate(Int32.self, rowCount)
    let shortLists = arena.allocate(DenseCandidate.self, rowCount * shortRoom)
    for row in 0..<rowCount { lists[row] = shortLists + row * shortRoom }
    rooms.initialize(repeating: Int32(truncatingIfNeeded: shortRoom), count: rowCount)
  }

  /// What to aim at with the first row of several.
  func firstAim() -> DenseAim<Rows.Price> {
    DenseAim(
      rank: DenseScratch<Rows.Price>.suitableRank(length: shortLength, blockCount: blockCount))
  }

  /// Fills the short list of `row`, given its block minima in `scratch`; rows may be given to
  /// different threads.
  ///
  /// - Parameter aim: what the rows before led to; replaced by what this row leads to.
  @inline(__always)
  func selectShort(
    row: Int, rows: Rows, prices: UnsafePointer<Rows.Price>, scratch: DenseScratch<Rows.Price>,
    aim: inout DenseAim<Rows.Price>
  ) {
    select(
      row: row, length: shortLength, room: shortRoom, aim: &aim, rows: rows, prices: prices,
      scratch: scratch)
  }

  /// Makes room for lists of one or two edges.
  ///
  /// They lie close together: most rows never have another.
  func makeRoom(rowCount: Int, of count: Int) {
    let first = arena.allocate(DenseCandidate.self, rowCount * count)
    for row in 0..<rowCount { lists[row] = first + row * count }
    rooms.initialize(repeating: Int32(truncatingIfNeeded: count), count: rowCount)
  }

  /// Makes a list of one edge, a cheapest one of `row` at prices of 0, given its least entry and the
  /// least of each block, with their sign; rows may be given to different threads.
  ///
  /// Of equal ones it takes the first from a place on that depends on the row, so that rows with the
  /// same costs do not all choose the same column.
  @inline(__always)
  func selectOne<Element>(
    row: Int, leastEntry: Double, minima: UnsafePointer<Double>, rows: ScaledRows<Element>
  ) where Rows == ScaledRows<Element> {
    guard leastEntry < Rows.absent else {
      counts[row] = 0
      bounds[row] = .max
      return
    }
    let key = Rows.integer(rows.cost(ofSigned: leastEntry))
    let column = firstColumn(of: row, with: leastEntry, minima: minima, rows: rows)
    counts[row] = 1
    bounds[row] = key
    lists[row][0] = DenseCandidate(key: key, cost: key, column: Int32(truncatingIfNeeded: column))
  }

  /// Makes a list of the two cheapest edges, or the only one, of `row` at prices of 0, likewise;
  /// writes to `minima` on the way, and leaves them as they were.
  @inline(__always)
  func selectTwo<Element>(
    row: Int, leastEntry: Double, minima: UnsafeMutablePointer<Double>, rows: ScaledRows<Element>
  ) where Rows == ScaledRows<Element> {
    selectOne(row: row, leastEntry: leastEntry, minima: minima, rows: rows)
    guard counts[row] == 1 else { return }
    let first = Int(lists[row][0].column)
    let block = first / Rows.blockWidth
    // For as long as the others are looked at, this block is out of the way.
    minima[block] = Rows.absent
    defer { minima[block] = leastEntry }
    let leastElsewhere = leastOf(minima)
    var second = rows.cost(ofSigned: leastElsewhere)
    var column = -1
    for other in rows.columns(of: block) where other != first {
      let cost = rows.cost(row: row, column: other)
      if cost < second { (second, column) = (cost, other) }
    }
    guard second < Rows.absent else {
      bounds[row] = .max
      return
    }
    if column < 0 {
      column = firstColumn(of: row, with: leastElsewhere, minima: minima, rows: rows)
    }
    let key = Rows.integer(second)
    counts[row] = 2
    bounds[row] = key
    lists[row][1] = DenseCandidate(key: key, cost: key, column: Int32(truncatingIfNeeded: column))
  }

  /// Replaces the list of `row` by its cheapest edge at the present prices; `bound` is the next.
  @inline(__always)
  func keep(row: Int, only least: DenseCandidate, bound: Int64) {
    counts[row] = 1
    bounds[row] = bound
    lists[row][0] = least
  }

  /// Returns a column of a row's entry equal to the least of some block, with their sign: the first
  /// from a place on that depends on the row.
  @inline(__always)
  private func firstColumn<Element>(
    of row: Int, with entry: Double, minima: UnsafePointer<Double>, rows: ScaledRows<Element>
  ) -> Int where Rows == ScaledRows<Element> {
    let place = row &* rows.columnCount / rows.rowCount
    let middle = place / Rows.blockWidth
    let block =
      firstBlock(middle..<blockCount, of: minima, equalTo: entry)
      ?? firstBlock(0..<middle, of: minima, equalTo: entry) ?? middle
    let cost = rows.cost(ofSigned: entry)
    let columns = rows.columns(of: block)
    var column = columns.lowerBound
    if columns.contains(place) {
      column = place
      // Every column is tried once at most: in the first pass, when the kind of the entries is only
      // a guess, none may do, and what comes of that is thrown away.
      for _ in columns {
        if rows.cost(row: row, column: column) == cost { break }
        column &+= 1
        if column == columns.upperBound { column = columns.lowerBound }
      }
    } else {
      // Backwards through all, with no branch to guess.
      for other in columns.reversed() {
        column = rows.cost(row: row, column: other) == cost ? other : column
      }
    }
    return column
  }

  /// Returns the least of the minima of all blocks.
  @inline(__always)
  private func leastOf(_ minima: UnsafePointer<Double>) -> Double {
    let memory = UnsafeRawPointer(minima)
    let stride = MemoryLayout<Double>.stride
    var even = SIMD2(repeating: Double.infinity)
    var odd = even
    var block = 0
    while block &+ 4 <= blockCount {
      even = smaller(
        even, memory.loadUnaligned(fromByteOffset: block &* stride, as: SIMD2<Double>.self))
      odd = smaller(
        odd, memory.loadUnaligned(fromByteOffset: (block &+ 2) &* stride, as: SIMD2<Double>.self))
      block &+= 4
    }
    while block < blockCount {
      even = smaller(even, SIMD2(repeating: minima[block]))
      block &+= 1
    }
    let least = smaller(even, odd)
    return min(least.x, least.y)
  }

  /// Returns the first of some blocks with the given minimum.
  @inline(__always)
  private func firstBlock(
    _ blocks: Range<Int>, of minima: UnsafePointer<Double>, equalTo value: Double
  ) -> Int? {
    let values = SIMD2(repeating: value)
    var block = blocks.lowerBound
    while block &+ 4 <= blocks.upperBound {
      let first = UnsafeRawPointer(minima + block).loadUnaligned(as: SIMD2<Double>.self)
      let second = UnsafeRawPointer(minima + block + 2).loadUnaligned(as: SIMD2<Double>.self)
      if any((first .== values) .| (second .== values)) { break }
      block &+= 4
    }
    while block < blocks.upperBound {
      if minima[block] == value { return block }
      block &+= 1
    }
    return nil
  }

  /// Whether the list of `row` is one edge and says nothing about others.
  @inline(__always)
  func isSingle(_ row: Int) -> Bool { counts[row] == 1 && bounds[row] == lists[row][0].key }

  /// Whether the list of `row` has no room for more than two edges.
  @inline(__always)
  func isFew(_ row: Int) -> Bool { rooms[row] <= 2 }

  /// Fills the short list of a row that had a single edge.
  mutating func replaceSingle(
    row: Int, rows: Rows, prices: UnsafePointer<Rows.Price>, scratch: DenseScratch<Rows.Price>
  ) {
    makeRoom(for: row, of: 2 * replacementLength)
    rows.blockMinima(row: row, prices: prices, into: scratch.minima)
    var aim = replacementAim
    select(
      row: row, length: replacementLength, room: min(2 * replacementLength, rows.columnCount),
      aim: &aim, rows: rows, prices: prices, scratch: scratch)
    replacementAim = aim
  }

  /// Makes sure that all rows have room for a short list.
  func makeRoomForShortLists(rowCount: Int) {
    for row in 0..<rowCount { makeRoom(for: row, of: shortRoom) }
  }

  /// Moves the list of a row to where there is room for `count` edges.
  private func makeRoom(for row: Int, of count: Int) {
    guard Int(rooms[row]) < count else { return }
    lists[row] = arena.allocate(DenseCandidate.self, count)
    rooms[row] = Int32(truncatingIfNeeded: count)
  }

  /// Fills a longer list of `row`.
  mutating func buildLonger(
    row: Int, rows: Rows, prices: UnsafePointer<Rows.Price>, scratch: DenseScratch<Rows.Price>
  ) {
    makeRoom(for: row, of: longLength)
    rows.blockMinima(row: row, prices: prices, into: scratch.minima)
    longAim.threshold = nil
    var aim = longAim
    select(
      row: row, length: longLength, room: longLength, aim: &aim, rows: rows, prices: prices,
      scratch: scratch)
    longAim = aim
  }

  /// Fills the list of `row` with its cheapest edges, about `length` and at most `room`, given the
  /// minima of its blocks.
  ///
  /// Only blocks at or below the threshold are looked into again.
  @inline(__always)
  private func select(
    row: Int, length: Int, room: Int, aim: inout DenseAim<Rows.Price>, rows: Rows,
    prices: UnsafePointer<Rows.Price>, scratch: DenseScratch<Rows.Price>
  ) {
    let found = scratch.found
    let blocks = scratch.gather(&aim, blockCount: rows.blockCount)
    let threshold = aim.threshold ?? Rows.absent
    let limit = min(threshold, Rows.largestPresent)
    var count = 0
    for index in 0..<blocks.low {
      rows.collect(
        row: row, block: Int(scratch.lowBlocks[index]), upTo: limit, prices: prices, into: found,
        count: &count)
    }
    var bound = Int64.max
    if threshold < Rows.absent {
      let isAll =
        count <= room
        && appendTies(
          row: row, length: length, rows: rows, prices: prices, threshold: threshold,
          tiedBlocks: blocks.tied, count: &count, scratch: scratch)
      bound = Rows.integer(threshold) &+ (isAll ? 1 : 0)
    }
    aim.learn(found: count, length: length, blockCount: rows.blockCount)
    if count > room {
      // In smooth rows whole blocks lie below the threshold. Keep the cheapest entries; the one
      // that follows them bounds the rest.
      scratch.keepLeast(room, of: count)
      bound = Rows.integer(found[room].value)
      count = room
    }
    scratch.sort(count, absent: Rows.absent)
    bounds[row] = bound
    counts[row] = Int32(truncatingIfNeeded: count)
    let list = lists[row]
    for index in 0..<count {
      let column = Int(found[index].column)
      let key = Rows.integer(found[index].value)
      list[index] = DenseCandidate(
        key: key, cost: key &+ Rows.integer(prices[column]), column: found[index].column)
    }
  }

  /// Appends entries equal to `threshold` of the blocks with that minimum until there are `length`,
  /// and returns whether all were appended.
  ///
  /// Starts at a block that depends on the row, so that rows with the same costs do not all choose
  /// the same columns.
  @inline(__always)
  private func appendTies(
    row: Int, length: Int, rows: Rows, prices: UnsafePointer<Rows.Price>,
    threshold: Rows.Price, tiedBlocks: Int, count: inout Int, scratch: DenseScratch<Rows.Price>
  ) -> Bool {
    var next = row &* tiedBlocks / rows.rowCount
    for _ in 0..<tiedBlocks {
      if count >= length { return false }
      rows.collect(
        row: row, block: Int(scratch.tiedBlocks[next]), upTo: threshold, prices: prices,
        into: scratch.found, count: &count)
      next &+= 1
      if next == tiedBlocks { next = 0 }
    }
    return true
  }
}
