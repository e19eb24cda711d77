/// Checks answers against the matrix alone.
///
/// Shares no code with the solver but the first reading of the matrix (`DenseTally`), whose digest
/// spares reading most entries a second time.
enum DenseCertificate {
  /// Returns whether the dual values prove the assignment optimal.
  ///
  /// That is: `columnOfRow` gives every row a column of its own along present edges; every reduced
  /// cost is at least 0, and 0 on the chosen edges; and when there are more columns than rows, no
  /// column dual is positive and those of unassigned columns are 0. Weak duality then says that no
  /// assignment costs less (Burkard, Dell'Amico & Martello, "Assignment Problems", chapter 4).
  /// All arithmetic is on integers. One pass over the matrix, or over those of its blocks of which
  /// the digest leaves open whether an entry is too cheap.
  static func holds<Element: DenseElement>(
    _ assignment: DenseAssignment, for matrix: DenseMatrix<Element>, digest: DenseDigest? = nil,
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
    var greatestDual: UInt64 = 0
    for dual in rowDuals { greatestDual = max(greatestDual, dual.magnitude) }
    let hasSpareColumns = columnCount > matrix.rowCount
    for (dual, isTaken) in zip(columnDuals, isTaken) {
      greatestDual = max(greatestDual, dual.magnitude)
      guard !hasSpareColumns || dual == 0 || (dual < 0 && isTaken) else { return false }
    }
    let verdicts = UnsafeMutablePointer<Bool>.allocate(capacity: threads)
    defer { verdicts.deallocate() }
    verdicts.initialize(repeating: true, count: threads)
    guard columnCount > 1, abs(exponent) <= 900 else {
      let pairs = PairFeasibility(
        matrix: matrix, potentials: assignment.potentials, exponent: exponent)
      return (0..<matrix.rowCount).allSatisfy { row in
        (0..<columnCount).allSatisfy { pairs.isFeasible(row: row, column: $0) }
      }
    }
    let unit = powerOfTwo(-exponent)
    let entryDuals = columnDuals.map { Double($0) * unit }
    let blockDuals = digest.map { _ in greatestOfBlocks(entryDuals) } ?? []
    entryDuals.withUnsafeBufferPointer { entryDuals in
      blockDuals.withUnsafeBufferPointer { blockDuals in
        let check = DenseFeasibility(
          pairs: PairFeasibility(
            matrix: matrix, potentials: assignment.potentials, exponent: exponent),
          unit: unit, isNarrow: greatestDual < 1 << 52 && !matrix.mayHideCheapEntries,
          columnDuals: entryDuals, digest: digest, blockDuals: blockDuals)
        forEachPart(of: matrix.rowCount, count: threads) { thread, rows in
          verdicts[thread] = verdicts[thread] && check.holds(rows: rows)
        }
      }
    }
    return (0..<threads).allSatisfy { verdicts[$0] }
  }

  /// Returns the greatest of each run of 16 duals.
  private static func greatestOfBlocks(_ duals: [Double]) -> [Double] {
    stride(from: 0, to: duals.count, by: 16).map { first in
      var greatest = duals[first]
      for column in first..<min(first + 16, duals.count) { greatest = max(greatest, duals[column]) }
      return greatest
    }
  }
}

extension DenseMatrix {
  /// Whether the absent value looks in doubles like integers near it that are cheaper than any sum of
  /// narrow duals.
  fileprivate var mayHideCheapEntries: Bool {
    absentValue.map { $0.nearestDouble * sign <= -0x1p53 } ?? false
  }
}
