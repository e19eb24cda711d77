/// Checks answers against the matrix alone.
///
/// Shares no code with the solver but its working memory and the first reading of the matrix
/// (`DenseTally`), whose digest spares reading most entries a second time.
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
    _ answer: DenseAnswer, for matrix: DenseMatrix<Element>, digest: DenseDigest? = nil,
    threads: Int, arena: DenseArena
  ) -> Bool {
    let (rowCount, columnCount) = (matrix.rowCount, matrix.columnCount)
    let exponent = answer.scaleExponent
    let isTaken = arena.allocate(Bool.self, columnCount)
    isTaken.initialize(repeating: false, count: columnCount)
    var greatestDual: UInt64 = 0
    for row in 0..<rowCount {
      let column = Int(answer.columnOfRow[row])
      guard column >= 0, column < columnCount, !isTaken[column] else { return false }
      isTaken[column] = true
      let entry = matrix.start(of: row)[column]
      guard !matrix.isAbsent(entry) else { return false }
      let value = entry.scaledInteger(exponent: exponent)
      let cost = Int128(matrix.sign < 0 ? -value : value)
      guard cost == Int128(answer.rowDuals[row]) + Int128(answer.columnDuals[column]) else {
        return false
      }
      greatestDual = max(greatestDual, answer.rowDuals[row].magnitude)
    }
    let hasSpareColumns = columnCount > rowCount
    for column in 0..<columnCount {
      let dual = answer.columnDuals[column]
      greatestDual = max(greatestDual, dual.magnitude)
      guard !hasSpareColumns || dual == 0 || (dual < 0 && isTaken[column]) else { return false }
    }
    let pairs = PairFeasibility(matrix: matrix, answer: answer)
    guard columnCount > 1, abs(exponent) <= 900 else {
      return (0..<rowCount).allSatisfy { row in
        (0..<columnCount).allSatisfy { pairs.isFeasible(row: row, column: $0) }
      }
    }
    let check = DenseFeasibility(
      pairs: pairs, isNarrow: greatestDual < 1 << 52 && !matrix.mayHideCheapEntries,
      digest: digest, threads: threads, arena: arena)
    let verdicts = arena.allocate(Bool.self, threads)
    verdicts.initialize(repeating: true, count: threads)
    forEachPart(of: rowCount, count: threads) { thread, rows in
      verdicts[thread] = verdicts[thread] && check.holds(rows: rows, thread: thread)
    }
    return (0..<threads).allSatisfy { verdicts[$0] }
  }
}

extension DenseMatrix {
  /// Whether the absent value looks in doubles like integers near it that are cheaper than any sum of
  /// narrow duals.
  fileprivate var mayHideCheapEntries: Bool {
    absentValue.map { $0.nearestDouble * sign <= -0x1p53 } ?? false
  }
}
