/// Shortest augmenting paths over every entry of a matrix with no more rows than columns, in their
/// textbook form: the quickest way for matrices of up to a few hundred rows, and for a search that would
/// reach nearly all rows of a large one.
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
struct DenseFullSearch<Element: DenseElement> {
  let rows: ScaledRows<Element>
  let rowCount: Int
  let columnCount: Int
  let prices: UnsafeMutablePointer<Double>
  let columnOfRow: UnsafeMutablePointer<Int32>
  let rowOfColumn: UnsafeMutablePointer<Int32>
  /// The number of each column, and `assignedRank` more if it is assigned: of several columns the one
  /// of least rank is taken.
  let ranks: UnsafeMutablePointer<Double>
  static var assignedRank: Double { 0x1p32 }
  /// The costs of the row that is looked at, if they don't lie in the matrix as they are.
  private let converted: UnsafeMutablePointer<Double>
  /// The distance of each column that is not closed; infinite for the others.
  private let distance: UnsafeMutablePointer<Double>
  /// The least distance in each run of 16 columns; a last run of one takes in the column before it.
  private let leastInBlock: UnsafeMutablePointer<Double>
  /// The number of columns in each whole run that are not closed.
  private let openInBlock: UnsafeMutablePointer<Int32>
  /// The place in `scanned` of the row from which each column was reached.
  private let reachedFrom: UnsafeMutablePointer<Double>
  /// The price of each column that is not closed; for the others minus infinity, so that no edge to
  /// them is short.
  private let openPrices: UnsafeMutablePointer<Double>
  /// The columns that are closed in the order in which they were, and their distances.
  private let closed: UnsafeMutablePointer<Int32>
  private let closedDistance: UnsafeMutablePointer<Double>
  /// The rows that were scanned.
  private let scanned: UnsafeMutablePointer<Int32>
  var work = DenseAssignmentWork()

  /// Starts with nothing assigned.
  ///
  /// - Parameter rows: at least two columns wide.
  init(_ rows: ScaledRows<Element>, arena: DenseArena) {
    let prices = arena.allocate(Double.self, rows.columnCount)
    let columnOfRow = arena.allocate(Int32.self, rows.rowCount)
    let rowOfColumn = arena.allocate(Int32.self, rows.columnCount)
    prices.initialize(repeating: 0, count: rows.columnCount)
    columnOfRow.initialize(repeating: -1, count: rows.rowCount)
    rowOfColumn.initialize(repeating: -1, count: rows.columnCount)
    self.init(
      rows, prices: prices, columnOfRow: columnOfRow, rowOfColumn: rowOfColumn, arena: arena)
  }

  /// Starts with the given prices and assignment, which it changes.
  init(
    _ rows: ScaledRows<Element>, prices: UnsafeMutablePointer<Double>,
    columnOfRow: UnsafeMutablePointer<Int32>, rowOfColumn: UnsafeMutablePointer<Int32>,
    arena: DenseArena
  ) {
    self.rows = rows
    self.prices = prices
    self.columnOfRow = columnOfRow
    self.rowOfColumn = rowOfColumn
    rowCount = rows.rowCount
    columnCount = rows.columnCount
    converted = arena.allocate(Double.self, rows.isPlain ? 0 : columnCount)
    distance = arena.allocate(Double.self, columnCount)
    leastInBlock = arena.allocate(Double.self, rows.blockCount)
    openInBlock = arena.allocate(Int32.self, rows.blockCount)
    reachedFrom = arena.allocate(Double.self, columnCount)
    openPrices = arena.allocate(Double.self, columnCount)
    closed = arena.allocate(Int32.self, columnCount)
    closedDistance = arena.allocate(Double.self, columnCount)
    scanned = arena.allocate(Int32.self, rowCount)
    // One more, so that there is a pair for every column.
    ranks = arena.allocate(Double.self, columnCount + 1)
    ranks[columnCount] = .infinity
    for column in 0..<columnCount {
      ranks[column] = Double(column) + (rowOfColumn[column] < 0 ? 0 : Self.assignedRank)
    }
  }

  /// Returns the dual value of an assigned row.
  func dual(ofRow row: Int) -> Double {
    let column = Int(columnOfRow[row])
    return rows.cost(row: row, column: column) - prices[column]
  }

  /// Assigns all rows, starting from scratch.
  mutating func run(control: WorkControl) -> DenseRunResult {
    if rowCount == columnCount { reduceColumns() }
    for _ in 0..<2 { reduceRows() }
    return assignRest(control: control)
  }

  /// Assigns all rows, starting with the given prices for a square matrix.
  mutating func run(from start: UnsafePointer<Double>, control: WorkControl) -> DenseRunResult {
    prices.update(from: start, count: columnCount)
    for _ in 0..<2 { reduceRows() }
    return assignRest(control: control)
  }

  /// Assigns the rows that are not assigned yet.
  mutating func assignRest(control: WorkControl) -> DenseRunResult {
    for row in 0..<rowCount where columnOfRow[row] < 0 {
      if let reason = control.reasonToStop(.augmenting, completed: row, total: rowCount) {
        return .stopped(reason)
      }
      if let reached = augment(row) { return .violator(reached) }
    }
    return .assigned
  }

  @inline(__always)
  func pair(_ values: UnsafePointer<Double>, _ column: Int) -> SIMD2<Double> {
    UnsafeRawPointer(values + column).loadUnaligned(as: SIMD2<Double>.self)
  }

  @inline(__always)
  func store(
    _ pair: SIMD2<Double>, _ values: UnsafeMutablePointer<Double>, _ column: Int
  ) {
    UnsafeMutableRawPointer(values + column).storeBytes(of: pair, as: SIMD2<Double>.self)
  }

