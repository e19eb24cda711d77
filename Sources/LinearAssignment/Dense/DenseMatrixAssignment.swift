/// What a dense solve gives back.
public enum DenseOutcome: Sendable {
  /// A proven optimum.
  case optimal(DenseSolution)
  /// No assignment exists, because of these rows or columns.
  case infeasible(DenseHallViolator)
}

/// Lines of a matrix that have, between them, present entries in fewer cross lines than they are.
///
/// By Hall's theorem (1935) no assignment can then serve all of them.
public struct DenseHallViolator: Sendable, Equatable {
  /// Whether the lines are rows, as they are when there are no more rows than columns.
  public let areRows: Bool
  /// The indices of the lines, ascending.
  public let lines: [Int]
}

/// An optimal assignment with the dual values that prove it.
public struct DenseSolution: Sendable {
  /// The column of each row; -1 for rows left over when there are more rows than columns.
  public internal(set) var columnOfRow: [Int]
  /// The dual value of each row, of the minimised problem, in units of two to minus
  /// `scaleExponent`.
  public internal(set) var rowDuals: [Int64]
  /// The dual value of each column, in the same units.
  public internal(set) var columnDuals: [Int64]
  /// Entries were multiplied by two to this power and rounded to integers.
  public internal(set) var scaleExponent: Int
  /// A bound on how far the total lies above the true optimum because entries were rounded; 0 when
  /// none was.
  public internal(set) var roundingBound: Double
  /// How much work it was.
  public internal(set) var counters: DenseCounters
}

/// Why a dense matrix is not solved.
public enum DenseMatrixError: Error, Sendable, Equatable {
  /// The buffer does not hold rows x columns entries.
  case wrongCount
  /// An entry is not a number.
  case notANumber
  /// An entry is infinite in the direction that would make it irresistible.
  case wrongInfinity
  /// An absent value was given for a floating-point type, where infinity marks absent entries.
  case absentValueNotNeeded
  /// (rows + columns) x (largest - smallest entry) exceeds two to the 61st, or an entry two to the
  /// 62nd.
  case rangeTooLarge
  /// The answer failed its own check: a defect of this library.
  case internalError
}

/// Exact linear assignment on a dense matrix in memory.
public enum DenseMatrixAssignment {
  /// Finds the assignment with the least (or greatest) total that gives every row a column of its
  /// own, or every column a row when there are more rows than columns.
  ///
  /// Floating-point entries are multiplied by a power of two and rounded to integers: losslessly
  /// where (rows + columns) x range then stays within two to the 61st, else by the largest power
  /// that keeps it there, and the solution says how far the total can be off. From there on all
  /// arithmetic is exact, and the answer is checked against its dual values before it is returned.
  /// The same input gives the same output for any number of threads.
  ///
  /// The work is proportional to the matrix in the common cases and at most cubic. Nothing of the
  /// size of the matrix is allocated unless there are more rows than columns or numbers too large
  /// for the exact range of `Double`.
  ///
  /// - Parameters:
  ///   - entries: the matrix, row after row. An infinite entry of the forbidding sign (positive to
  ///     minimise, negative to maximise) is an absent edge.
  ///   - rowCount: the number of rows.
  ///   - columnCount: the number of columns.
  ///   - maximize: whether to seek the greatest total.
  ///   - absentValue: the entry that marks an absent edge in an integer matrix.
  ///   - threads: the number of threads that may share passes over the whole matrix.
  /// - Returns: the optimum, or why there is none.
  /// - Throws: `DenseMatrixError` when the matrix cannot be solved exactly.
  @specialized(where Element == Double)
  @specialized(where Element == Float)
  @specialized(where Element == Int32)
  @specialized(where Element == Int64)
  public static func solve<Element: DenseElement>(
    _ entries: UnsafeBufferPointer<Element>, rowCount: Int, columnCount: Int,
    maximize: Bool = false, absentValue: Element? = nil, threads: Int = 2
  ) throws(DenseMatrixError) -> DenseOutcome {
    guard rowCount >= 0, columnCount >= 0, entries.count == rowCount * columnCount else {
      throw .wrongCount
    }
    guard Element.isAlwaysInteger || absentValue == nil else { throw .absentValueNotNeeded }
    guard rowCount > 0, columnCount > 0, let base = entries.baseAddress else {
      return .optimal(
        DenseSolution(
          columnOfRow: Array(repeating: -1, count: rowCount),
          rowDuals: Array(repeating: 0, count: rowCount),
          columnDuals: Array(repeating: 0, count: columnCount), scaleExponent: 0,
          roundingBound: 0, counters: DenseCounters()))
    }
    // Threads cost more than they bring on matrices that fit the cache of one core.
    let threads = rowCount * columnCount < 1 << 16 ? 1 : max(1, min(threads, rowCount))
    let matrix = DenseMatrix(
      base: base, rowCount: rowCount, columnCount: columnCount, sign: maximize ? -1 : 1,
      absentValue: absentValue)
    if rowCount <= columnCount { return try DenseSolver(matrix, threads: threads).solve() }
    let turned = matrix.transposed()
    defer { turned.base.deallocate() }
    switch try DenseSolver(turned, threads: threads).solve() {
    case .infeasible(let violator):
      return .infeasible(DenseHallViolator(areRows: false, lines: violator.lines))
    case .optimal(var solution):
      var columnOfRow = [Int](repeating: -1, count: rowCount)
      for (column, row) in solution.columnOfRow.enumerated() { columnOfRow[row] = column }
      solution.columnOfRow = columnOfRow
      swap(&solution.rowDuals, &solution.columnDuals)
      return .optimal(solution)
    }
  }
}
