/// How a search for an augmenting path ended.
enum DensePathOutcome {
  case found, none, givenUp
}

/// The state of one dense solve: matching, prices, candidate lists, and the shortest-path search.
///
/// Invariants between calls, once lists are built: prices only fall, so that the lists' bounds stay
/// true; the price of an unassigned column has not changed, unless an auction moved it in a square
/// matrix, where every column will be assigned; and, but during an auction, an assigned row's chosen
/// edge is a cheapest of its row at the present prices, which makes cost - price there the row's dual
/// value.
struct DenseSearch<Rows: DenseRows>: ~Copyable {
  let rows: Rows
  let arena: DenseArena
  let rowCount: Int
  let columnCount: Int
  var candidates: DenseCandidates<Rows>
  let scratch: DenseScratch<Rows.Price>

  /// The price (dual value) of each column, as integers and as the scans want them.
  let prices: UnsafeMutablePointer<Int64>
  let scanPrices: UnsafeMutablePointer<Rows.Price>
  /// The column of each row and the row of each column, or -1.
  let columnOfRow: UnsafeMutablePointer<Int32>
  let rowOfColumn: UnsafeMutablePointer<Int32>
  /// The cost of the chosen edge of each assigned row.
  let chosenCost: UnsafeMutablePointer<Int64>

  /// The rows that wait for a column while a run lasts, in the order in which they are taken.
  let waiting: UnsafeMutablePointer<Int32>
  var waitingCount = 0

  // Shortest-path search.
  let distance: UnsafeMutablePointer<Int64>
  let predecessor: UnsafeMutablePointer<Int32>
  let reachedIn: UnsafeMutablePointer<Int32>
  let rebuiltIn: UnsafeMutablePointer<Int32>
  let offset: UnsafeMutablePointer<Int64>
  let closed: UnsafeMutablePointer<Int32>
  var heap: DenseHeap
  /// Columns at the distance that the search has reached; they need no order.
  let ready: UnsafeMutablePointer<Int32>
  var readyCount = 0
  /// The distance that the search has reached.
  var reach = Int64.min
  var search: Int32 = 0
  var bestDistance = Int64.max
  var bestColumn = -1
  var closedCount = 0
  /// A search that is under way when the effort exceeds this number is given up.
  var effortLimit = Int.max
  /// A search that has most of the rows that it reaches, and more than this number, build new lists
  /// is given up.
  var rebuildLimit = Int.max

  /// Whether rows seem to have several cheapest edges.
  var hasTies = false
  /// Whether there are so many columns that a row whose list of one or two edges is too short reads
  /// the digest and a few blocks for its two cheapest edges, and builds no list; then prices must not
  /// be above 0.
  var isWide = false

  var work = DenseAssignmentWork()
  /// The lowest price with which all arithmetic is exact; a run sets it.
  var lowestPrice = -Rows.largestDual
  /// Whether a price has fallen below that.
  var hasOverflowed = false

  /// Starts with prices of 0 and no assignment.
  ///
  /// - Parameter arena: where working memory comes from, to be reset only when the search is over.
  init(rows: Rows, arena: DenseArena) {
    self.rows = rows
    self.arena = arena
    rowCount = rows.rowCount
    columnCount = rows.columnCount
    candidates = DenseCandidates(
      rowCount: rowCount, columnCount: columnCount, shortLength: columnCount < 2000 ? 16 : 24,
      arena: arena)
    heap = DenseHeap(arena: arena)
    scratch = DenseScratch(columnCount: columnCount, arena: arena)
    prices = arena.allocate(Int64.self, columnCount)
    scanPrices = arena.allocate(Rows.Price.self, columnCount)
    columnOfRow = arena.allocate(Int32.self, rowCount)
    rowOfColumn = arena.allocate(Int32.self, columnCount)
    chosenCost = arena.allocate(Int64.self, rowCount)
    waiting = arena.allocate(Int32.self, rowCount)
    distance = arena.allocate(Int64.self, columnCount)
    predecessor = arena.allocate(Int32.self, columnCount)
    reachedIn = arena.allocate(Int32.self, columnCount)
    rebuiltIn = arena.allocate(Int32.self, rowCount)
    offset = arena.allocate(Int64.self, rowCount)
    closed = arena.allocate(Int32.self, columnCount)
    ready = arena.allocate(Int32.self, columnCount)
    columnOfRow.initialize(repeating: -1, count: rowCount)
    rowOfColumn.initialize(repeating: -1, count: columnCount)
    chosenCost.initialize(repeating: 0, count: rowCount)
    reachedIn.initialize(repeating: 0, count: columnCount)
    rebuiltIn.initialize(repeating: 0, count: rowCount)
    prices.initialize(repeating: 0, count: columnCount)
    scanPrices.initialize(repeating: Rows.price(0), count: columnCount)
  }

  @inline(__always)
  func setPrice(_ column: Int, _ price: Int64) {
    prices[column] = price
    scanPrices[column] = Rows.price(price)
  }

