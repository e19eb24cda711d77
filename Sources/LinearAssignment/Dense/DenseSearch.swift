/// The state of one dense solve: matching, prices, candidate lists, and the shortest-path search.
///
/// Invariants between calls, once lists are built: prices only fall, so that the lists' bounds stay
/// true; the price of an unassigned column has not changed; and an assigned row's chosen edge is a
/// cheapest of its row at the present prices, which makes cost - price there the row's dual value.
final class DenseSearch<Rows: DenseRows> {
  let rows: Rows
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

  // Shortest-path search.
  let distance: UnsafeMutablePointer<Int64>
  let predecessor: UnsafeMutablePointer<Int32>
  let reachedIn: UnsafeMutablePointer<Int32>
  let rebuiltIn: UnsafeMutablePointer<Int32>
  let offset: UnsafeMutablePointer<Int64>
  let closed: UnsafeMutablePointer<Int32>
  var heap = DenseHeap()
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

  var counters = DenseCounters()
  /// Whether a dual value has grown beyond what the scans compute exactly.
  var hasOverflowed = false

  /// Starts with prices of 0 and no assignment.
  ///
  /// - Parameter listLength: how many edges of a row to keep at hand at first.
  init(rows: Rows, listLength: Int = 32) {
    self.rows = rows
    rowCount = rows.rowCount
    columnCount = rows.columnCount
    candidates = DenseCandidates(
      rowCount: rowCount, columnCount: columnCount, shortLength: listLength)
    scratch = DenseScratch(columnCount: columnCount)
    prices = .allocate(capacity: columnCount + 1)
    scanPrices = .allocate(capacity: columnCount + 1)
    columnOfRow = .allocate(capacity: rowCount + 1)
    rowOfColumn = .allocate(capacity: columnCount + 1)
    chosenCost = .allocate(capacity: rowCount + 1)
    distance = .allocate(capacity: columnCount + 1)
    predecessor = .allocate(capacity: columnCount + 1)
    reachedIn = .allocate(capacity: columnCount + 1)
    rebuiltIn = .allocate(capacity: rowCount + 1)
    offset = .allocate(capacity: rowCount + 1)
    closed = .allocate(capacity: columnCount + 1)
    ready = .allocate(capacity: columnCount + 1)
    columnOfRow.initialize(repeating: -1, count: rowCount)
    rowOfColumn.initialize(repeating: -1, count: columnCount)
    chosenCost.initialize(repeating: 0, count: rowCount)
    reachedIn.initialize(repeating: 0, count: columnCount)
    rebuiltIn.initialize(repeating: 0, count: rowCount)
    prices.initialize(repeating: 0, count: columnCount)
    scanPrices.initialize(repeating: Rows.price(0), count: columnCount)
  }

  deinit {
    candidates.deallocate()
    scratch.deallocate()
    prices.deallocate()
    scanPrices.deallocate()
    columnOfRow.deallocate()
    rowOfColumn.deallocate()
    chosenCost.deallocate()
    distance.deallocate()
    predecessor.deallocate()
    reachedIn.deallocate()
    rebuiltIn.deallocate()
    offset.deallocate()
    closed.deallocate()
    ready.deallocate()
  }

  @inline(__always)
  func setPrice(_ column: Int, _ price: Int64) {
    prices[column] = price
    scanPrices[column] = Rows.price(price)
  }

  @inline(__always)
  func assign(row: Int, column: Int, cost: Int64) {
    columnOfRow[row] = Int32(truncatingIfNeeded: column)
    rowOfColumn[column] = Int32(truncatingIfNeeded: row)
    chosenCost[row] = cost
  }

  /// Builds a longer list of one row at the present prices.
  func rebuild(_ row: Int) {
    counters.rowScans += 1
    candidates.buildLong(row: row, rows: rows, prices: scanPrices, scratch: scratch)
  }

  /// Builds the lists of all rows at the present prices.
  func rebuildAll(threads: Int) {
    let prices = scanPrices
    let rows = rows
    buildAll(threads: threads) { row, _, minima in
      rows.blockMinima(row: row, prices: prices, into: minima)
    }
  }

  /// Builds the lists of all rows; `minima` writes the block minima of a row, in the part of the
  /// matrix with the given number.
  ///
  /// Rows are taken in groups of 64 whatever the number of threads: a row's list may depend on the
  /// rows of its group before it, and on no others.
  @inline(__always)
  func buildAll(
    threads: Int, minima: (_ row: Int, _ part: Int, UnsafeMutablePointer<Rows.Price>) -> Void
  ) {
    counters.rowScans += rowCount
    let (rowCount, columnCount) = (rowCount, columnCount)
    let (candidates, rows, prices) = (candidates, rows, scanPrices)
    forEachPart(of: (rowCount + 63) / 64, count: threads) { part, groups in
      let scratch = DenseScratch<Rows.Price>(columnCount: columnCount)
      for group in groups {
        var guess: Rows.Price?
        for row in (64 * group)..<min(64 * group + 64, rowCount) {
          minima(row, part, scratch.minima)
          candidates.selectShort(
            row: row, rows: rows, prices: prices, scratch: scratch, guess: &guess)
        }
      }
      scratch.deallocate()
    }
  }

