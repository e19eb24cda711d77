/// Rows of exact integer costs that can be scanned against column prices.
///
/// `Price` is the number type of the scan: `Double` where every number that can occur is an
/// integer below two to the 53rd, so that its arithmetic is exact and runs two lanes at a time,
/// else `Int64`.
protocol DenseRows: Sendable {
  associatedtype Price: SIMDScalar & Comparable & BitwiseCopyable & Sendable
  where Price.SIMDMaskScalar == Int64

  var rowCount: Int { get }
  var columnCount: Int { get }

  /// What the reduced cost of an absent edge compares as: above everything.
  static var absent: Price { get }

  /// The largest price below `absent`.
  static var largestPresent: Price { get }

  /// The largest magnitude that a dual value may reach with all arithmetic still exact.
  static var largestDual: Int64 { get }

  /// Returns the integer as a price.
  static func price(_ value: Int64) -> Price

  /// Returns the price as an integer.
  static func integer(_ price: Price) -> Int64

  /// Returns cost minus price at one entry, or `absent`.
  func reducedCost(row: Int, column: Int, prices: UnsafePointer<Price>) -> Price

  /// Returns the two least values of cost minus price in a row, and where the first is.
  ///
  /// Prices must not be above 0, so that least costs, where known, bound what blocks hold.
  ///
  /// - Parameter block: a block that is likely to hold one of the two.
  func leastTwo(row: Int, from block: Int, prices: UnsafePointer<Price>) -> DenseLeastTwo<Price>

  /// Writes the smallest cost minus price of each run of 16 columns of the row.
  func blockMinima(
    row: Int, prices: UnsafePointer<Price>, into minima: UnsafeMutablePointer<Price>)

  /// Appends the entries of a block of the row whose cost minus price is at most `threshold`.
  func collect(
    row: Int, block: Int, upTo threshold: Price, prices: UnsafePointer<Price>,
    into found: UnsafeMutablePointer<DenseFound<Price>>, count: inout Int)
}

extension DenseRows {
  /// The number of columns in a block of `blockMinima`.
  @inline(__always) static var blockWidth: Int { 16 }

  /// The number of blocks in a row.
  @inline(__always) var blockCount: Int { (columnCount &+ 15) / 16 }

  /// The columns of a block.
  @inline(__always)
  func columns(of block: Int) -> Range<Int> {
    let first = block &* Self.blockWidth
    return first..<min(first &+ Self.blockWidth, columnCount)
  }
}

/// Adding and subtracting this rounds a double below two to the 51st to the nearest integer.
@inline(__always) var roundingConstant: Double { 0x1.8p52 }

/// The lane-wise smaller of two pairs, in the one form that compiles to a single instruction.
@inline(__always)
func smaller(_ first: SIMD2<Double>, _ second: SIMD2<Double>) -> SIMD2<Double> {
  first.replacing(with: second, where: second .< first)
}

/// The lane-wise greater of two pairs, likewise.
@inline(__always)
func greater(_ first: SIMD2<Double>, _ second: SIMD2<Double>) -> SIMD2<Double> {
  first.replacing(with: second, where: first .< second)
}

/// The rows of a matrix scanned in place: an entry is multiplied by a power of two and rounded to
/// an integer as it is read.
struct ScaledRows<Element: DenseElement>: DenseRows {
  typealias Price = Double

  let matrix: DenseMatrix<Element>
  /// Whether every entry is a `Double` that needs neither scaling nor rounding nor a change of sign.
  let isPlain: Bool
  /// What the first pass over the matrix writes or has written.
  let digest: DenseDigest?
  private let scale: SIMD2<Double>
  private let scaledAbsent: SIMD2<Double>

  /// Makes the rows of `matrix` readable as integers at two to `exponent`.
  ///
  /// - Parameters:
  ///   - isIntegral: whether every present entry is known to be an integer as it stands.
  ///   - digest: room for what the first pass over the matrix keeps, if that is to come.
  init(
    matrix: DenseMatrix<Element>, exponent: Int, isIntegral: Bool, digest: DenseDigest? = nil
  ) {
    self.matrix = matrix
    self.digest = digest
    isPlain = isIntegral && exponent == 0 && matrix.sign > 0 && Element.self == Double.self
    let factor = matrix.sign * powerOfTwo(exponent)
    scale = SIMD2(repeating: factor)
    scaledAbsent = SIMD2(
      repeating: matrix.absentValue.map { $0.nearestDouble * factor } ?? .nan)
  }

  var rowCount: Int { matrix.rowCount }
  var columnCount: Int { matrix.columnCount }
  static var absent: Double { .infinity }
  static var largestPresent: Double { .greatestFiniteMagnitude }
  static var largestDual: Int64 { 1 << 52 }
  @inline(__always) static func price(_ value: Int64) -> Double { Double(value) }