  @inline(__always)
  mutating func assign(row: Int, column: Int, cost: Int64) {
    columnOfRow[row] = Int32(truncatingIfNeeded: column)
    rowOfColumn[column] = Int32(truncatingIfNeeded: row)
    chosenCost[row] = cost
  }

  /// Builds a longer list of one row at the present prices.
  mutating func rebuild(_ row: Int) {
    work.rowScans += 1
    candidates.buildLonger(row: row, rows: rows, prices: scanPrices, scratch: scratch)
  }

  /// Looks for another edge of the row as cheap as the one in its list of one, to an unassigned column;
  /// else builds the row a list of more.
  mutating func replaceSingle(_ row: Int) {
    let held = candidates.lists[row][0]
    if hasTies {
      let wanted = Rows.price(held.key)
      var column = Int(held.column)
      for _ in 1..<columnCount {
        column &+= 1
        if column == columnCount { column = 0 }
        if rowOfColumn[column] < 0
          && rows.reducedCost(row: row, column: column, prices: scanPrices) == wanted
        {
          candidates.lists[row][0] = DenseCandidate(
            key: held.key, cost: held.key &+ prices[column],
            column: Int32(truncatingIfNeeded: column))
          return
        }
      }
    }
    work.rowScans += 1
    candidates.replaceSingle(row: row, rows: rows, prices: scanPrices, scratch: scratch)
  }

  /// Builds the lists of all rows at the present prices.
  mutating func rebuildAll(threads: Int) {
    let prices = scanPrices
    let rows = rows
    buildAll(threads: threads, tally: ()) { row, _, minima in
      rows.blockMinima(row: row, prices: prices, into: minima)
    } finish: { _, _ in
    }
  }

  /// Builds the lists of all rows; `minima` writes the block minima of a row.
  ///
  /// Rows are taken in groups of 64 whatever the number of threads: a row's list may depend on the
  /// rows of its group before it, and on no others. Each part of the rows has a tally of its own, and
  /// `finish` is told it and the number of the thread when the part is done.
  @inline(__always)
  mutating func buildAll<Tally>(
    threads: Int, tally first: Tally,
    minima: (_ row: Int, inout Tally, UnsafeMutablePointer<Rows.Price>) -> Void,
    finish: (_ thread: Int, Tally) -> Void
  ) {
    work.rowScans += rowCount
    candidates.makeRoomForShortLists(rowCount: rowCount)
    let (rowCount, columnCount) = (rowCount, columnCount)
    let (candidates, rows, prices) = (candidates, rows, scanPrices)
    let scratches = arena.allocate(DenseScratch<Rows.Price>.self, threads)
    for thread in 0..<threads {
      (scratches + thread).initialize(to: DenseScratch(columnCount: columnCount, arena: arena))
    }
    forEachPart(of: (rowCount + 63) / 64, count: threads) { thread, groups in
      let scratch = scratches[thread]
      var tally = first
      for group in groups {
        var aim = candidates.firstAim()
        for row in (64 * group)..<min(64 * group + 64, rowCount) {
          minima(row, &tally, scratch.minima)
          candidates.selectShort(
            row: row, rows: rows, prices: prices, scratch: scratch, aim: &aim)
        }
      }
      finish(thread, tally)
    }
  }

  /// Assigns `root` along a shortest augmenting path, and lowers prices so that all chosen edges
  /// stay tight.
  ///
  /// Dijkstra's search over reduced costs (Jonker & Volgenant 1987, "A shortest augmenting path
  /// algorithm for dense and sparse linear assignment problems", Computing 38), with
  /// two changes. An edge that leads no closer than the nearest unassigned column found so far is
  /// never queued. And a row contributes only its candidate list, plus one entry in the queue that
  /// stands for all its other edges at the list's bound: when that entry comes up the row is
  /// scanned again, in full. So the paths are shortest over the whole matrix.
  ///
  /// - Returns: whether a path was found. If there is none the rows reached are a Hall violator; then,
  ///   and when the search is given up, nothing has changed.
  mutating func augment(root: Int) -> DensePathOutcome {
    work.searches += 1
    search &+= 1
    heap.removeAll()
    readyCount = 0
    reach = .min
    bestDistance = .max
    bestColumn = -1
    closedCount = 0
    var rebuiltCount = 0
    relax(row: root, offset: 0)
    while let next = nextNode() {
      guard next.distance < bestDistance else { break }
      guard work.effort(columnCount: columnCount) <= effortLimit else { return .givenUp }
      if next.node < 0 {
        let row = Int(~next.node)
        if rebuiltIn[row] == search {
          relaxBeyondList(row: row, from: next.distance &+ offset[row])
        } else {
          rebuiltCount &+= 1
          if rebuiltCount > rebuildLimit && 2 &* rebuiltCount > closedCount { return .givenUp }
          rebuiltIn[row] = search
          rebuild(row)
          relax(row: row, offset: offset[row])
        }
        continue
      }
      let column = Int(next.node)
      guard next.distance == distance[column] else { continue }
      guard closedCount < columnCount else {
        // A column is closed once, unless numbers have lost their first bits.
        hasOverflowed = true
        return .found
      }
      closed[closedCount] = next.node
      closedCount &+= 1
      let row = Int(rowOfColumn[column])
      relax(row: row, offset: chosenCost[row] &- prices[column] &- next.distance)
    }
    guard bestColumn >= 0 else { return .none }
    for index in 0..<closedCount {
      let column = Int(closed[index])
      let price = prices[column] &- (bestDistance &- distance[column])
      if price < lowestPrice { hasOverflowed = true }
      setPrice(column, price)
    }
    flip(root: root, end: bestColumn)
    return .found
  }