  /// Assigns `root` along a shortest augmenting path, and lowers prices so that all chosen edges
  /// stay tight.
  ///
  /// Dijkstra's search over reduced costs (Jonker & Volgenant 1987, "A shortest augmenting path
  /// algorithm for dense and sparse linear assignment problems", Computing 38, section 3), with
  /// two changes. An edge that leads no closer than the nearest unassigned column found so far is
  /// never queued. And a row contributes only its candidate list, plus one entry in the queue that
  /// stands for all its other edges at the list's bound: when that entry comes up the row is
  /// scanned again, in full. So the paths are shortest over the whole matrix.
  ///
  /// - Returns: whether a path was found; if not, and the search was not given up for too much
  ///   effort, the rows reached are a Hall violator. Nothing has changed then.
  func augment(root: Int) -> Bool {
    counters.searches += 1
    search &+= 1
    heap.removeAll()
    readyCount = 0
    reach = .min
    bestDistance = .max
    bestColumn = -1
    closedCount = 0
    relax(row: root, offset: 0)
    while let next = nextNode() {
      guard next.distance < bestDistance else { break }
      guard counters.effort(columnCount: columnCount) <= effortLimit else { return false }
      if next.node < 0 {
        let row = Int(~next.node)
        if rebuiltIn[row] == search {
          relaxBeyondList(row: row, from: next.distance &+ offset[row])
        } else {
          rebuiltIn[row] = search
          rebuild(row)
          relax(row: row, offset: offset[row])
        }
        continue
      }
      let column = Int(next.node)
      guard next.distance == distance[column] else { continue }
      closed[closedCount] = next.node
      closedCount &+= 1
      let row = Int(rowOfColumn[column])
      relax(row: row, offset: chosenCost[row] &- prices[column] &- next.distance)
    }
    guard bestColumn >= 0 else { return false }
    for index in 0..<closedCount {
      let column = Int(closed[index])
      let price = prices[column] &- (bestDistance &- distance[column])
      if price < -Rows.largestDual { hasOverflowed = true }
      setPrice(column, price)
    }
    flip(root: root, end: bestColumn)
    return true
  }

  /// Offers the row's listed edges to the search.
  @inline(__always)
  func relax(row: Int, offset rowOffset: Int64) {
    let list = candidates.lists[row]
    let count = Int(candidates.counts[row])
    offset[row] = rowOffset
    var index = 0
    while index < count && bestDistance > reach {
      let entry = list[index]
      if entry.key &- rowOffset >= bestDistance {
        counters.offers &+= index
        return
      }
      offer(row: row, column: Int(entry.column), offset: rowOffset, cost: entry.cost)
      index &+= 1
    }
    counters.offers &+= count
    let bound = candidates.bounds[row]
    if bound != .max && bound &- rowOffset < bestDistance {
      heap.insert(distance: bound &- rowOffset, node: ~Int32(truncatingIfNeeded: row))
    }
  }

  /// Offers one edge to the search.
  @inline(__always)
  func offer(row: Int, column: Int, offset rowOffset: Int64, cost: Int64) {
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
  private func nextNode() -> DenseHeap.Entry? {
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
  func relaxBeyondList(row: Int, from start: Int64) {
    counters.rowScans += 1
    counters.wholeRows += 1
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
  func reachedRows(from root: Int) -> [Int] {
    ([root] + (0..<closedCount).map { Int(rowOfColumn[Int(closed[$0])]) }).sorted()
  }

  /// Reassigns the rows along the path that ends in column `end`.
  private func flip(root: Int, end: Int) {
    var column = end
    while true {
      let row = Int(predecessor[column])
      let previous = Int(columnOfRow[row])
      let reduced = rows.reducedCost(row: row, column: column, prices: scanPrices)
      assign(row: row, column: column, cost: Rows.integer(reduced) &+ prices[column])
      if row == root { return }
      column = previous
    }
  }
}

/// How much work a dense solve did.
public struct DenseCounters: Sendable {
  /// The number of times that a row was read from end to end.
  public internal(set) var rowScans = 0
  /// The number of those scans that offered a whole row to a search.
  public internal(set) var wholeRows = 0
  /// The number of listed edges that searches looked at.
  public internal(set) var offers = 0
  /// The number of shortest-path searches.
  public internal(set) var searches = 0
  /// The number of steps of the augmenting row reduction.
  public internal(set) var reductionSteps = 0

  /// The work so far, in listed edges looked at; an entry of a scanned row costs about a quarter.
  @inline(__always)
  func effort(columnCount: Int) -> Int { offers &+ rowScans &* columnCount / 4 }
}
