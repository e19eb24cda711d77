/// Checks answers against the matrix alone.
///
/// Shares no code with the solver.
enum DenseCertificate {
  /// Returns whether the dual values prove the assignment optimal.
  ///
  /// That is: `columnOfRow` gives every row a column of its own along present edges; every reduced
  /// cost is at least 0, and 0 on the chosen edges; and when there are more columns than rows, no
  /// column dual is positive and those of unassigned columns are 0. Weak duality then says that no
  /// assignment costs less (Burkard, Dell'Amico & Martello, "Assignment Problems", section 4.1).
  /// All arithmetic is on integers. One pass over the matrix.
  static func holds<Element: DenseElement>(
    _ assignment: DenseAssignment, for matrix: DenseMatrix<Element>, fitsDouble: Bool,
    threads: Int
  ) -> Bool {
    let columnOfRow = assignment.columnOfRow
    let (rowDuals, columnDuals) = (assignment.potentials.rows, assignment.potentials.columns)
    let exponent = assignment.scaleExponent
    let columnCount = matrix.columnCount
    guard columnOfRow.count == matrix.rowCount, rowDuals.count == matrix.rowCount,
      columnDuals.count == columnCount
    else { return false }
    var isTaken = [Bool](repeating: false, count: columnCount)
    for (row, column) in columnOfRow.enumerated() {
      guard column >= 0, column < columnCount, !isTaken[column] else { return false }
      isTaken[column] = true
      let entry = matrix.start(of: row)[column]
      guard !matrix.isAbsent(entry) else { return false }
      let value = entry.scaledInteger(exponent: exponent)
      let cost = Int128(matrix.sign < 0 ? -value : value)
      guard cost == Int128(rowDuals[row]) + Int128(columnDuals[column]) else { return false }
    }
    if columnCount > matrix.rowCount {
      for column in 0..<columnCount {
        guard columnDuals[column] <= 0, isTaken[column] || columnDuals[column] == 0 else {
          return false
        }
      }
    }
    func areWithin(_ limit: Int64) -> Bool {
      rowDuals.allSatisfy { $0.magnitude <= limit }
        && columnDuals.allSatisfy { $0.magnitude <= limit }
    }
    // Scaled back to the size of the entries, no dual may lose bits or grow beyond doubles.
    let isNarrow =
      fitsDouble && columnCount > 1 && abs(exponent) <= 900 && areWithin(1 << 51)
    let isMiddle = !Element.isAlwaysInteger && columnCount > 1 && areWithin(1 << 60)
    let entryUnit = powerOfTwo(-exponent)
    let narrowDuals = isNarrow ? columnDuals.map { Double($0) } : []
    let entryDuals = narrowDuals.map { $0 * entryUnit }
    let verdicts = UnsafeMutablePointer<Bool>.allocate(capacity: threads)
    defer { verdicts.deallocate() }
    verdicts.initialize(repeating: true, count: threads)
    columnDuals.withUnsafeBufferPointer { duals in
      entryDuals.withUnsafeBufferPointer { entryDuals in
        forEachPart(of: matrix.rowCount, count: threads) { thread, range in
          for row in range where verdicts[thread] {
            let dual = rowDuals[row]
            if isNarrow {
              let least = leastSlack(matrix, row: row, columnDuals: entryDuals)
              let limit = (Double(dual) - 0.5) * entryUnit
              // An entry half way between two integers decides by the one that it is rounded to.
              verdicts[thread] =
                least == limit
                ? narrowRowIsFeasible(
                  matrix, row: row, exponent: exponent, rowDual: dual, columnDuals: narrowDuals)
                : least > limit
            } else {
              verdicts[thread] =
                isMiddle
                ? middleRowIsFeasible(
                  matrix, row: row, exponent: exponent, rowDual: dual, columnDuals: duals)
                : wideRowIsFeasible(
                  matrix, row: row, exponent: exponent, rowDual: dual, columnDuals: duals)
            }
          }
        }
      }
    }
    return (0..<threads).allSatisfy { verdicts[$0] }
  }

  /// Returns whether no entry of the row is below the sum of its duals, for duals of magnitude at
  /// most two to the 60th.
  ///
  /// A double is rounded in two steps: adding 1.5 x 2^82 leaves the nearest multiple of 2^30 in the
  /// low bits of the pattern, adding 1.5 x 2^52 to the rest the nearest integer. The signs of all
  /// differences are gathered by a bitwise or, absent entries left out.
  @inline(__always)
  private static func middleRowIsFeasible<Element: DenseElement>(
    _ matrix: DenseMatrix<Element>, row: Int, exponent: Int, rowDual: Int64,
    columnDuals: UnsafeBufferPointer<Int64>
  ) -> Bool {
    guard let firstDual = columnDuals.baseAddress else { return true }
    func bits(_ values: SIMD2<Double>) -> SIMD2<Int64> {
      unsafeBitCast(values, to: SIMD2<Int64>.self)
    }
    let start = matrix.start(of: row)
    let duals = UnsafeRawPointer(firstDual)
    let factors = SIMD2<Double>(repeating: matrix.sign * powerOfTwo(exponent))
    let shifts = bits(SIMD2(repeating: 0x1.8p52)) &+ rowDual
    var signs = SIMD2<Int64>()
    var column = 0
    while column < matrix.columnCount {
      // The last pair may overlap the one before it.
      let first = min(column, matrix.columnCount &- 2)
      let values = Element.loadPair(start, first) * factors
      let coarse = values + 0x1.8p82
      let fine = (values - (coarse - 0x1.8p82)) + 0x1.8p52
      let slacks =
        ((bits(coarse) &- bits(SIMD2(repeating: 0x1.8p82))) &<< 30) &+ (bits(fine) &- shifts)
        &- duals.loadUnaligned(
          fromByteOffset: first &* MemoryLayout<Int64>.stride, as: SIMD2<Int64>.self)
      signs |= slacks.replacing(with: 0, where: values .== SIMD2(repeating: .infinity))
      column &+= 2
    }
    return (signs.x | signs.y) >= 0
  }

