/// The rows of a matrix converted once to 64-bit integers, for numbers too large for `Double`.
///
/// The largest integer marks an absent edge; it is tested for, never added to.
struct IntegerRows: DenseRows, @unchecked Sendable {
  // Unchecked: the memory is written before the value is made and only read afterwards.

  typealias Price = Int64

  let base: UnsafePointer<Int64>
  let rowCount: Int
  let columnCount: Int

  static var absent: Int64 { .max }
  static var largestPresent: Int64 { .max - 1 }
  static var largestDual: Int64 { 1 << 62 }
  @inline(__always) static func price(_ value: Int64) -> Int64 { value }
  @inline(__always) static func integer(_ price: Int64) -> Int64 { price }

  @inline(__always)
  func reducedCost(row: Int, column: Int, prices: UnsafePointer<Int64>) -> Int64 {
    let cost = base[row &* columnCount &+ column]
    return cost == .max ? .max : cost &- prices[column]
  }

  func blockMinima(
    row: Int, prices: UnsafePointer<Int64>, into minima: UnsafeMutablePointer<Int64>
  ) {
    for block in 0..<blockCount {
      var least = Int64.max
      for column in columns(of: block) {
        least = min(least, reducedCost(row: row, column: column, prices: prices))
      }
      minima[block] = least
    }
  }

  @inline(__always)
  func collect(
    row: Int, block: Int, upTo threshold: Int64, prices: UnsafePointer<Int64>,
    into found: UnsafeMutablePointer<DenseFound<Int64>>, count: inout Int
  ) {
    for column in columns(of: block) {
      let value = reducedCost(row: row, column: column, prices: prices)
      if value <= threshold {
        found[count] = DenseFound(value: value, column: Int32(truncatingIfNeeded: column))
        count &+= 1
      }
    }
  }
}
