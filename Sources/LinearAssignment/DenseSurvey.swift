/// What one pass over a matrix finds out before solving: range, kinds of entries, column minima.
struct DenseSurvey {
  /// The smallest and largest present entry, after the sign; infinities when there is none.
  var least = Double.infinity
  var greatest = -Double.infinity
  /// Whether an entry is not a number.
  var hasNaN = false
  /// Whether every present entry is an integer of magnitude at most two to the 51st.
  var isIntegral = true

  /// The largest magnitude of a present entry.
  var magnitude: Double { max(abs(least), abs(greatest)) }

  mutating func merge(_ other: DenseSurvey) {
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
    hasNaN = hasNaN || other.hasNaN
    isIntegral = isIntegral && other.isIntegral
  }
}

extension DenseMatrix {
  /// Surveys the matrix, and writes every column's smallest entry into `columnMinima`.
  func survey(threads: Int, columnMinima: UnsafeMutablePointer<Double>) -> DenseSurvey {
    let partMinima = UnsafeMutablePointer<Double>.allocate(
      capacity: max(1, threads * (columnCount + 2)))
    partMinima.initialize(repeating: .infinity, count: max(1, threads * (columnCount + 2)))
    let partSurveys = UnsafeMutablePointer<DenseSurvey>.allocate(capacity: threads)
    partSurveys.initialize(repeating: DenseSurvey(), count: threads)
    forEachPart(of: rowCount, count: threads) { part, range in
      partSurveys[part] = survey(
        of: range, columnMinima: partMinima + part * (columnCount + 2))
    }
    var total = DenseSurvey()
    columnMinima.initialize(repeating: .infinity, count: columnCount)
    for part in 0..<threads {
      total.merge(partSurveys[part])
      let minima = partMinima + part * (columnCount + 2)
      for column in 0..<columnCount where minima[column] < columnMinima[column] {
        columnMinima[column] = minima[column]
      }
    }
    partMinima.deallocate()
    partSurveys.deallocate()
    return total
  }

  private func survey(
    of range: Range<Int>, columnMinima: UnsafeMutablePointer<Double>
  ) -> DenseSurvey {
    var tally = DenseTally<Element>(sign: sign, absentValue: absentValue)
    let minima = UnsafeMutableRawPointer(columnMinima)
    for row in range {
      let start = start(of: row)
      var column = 0
      while column &+ 2 <= columnCount {
        let values = tally.take(Element.loadPair(start, column))
        let place = column &* MemoryLayout<Double>.stride
        let least = minima.loadUnaligned(fromByteOffset: place, as: SIMD2<Double>.self)
        minima.storeBytes(
          of: smaller(least, values), toByteOffset: place, as: SIMD2<Double>.self)
        column &+= 2
      }
      if column < columnCount {
        let values = tally.take(SIMD2(repeating: start[column].nearestDouble))
        if values.x < columnMinima[column] { columnMinima[column] = values.x }
      }
    }
    return tally.survey
  }
}

/// The running state of a survey, two entries at a time.
private struct DenseTally<Element: DenseElement> {
  private let sign: SIMD2<Double>
  private let signedAbsent: SIMD2<Double>
  private var least = SIMD2<Double>(repeating: .infinity)
  private var greatest = SIMD2<Double>(repeating: -.infinity)
  private var strange = SIMD2<Int64>()
  private var fractional = SIMD2<Int64>()

  init(sign: Double, absentValue: Element?) {
    self.sign = SIMD2(repeating: sign)
    signedAbsent = SIMD2(repeating: absentValue.map { $0.nearestDouble * sign } ?? .nan)
  }

  /// Takes in two entries and returns them with the sign applied, infinite where absent.
  @inline(__always)
  mutating func take(_ entries: SIMD2<Double>) -> SIMD2<Double> {
    var values = entries * sign
    if Element.isAlwaysInteger {
      values.replace(with: .infinity, where: values .== signedAbsent)
    }
    least = smaller(least, values)
    let infinity = SIMD2<Double>(repeating: .infinity)
    let present = values.replacing(with: -.infinity, where: values .== infinity)
    greatest = greatest.replacing(with: present, where: greatest .< present)
    if !Element.isAlwaysInteger {
      let rounded = (values + roundingConstant) - roundingConstant
      let isFraction = rounded .!= values
      fractional.replace(with: -1, where: isFraction)
      strange.replace(with: -1, where: values .!= values)
    }
    return values
  }

  var survey: DenseSurvey {
    var result = DenseSurvey()
    result.least = min(least.x, least.y)
    result.greatest = max(greatest.x, greatest.y)
    result.hasNaN = strange != SIMD2()
    result.isIntegral = fractional == SIMD2()
    return result
  }
}
