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

  /// Takes in the entries of some columns of a row and returns the least; absent ones are infinite.
  @inline(__always)
  mutating func take(_ start: UnsafePointer<Element>, _ columns: Range<Int>) -> Double {
    var low = SIMD2<Double>(repeating: .infinity)
    var high = SIMD2<Double>(repeating: -.infinity)
    var total = SIMD2<Double>()
    var fractions = SIMDMask<SIMD2<Int64>>(repeating: false)
    var column = columns.lowerBound
    while column < columns.upperBound {
      // An odd last entry is taken twice.
      let isLast = column &+ 1 == columns.upperBound
      var values =
        isLast ? SIMD2(repeating: start[column].nearestDouble) : Element.loadPair(start, column)
      values *= sign
      if Element.isAlwaysInteger {
        values.replace(with: .infinity, where: values .== signedAbsent)
      } else {
        total += values
        fractions .|= ((values + roundingConstant) - roundingConstant) .!= values
      }
      low = smaller(low, values)
      high = high.replacing(with: values, where: high .< values)
      column &+= 2
    }
    if !Element.isAlwaysInteger {
      hasFraction = hasFraction || any(fractions)
      // A sum is not a number if a term is not; if it came from infinities alone, look again.
      if total.x != total.x || total.y != total.y {
        for place in columns where !(start[place].nearestDouble == start[place].nearestDouble) {
          hasNaN = true
        }
      }
    }
    if high.x == .infinity || high.y == .infinity {
      high = SIMD2(repeating: greatestPresent(start, columns))
    }
    greatest = greatest.replacing(with: high, where: greatest .< high)
    least = smaller(least, low)
    return low.x < low.y ? low.x : low.y
  }

  /// Returns the greatest present entry, where some are absent.
  private func greatestPresent(_ start: UnsafePointer<Element>, _ columns: Range<Int>) -> Double {
    var result = -Double.infinity
    for column in columns {
      let value = start[column].nearestDouble * sign.x
      let isAbsent = Element.isAlwaysInteger && value == signedAbsent.x
      if value < .infinity && !isAbsent && value > result { result = value }
    }
    return result
  }
}

extension DenseMatrix {
  /// Surveys up to `count` rows spread evenly over the matrix.
  func peek(rows count: Int) -> DenseSurvey {
    var tally = DenseTally(self)
    for place in 0..<min(count, rowCount) {
      let row = place * rowCount / min(count, rowCount)
      for first in stride(from: 0, to: columnCount, by: 16) {
        _ = tally.take(start(of: row), first..<min(first + 16, columnCount))
      }
    }
    return tally.survey
  }
}

extension DenseSearch {
  /// Builds the lists of all rows at prices of 0 and surveys the matrix in the same pass.
  func buildFirst<Element>(threads: Int) -> DenseSurvey where Rows == ScaledRows<Element> {
    let tallies = UnsafeMutablePointer<DenseTally<Element>>.allocate(capacity: threads)
    defer { tallies.deallocate() }
    tallies.initialize(repeating: DenseTally(rows.matrix), count: threads)
    let rows = rows
    buildAll(threads: threads) { row, part, minima in
      rows.blockMinima(row: row, tallying: &tallies[part], into: minima)
    }
    var survey = DenseSurvey()
    for part in 0..<threads { survey.merge(tallies[part].survey) }
    return survey
  }

  /// Returns the share of columns that are in some list, in percent.
  func coverage() -> Int {
    var isListed = [Bool](repeating: false, count: columnCount)
    var listed = 0
    for row in 0..<rowCount {
      let list = candidates.lists[row]
      for index in 0..<Int(candidates.counts[row]) where !isListed[Int(list[index].column)] {
        isListed[Int(list[index].column)] = true
        listed += 1
      }
    }
    return 100 * listed / columnCount
  }

  /// Sets every price to the least cost of its column (column reduction, Jonker & Volgenant 1987).
  func reduceColumns<Element>(threads: Int) where Rows == ScaledRows<Element> {
    counters.rowScans += rowCount
    let (rows, columnCount) = (rows, columnCount)
    let minima = UnsafeMutablePointer<Double>.allocate(capacity: threads * columnCount)
    defer { minima.deallocate() }
    minima.initialize(repeating: .infinity, count: threads * columnCount)
    forEachPart(of: rowCount, count: threads) { part, range in
      for row in range { rows.lower(minima + part * columnCount, row: row, dual: 0) }
    }
    for column in 0..<columnCount {
      var least = Double.infinity
      for part in 0..<threads { least = min(least, minima[part * columnCount + column]) }
      if least < .infinity { setPrice(column, Int64(least)) }
    }
  }
}
