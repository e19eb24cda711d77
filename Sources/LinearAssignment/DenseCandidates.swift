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
/// reaches the bound.
struct DenseCandidates<Rows: DenseRows>: @unchecked Sendable {
  // Unchecked: threads build lists of different rows only, each with a scratch of its own.

  /// The largest number of edges kept for one row.
  let capacity: Int
  /// The lists, `capacity` places each.
  let entries: UnsafeMutablePointer<DenseCandidate>
  /// The number of edges in each list.
  let counts: UnsafeMutablePointer<Int32>
  /// A lower bound on cost minus price of every edge that is not in the row's list; the largest
  /// integer when there is none.
  let bounds: UnsafeMutablePointer<Int64>

  init(rowCount: Int, capacity: Int) {
    self.capacity = capacity
    entries = .allocate(capacity: max(1, rowCount * capacity))
    counts = .allocate(capacity: max(1, rowCount))
    bounds = .allocate(capacity: max(1, rowCount))
  }

  func deallocate() {
    entries.deallocate()
    counts.deallocate()
    bounds.deallocate()
  }

  /// Fills the list of `row` with its cheapest edges at `prices`.
  ///
  /// One pass over the row takes the minimum of every block of 16 columns. The block minimum of
  /// rank `capacity` is a threshold that at least `capacity` entries do not exceed; only blocks
  /// below it are looked into again. Entries equal to the threshold are taken starting at a place
  /// that depends on the row, so that rows with the same costs do not all choose the same columns.
  func build(
    row: Int, rows: Rows, prices: UnsafePointer<Rows.Price>, scratch: DenseScratch<Rows.Price>
  ) {
    let blockCount = rows.blockCount
    let minima = scratch.minima
    rows.blockMinima(row: row, prices: prices, into: minima)
    let threshold = scratch.rank(min(capacity, blockCount) - 1, of: minima, count: blockCount)

    let found = scratch.found
    var count = 0
    for block in 0..<blockCount where minima[block] < threshold {
      let first = block &* Rows.blockWidth
      for column in first..<min(first &+ Rows.blockWidth, rows.columnCount) {
        let value = rows.reducedCost(row: row, column: column, prices: prices)
        if value < threshold {
          found[count] = DenseFound(value: value, column: Int32(truncatingIfNeeded: column))
          count &+= 1
        }
      }
    }
    var bound = Int64.max
    if count > capacity {
      // Smooth rows: whole blocks lie below the threshold. Keep the cheapest of them.
      scratch.sort(count)
      bound = Rows.integer(found[capacity].value)
      count = capacity
    } else {
      if threshold < Rows.absent {
        bound = appendTies(
          row: row, rows: rows, prices: prices, threshold: threshold, count: &count,
          scratch: scratch)
      }
      scratch.sort(count)
    }
    bounds[row] = bound
    counts[row] = Int32(truncatingIfNeeded: count)
    let list = entries + row &* capacity
    for index in 0..<count {
      let column = Int(found[index].column)
      let key = Rows.integer(found[index].value)
      list[index] = DenseCandidate(
        key: key, cost: key &+ Rows.integer(prices[column]), column: found[index].column)
    }
  }

  /// Appends entries equal to `threshold` while there is room, and returns the bound on the rest.
  private func appendTies(
    row: Int, rows: Rows, prices: UnsafePointer<Rows.Price>, threshold: Rows.Price,
    count: inout Int, scratch: DenseScratch<Rows.Price>
  ) -> Int64 {
    let blockCount = rows.blockCount
    let start = row &* blockCount / max(1, rows.rowCount)
    var index = 0
    while index < blockCount {
      var block = start &+ index
      if block >= blockCount { block &-= blockCount }
      index &+= 1
      guard scratch.minima[block] <= threshold else { continue }
      let first = block &* Rows.blockWidth
      let width = min(Rows.blockWidth, rows.columnCount &- first)
      for offset in 0..<width {
        let turned = offset &+ row % width
        let column = first &+ (turned >= width ? turned &- width : turned)
        if rows.reducedCost(row: row, column: column, prices: prices) == threshold {
          if count == capacity { return Rows.integer(threshold) }
          scratch.found[count] = DenseFound(
            value: threshold, column: Int32(truncatingIfNeeded: column))
          count &+= 1
        }
      }
    }
    return Rows.integer(threshold) &+ 1
  }
}

/// An entry found by a scan.
struct DenseFound<Price: Comparable & BitwiseCopyable>: BitwiseCopyable {
  var value: Price
  var column: Int32
}

/// Working memory of one thread for building candidate lists.
struct DenseScratch<Price: Comparable & BitwiseCopyable> {
  let minima: UnsafeMutablePointer<Price>
  let ranked: UnsafeMutablePointer<Price>
  let found: UnsafeMutablePointer<DenseFound<Price>>

  init(columnCount: Int) {
    let blockCount = (columnCount + 15) / 16
    minima = .allocate(capacity: blockCount + 1)
    ranked = .allocate(capacity: blockCount + 1)
    found = .allocate(capacity: columnCount + 16)
  }

  func deallocate() {
    minima.deallocate()
    ranked.deallocate()
    found.deallocate()
  }

  /// Returns the value of the given rank (0 is the least) among `count` values.
  ///
  /// Quickselect (Hoare 1961, Algorithm 65) on a copy.
  @inline(__always)
  func rank(_ rank: Int, of values: UnsafePointer<Price>, count: Int) -> Price {
    ranked.update(from: values, count: count)
    var low = 0
    var high = count &- 1
    while low < high {
      let first = ranked[low]
      let middle = ranked[low &+ (high &- low) / 2]
      let last = ranked[high]
      let pivot = max(min(first, middle), min(max(first, middle), last))
      var left = low
      var right = high
      while left <= right {
        while ranked[left] < pivot { left &+= 1 }
        while pivot < ranked[right] { right &-= 1 }
        if left <= right {
          let held = ranked[left]
          ranked[left] = ranked[right]
          ranked[right] = held
          left &+= 1
          right &-= 1
        }
      }
      if rank <= right {
        high = right
      } else if rank >= left {
        low = left
      } else {
        break
      }
    }
    return ranked[rank]
  }

  /// Sorts the first `count` found entries by value, equal ones in the order they were found.
  @inline(__always)
  func sort(_ count: Int) {
    if count > 64 {
      let sorted = UnsafeMutableBufferPointer(start: found, count: count)
        .sorted { ($0.value, $0.column) < ($1.value, $1.column) }
      for index in 0..<count { found[index] = sorted[index] }
      return
    }
    var index = 1
    while index < count {
      let entry = found[index]
      var place = index
      while place > 0 && entry.value < found[place &- 1].value {
        found[place] = found[place &- 1]
        place &-= 1
      }
      found[place] = entry
      index &+= 1
    }
  }
}
