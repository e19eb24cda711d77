/// Checks answers against the matrix alone.
///
/// Shares no code with the solver.
enum DenseCertificate {
  /// Returns whether the dual values prove the assignment optimal.
  ///
  /// That is: `columnOfRow` gives every row a column of its own along present edges; every reduced
  /// cost is at least 0, and 0 on the chosen edges; and when there are more columns than rows, no
  /// column dual is positive and those of unassigned columns are 0. Weak duality then says that no
  /// assignment costs less (Burkard, Dell'Amico & Martello, "Assignment Problems", chapter 4).
  /// All arithmetic is on integers. One pass over the matrix.
  static func holds<Element: DenseElement>(
    _ assignment: DenseAssignment, for matrix: DenseMatrix<Element>, threads: Int
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
    var greatestDual: UInt64 = 0
    for dual in rowDuals { greatestDual = max(greatestDual, dual.magnitude) }
    for dual in columnDuals { greatestDual = max(greatestDual, dual.magnitude) }
    // Scaled back to the size of the entries, duals must not become infinite or lose their last bits.
    guard columnCount > 1, abs(exponent) <= 900 else {
      return (0..<matrix.rowCount).allSatisfy { row in
        (0..<columnCount).allSatisfy {
          isFeasible(matrix, assignment.potentials, exponent, row: row, column: $0)
        }
      }
    }
    let unit = powerOfTwo(-exponent)
    let isNarrow = greatestDual < 1 << 52
    // Beyond 2^53 duals and integers are rounded to doubles, by 2^9 each at most, and so are their
    // sums and differences, by 2^10.
    let doubt = (isNarrow ? 1 : 0x1p12) * unit
    let entryDuals = columnDuals.map { Double($0) * unit }
    let verdicts = UnsafeMutablePointer<Bool>.allocate(capacity: threads)
    defer { verdicts.deallocate() }
    verdicts.initialize(repeating: true, count: threads)
    entryDuals.withUnsafeBufferPointer { entryDuals in
      forEachPart(of: matrix.rowCount, count: threads) { thread, range in
        for row in range where verdicts[thread] {
          let dual = Double(rowDuals[row])
          if isNarrow {
            let least = leastSlack(matrix, row: row, columnDuals: entryDuals)
            let limit = (dual - 0.5) * unit
            if least > limit { continue }
            verdicts[thread] = least == limit
          }
          verdicts[thread] =
            verdicts[thread]
            && areFeasible(
              matrix, row: row, below: dual * unit + doubt, columnDuals: entryDuals
            ) { isFeasible(matrix, assignment.potentials, exponent, row: row, column: $0) }
        }
      }
    }
    return (0..<threads).allSatisfy { verdicts[$0] }
  }

  /// Returns whether an entry is absent or not below the sum of its duals.
  private static func isFeasible<Element: DenseElement>(
    _ matrix: DenseMatrix<Element>, _ potentials: Potentials, _ exponent: Int, row: Int, column: Int
  ) -> Bool {
    let entry = matrix.start(of: row)[column]
    if matrix.isAbsent(entry) { return true }
    let value = entry.scaledInteger(exponent: exponent)
    let cost = Int128(matrix.sign < 0 ? -value : value)
    return cost >= Int128(potentials.rows[row]) + Int128(potentials.columns[column])
  }

  /// Returns whether all entries of a row are feasible, given that all those are for which entry -
  /// column dual, rounded to a double, is `limit` or more; the others are looked at one by one.
  @inline(__always)
  private static func areFeasible<Element: DenseElement>(
    _ matrix: DenseMatrix<Element>, row: Int, below limit: Double,
    columnDuals: UnsafeBufferPointer<Double>, isFeasible: (Int) -> Bool
  ) -> Bool {
    guard let duals = columnDuals.baseAddress else { return true }
    let start = matrix.start(of: row)
    let limits = SIMD2<Double>(repeating: limit)
    let signs = SIMD2<Double>(repeating: matrix.sign)
    var column = 0
    while column < matrix.columnCount {
      // The last pair may overlap the one before it.
      let first = min(column, matrix.columnCount &- 2)
      let differences =
        Element.loadPair(start, first) * signs
        - UnsafeRawPointer(duals + first).loadUnaligned(as: SIMD2<Double>.self)
      if any(differences .< limits) && !(isFeasible(first) && isFeasible(first &+ 1)) {
        return false
      }
      column &+= 2
    }
    return true
  }

  /// Returns the least of entry - column dual over a row, for duals in the unit of the entries that
  /// are integers of magnitude less than two to the 52nd in the unit of the scaled entries.
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
