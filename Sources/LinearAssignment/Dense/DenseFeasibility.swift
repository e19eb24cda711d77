/// Looks at pairs of a matrix one by one, in integers.
struct PairFeasibility<Element: DenseElement> {
  let matrix: DenseMatrix<Element>
  let potentials: Potentials
  let exponent: Int

  /// Returns whether an entry is absent or not below the sum of its duals.
  func isFeasible(row: Int, column: Int) -> Bool {
    let entry = matrix.start(of: row)[column]
    if matrix.isAbsent(entry) { return true }
    let value = entry.scaledInteger(exponent: exponent)
    let cost = Int128(matrix.sign < 0 ? -value : value)
    // What is beyond 64 bits lies above all duals, or is more negative than it seems.
    return cost > -Int128(Int64.max)
      && cost >= Int128(potentials.rows[row]) + Int128(potentials.columns[column])
  }
}

/// Looks at whole rows of a matrix of two columns or more, in doubles where those decide.
///
/// Duals are taken in the unit of the entries. In that unit, when duals are integers of magnitude
/// less than two to the 52nd in the unit of the scaled entries: a scaled entry x is rounded to at
/// least r + c, for a row dual r and a column dual c, when x - c > r - 1/2, and to less when
/// x - c < r - 1/2. Here x - c is rounded to the nearest double, but r - 1/2 is one, so the rounded
/// difference is greater only if the true one is, and less only if that is. An absent entry is
/// infinite and never the least. And where it is greater for the least entry and the greatest dual of
/// a block, it is greater for all pairs of the block.
struct DenseFeasibility<Element: DenseElement> {
  let pairs: PairFeasibility<Element>
  /// The unit of the scaled entries, in that of the entries.
  let unit: Double
  /// Whether all duals have magnitudes of less than two to the 52nd.
  let isNarrow: Bool
  let columnDuals: UnsafeBufferPointer<Double>
  let digest: DenseDigest?
  /// The greatest column dual of each block; none without a digest.
  let blockDuals: UnsafeBufferPointer<Double>

  /// Returns whether no present entry of one to four rows is below the sum of its duals.
  @inline(__always)
  func holds(rows: Range<Int>) -> Bool {
    guard isNarrow else { return rows.allSatisfy { holds(row: $0) } }
    if let digest {
      var next = rows.lowerBound
      while next < rows.upperBound,
        let verdict = verdict(row: next, leastEntries: digest.leastEntries(of: next))
      {
        guard verdict else { return false }
        next += 1
      }
      if next == rows.upperBound { return true }
    }
    let leasts = leastSlacks(rows: rows)
    for row in rows {
      let limit = limit(row: row)
      let least = leasts[row - rows.lowerBound]
      if least > limit { continue }
      guard least == limit, holds(row: row) else { return false }
    }
    return true
  }

  /// What entry - column dual must be above for the pair to be feasible.
  @inline(__always)
  private func limit(row: Int) -> Double { (Double(pairs.potentials.rows[row]) - 0.5) * unit }

  /// Returns whether a row is feasible, given the least entry of each of its blocks; `nil` when so many
  /// blocks would have to be read that the whole row may as well be.
  @inline(__always)
  private func verdict(row: Int, leastEntries: UnsafePointer<Double>) -> Bool? {
    let limit = limit(row: row)
    var left = blockDuals.count / 4 &+ 1
    for block in 0..<blockDuals.count where !(leastEntries[block] - blockDuals[block] > limit) {
      left &-= 1
      if left == 0 { return nil }
      let columns = (16 &* block)..<min(16 &* block &+ 16, columnDuals.count)
      guard leastSlack(row: row, columns: columns) > limit || holds(row: row, columns: columns)
      else { return false }
    }
    return true
  }

  /// Returns whether no present entry of a row is below the sum of its duals.
  private func holds(row: Int) -> Bool { holds(row: row, columns: 0..<columnDuals.count) }

  /// Returns whether no present entry of a row in these columns is below the sum of its duals.
  ///
  /// Entries that doubles leave in doubt are looked at one by one.
  @inline(__always)
  private func holds(row: Int, columns: Range<Int>) -> Bool {
    guard let duals = columnDuals.baseAddress else { return true }
    // Beyond 2^53 duals and integers are rounded to doubles, by 2^9 each at most, and so are their
    // sums and differences, by 2^10.
    let doubt = (isNarrow ? 1 : 0x1p12) * unit
    let start = pairs.matrix.start(of: row)
    let limits = SIMD2<Double>(repeating: Double(pairs.potentials.rows[row]) * unit + doubt)
    let signs = SIMD2<Double>(repeating: pairs.matrix.sign)
    for pair in stride(from: columns.lowerBound, to: columns.upperBound, by: 2) {
      // The last pair may overlap the one before it.
      let first = min(pair, columnDuals.count &- 2)
      let differences =
        Element.loadPair(start, first) * signs
        - UnsafeRawPointer(duals + first).loadUnaligned(as: SIMD2<Double>.self)
      if any(differences .< limits)
        && !(pairs.isFeasible(row: row, column: first)
          && pairs.isFeasible(row: row, column: first &+ 1))
      {
        return false
      }
    }
    return true
  }

