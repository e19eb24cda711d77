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
  private let columnCount: Int
  private let absentValue: Element?
  private let sign: SIMD2<Double>
  private let signedAbsent: SIMD2<Double>
  private var least = SIMD2<Double>(repeating: .infinity)
  private var greatest = SIMD2<Double>(repeating: -.infinity)
  private var strays = (least: Double.infinity, greatest: -Double.infinity)
  private var hasFraction = false
  private var hasNaN = false

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

  /// Takes in a row, and writes the least entry of each run of 16, absent ones being infinite.
  ///
  /// What is known already need not be looked for: there are loops of their own for integers, for
  /// entries of which one was seen to have a fraction, and for those that keep their sign.
  @inline(__always)
  mutating func take(
    row start: UnsafePointer<Element>, into minima: UnsafeMutablePointer<Double>?
  ) {
    switch (Element.isAlwaysInteger || hasFraction, Element.isAlwaysInteger || sign.x < 0) {
    case (true, true): take(row: start, into: minima, seeks: Never.self, signs: Always.self)
    case (true, false): take(row: start, into: minima, seeks: Never.self, signs: Never.self)
    case (false, true): take(row: start, into: minima, seeks: Always.self, signs: Always.self)
    case (false, false): take(row: start, into: minima, seeks: Always.self, signs: Never.self)
    }
  }

  private mutating func take<Seeks: DenseFlag, Signs: DenseFlag>(
    row start: UnsafePointer<Element>, into minima: UnsafeMutablePointer<Double>?,
    seeks: Seeks.Type, signs: Signs.Type
  ) {
    var (least, greatest) = (self.least, self.greatest)
    var column = 0
    var block = 0
    while column &+ 16 <= columnCount {
      var low = SIMD2<Double>(repeating: .infinity)
      var high = SIMD2<Double>(repeating: -.infinity)
      var oddities = SIMDMask<SIMD2<Int64>>(repeating: false)
      var total = SIMD2<Double>()
      var offset = 0
      while offset < 16 {
        let values = load(start, column &+ offset, signs)
        if seeks.isSet {
          // What is not a number differs from itself.
          oddities .|= ((values + roundingConstant) - roundingConstant) .!= values
        } else if !Element.isAlwaysInteger {
          total += values
        }
        low = smaller(low, values)
        high = high.replacing(with: values, where: high .< values)
        offset &+= 2
      }
      if high.x == .infinity || high.y == .infinity {
        // Look again, at what is present.
        if Element.isAlwaysInteger { countUnlessAbsent(start, column..<(column &+ 16)) }
        high = SIMD2(repeating: -.infinity)
        total = SIMD2<Double>()
        offset = 0
        while offset < 16 {
          let values = load(start, column &+ offset, signs)
          let present = values.replacing(
            with: -.infinity, where: values .== SIMD2(repeating: .infinity))
          high = high.replacing(with: present, where: high .< present)
          if !seeks.isSet && !Element.isAlwaysInteger { total += smaller(values, present) }
          offset &+= 2
        }
      }
      // A sum is not a number when a term is not.
      let sum = total.x + total.y
      if seeks.isSet ? any(oddities) : sum != sum {
        for place in column..<(column &+ 16) {
          takeOne(signed(SIMD2(repeating: start[place].nearestDouble)).x)
        }
      }
      greatest = greatest.replacing(with: high, where: greatest .< high)
      least = smaller(least, low)
      if let minima { minima[block] = low.x < low.y ? low.x : low.y }
      column &+= 16
      block &+= 1
    }
    self.least = least
    self.greatest = greatest
    if column < columnCount {
      var low = Double.infinity
      if Element.isAlwaysInteger { countUnlessAbsent(start, column..<columnCount) }
      while column < columnCount {
        let value = signed(SIMD2(repeating: start[column].nearestDouble)).x
        takeOne(value)
        if value < .infinity { self.greatest.x = max(self.greatest.x, value) }
        if value < low { low = value }
        column &+= 1
      }
      if let minima { minima[block] = low }
      self.least.x = min(self.least.x, low)
    }
  }

  /// Counts integers among some columns that are not the absent value, though rounded they are equal
  /// to it.
  private mutating func countUnlessAbsent(_ start: UnsafePointer<Element>, _ columns: Range<Int>) {
    for column in columns where start[column] != absentValue {
      let value = start[column].nearestDouble * sign.x
      strays = (min(strays.least, value), max(strays.greatest, value))
    }
  }

  /// Looks at what kind of entry this is.
  private mutating func takeOne(_ value: Double) {
    if value != value { hasNaN = true }
    if value < .infinity && (value + roundingConstant) - roundingConstant != value {
      hasFraction = true
    }
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