  /// Offers the row's listed edges to the search.
  @inline(__always)
  mutating func relax(row: Int, offset rowOffset: Int64) {
    let list = candidates.lists[row]
    let count = Int(candidates.counts[row])
    offset[row] = rowOffset
    var index = 0
    while index < count && bestDistance > reach {
      let key = list[index].key
      if key &- rowOffset >= bestDistance {
        work.listedEntries &+= index
        return
      }
      offer(
        row: row, column: Int(list[index].column), offset: rowOffset, cost: list[index].cost)
      index &+= 1
    }
    work.listedEntries &+= count
    let bound = candidates.bounds[row]
    if bound != .max && bound &- rowOffset < bestDistance {
      heap.insert(distance: bound &- rowOffset, node: ~Int32(truncatingIfNeeded: row))
    }
  }

  /// Offers one edge to the search.
  @inline(__always)
  mutating func offer(row: Int, column: Int, offset rowOffset: Int64, cost: Int64) {
    let length = cost &- prices[column] &- rowOffset
    guard length < bestDistance else { return }
    if rowOfColumn[column] < 0 {
      bestDistance = length
      bestColumn = column
      predecessor[column] = Int32(truncatingIfNeeded: row)
    } else if reachedIn[column] != search || length < distance[column] {
      reachedIn[column] = search
      distance[column] = length
      predecessor[column] = Int32(truncatingIfNeeded: row)
      if length == reach {
        ready[readyCount] = Int32(truncatingIfNeeded: column)
        readyCount &+= 1
      } else {
        heap.insert(distance: length, node: Int32(truncatingIfNeeded: column))
      }
    }
  }

  /// Takes the nearest node.
  @inline(__always)
  private mutating func nextNode() -> DenseHeap.Entry? {
    if readyCount > 0 {
      readyCount &-= 1
      return DenseHeap.Entry(distance: reach, node: ready[readyCount])
    }
    guard let next = heap.removeFirst() else { return nil }
    reach = next.distance
    return next
  }

  /// Offers the row's edges from cost minus price `start` on, as far as a second threshold, and
  /// queues the rest of the row behind that.
  ///
  /// The threshold grows with every use, so that a row is scanned a few times at most in a search.
  mutating func relaxBeyondList(row: Int, from start: Int64) {
    work.rowScans += 1
    let rowOffset = offset[row]
    let blockCount = rows.blockCount
    let minima = scratch.minima
    rows.blockMinima(row: row, prices: scanPrices, into: minima)
    let low = Rows.price(start)
    var below = 0
    for block in 0..<blockCount where minima[block] < low { below &+= 1 }
    let rank = 2 &* below &+ 64
    let threshold =
      rank < blockCount ? scratch.rank(rank, of: minima, count: blockCount) : Rows.absent
    for block in 0..<blockCount where minima[block] <= threshold && minima[block] < Rows.absent {
      let first = block &* Rows.blockWidth
      for column in first..<min(first &+ Rows.blockWidth, columnCount) {
        let reduced = rows.reducedCost(row: row, column: column, prices: scanPrices)
        if reduced >= low && reduced <= threshold && reduced < Rows.absent {
          let cost = Rows.integer(reduced) &+ prices[column]
          offer(row: row, column: column, offset: rowOffset, cost: cost)
        }
      }
    }
    if threshold < Rows.absent {
      let distance = Rows.integer(threshold) &+ 1 &- rowOffset
      if distance < bestDistance {
        heap.insert(distance: distance, node: ~Int32(truncatingIfNeeded: row))
      }
    }
  }

  /// Returns the rows that the failed search from `root` reached.
  func reachedRows(from root: Int) -> UnsafeBufferPointer<Int32> {
    let reached = arena.allocate(Int32.self, closedCount + 1)
    reached[0] = Int32(truncatingIfNeeded: root)
    for index in 0..<closedCount { reached[index + 1] = rowOfColumn[Int(closed[index])] }
    return UnsafeBufferPointer(start: reached, count: closedCount + 1)
  }

  /// Reassigns the rows along the path that ends in column `end`.
  private mutating func flip(root: Int, end: Int) {
    var column = end
    for _ in 0..<rowCount {
      let row = Int(predecessor[column])
      let previous = Int(columnOfRow[row])
      let reduced = rows.reducedCost(row: row, column: column, prices: scanPrices)
      assign(row: row, column: column, cost: Rows.integer(reduced) &+ prices[column])
      if row == root { return }
      column = previous
    }
    // A path visits a row once, unless numbers have lost their last bits.
    hasOverflowed = true
  }
}
