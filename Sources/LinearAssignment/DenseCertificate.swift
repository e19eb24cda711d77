/// Checks that dual values prove an assignment optimal. Shares no code with the solver.
enum DenseCertificate {
  /// Returns whether `columnOfRow` assigns every row to a column of its own along present edges,
  /// every reduced cost is at least 0, the chosen ones are 0, no column dual is positive when there
  /// are more columns than rows, and unassigned columns have dual 0.
  ///
  /// Weak duality then gives: no assignment costs less (Burkard, Dell'Amico & Martello,
  /// "Assignment Problems", section 4.1). All arithmetic is on 64-bit integers. One pass over the
  /// matrix.
  static func holds<Element: DenseElement>(
    _ matrix: DenseMatrix<Element>, exponent: Int, columnOfRow: UnsafePointer<Int32>,
    rowDuals: UnsafePointer<Int64>, columnDuals: UnsafePointer<Int64>, threads: Int
  ) -> Bool {
    let columnCount = matrix.columnCount
    var isTaken = [Bool](repeating: false, count: columnCount)
    for row in 0..<matrix.rowCount {
      let column = Int(columnOfRow[row])
      guard column >= 0, column < columnCount, !isTaken[column] else { return false }
      isTaken[column] = true
    }
    if columnCount > matrix.rowCount {
      for column in 0..<columnCount {
        if columnDuals[column] > 0 || (!isTaken[column] && columnDuals[column] != 0) {
          return false
        }
      }
    }
    let verdicts = UnsafeMutablePointer<Bool>.allocate(capacity: threads)
    defer { verdicts.deallocate() }
    forEachPart(of: matrix.rowCount, count: threads) { part, range in
      var isValid = true
      for row in range {
        let start = matrix.start(of: row)
        let isFeasible = rowIsFeasible(
          start, columnCount: columnCount, factor: matrix.sign * scale(exponent),
          absent: matrix.absentValue, rowDual: rowDuals[row], columnDuals: columnDuals)
        let column = Int(columnOfRow[row])
        let chosen = start[column].nearestDouble * matrix.sign
        let isPresent =
          chosen < .infinity
          && start[column].nearestDouble != matrix.absentValue?.nearestDouble
        isValid =
          isValid && isFeasible && isPresent
          && chosen.scaledInteger(exponent: exponent) == rowDuals[row] + columnDuals[column]
      }
      verdicts[part] = isValid
    }
    return (0..<threads).allSatisfy { verdicts[$0] }
  }

  private static func scale(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// Returns whether no entry of the row is below the sum of its duals.
  ///
  /// Adding 1.5 x 2^52 to a double of magnitude at most 2^51 leaves the nearest integer in the low
  /// bits of its pattern, so that subtracting the patterns subtracts the integers. Infinity has a
  /// pattern above all of these and passes.
  @inline(__always)
  private static func rowIsFeasible<Element: DenseElement>(
    _ start: UnsafePointer<Element>, columnCount: Int, factor: Double, absent: Element?,
    rowDual: Int64, columnDuals: UnsafePointer<Int64>
  ) -> Bool {
    let magic = SIMD2<Double>(repeating: 0x1.8p52)
    let factors = SIMD2<Double>(repeating: factor)
    let scaledAbsent = SIMD2<Double>(repeating: absent.map { $0.nearestDouble * factor } ?? .nan)
    let shift = Int64(bitPattern: (0x1.8p52 as Double).bitPattern) + rowDual
    let shifts = SIMD2<Int64>(repeating: shift)
    let duals = UnsafeRawPointer(columnDuals)
    var signs = SIMD2<Int64>()
    var column = 0
    while column &+ 2 <= columnCount {
      var values = Element.loadPair(start, column) * factors
      if Element.isAlwaysInteger {
        values.replace(with: .infinity, where: values .== scaledAbsent)
      }
      let patterns = unsafeBitCast(values + magic, to: SIMD2<Int64>.self)
      let columnPair = duals.loadUnaligned(
        fromByteOffset: column &* MemoryLayout<Int64>.stride, as: SIMD2<Int64>.self)
      signs |= (patterns &- shifts) &- columnPair
      column &+= 2
    }
    var all = signs.x | signs.y
    if column < columnCount {
      let value = start[column].nearestDouble * factor
      if !(Element.isAlwaysInteger && value == scaledAbsent.x) && value < .infinity {
        let pattern = Int64(bitPattern: (value + 0x1.8p52).bitPattern)
        all |= (pattern &- shift) &- columnDuals[column]
      }
    }
    return all >= 0
  }
}