  /// Returns cost - price of two columns of a row.
  @inline(__always)
  func slacks(_ costs: UnsafePointer<Double>, _ column: Int) -> SIMD2<Double> {
    pair(costs, column) - pair(prices, column)
  }

  @inline(__always)
  func assign(_ row: Int, _ column: Int) {
    columnOfRow[row] = Int32(truncatingIfNeeded: column)
    rowOfColumn[column] = Int32(truncatingIfNeeded: row)
    ranks[column] = Double(column) + Self.assignedRank
  }

  /// The column that has this rank.
  @inline(__always)
  func column(ofRank rank: Double) -> Int {
    Int(rank < Self.assignedRank ? rank : rank - Self.assignedRank)
  }

  /// Returns the costs of a row.
  @inline(__always)
  func costs(of row: Int) -> UnsafePointer<Double> {
    rows.costs(of: row, convertedIn: converted)
  }

  /// Assigns a row along a shortest path, or returns the rows reached when there is no path.
  private mutating func augment(_ root: Int) -> UnsafeBufferPointer<Int32>? {
    work.searches += 1
    openPrices.update(from: prices, count: columnCount)
    distance.initialize(repeating: .infinity, count: columnCount)
    leastInBlock.initialize(repeating: .infinity, count: rows.blockCount)
    let width = ScaledRows<Element>.blockWidth
    openInBlock.initialize(repeating: Int32(truncatingIfNeeded: width), count: rows.blockCount)
    var count = 0
    var row = root
    var offset = 0.0
    while true {
      scanned[count] = Int32(truncatingIfNeeded: row)
      work.rowScans &+= 1
      let least = scan(costs(of: row), offset: offset, place: Double(count))
      if least == .infinity { return UnsafeBufferPointer(start: scanned, count: count + 1) }
      let column = nearestColumn(least)
      closed[count] = Int32(truncatingIfNeeded: column)
      closedDistance[count] = least
      if rowOfColumn[column] < 0 {
        flip(root: root, end: column, least: least, count: count)
        return nil
      }
      row = Int(rowOfColumn[column])
      offset = (rows.cost(row: row, column: column) - prices[column]) - least
      openPrices[column] = -.infinity
      distance[column] = .infinity
      let block = column / width
      openInBlock[block] &-= 1
      // From here on no scan will do that.
      if openInBlock[block] == 0 { leastInBlock[block] = .infinity }
      count &+= 1
    }
  }

  /// Lowers the distances of the columns that are nearer over a row than they were; returns the
  /// least distance.
  @inline(__always)
  private func scan(_ costs: UnsafePointer<Double>, offset: Double, place: Double) -> Double {
    let (distance, openPrices, reachedFrom) = (distance, openPrices, reachedFrom)
    let offsets = SIMD2(repeating: offset)
    let places = SIMD2(repeating: place)
    @inline(__always)
    func lower(_ column: Int) -> SIMD2<Double> {
      let reached = (pair(costs, column) - pair(openPrices, column)) - offsets
      let before = pair(distance, column)
      let nearest = smaller(before, reached)
      store(nearest, distance, column)
      store(
        pair(reachedFrom, column).replacing(with: places, where: reached .< before), reachedFrom,
        column)
      return nearest
    }
    var least = Double.infinity
    let wholeBlocks = columnCount / ScaledRows<Element>.blockWidth
    for block in 0..<wholeBlocks where openInBlock[block] > 0 {
      let column = block &* ScaledRows<Element>.blockWidth
      let even = smaller(
        smaller(lower(column), lower(column &+ 4)), smaller(lower(column &+ 8), lower(column &+ 12))
      )
      let odd = smaller(
        smaller(lower(column &+ 2), lower(column &+ 6)),
        smaller(lower(column &+ 10), lower(column &+ 14)))
      let pair = smaller(even, odd)
      let low = pair.x < pair.y ? pair.x : pair.y
      leastInBlock[block] = low
      least = low < least ? low : least
    }
    if wholeBlocks < rows.blockCount {
      var leasts = SIMD2<Double>(repeating: .infinity)
      let columns = rows.columns(of: wholeBlocks)
      for column in stride(from: columns.lowerBound, to: columns.upperBound, by: 2) {
        // The last pair may overlap the one before it.
        leasts = smaller(leasts, lower(min(column, columnCount &- 2)))
      }
      let low = min(leasts.x, leasts.y)
      leastInBlock[wholeBlocks] = low
      least = min(least, low)
    }
    return least
  }

  /// Returns the first column at the given distance, an unassigned one if there is any.
  @inline(__always)
  private func nearestColumn(_ least: Double) -> Int {
    let infinite = SIMD2<Double>(repeating: .infinity)
    var lowest = infinite
    for block in 0..<rows.blockCount where leastInBlock[block] == least {
      let columns = rows.columns(of: block)
      var column = columns.lowerBound
      while column < columns.upperBound {
        // The last pair may overlap the one before it.
        let first = min(column, columnCount &- 2)
        lowest = smaller(
          lowest,
          infinite.replacing(with: pair(ranks, first), where: pair(distance, first) .== least))
        column &+= 2
      }
    }
    return column(ofRank: min(lowest.x, lowest.y))
  }

  /// Reassigns the rows along the path that ends in column `end`, and lowers the prices of the
  /// `count` columns closed before it.
  private func flip(root: Int, end: Int, least: Double, count: Int) {
    var column = end
    while true {
      let row = Int(scanned[Int(reachedFrom[column])])
      let previous = Int(columnOfRow[row])
      assign(row, column)
      if row == root { break }
      column = previous
    }
    for index in 0..<count {
      prices[Int(closed[index])] += closedDistance[index] - least
    }
  }
}
