/// The power of two by which the entries of a matrix become integers.
///
/// The rule is (rows + columns) x (largest - smallest entry) <= 2^61 after scaling, so that no dual
/// value or path length overflows 64 bits. Where the entries also stay within 2^50, the scans can
/// work on doubles that hold integers, which is several times as fast.
struct DenseScale {
  /// Entries are multiplied by two to this power.
  let exponent: Int
  /// Whether every scaled entry has a magnitude of at most two to the 50th.
  let fitsDouble: Bool
  /// Whether every present entry becomes an integer without being rounded.
  let isLossless: Bool

  /// The largest power: its factor and the reciprocal of that are normal numbers.
  static let largestExponent = 1000

  /// Chooses the scale.
  ///
  /// - Parameter looksForLoss: whether to find out if a scale that suits doubles loses anything; if
  ///   not, the largest scale is taken, and whether that loses anything is left open.
  init<Element: DenseElement>(
    _ matrix: DenseMatrix<Element>, survey: DenseSurvey, looksForLoss: Bool
  ) throws(AssignmentError) {
    let guess = Self.guess(matrix, survey: survey)
    if guess.isExact {
      self.init(exponent: 0, fitsDouble: true, isLossless: true)
      return
    }
    if Element.isAlwaysInteger {
      // The survey's doubles are rounded; decide on the exact integers.
      try matrix.checkRuleOnIntegers()
      self.init(exponent: 0, fitsDouble: false, isLossless: true)
      return
    }
    if looksForLoss {
      let isLossless = matrix.isIntegral(afterScalingBy: guess.fast)
      if guess.fast == guess.widest || isLossless {
        self.init(exponent: guess.fast, fitsDouble: true, isLossless: isLossless)
        return
      }
    }
    self.init(exponent: guess.widest, fitsDouble: false, isLossless: false)
  }

  /// The same scale with a finding on whether it loses anything.
  func with(isLossless: Bool) -> DenseScale {
    DenseScale(exponent: exponent, fitsDouble: fitsDouble, isLossless: isLossless)
  }

  private init(exponent: Int, fitsDouble: Bool, isLossless: Bool) {
    self.exponent = exponent
    self.fitsDouble = fitsDouble
    self.isLossless = isLossless
  }

  /// Returns the largest exponent that keeps the rule, the largest that keeps doubles exact as
  /// well, and whether the entries are integers that need no scaling.
  static func guess<Element>(
    _ matrix: DenseMatrix<Element>, survey: DenseSurvey
  ) -> (widest: Int, fast: Int, isExact: Bool) {
    let lineCount = Double(matrix.rowCount + matrix.columnCount)
    let (magnitude, range) = (survey.magnitude, survey.range)
    let isSmall = magnitude <= 0x1p50 && lineCount * range <= 0x1p61
    if (survey.isIntegral || Element.isAlwaysInteger) && isSmall { return (0, 0, true) }
    if Element.isAlwaysInteger { return (0, 0, false) }
    // Entries much larger than their range agree in their leading bits, and at 2^62 none of their
    // bits is lost.
    // The range of numbers that do fit the type may be too large for it.
    let widest = min(
      range < .infinity
        ? largestExponent(scaling: range, by: lineCount, within: 0x1p61)
        : largestExponent(scaling: magnitude, by: 2 * lineCount, within: 0x1p61),
      largestExponent(scaling: magnitude, by: 1, within: 0x1p62))
    let fast = min(widest, largestExponent(scaling: magnitude, by: 1, within: 0x1p50))
    return (widest, fast, false)
  }

  /// Returns the largest exponent in the normal range with value x 2^exponent x factor <= limit.
  private static func largestExponent(
    scaling value: Double, by factor: Double, within limit: Double
  ) -> Int {
    guard value < .infinity else { return 0 }
    guard value > 0 else { return largestExponent }
    // value < 2^(e + 1), so this start is at most one step above what factor 1 allows.
    var exponent = min(largestExponent, Int(limit.exponent) - Int(value.exponent))
    while factor * (value * powerOfTwo(exponent)) > limit { exponent -= 1 }
    return exponent
  }
}

/// Two to the power `exponent`.
func powerOfTwo(_ exponent: Int) -> Double {
  Double(sign: .plus, exponent: exponent, significand: 1)
}

extension DenseMatrix {
  /// Returns whether every present entry of the matrix times two to `exponent` is an integer.
  func isIntegral(afterScalingBy exponent: Int) -> Bool {
    isIntegral(afterScalingBy: exponent, rows: 0..<rowCount)
  }

  /// Returns whether every present entry of some rows times two to `exponent` is an integer.
  func isIntegral(afterScalingBy exponent: Int, rows: some Sequence<Int>) -> Bool {
    let factor = powerOfTwo(exponent)
    for row in rows {
      let start = start(of: row)
      for column in 0..<columnCount {
        let value = start[column].nearestDouble * factor
        // From 2^52 on every double is an integer, and so is infinity for this purpose.
        if abs(value) < 0x1p52 {
          let rounded = value >= 0 ? (value + 0x1p52) - 0x1p52 : (value - 0x1p52) + 0x1p52
          if rounded != value { return false }
        }
      }
    }
    return true
  }

  /// Throws when the present integers break the rule, or are larger than the arithmetic takes.
  fileprivate func checkRuleOnIntegers() throws(AssignmentError) {
    var (least, greatest) = (Int64.max, Int64.min)
    for index in 0..<(rowCount * columnCount) where !isAbsent(base[index]) {
      let value = base[index].scaledInteger(exponent: 0)
      least = min(least, value)
      greatest = max(greatest, value)
    }
    guard least <= greatest else { return }
    let range = Int128(greatest) - Int128(least)
    if Int128(rowCount + columnCount) * range > 1 << 61 {
      throw AssignmentError(
        code: .costRangeTooLarge,
        message: "The costs reach from \(least) to \(greatest), too far for exact arithmetic with "
          + "\(rowCount) rows and \(columnCount) columns.",
        advice: "a huge cost is meant to forbid a pair; mark it as absent instead.")
    }
    if max(greatest.magnitude, least.magnitude) > 1 << 62 {
      throw AssignmentError(
        code: .costRangeTooLarge,
        message:
          "The costs reach from \(least) to \(greatest), beyond the largest magnitude that is "
          + "taken, \(UInt64(1) << 62).",
        advice: "the same number can be taken off all costs, which changes no assignment.")
    }
  }

  /// Copies the matrix with rows and columns exchanged.
  func transposed(in arena: DenseArena) -> DenseMatrix {
    let copy = arena.allocate(Element.self, rowCount * columnCount)
    // Tiles of 16 x 16 entries, so that both sides of the copy stay in cache.
    for rowTile in stride(from: 0, to: rowCount, by: 16) {
      for columnTile in stride(from: 0, to: columnCount, by: 16) {
        for row in rowTile..<min(rowTile + 16, rowCount) {
          for column in columnTile..<min(columnTile + 16, columnCount) {
            (copy + (column &* rowCount &+ row)).initialize(to: base[row &* columnCount &+ column])
          }
        }
      }
    }
    return DenseMatrix(
      base: copy, rowCount: columnCount, columnCount: rowCount, sign: sign,
      absentValue: absentValue)
  }
}
