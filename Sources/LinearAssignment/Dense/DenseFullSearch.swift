/// Shortest augmenting paths over every entry of a matrix of doubles with no more rows than columns,
/// in its textbook form: the quickest way for matrices of a few dozen rows.
///
/// Column reduction and augmenting row reduction give most rows a column. For each of the others a
/// shortest path is grown over reduced costs, cost - price - row dual, until it meets an unassigned
/// column; then the pairs along the path change sides. Prices of columns never assigned do not move.
///
/// Costs are integers, and absent ones infinite. Nothing bounds the numbers, so differences may be
/// rounded; those that matter are small and nearly always exact. What comes out is an answer only
/// when the check of the certificate, in integers, says so.
///
/// Jonker & Volgenant 1987, "A shortest augmenting path algorithm for dense and sparse linear
/// assignment problems", Computing 38, pp. 325-340; Crouse 2016, "On implementing 2D rectangular
/// assignment algorithms", IEEE Transactions on Aerospace and Electronic Systems 52, pp. 1679-1696.
struct DenseFullSearch {
  private let costs: UnsafePointer<Double>
  private let rowCount: Int
  private let columnCount: Int
  let prices: UnsafeMutablePointer<Double>
  let columnOfRow: UnsafeMutablePointer<Int32>
  private let rowOfColumn: UnsafeMutablePointer<Int32>
  /// The distance of each column that is not closed; infinite for the others.
  private let distance: UnsafeMutablePointer<Double>
  /// The price of each column that is not closed; for the others minus infinity, so that no edge to
  /// them is short.
  private let openPrices: UnsafeMutablePointer<Double>
  /// The columns that are closed in the order in which they were, and their distances.
  private let closed: UnsafeMutablePointer<Int32>
  private let closedDistance: UnsafeMutablePointer<Double>
  /// The rows that were scanned, and the dual value of each less the distance it was reached at.
  private let scanned: UnsafeMutablePointer<Int32>
  private let offsets: UnsafeMutablePointer<Double>
  private(set) var work = DenseAssignmentWork()

  /// Starts with nothing assigned.
  ///
  /// - Parameter matrix: at least two columns wide.
  init(_ matrix: DenseMatrix<Double>, arena: DenseArena) {
    costs = matrix.base
    rowCount = matrix.rowCount
    columnCount = matrix.columnCount
    prices = arena.allocate(Double.self, columnCount)
    columnOfRow = arena.allocate(Int32.self, rowCount)
    rowOfColumn = arena.allocate(Int32.self, columnCount)
    distance = arena.allocate(Double.self, columnCount)
    openPrices = arena.allocate(Double.self, columnCount)
    closed = arena.allocate(Int32.self, columnCount)
    closedDistance = arena.allocate(Double.self, columnCount)
    scanned = arena.allocate(Int32.self, rowCount)
    offsets = arena.allocate(Double.self, rowCount)
    prices.initialize(repeating: 0, count: columnCount)
    columnOfRow.initialize(repeating: -1, count: rowCount)
    rowOfColumn.initialize(repeating: -1, count: columnCount)
  }

  /// Returns the dual value of an assigned row.
  func dual(ofRow row: Int) -> Double {
    let column = Int(columnOfRow[row])
    return costs[row &* columnCount &+ column] - prices[column]
  }

  /// Assigns all rows, or returns the rows reached by a search that found no end.
  mutating func run() -> [Int]? {
    if rowCount == columnCount { reduceColumns() }
    for _ in 0..<2 { reduceRows() }
    for row in 0..<rowCount where columnOfRow[row] < 0 {
      if let reached = augment(row) { return reached }
    }
    return nil
  }

  /// Assigns all rows, starting with the given prices for a square matrix; returns whether that could be
  /// done and was not stopped.
  mutating func run(from start: [Double], shouldStop: () -> StopReason?) -> Bool {
    for column in 0..<columnCount { prices[column] = start[column] }
    for _ in 0..<2 { reduceRows() }
    for row in 0..<rowCount where columnOfRow[row] < 0 {
      if shouldStop() != nil || augment(row) != nil { return false }
    }
    return true
  }

  /// Calls `body` with the first column of each pair; the last pair may overlap the one before it.
  @inline(__always)
  private func forEachPair(_ body: (Int) -> Void) {
    var column = 0
    while column &+ 2 <= columnCount {
      body(column)
      column &+= 2
    }
    if column < columnCount { body(columnCount &- 2) }
  }

  @inline(__always)
  private func pair(_ values: UnsafePointer<Double>, _ column: Int) -> SIMD2<Double> {
    UnsafeRawPointer(values + column).loadUnaligned(as: SIMD2<Double>.self)
  }

  @inline(__always)
  private func store(
    _ pair: SIMD2<Double>, _ values: UnsafeMutablePointer<Double>, _ column: Int
  ) {
    UnsafeMutableRawPointer(values + column).storeBytes(of: pair, as: SIMD2<Double>.self)
  }

  /// Lowers or raises every price to the least cost of its column, and assigns to each row in turn
  /// the first free column that has its least cost there.
  private mutating func reduceColumns() {
    prices.update(from: costs, count: columnCount)
    for row in 1..<rowCount {
      let costs = costs + row &* columnCount
      forEachPair { store(smaller(pair(prices, $0), pair(costs, $0)), prices, $0) }
    }
    work.rowScans += rowCount
    for row in 0..<rowCount {
      let costs = costs + row &* columnCount
      if let column = first(costs, equalTo: 0, isOnlyFree: true) { assign(row, column) }
    }
    // A column without an edge has no price; no search will get there.
    for column in 0..<columnCount where prices[column] == .infinity { prices[column] = 0 }
  }

