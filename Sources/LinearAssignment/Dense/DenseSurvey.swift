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

  /// Merges what threads survey, each in the place of its number.
  static func merging(
    _ threads: Int, in arena: DenseArena, _ body: (UnsafeMutablePointer<DenseSurvey>) -> Void
  ) -> DenseSurvey {
    let places = arena.allocate(DenseSurvey.self, threads)
    places.initialize(repeating: DenseSurvey(), count: threads)
    body(places)
    var all = places[0]
    for thread in 1..<threads { all.merge(places[thread]) }
    return all
  }
}

/// A survey under way, two entries at a time.
struct DenseTally<Element: DenseElement> {
  private let columnCount: Int
  private let absentValue: Element?
  private let sign: SIMD2<Double>
  private let signedAbsent: SIMD2<Double>
  private var least = SIMD2<Double>(repeating: .infinity)
  private var greatest = SIMD2<Double>(repeating: -.infinity)
  private var strays = (least: Double.infinity, greatest: -Double.infinity)
  private var hasFraction = false
  private var hasNaN = false
  private var hasAbsence = false

  init(_ matrix: DenseMatrix<Element>) {
    columnCount = matrix.columnCount
    absentValue = matrix.absentValue
    sign = SIMD2(repeating: matrix.sign)
    signedAbsent = SIMD2(
      repeating: matrix.absentValue.map { $0.nearestDouble * matrix.sign } ?? .nan)
  }

  /// The entries so far.
  var survey: DenseSurvey {
    DenseSurvey(
      least: min(least.x, least.y, strays.least),
      greatest: max(greatest.x, greatest.y, strays.greatest), hasNaN: hasNaN,
      isIntegral: !hasFraction)
  }

  /// Takes in a row, writes the least entry of each run of 16, absent ones being infinite, and
  /// returns the least of all.
  ///
  /// What is known already need not be looked for: there are loops of their own for integers, for
  /// entries of which one was seen to have a fraction, for those that keep their sign, and for rows
  /// without absent entries.
  @inline(__always)
  mutating func take(
    row start: UnsafePointer<Element>, into minima: UnsafeMutablePointer<Double>
  ) -> Double {
    switch (Element.isAlwaysInteger || hasFraction, Element.isAlwaysInteger || sign.x < 0) {
    case (true, true): take(row: start, into: minima, seeks: Never.self, signs: Always.self)
    case (true, false): take(row: start, into: minima, seeks: Never.self, signs: Never.self)
    case (false, true): take(row: start, into: minima, seeks: Always.self, signs: Always.self)
    case (false, false): take(row: start, into: minima, seeks: Always.self, signs: Never.self)
    }
  }

  private mutating func take<Seeks: DenseFlag, Signs: DenseFlag>(
    row start: UnsafePointer<Element>, into minima: UnsafeMutablePointer<Double>,
    seeks: Seeks.Type, signs: Signs.Type
  ) -> Double {
    var row =
      hasAbsence
      ? DenseTalliedRow()
      : tallied(start, minima, seeks: seeks, signs: signs, absences: Never.self)
    if hasAbsence || row.greatest.x == .infinity || row.greatest.y == .infinity {
      hasAbsence = true
      row = tallied(start, minima, seeks: seeks, signs: signs, absences: Always.self)
      // Rounded to a double, a smaller integer may look absent.
      if Element.isAlwaysInteger && abs(signedAbsent.x) >= 0x1p53 { countStrays(start) }
    }
    if any(row.oddities) { takeKinds(of: start) }
    least = smaller(least, row.least)
    greatest = greater(greatest, row.greatest)
    return min(row.least.x, row.least.y)
  }

  /// Looks through a row, eight pairs at a time.
  @inline(__always)
  private func tallied<Seeks: DenseFlag, Signs: DenseFlag, Absences: DenseFlag>(
    _ start: UnsafePointer<Element>, _ minima: UnsafeMutablePointer<Double>,
    seeks: Seeks.Type, signs: Signs.Type, absences: Absences.Type
  ) -> DenseTalliedRow {
    var row = DenseTalliedRow()
    // Two accumulators, so that the processor need not wait for one.
    var (even, odd) = (row.greatest, row.greatest)
    let wholeBlocks = columnCount / 16
    for block in 0..<wholeBlocks {
      let column = 16 &* block
      let first = tallied(start, column, seeks, signs, absences)
      let second = tallied(start, column &+ 8, seeks, signs, absences)
      even = greater(even, first.greatest)
      odd = greater(odd, second.greatest)
      row.oddities = row.oddities .| (first.oddities .| second.oddities)
      let low = smaller(first.least, second.least)
      row.least = smaller(row.least, low)
      minima[block] = low.x < low.y ? low.x : low.y
    }
    row.greatest = greater(even, odd)
    if 16 &* wholeBlocks < columnCount {
      var low = Double.infinity
      for column in (16 &* wholeBlocks)..<columnCount {
        let value = signed(SIMD2(repeating: start[column].nearestDouble))
        row.greatest = greater(row.greatest, absences.isSet ? present(value) : value)
        row.oddities = row.oddities .| isOdd(value, seeks)
        if value.x < low { low = value.x }
      }
      minima[wholeBlocks] = low
      row.least.x = min(row.least.x, low)
    }
    return row
  }

