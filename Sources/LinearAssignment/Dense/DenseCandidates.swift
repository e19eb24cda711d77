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
/// reaches the bound. Lists start short; those that have to be built again become long.
struct DenseCandidates<Rows: DenseRows>: @unchecked Sendable {
  // Unchecked: threads build lists of different rows only, each with a scratch of its own.

  /// The length of a first list and of a list built again.
  let shortLength: Int
  let longLength: Int
  /// The number of edges in each list.
  let counts: UnsafeMutablePointer<Int32>
  /// A lower bound on cost minus price of every edge that is not in the row's list; the largest
  /// integer when there is none.
  let bounds: UnsafeMutablePointer<Int64>
  /// Where each list starts.
  let lists: UnsafeMutablePointer<UnsafeMutablePointer<DenseCandidate>>

  private let shortLists: UnsafeMutablePointer<DenseCandidate>
  private var slabs: [UnsafeMutablePointer<DenseCandidate>] = []
  private var longCount = 0
  private let slabLists = 64

  /// Makes room for lists that are `shortLength` long at first.
  init(rowCount: Int, columnCount: Int, shortLength: Int) {
    self.shortLength = min(shortLength, columnCount)
    longLength = min(128, columnCount)
    counts = .allocate(capacity: rowCount)
    bounds = .allocate(capacity: rowCount)
    lists = .allocate(capacity: rowCount)
    shortLists = .allocate(capacity: rowCount * self.shortLength)
    for row in 0..<rowCount { lists[row] = shortLists + row * self.shortLength }
  }

  func deallocate() {
    for slab in slabs { slab.deallocate() }
    shortLists.deallocate()
    lists.deallocate()
    counts.deallocate()
    bounds.deallocate()
  }

  /// Fills the short list of `row`, given its block minima in `scratch`; rows may be given to
  /// different threads.
  ///
  /// - Parameter guess: the threshold of a row before, tried first; replaced by this row's.
  @inline(__always)
  func selectShort(
    row: Int, rows: Rows, prices: UnsafePointer<Rows.Price>, scratch: DenseScratch<Rows.Price>,
    guess: inout Rows.Price?
  ) {
    let threshold = scratch.threshold(
      length: shortLength, blockCount: rows.blockCount, guess: guess)
    guess = threshold
    select(
      row: row, length: shortLength, threshold: threshold, rows: rows, prices: prices,
      scratch: scratch)
  }

  /// Fills a long list of `row`.
  mutating func buildLong(
    row: Int, rows: Rows, prices: UnsafePointer<Rows.Price>, scratch: DenseScratch<Rows.Price>
  ) {
    if lists[row] == shortLists + row * shortLength && longLength > shortLength {
      let place = longCount % slabLists
      if place == 0 { slabs.append(.allocate(capacity: slabLists * longLength)) }
      lists[row] = slabs[slabs.count - 1] + place * longLength
      longCount += 1
    }
    rows.blockMinima(row: row, prices: prices, into: scratch.minima)
    let threshold = scratch.threshold(length: longLength, blockCount: rows.blockCount, guess: nil)
    select(
      row: row, length: longLength, threshold: threshold, rows: rows, prices: prices,
      scratch: scratch)
  }

  /// Fills the list of `row` with its cheapest edges, given the minima of its blocks and a
  /// threshold below which lie about `length` of its entries.
  ///
  /// Only blocks at or below the threshold are looked into again.
  @inline(__always)
  private func select(
    row: Int, length: Int, threshold: Rows.Price, rows: Rows, prices: UnsafePointer<Rows.Price>,
    scratch: DenseScratch<Rows.Price>
  ) {
    let found = scratch.found
    let limit = min(threshold, Rows.largestPresent)
    var count = 0
    var tiedBlocks = 0
    for block in 0..<rows.blockCount where scratch.minima[block] <= threshold {
      if scratch.minima[block] == threshold {
        tiedBlocks &+= 1
      } else {
        rows.collect(
          row: row, block: block, upTo: limit, prices: prices, into: found, count: &count)
      }
    }
    var bound = Int64.max
    if threshold < Rows.absent {
      let isAll =
        count <= length
        && appendTies(
          row: row, length: length, rows: rows, prices: prices, threshold: threshold,
          tiedBlocks: tiedBlocks, count: &count, scratch: scratch)
      bound = Rows.integer(threshold) &+ (isAll ? 1 : 0)
    }
    if count > length {
      // In smooth rows whole blocks lie below the threshold. Keep the cheapest entries; the one
      // that follows them bounds the rest.
      scratch.keepLeast(length, of: count)
      bound = Rows.integer(found[length].value)
      count = length
    }
    scratch.sort(count)
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

  /// Appends entries equal to `threshold` of blocks with that minimum while there is room, and
  /// returns whether there was room for all.
  ///
  /// Starts at a block that depends on the row, so that rows with the same costs do not all choose
  /// the same columns.
  private func appendTies(
    row: Int, length: Int, rows: Rows, prices: UnsafePointer<Rows.Price>,
    threshold: Rows.Price, tiedBlocks: Int, count: inout Int, scratch: DenseScratch<Rows.Price>
  ) -> Bool {
    let blockCount = rows.blockCount
    var block = row &* blockCount / rows.rowCount
    var remaining = tiedBlocks
    while remaining > 0 {
      if scratch.minima[block] == threshold {
        remaining &-= 1
        let columns = rows.columns(of: block)
        let turn = columns.count == Rows.blockWidth ? row : 0
        for offset in 0..<columns.count {
          let column = columns.lowerBound &+ ((offset &+ turn) & (Rows.blockWidth &- 1))
          if rows.reducedCost(row: row, column: column, prices: prices) == threshold {
            if count >= length { return false }
            scratch.found[count] = DenseFound(
              value: threshold, column: Int32(truncatingIfNeeded: column))
            count &+= 1
          }
        }
      }
      block &+= 1
      if block == blockCount { block = 0 }
    }
    return true
  }
}