  @inline(__always)
  private func assign(_ row: Int, _ column: Int) {
    columnOfRow[row] = Int32(truncatingIfNeeded: column)
    rowOfColumn[column] = Int32(truncatingIfNeeded: row)
  }

  /// Returns the first free column, or else the first of all unless only free ones are wanted, with
  /// cost - price equal to `value`.
  @inline(__always)
  private func first(
    _ costs: UnsafePointer<Double>, equalTo value: Double, isOnlyFree: Bool
  ) -> Int? {
    var found: Int?
    var column = 0
    while column < columnCount {
      let start = min(column, columnCount &- 2)
      let matches = (pair(costs, start) - pair(prices, start)) .== value
      column &+= 2
      guard any(matches) else { continue }
      for lane in 0..<2 where matches[lane] {
        if rowOfColumn[start &+ lane] < 0 { return start &+ lane }
        if !isOnlyFree && found == nil { found = start &+ lane }
      }
    }
    return found
  }

  /// Lets each unassigned row take its cheapest column and lowers that column's price to where the
  /// row's second choice is as good; a displaced row goes on at once.
  private mutating func reduceRows() {
    var steps = 0
    let limit = 2 &* rowCount
    for first in 0..<rowCount where columnOfRow[first] < 0 {
      var row = first
      while steps < limit {
        steps &+= 1
        let costs = costs + row &* columnCount
        let (least, second) = twoLeast(costs)
        guard least < .infinity,
          let column = self.first(costs, equalTo: least, isOnlyFree: false)
        else { break }
        let displaced = Int(rowOfColumn[column])
        if displaced >= 0 && second == least { break }
        if second < .infinity { prices[column] -= second - least }
        assign(row, column)
        guard displaced >= 0 else { break }
        columnOfRow[displaced] = -1
        row = displaced
      }
    }
    work.reductionSteps += steps
    work.rowScans += steps
  }

  /// Returns the least cost - price and the next, which is the same where two columns tie.
  @inline(__always)
  private func twoLeast(_ costs: UnsafePointer<Double>) -> (least: Double, second: Double) {
    var least = SIMD2<Double>(repeating: .infinity)
    var second = least
    var column = 0
    while column &+ 2 <= columnCount {
      let values = pair(costs, column) - pair(prices, column)
      second = smaller(second, greater(values, least))
      least = smaller(least, values)
      column &+= 2
    }
    if column < columnCount {
      let values = SIMD2(costs[column] - prices[column], .infinity)
      second = smaller(second, greater(values, least))
      least = smaller(least, values)
    }
    return (min(least.x, least.y), min(max(least.x, least.y), min(second.x, second.y)))
  }

  /// Assigns a row along a shortest path, or returns the rows reached when there is no path.
  private mutating func augment(_ root: Int) -> [Int]? {
    work.searches += 1
    let (distance, openPrices) = (distance, openPrices)
    openPrices.update(from: prices, count: columnCount)
    distance.initialize(repeating: .infinity, count: columnCount)
    var count = 0
    var row = root
    var offset = 0.0
    while true {
      scanned[count] = Int32(truncatingIfNeeded: row)
      offsets[count] = offset
      work.rowScans &+= 1
      let costs = costs + row &* columnCount
      var leasts = SIMD2<Double>(repeating: .infinity)
      forEachPair {
        let reached = (pair(costs, $0) - pair(openPrices, $0)) - offset
        let nearest = smaller(pair(distance, $0), reached)
        store(nearest, distance, $0)
        leasts = smaller(leasts, nearest)
      }
      let least = min(leasts.x, leasts.y)
      if least == .infinity { return (0...count).map { Int(scanned[$0]) }.sorted() }
      let column = nearestColumn(least)
      closed[count] = Int32(truncatingIfNeeded: column)
      closedDistance[count] = least
      if rowOfColumn[column] < 0 {
        flip(root: root, end: column, least: least, count: count)
        return nil
      }
      row = Int(rowOfColumn[column])
      offset = (self.costs[row &* columnCount &+ column] - prices[column]) - least
      openPrices[column] = -.infinity
      distance[column] = .infinity
      count &+= 1
    }
  }

  /// Returns the first column at the given distance, an unassigned one if there is any.
  @inline(__always)
  private func nearestColumn(_ least: Double) -> Int {
    var found = -1
    var column = 0
    while column < columnCount {
      let start = min(column, columnCount &- 2)
      let matches = pair(distance, start) .== least
      column &+= 2
      guard any(matches) else { continue }
      for lane in 0..<2 where matches[lane] {
        if rowOfColumn[start &+ lane] < 0 { return start &+ lane }
        if found < 0 { found = start &+ lane }
      }
    }
    return found
  }

  /// Reassigns the rows along the path that ends in column `end`, and lowers the prices of the
  /// `count` columns closed before it.
  ///
  /// A column was reached from the first scanned row that explains its distance: to look for it here
  /// is quicker than to note it for every column at every scan.
  private func flip(root: Int, end: Int, least: Double, count: Int) {
    var column = end
    var reached = least
    while true {
      var index = 0
      while index < count {
        let cost = costs[Int(scanned[index]) &* columnCount &+ column]
        if (cost - prices[column]) - offsets[index] == reached { break }
        index &+= 1
      }
      let row = Int(scanned[index])
      let previous = Int(columnOfRow[row])
      assign(row, column)
      if row == root { break }
      column = previous
      // Row number k was reached over the column closed before it.
      reached = closedDistance[index &- 1]
    }
    for index in 0..<count {
      prices[Int(closed[index])] += closedDistance[index] - least
    }
  }
}