  /// Looks at four pairs.
  @inline(__always)
  private func tallied<Seeks: DenseFlag, Signs: DenseFlag, Absences: DenseFlag>(
    _ start: UnsafePointer<Element>, _ column: Int,
    _ seeks: Seeks.Type, _ signs: Signs.Type, _ absences: Absences.Type
  ) -> DenseTalliedRow {
    let first = load(start, column, signs)
    let second = load(start, column &+ 2, signs)
    let third = load(start, column &+ 4, signs)
    let fourth = load(start, column &+ 6, signs)
    var four = DenseTalliedRow()
    four.least = smaller(smaller(first, second), smaller(third, fourth))
    four.greatest =
      absences.isSet
      ? greater(
        greater(present(first), present(second)), greater(present(third), present(fourth)))
      : greater(greater(first, second), greater(third, fourth))
    if !Element.isAlwaysInteger {
      four.oddities =
        (isOdd(first, seeks) .| isOdd(second, seeks))
        .| (isOdd(third, seeks) .| isOdd(fourth, seeks))
    }
    return four
  }

  /// Counts integers of a row that are not the absent value, though rounded they are equal to it.
  private mutating func countStrays(_ start: UnsafePointer<Element>) {
    for column in 0..<columnCount where start[column] != absentValue {
      let value = start[column].nearestDouble * sign.x
      strays = (min(strays.least, value), max(strays.greatest, value))
    }
  }

  /// Looks for an entry that is not a number, and for one with a fraction.
  private mutating func takeKinds(of start: UnsafePointer<Element>) {
    var strange = SIMDMask<SIMD2<Int64>>(repeating: false)
    for column in stride(from: 0, to: columnCount &- 1, by: 2) {
      let pair = Element.loadPair(start, column)
      strange = strange .| (pair .!= pair)
    }
    let last = start[columnCount &- 1].nearestDouble
    hasNaN = hasNaN || any(strange) || last != last
    for column in 0..<columnCount where !hasFraction {
      let value = start[column].nearestDouble
      hasFraction =
        abs(value) < .infinity && (value + roundingConstant) - roundingConstant != value
    }
  }

  /// Where an entry is not a number or, if that is sought, not an integer.
  @inline(__always)
  private func isOdd<Seeks: DenseFlag>(
    _ values: SIMD2<Double>, _ seeks: Seeks.Type
  ) -> SIMDMask<SIMD2<Int64>> {
    // What is not a number differs from itself.
    seeks.isSet
      ? ((values + roundingConstant) - roundingConstant) .!= values : values .!= values
  }

  /// The same entries, absent ones being below all others.
  @inline(__always)
  private func present(_ values: SIMD2<Double>) -> SIMD2<Double> {
    values.replacing(with: -.infinity, where: values .== SIMD2(repeating: .infinity))
  }

  @inline(__always)
  private func load<Signs: DenseFlag>(
    _ start: UnsafePointer<Element>, _ column: Int, _ signs: Signs.Type
  ) -> SIMD2<Double> {
    let values = Element.loadPair(start, column)
    return signs.isSet ? signed(values) : values
  }

  @inline(__always)
  private func signed(_ entries: SIMD2<Double>) -> SIMD2<Double> {
    let values = entries * sign
    return Element.isAlwaysInteger
      ? values.replacing(with: .infinity, where: values .== signedAbsent) : values
  }
}

/// What one look through a row finds.
private struct DenseTalliedRow {
  var least = SIMD2<Double>(repeating: .infinity)
  var greatest = SIMD2<Double>(repeating: -.infinity)
  /// Where entries were not of the kind expected.
  var oddities = SIMDMask<SIMD2<Int64>>(repeating: false)
}