  /// Returns whether no entry of the row is below the sum of its duals, for numbers of any size.
  private static func wideRowIsFeasible<Element: DenseElement>(
    _ matrix: DenseMatrix<Element>, row: Int, exponent: Int, rowDual: Int64,
    columnDuals: UnsafeBufferPointer<Int64>
  ) -> Bool {
    let start = matrix.start(of: row)
    for column in 0..<matrix.columnCount where !matrix.isAbsent(start[column]) {
      let value = start[column].scaledInteger(exponent: exponent)
      let cost = Int128(matrix.sign < 0 ? -value : value)
      if cost < Int128(rowDual) + Int128(columnDuals[column]) { return false }
    }
    return true
  }

  /// Returns whether no entry of a row of floating-point numbers is below the sum of its duals, for
  /// scaled entries of magnitude at most two to the 50th and duals of at most two to the 51st.
  ///
  /// Adding 1.5 x 2^52 to such an entry rounds it to an integer; with that number left in, all
  /// differences stay integers between 2^51 and 2^53, where doubles are exact.
  private static func narrowRowIsFeasible<Element: DenseElement>(
    _ matrix: DenseMatrix<Element>, row: Int, exponent: Int, rowDual: Int64,
    columnDuals: [Double]
  ) -> Bool {
    let start = matrix.start(of: row)
    let factors = SIMD2<Double>(repeating: matrix.sign * powerOfTwo(exponent))
    let least = columnDuals.withUnsafeBufferPointer {
      leastDifference(matrix.columnCount, $0) {
        Element.loadPair(start, $0) * factors + 0x1.8p52
      }
    }
    return least >= Double(rowDual) + 0x1.8p52
  }

  /// Returns the least of entry - column dual over a row, for duals in the unit of the entries that
  /// are integers of magnitude at most two to the 51st in the unit of the scaled entries.
  ///
  /// In that unit: a scaled entry x is rounded to at least r + c, for a row dual r and a column dual
  /// c, when x - c > r - 1/2, and to less when x - c < r - 1/2. Here x - c is rounded to the nearest
  /// double, but r - 1/2 is one, so the rounded difference is greater only if the true one is, and
  /// less only if that is. An absent entry is infinite and never the least.
  @inline(__always)
  private static func leastSlack<Element: DenseElement>(
    _ matrix: DenseMatrix<Element>, row: Int, columnDuals: UnsafeBufferPointer<Double>
  ) -> Double {
    let start = matrix.start(of: row)
    let signs = SIMD2<Double>(repeating: matrix.sign)
    if Element.isAlwaysInteger {
      let absent = SIMD2<Double>(
        repeating: matrix.absentValue.map { $0.nearestDouble * matrix.sign } ?? .nan)
      return leastDifference(matrix.columnCount, columnDuals) {
        let values = Element.loadPair(start, $0) * signs
        return values.replacing(with: .infinity, where: values .== absent)
      }
    }
    return matrix.sign > 0
      ? leastDifference(matrix.columnCount, columnDuals) { Element.loadPair(start, $0) }
      : leastDifference(matrix.columnCount, columnDuals) { Element.loadPair(start, $0) * signs }
  }

  /// Returns the least of entry - column dual over a row of at least two columns.
  @inline(__always)
  private static func leastDifference(
    _ columnCount: Int, _ columnDuals: UnsafeBufferPointer<Double>,
    load: (Int) -> SIMD2<Double>
  ) -> Double {
    guard let firstDual = columnDuals.baseAddress else { return .infinity }
    let duals = UnsafeRawPointer(firstDual)
    func difference(_ column: Int) -> SIMD2<Double> {
      load(column)
        - duals.loadUnaligned(
          fromByteOffset: column &* MemoryLayout<Double>.stride, as: SIMD2<Double>.self)
    }
    func lesser(_ first: SIMD2<Double>, _ second: SIMD2<Double>) -> SIMD2<Double> {
      first.replacing(with: second, where: second .< first)
    }
    var even = SIMD2<Double>(repeating: .infinity)
    var odd = even
    var column = 0
    while column &+ 16 <= columnCount {
      even = lesser(even, difference(column))
      odd = lesser(odd, difference(column &+ 2))
      even = lesser(even, difference(column &+ 4))
      odd = lesser(odd, difference(column &+ 6))
      even = lesser(even, difference(column &+ 8))
      odd = lesser(odd, difference(column &+ 10))
      even = lesser(even, difference(column &+ 12))
      odd = lesser(odd, difference(column &+ 14))
      column &+= 16
    }
    while column < columnCount {
      // The last pair may overlap the one before it.
      even = lesser(even, difference(min(column, columnCount &- 2)))
      column &+= 2
    }
    let least = lesser(even, odd)
    return least.x < least.y ? least.x : least.y
  }
}