  /// The price as an integer; prices that are none, or too large, give some large number.
  ///
  /// Those occur only in the first pass, before the matrix is known to be fit for it; what comes of
  /// them is thrown away.
  @inline(__always) static func integer(_ price: Double) -> Int64 {
    price > -0x1p62 && price < 0x1p62 ? Int64(price) : 1 << 62
  }

  @inline(__always)
  private func pair(_ start: UnsafePointer<Element>, _ column: Int) -> SIMD2<Double> {
    let scaled = Element.loadPair(start, column) * scale
    if Element.isAlwaysInteger {
      return scaled.replacing(with: .infinity, where: scaled .== scaledAbsent)
    }
    return (scaled + roundingConstant) - roundingConstant
  }

  @inline(__always)
  func reducedCost(row: Int, column: Int, prices: UnsafePointer<Double>) -> Double {
    let scaled = matrix.start(of: row)[column].nearestDouble * scale.x
    if Element.isAlwaysInteger {
      return scaled == scaledAbsent.x ? .infinity : scaled - prices[column]
    }
    return ((scaled + roundingConstant) - roundingConstant) - prices[column]
  }

  /// Returns the entry as an integer, or infinity.
  @inline(__always)
  func cost(row: Int, column: Int) -> Double {
    let entry = matrix.start(of: row)[column].nearestDouble
    if isPlain { return entry }
    let scaled = entry * scale.x
    if Element.isAlwaysInteger { return scaled == scaledAbsent.x ? .infinity : scaled }
    return (scaled + roundingConstant) - roundingConstant
  }

  /// Returns the entries of a row as integers, absent ones being infinite: from the matrix where they
  /// stand there so, else written to `memory`.
  @inline(__always)
  func costs(
    of row: Int, convertedIn memory: UnsafeMutablePointer<Double>
  ) -> UnsafePointer<Double> {
    let start = matrix.start(of: row)
    if isPlain { return UnsafeRawPointer(start).assumingMemoryBound(to: Double.self) }
    let target = UnsafeMutableRawPointer(memory)
    for column in stride(from: 0, to: columnCount &- 1, by: 2) {
      target.storeBytes(
        of: pair(start, column), toByteOffset: column &* MemoryLayout<Double>.stride,
        as: SIMD2<Double>.self)
    }
    memory[columnCount &- 1] = cost(row: row, column: columnCount &- 1)
    return UnsafePointer(memory)
  }

  /// Lowers every `minima[column]` to the row's cost minus `dual` where that is less.
  func lower(_ minima: UnsafeMutablePointer<Double>, row: Int, dual: Double) {
    let start = matrix.start(of: row)
    let duals = SIMD2<Double>(repeating: dual)
    let target = UnsafeMutableRawPointer(minima)
    var column = 0
    while column &+ 2 <= columnCount {
      let place = column &* MemoryLayout<Double>.stride
      let least = target.loadUnaligned(fromByteOffset: place, as: SIMD2<Double>.self)
      target.storeBytes(
        of: smaller(least, pair(start, column) - duals), toByteOffset: place,
        as: SIMD2<Double>.self)
      column &+= 2
    }
    if column < columnCount {
      let value = cost(row: row, column: column) - dual
      if value < minima[column] { minima[column] = value }
    }
  }

  /// Reads two entries that are known to be plain.
  @inline(__always)
  private func plainPair(_ start: UnsafePointer<Element>, _ column: Int) -> SIMD2<Double> {
    Element.loadPair(start, column)
  }

  @inline(__always)
  private func pricePair(_ prices: UnsafePointer<Double>, _ column: Int) -> SIMD2<Double> {
    UnsafeRawPointer(prices + column).loadUnaligned(as: SIMD2<Double>.self)
  }

  func blockMinima(
    row: Int, prices: UnsafePointer<Double>, into minima: UnsafeMutablePointer<Double>
  ) {
    if isPlain {
      blockMinima(row: row, prices: prices, into: minima) { plainPair($0, $1) }
    } else {
      blockMinima(row: row, prices: prices, into: minima) { pair($0, $1) }
    }
  }