  /// Returns the least of entry - column dual over a block.
  @inline(__always)
  private func leastSlack(row: Int, columns: Range<Int>) -> Double {
    let start = pairs.matrix.start(of: row)
    return withLoad { load in
      guard let duals = columnDuals.baseAddress else { return .infinity }
      var least = SIMD2<Double>(repeating: .infinity)
      for pair in stride(from: columns.lowerBound, to: columns.upperBound, by: 2) {
        let first = min(pair, columnDuals.count &- 2)
        least = smaller(
          least,
          load(start, first)
            - UnsafeRawPointer(duals + first).loadUnaligned(as: SIMD2<Double>.self))
      }
      return min(least.x, least.y)
    }
  }

  /// Returns for each of one to four rows the least of entry - column dual; beyond those rows, that
  /// of the last.
  @inline(__always)
  private func leastSlacks(rows: Range<Int>) -> SIMD4<Double> {
    withLoad { leastDifferences(rows, load: $0) }
  }

  /// Runs `body` with a way to read two entries with their sign, absent ones being infinite.
  @inline(__always)
  private func withLoad<Result>(
    _ body: ((UnsafePointer<Element>, Int) -> SIMD2<Double>) -> Result
  ) -> Result {
    let matrix = pairs.matrix
    let signs = SIMD2<Double>(repeating: matrix.sign)
    if Element.isAlwaysInteger {
      let absent = SIMD2<Double>(
        repeating: matrix.absentValue.map { $0.nearestDouble * matrix.sign } ?? .nan)
      return body {
        let values = Element.loadPair($0, $1) * signs
        return values.replacing(with: .infinity, where: values .== absent)
      }
    }
    return matrix.sign > 0
      ? body { Element.loadPair($0, $1) } : body { Element.loadPair($0, $1) * signs }
  }

  /// Returns for each of one to four rows of at least two columns the least of entry - column dual.
  ///
  /// Four at a time, because every column dual is then read once for four entries.
  @inline(__always)
  private func leastDifferences(
    _ rows: Range<Int>, load: (UnsafePointer<Element>, Int) -> SIMD2<Double>
  ) -> SIMD4<Double> {
    let matrix = pairs.matrix
    guard let firstDual = columnDuals.baseAddress else { return SIMD4(repeating: .infinity) }
    let duals = UnsafeRawPointer(firstDual)
    let first = matrix.start(of: rows.lowerBound)
    let second = matrix.start(of: min(rows.lowerBound + 1, rows.upperBound - 1))
    let third = matrix.start(of: min(rows.lowerBound + 2, rows.upperBound - 1))
    let fourth = matrix.start(of: rows.upperBound - 1)
    var leastOfFirst = SIMD2<Double>(repeating: .infinity)
    var leastOfSecond = leastOfFirst
    var leastOfThird = leastOfFirst
    var leastOfFourth = leastOfFirst
    func take(_ column: Int) {
      let dual = duals.loadUnaligned(
        fromByteOffset: column &* MemoryLayout<Double>.stride, as: SIMD2<Double>.self)
      leastOfFirst = smaller(leastOfFirst, load(first, column) - dual)
      leastOfSecond = smaller(leastOfSecond, load(second, column) - dual)
      leastOfThird = smaller(leastOfThird, load(third, column) - dual)
      leastOfFourth = smaller(leastOfFourth, load(fourth, column) - dual)
    }
    var column = 0
    while column &+ 4 <= matrix.columnCount {
      take(column)
      take(column &+ 2)
      column &+= 4
    }
    while column < matrix.columnCount {
      // The last pair may overlap the one before it.
      take(min(column, matrix.columnCount &- 2))
      column &+= 2
    }
    return SIMD4(
      min(leastOfFirst.x, leastOfFirst.y), min(leastOfSecond.x, leastOfSecond.y),
      min(leastOfThird.x, leastOfThird.y), min(leastOfFourth.x, leastOfFourth.y))
  }
}
