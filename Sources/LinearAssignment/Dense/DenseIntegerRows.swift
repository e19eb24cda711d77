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
  // Costs have magnitudes of at most 2^62, and duals differ from them by at most 2^61.
  static var largestDual: Int64 { 3 << 61 }
  @inline(__always) static func price(_ value: Int64) -> Int64 { value }
  @inline(__always) static func integer(_ price: Int64) -> Int64 { price }

  @inline(__always)
  func reducedCost(row: Int, column: Int, prices: UnsafePointer<Int64>) -> Int64 {
    let cost = base[row &* columnCount &+ column]
    return cost == .max ? .max : cost &- prices[column]
  }

  func leastTwo(
    row: Int, from block: Int, prices: UnsafePointer<Int64>
  ) -> DenseLeastTwo<Int64> {
    var two = DenseLeastTwo<Int64>(least: .max, second: .max, column: -1)
    for column in 0..<columnCount {
      let value = reducedCost(row: row, column: column, prices: prices)
      if value < two.least {
        two = DenseLeastTwo(least: value, second: two.least, column: column)
      } else if value < two.second {
        two.second = value
      }
    }
    return two
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

extension DenseMatrix {
  /// Copies the scaled matrix as 64-bit integers with the sign applied, and says whether that
  /// rounded nothing.
  func scaledIntegers(
    exponent: Int, in arena: DenseArena
  ) -> (rows: IntegerRows, isLossless: Bool) {
    let count = rowCount * columnCount
    let copy = arena.allocate(Int64.self, count)
    var isLossless = true
    if Element.isAlwaysInteger {
      let isNegated = sign < 0
      for index in 0..<count {
        let value = base[index].scaledInteger(exponent: 0)
        copy[index] = base[index] == absentValue ? .max : isNegated ? -value : value
      }
    } else {
      let factors = SIMD2<Double>(repeating: sign * powerOfTwo(exponent))
      let target = UnsafeMutableRawPointer(copy)
      var losses = SIMDMask<SIMD2<Int64>>(repeating: false)
      var index = 0
      while index < count {
        // The last pair may overlap the one before it.
        let first = max(0, min(index, count &- 2))
        let entries =
          count == 1 ? SIMD2(repeating: base[0].nearestDouble) : Element.loadPair(base, first)
        let values = entries * factors
        let rounded = RoundedPair(values)
        let isAbsent = values .== SIMD2(repeating: .infinity)
        losses .|= rounded.isInexact .& .!isAbsent
        let integers = rounded.integers.replacing(with: .max, where: isAbsent)
        if count == 1 {
          copy[0] = integers.x
        } else {
          target.storeBytes(
            of: integers, toByteOffset: first &* MemoryLayout<Int64>.stride, as: SIMD2<Int64>.self)
        }
        index &+= 2
      }
      isLossless = !any(losses)
    }
    return (IntegerRows(base: copy, rowCount: rowCount, columnCount: columnCount), isLossless)
  }
}

/// Two doubles of magnitude at most two to the 62nd, rounded to integers, ties to even.
///
/// Adding 1.5 x 2^82 leaves the nearest multiple of 2^30 in the low bits of the pattern, adding
/// 1.5 x 2^52 to what is left over the nearest integer: all in operations on two lanes, without a
/// branch.
private struct RoundedPair {
  let integers: SIMD2<Int64>
  /// Where the number was no integer.
  let isInexact: SIMDMask<SIMD2<Int64>>

  @inline(__always)
  init(_ values: SIMD2<Double>) {
    let coarse = values + 0x1.8p82
    let rest = values - (coarse - 0x1.8p82)
    let fine = rest + roundingConstant
    isInexact = (fine - roundingConstant) .!= rest
    integers =
      ((Self.bits(coarse) &- Self.bits(SIMD2(repeating: 0x1.8p82))) &<< 30)
      &+ (Self.bits(fine) &- Self.bits(SIMD2(repeating: roundingConstant)))
  }

  @inline(__always)
  private static func bits(_ values: SIMD2<Double>) -> SIMD2<Int64> {
    unsafeBitCast(values, to: SIMD2<Int64>.self)
  }
}

extension DenseMatrix {
  /// Returns the scaled matrix as doubles that are integers, with the sign applied and absent entries
  /// infinite, and whether that rounded nothing: the matrix itself where it is of that kind, else a
  /// copy.
  ///
  /// - Parameter isIntegral: whether every present entry is known to be an integer as it stands.
  func scaledDoubles(
    exponent: Int, isIntegral: Bool, in arena: DenseArena
  ) -> (matrix: DenseMatrix<Double>, isLossless: Bool) {
    if ScaledRows(matrix: self, exponent: exponent, isIntegral: isIntegral).isPlain {
      let doubles = UnsafeRawPointer(base).assumingMemoryBound(to: Double.self)
      let matrix = DenseMatrix<Double>(
        base: doubles, rowCount: rowCount, columnCount: columnCount, sign: 1, absentValue: nil)
      return (matrix, true)
    }
    let count = rowCount * columnCount
    let copy = arena.allocate(Double.self, count)
    let target = UnsafeMutableRawPointer(copy)
    let factors = SIMD2<Double>(repeating: sign * powerOfTwo(exponent))
    let absent = SIMD2<Double>(
      repeating: absentValue.map { $0.nearestDouble * sign * powerOfTwo(exponent) } ?? .nan)
    let signBits = SIMD2<UInt64>(repeating: 1 << 63)
    let limit = SIMD2<Double>(repeating: 0x1p52)
    var losses = SIMDMask<SIMD2<Int64>>(repeating: false)
    var index = 0
    while index < count {
      // The last pair may overlap the one before it.
      let first = min(index, count &- 2)
      let values = Element.loadPair(base, first) * factors
      let costs: SIMD2<Double>
      if Element.isAlwaysInteger {
        costs = values.replacing(with: .infinity, where: values .== absent)
      } else {
        // From 2^52 on every double is an integer; below, adding and subtracting that number rounds.
        let bits = unsafeBitCast(values, to: SIMD2<UInt64>.self)
        let shift = unsafeBitCast(
          (bits & signBits) | unsafeBitCast(limit, to: SIMD2<UInt64>.self), to: SIMD2<Double>.self)
        let magnitudes = unsafeBitCast(bits & ~signBits, to: SIMD2<Double>.self)
        costs = values.replacing(with: (values + shift) - shift, where: magnitudes .< limit)
        losses .|= costs .!= values
      }
      target.storeBytes(
        of: costs, toByteOffset: first &* MemoryLayout<Double>.stride, as: SIMD2<Double>.self)
      index &+= 2
    }
    let matrix = DenseMatrix<Double>(
      base: copy, rowCount: rowCount, columnCount: columnCount, sign: 1, absentValue: nil)
    return (matrix, !any(losses))
  }
}
