/// What the first pass over a matrix finds out: range and kinds of entries.
struct DenseSurvey {
  /// The smallest and largest present entry, after the sign; infinities when there is none.
  var least = Double.infinity
  var greatest = -Double.infinity
  /// Whether an entry is not a number.
  var hasNaN = false
  /// Whether every present entry is an integer of magnitude at most two to the 51st.
  var isIntegral = true

  /// The largest magnitude of a present entry; 0 when there is none.
  var magnitude: Double { least <= greatest ? max(abs(least), abs(greatest)) : 0 }

  /// The largest minus the smallest present entry; 0 when there is none.
  var range: Double { least <= greatest ? greatest - least : 0 }

  mutating func merge(_ other: DenseSurvey) {
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
    hasNaN = hasNaN || other.hasNaN
    isIntegral = isIntegral && other.isIntegral
  }
}

/// A survey under way, two entries at a time.
struct DenseTally<Element: DenseElement> {
  private let sign: SIMD2<Double>
  private let signedAbsent: SIMD2<Double>
  private var least = SIMD2<Double>(repeating: .infinity)
  private var greatest = SIMD2<Double>(repeating: -.infinity)
  private var sum = SIMD2<Double>()
  private var hasFraction = false
  private var hasNaN = false

  init(_ matrix: DenseMatrix<Element>) {
    sign = SIMD2(repeating: matrix.sign)
    signedAbsent = SIMD2(
      repeating: matrix.absentValue.map { $0.nearestDouble * matrix.sign } ?? .nan)
  }

  /// The entries so far.
  var survey: DenseSurvey {
    DenseSurvey(
      least: min(least.x, least.y), greatest: max(greatest.x, greatest.y), hasNaN: hasNaN,
      isIntegral: !hasFraction)
  }

  /// Takes in 16 entries and returns the least; absent ones are infinite.
  @inline(__always)
  mutating func takeBlock(_ start: UnsafePointer<Element>, _ column: Int) -> Double {
    var low = SIMD2<Double>(repeating: .infinity)
    var high = SIMD2<Double>(repeating: -.infinity)
    var total = SIMD2<Double>()
    var fractions = SIMDMask<SIMD2<Int64>>(repeating: false)
    var offset = 0
    while offset < 16 {
      let values = signed(Element.loadPair(start, column &+ offset))
      if !Element.isAlwaysInteger {
        total += values
        fractions .|= ((values + roundingConstant) - roundingConstant) .!= values
      }
      low = smaller(low, values)
      high = high.replacing(with: values, where: high .< values)
      offset &+= 2
    }
    if !Element.isAlwaysInteger {
      hasFraction = hasFraction || any(fractions)
      // A sum is not a number if a term is not; if that came of infinities alone, look again.
      if total.x != total.x || total.y != total.y {
        for place in column..<(column &+ 16) { takeOne(start[place].nearestDouble) }
      }
    }
    if high.x == .infinity || high.y == .infinity {
      high = SIMD2(repeating: -.infinity)
      offset = 0
      while offset < 16 {
        let values = signed(Element.loadPair(start, column &+ offset))
        let present = values.replacing(
          with: -.infinity, where: values .== SIMD2(repeating: .infinity))
        high = high.replacing(with: present, where: high .< present)
        offset &+= 2
      }
    }
    greatest = greatest.replacing(with: high, where: greatest .< high)
    least = smaller(least, low)
    return low.x < low.y ? low.x : low.y
  }

  /// Takes in the entries of some columns, one at a time.
  mutating func take(_ start: UnsafePointer<Element>, _ columns: Range<Int>) -> Double {
    var low = Double.infinity
    for column in columns { low = min(low, takeOne(start[column].nearestDouble)) }
    return low
  }

  @discardableResult
  private mutating func takeOne(_ entry: Double) -> Double {
    let value = signed(SIMD2(repeating: entry)).x
    if value != value { hasNaN = true }
    if value < .infinity {
      least.x = min(least.x, value)
      greatest.x = max(greatest.x, value)
      if (value + roundingConstant) - roundingConstant != value { hasFraction = true }
    }
    return value
  }

  @inline(__always)
  private func signed(_ entries: SIMD2<Double>) -> SIMD2<Double> {
    let values = entries * sign
    return Element.isAlwaysInteger
      ? values.replacing(with: .infinity, where: values .== signedAbsent) : values
  }
}
