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
    _ matrix: DenseMatrix<Element>, exponent: Int, fitsDouble: Bool, columnOfRow: [Int],
    rowDuals: [Int64], columnDuals: [Int64], threads: Int
  ) -> Bool {
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
    let limit: Int64 = 1 << 53
    let isNarrow =
      fitsDouble && rowDuals.allSatisfy { abs($0) <= limit }
      && columnDuals.allSatisfy { abs($0) <= limit }
    let verdicts = UnsafeMutablePointer<Bool>.allocate(capacity: threads)
    defer { verdicts.deallocate() }
    verdicts.initialize(repeating: true, count: threads)
    columnDuals.withUnsafeBufferPointer { duals in
      forEachPart(of: matrix.rowCount, count: threads) { part, range in
        var isFeasible = verdicts[part]
        for row in range where isFeasible {
          isFeasible =
            isNarrow
            ? narrowRowIsFeasible(
              matrix, row: row, exponent: exponent, rowDual: rowDuals[row], columnDuals: duals)
            : wideRowIsFeasible(
              matrix, row: row, exponent: exponent, rowDual: rowDuals[row], columnDuals: duals)
        }
        verdicts[part] = isFeasible
      }
    }
    return (0..<threads).allSatisfy { verdicts[$0] }
  }

  /// Returns whether the rows have present entries in fewer columns than they are.
  static func violatesHall<Element: DenseElement>(
    _ matrix: DenseMatrix<Element>, rows: [Int]
  ) -> Bool {
    var isReached = [Bool](repeating: false, count: matrix.columnCount)
    var reached = 0
    for row in rows {
      let start = matrix.start(of: row)
      for column in 0..<matrix.columnCount
      where !isReached[column] && !matrix.isAbsent(start[column]) {
        isReached[column] = true
        reached += 1
      }
    }
    return Set(rows).count == rows.count && reached < rows.count
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

  /// Returns whether no entry of the row is below the sum of its duals, for entries of magnitude at
  /// most two to the 50th and duals of at most two to the 53rd.
  ///
  /// Adding 1.5 x 2^52 to such a double leaves the nearest integer in the low bits of its pattern,
  /// so that subtracting patterns subtracts integers. Infinity has a pattern above all of these and
  /// passes. The signs of all differences are gathered by a bitwise or.
  @inline(__always)
  private static func narrowRowIsFeasible<Element: DenseElement>(
    _ matrix: DenseMatrix<Element>, row: Int, exponent: Int, rowDual: Int64,
    columnDuals: UnsafeBufferPointer<Int64>
  ) -> Bool {
    guard let firstDual = columnDuals.baseAddress else { return true }
    let start = matrix.start(of: row)
    let columnCount = matrix.columnCount
    let factor = matrix.sign * powerOfTwo(exponent)
    let scaledAbsent = matrix.absentValue.map { $0.nearestDouble * factor } ?? .nan
    let shift = Int64(bitPattern: (0x1.8p52 as Double).bitPattern) + rowDual
    let factors = SIMD2<Double>(repeating: factor)
    let shifts = SIMD2<Int64>(repeating: shift)
    let duals = UnsafeRawPointer(firstDual)
    var signs = SIMD2<Int64>()
    var column = 0
    while column &+ 2 <= columnCount {
      var values = Element.loadPair(start, column) * factors
      if Element.isAlwaysInteger {
        values.replace(with: .infinity, where: values .== SIMD2(repeating: scaledAbsent))
      }
      let patterns = unsafeBitCast(values + 0x1.8p52, to: SIMD2<Int64>.self)
      let columnPair = duals.loadUnaligned(
        fromByteOffset: column &* MemoryLayout<Int64>.stride, as: SIMD2<Int64>.self)
      signs |= (patterns &- shifts) &- columnPair
      column &+= 2
    }
    var sign = signs.x | signs.y
    if column < columnCount {
      let value = start[column].nearestDouble * factor
      if value < .infinity && !(Element.isAlwaysInteger && value == scaledAbsent) {
        let pattern = Int64(bitPattern: (value + 0x1.8p52).bitPattern)
        sign |= (pattern &- shift) &- firstDual[column]
      }
    }
    return sign >= 0
  }
}
