/// How most rows get a column before paths are searched.
extension DenseFullSearch {
  /// Lowers or raises every price to the least cost of its column, and assigns to each row in turn
  /// the first free column that has its least cost there.
  mutating func reduceColumns() {
    prices.update(from: costs(of: 0), count: columnCount)
    for row in 1..<rowCount {
      let costs = costs(of: row)
      forEachPair { store(smaller(pair(prices, $0), pair(costs, $0)), prices, $0) }
    }
    work.rowScans += rowCount
    for row in 0..<rowCount {
      let costs = costs(of: row)
      if let column = firstFree(costs, equalTo: 0) { assign(row, column) }
    }
    // A column without an edge has no price; no search will get there.
    for column in 0..<columnCount where prices[column] == .infinity { prices[column] = 0 }
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

  /// Lets each unassigned row take its cheapest column and lowers that column's price to where the
  /// row's second choice is as good; a displaced row goes on at once.
  mutating func reduceRows() {
    var steps = 0
    let limit = 2 &* rowCount
    for first in 0..<rowCount where columnOfRow[first] < 0 {
      var row = first
      while steps < limit {
        steps &+= 1
        let costs = costs(of: row)
        let (least, second, rank) = twoLeast(costs)
        guard least < .infinity else { break }
        var column = column(ofRank: rank)
        if second == least && rank >= Self.assignedRank {
          guard let other = firstFree(costs, equalTo: least) else { break }
          column = other
        }
        let displaced = Int(rowOfColumn[column])
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

  /// Returns the least cost - price, the next, which is the same where two columns tie, and the least
  /// rank among columns with the least in one run of 16; where columns tie, another run may have a free
  /// one.
  ///
  /// There are no branches that depend on the numbers: in short rows the wrong guesses of the processor
  /// would take longer than the rest.
  @inline(__always)
  private func twoLeast(
    _ costs: UnsafePointer<Double>
  ) -> (least: Double, second: Double, rank: Double) {
    let infinite = SIMD2<Double>(repeating: .infinity)
    @inline(__always)
    func slack(_ column: Int) -> SIMD2<Double> { slacks(costs, column) }
    // In each lane, of the least values of blocks the two least, and the block of the first.
    var (least, second, block) = (infinite, infinite, SIMD2<Double>.zero)
    @inline(__always)
    func take(_ values: SIMD2<Double>, of number: Double) {
      block.replace(with: number, where: values .< least)
      second = smaller(second, greater(values, least))
      least = smaller(least, values)
    }
    let wholeBlocks = columnCount / ScaledRows<Element>.blockWidth
    for number in 0..<wholeBlocks {
      let first = number &* ScaledRows<Element>.blockWidth
      let low = smaller(
        smaller(slack(first), slack(first &+ 2)), smaller(slack(first &+ 4), slack(first &+ 6)))
      let high = smaller(
        smaller(slack(first &+ 8), slack(first &+ 10)),
        smaller(slack(first &+ 12), slack(first &+ 14)))
      take(smaller(low, high), of: Double(number))
    }
    var column = wholeBlocks &* ScaledRows<Element>.blockWidth
    while column < columnCount {
      let values =
        column &+ 2 <= columnCount
        ? slack(column) : SIMD2(costs[column] - prices[column], .infinity)
      take(values, of: Double(wholeBlocks))
      column &+= 2
    }
    let lowest = min(least.x, least.y)
    let others = min(max(least.x, least.y), min(second.x, second.y))
    // The block again, for its next value and the rank.
    let columns = rows.columns(of: Int(least.x == lowest ? block.x : block.y))
    (least, second) = (infinite, infinite)
    var ranks = infinite
    column = columns.lowerBound
    while column < columns.upperBound {
      let values =
        column &+ 2 <= columnCount
        ? slack(column) : SIMD2(costs[column] - prices[column], .infinity)
      second = smaller(second, greater(values, least))
      least = smaller(least, values)
      ranks = smaller(
        ranks, infinite.replacing(with: pair(self.ranks, column), where: values .== lowest))
      column &+= 2
    }
    let next = min(max(least.x, least.y), min(second.x, second.y))
    return (lowest, min(others, next), min(ranks.x, ranks.y))
  }

  /// Returns the first free column with cost - price equal to `value`.
  @inline(__always)
  private func firstFree(_ costs: UnsafePointer<Double>, equalTo value: Double) -> Int? {
    @inline(__always)
    func matches(_ column: Int) -> SIMDMask<SIMD2<Int64>> { slacks(costs, column) .== value }
    var start = 0
    while start < columnCount {
      let next = min(start &+ 8, columnCount)
      // Most runs of eight have none.
      let mayMatch =
        next < start &+ 8
        || any(
          (matches(start) .| matches(start &+ 2)) .| (matches(start &+ 4) .| matches(start &+ 6)))
      if mayMatch {
        for column in start..<next
        where costs[column] - prices[column] == value && rowOfColumn[column] < 0 {
          return column
        }
      }
      start = next
    }
    return nil
  }
}