  @inline(__always)
  private func blockMinima(
    row: Int, prices: UnsafePointer<Double>, into minima: UnsafeMutablePointer<Double>,
    load: (UnsafePointer<Element>, Int) -> SIMD2<Double>
  ) {
    let start = matrix.start(of: row)
    let wholeBlocks = columnCount / Self.blockWidth
    var column = 0
    for block in 0..<wholeBlocks {
      var even = load(start, column) - pricePair(prices, column)
      var odd = load(start, column &+ 2) - pricePair(prices, column &+ 2)
      var offset = 4
      while offset < Self.blockWidth {
        let next = column &+ offset
        even = smaller(even, load(start, next) - pricePair(prices, next))
        odd = smaller(odd, load(start, next &+ 2) - pricePair(prices, next &+ 2))
        offset &+= 4
      }
      let least = smaller(even, odd)
      minima[block] = least.x < least.y ? least.x : least.y
      column &+= Self.blockWidth
    }
    if column < columnCount {
      var least = Double.infinity
      while column < columnCount {
        let value = reducedCost(row: row, column: column, prices: prices)
        if value < least { least = value }
        column &+= 1
      }
      minima[wholeBlocks] = least
    }
  }

  @inline(__always)
  func collect(
    row: Int, block: Int, upTo threshold: Double, prices: UnsafePointer<Double>,
    into found: UnsafeMutablePointer<DenseFound<Double>>, count: inout Int
  ) {
    if isPlain {
      collect(row: row, block: block, upTo: threshold, prices: prices, into: found, count: &count) {
        plainPair($0, $1)
      }
    } else {
      collect(row: row, block: block, upTo: threshold, prices: prices, into: found, count: &count) {
        pair($0, $1)
      }
    }
  }

  @inline(__always)
  private func collect(
    row: Int, block: Int, upTo threshold: Double, prices: UnsafePointer<Double>,
    into found: UnsafeMutablePointer<DenseFound<Double>>, count: inout Int,
    load: (UnsafePointer<Element>, Int) -> SIMD2<Double>
  ) {
    let start = matrix.start(of: row)
    let columns = columns(of: block)
    var column = columns.lowerBound
    // Both lanes are written, and the count moves on past those wanted: no branch to guess.
    while column &+ 2 <= columns.upperBound {
      let values = load(start, column) - pricePair(prices, column)
      found[count] = DenseFound(value: values.x, column: Int32(truncatingIfNeeded: column))
      count &+= values.x <= threshold ? 1 : 0
      found[count] = DenseFound(value: values.y, column: Int32(truncatingIfNeeded: column &+ 1))
      count &+= values.y <= threshold ? 1 : 0
      column &+= 2
    }
    if column < columns.upperBound {
      let value = reducedCost(row: row, column: column, prices: prices)
      found[count] = DenseFound(value: value, column: Int32(truncatingIfNeeded: column))
      count &+= value <= threshold ? 1 : 0
    }
  }

  /// Returns the cost that an entry with its sign is rounded to.
  @inline(__always)
  func cost(ofSigned entry: Double) -> Double {
    if isPlain || Element.isAlwaysInteger { return entry }
    return ((entry * abs(scale.x)) + roundingConstant) - roundingConstant
  }

  func leastTwo(
    row: Int, from likeliest: Int, prices: UnsafePointer<Double>
  ) -> DenseLeastTwo<Double> {
    let start = matrix.start(of: row)
    let leastEntries = digest?.leastEntries(of: row)
    let factor = abs(scale.x)
    var (leasts, seconds) = (SIMD2(repeating: Self.absent), SIMD2(repeating: Self.absent))
    var two = DenseLeastTwo(least: Self.absent, second: Self.absent, column: -1)
    var leastBlock = -1
    var block = likeliest
    for _ in 0..<blockCount {
      // What an entry is rounded to is below an integer only if the entry is.
      if leastEntries == nil || leastEntries.unsafelyUnwrapped[block] * factor < two.second {
        let columns = columns(of: block)
        var column = columns.lowerBound
        while column &+ 2 <= columns.upperBound {
          let values = pair(start, column) - pricePair(prices, column)
          seconds = smaller(seconds, greater(leasts, values))
          leasts = smaller(leasts, values)
          column &+= 2
        }
        if column < columns.upperBound {
          let value = SIMD2(reducedCost(row: row, column: column, prices: prices), Self.absent)
          seconds = smaller(seconds, greater(leasts, value))
          leasts = smaller(leasts, value)
        }
        let least = min(leasts.x, leasts.y)
        if least < two.least {
          two.least = least
          leastBlock = block
        }
        two.second = min(max(leasts.x, leasts.y), min(seconds.x, seconds.y))
      }
      block &+= 1
      if block == blockCount { block = 0 }
    }
    if leastBlock >= 0 {
      for column in columns(of: leastBlock).reversed() {
        let value = reducedCost(row: row, column: column, prices: prices)
        two.column = value == two.least ? column : two.column
      }
    }
    return two
  }
}

/// The two least values of cost minus price in a row.
struct DenseLeastTwo<Price: Comparable & BitwiseCopyable> {
  var least: Price
  /// The same as the least where two columns have that.
  var second: Price
  /// A column of the least; -1 when the row has no edge.
  var column: Int
}
