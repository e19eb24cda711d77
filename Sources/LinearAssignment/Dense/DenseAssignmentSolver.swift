/// Exact linear assignment on a dense matrix in memory.
///
/// One call is enough:
///
/// ```swift
/// let costs = [4.0, 1, 3, 2, 0, 5, 3, 2, 2]
/// let outcome = try DenseAssignmentSolver.solve(costs, rowCount: 3, columnCount: 3)
/// ```
///
/// A value of this type is working memory: who solves many matrices of one size keeps one. Once that
/// has grown to what such matrices need, a solve by one thread that finds an assignment allocates
/// nothing but the three arrays of its answer, and not even those if the answer before was given back:
///
/// ```swift
/// let solver = DenseAssignmentSolver()
/// for costs in matrices {
///   let outcome = try solver.solve(costs, rowCount: 50, columnCount: 50)
///   guard case .optimal(let answer) = outcome else { continue }
///   totals.append(answer.total)
///   solver.recycle(answer)
/// }
/// ```
public struct DenseAssignmentSolver: ~Copyable {
  private let arena = DenseArena()
  private let answers = DenseAnswerMemory()

  /// Makes a solver without working memory; it takes what it needs as it is used.
  public init() {}

  /// Finds the assignment with the least (or greatest) total that gives every row a column of its
  /// own, or every column a row when there are more rows than columns.
  ///
  /// Floating-point costs are multiplied by a power of two and rounded to integers: losslessly where
  /// (rows + columns) x (largest - smallest cost) then stays within two to the 61st, else by a power
  /// that keeps it there, and the answer says how far its total can be off. From there on all
  /// arithmetic is exact, and the answer is checked against its dual values before it is returned.
  /// The same input gives the same output for any number of threads.
  ///
  /// - Parameters:
  ///   - costs: the matrix, row after row. An infinite cost of the forbidding sign (positive to
  ///     minimise, negative to maximise) is a pair that is not allowed.
  ///   - rowCount: the number of rows.
  ///   - columnCount: the number of columns.
  ///   - options: what to seek, and how.
  /// - Returns: the optimum, a proof that there is no assignment, or why work was stopped.
  /// - Throws: `AssignmentError` with code `sizeMismatch`, `costInvalid` for what is not a number or
  ///   infinite in the wrong direction, or `costRangeTooLarge`.
  /// - Complexity: O(rows x columns) in the common cases, O(rows x rows x columns) at most (for rows
  ///   <= columns, else with both exchanged). Nothing of the size of the matrix is allocated unless
  ///   there are more rows than columns, numbers too large for the exact range of `Double`, or huge
  ///   costs among small ones; or where up to four times as many columns as rows are to be had and
  ///   rows prefer the same columns: then columns x columns doubles, 1 GiB at most. Up to 2^17 entries
  ///   may be copied as doubles (1 MiB).
  public static func solve<Element: DenseElement>(
    _ costs: [Element], rowCount: Int, columnCount: Int,
    options: DenseAssignmentOptions<Element> = DenseAssignmentOptions()
  ) throws(AssignmentError) -> DenseAssignmentOutcome {
    let solver = DenseAssignmentSolver()
    return try solver.solve(costs, rowCount: rowCount, columnCount: columnCount, options: options)
  }

  /// Finds the best assignment of a matrix with this solver's working memory.
  ///
  /// Everything is as with the function of the type that has the same name; the solver keeps what it
  /// has allocated.
  /// - Throws: `AssignmentError` likewise.
  public func solve<Element: DenseElement>(
    _ costs: [Element], rowCount: Int, columnCount: Int,
    options: DenseAssignmentOptions<Element> = DenseAssignmentOptions()
  ) throws(AssignmentError) -> DenseAssignmentOutcome {
    try costs.withUnsafeBufferPointer { buffer throws(AssignmentError) in
      try solve(buffer, rowCount: rowCount, columnCount: columnCount, options: options)
    }
  }

  /// Finds the best assignment of a matrix that lies in memory of the caller's.
  ///
  /// Everything is as with the function that takes an array, which need not be made.
  /// - Throws: `AssignmentError` likewise.
  @specialized(where Element == Double)
  @specialized(where Element == Float)
  @specialized(where Element == Int32)
  @specialized(where Element == Int64)
  public func solve<Element: DenseElement>(
    _ costs: UnsafeBufferPointer<Element>, rowCount: Int, columnCount: Int,
    options: DenseAssignmentOptions<Element> = DenseAssignmentOptions()
  ) throws(AssignmentError) -> DenseAssignmentOutcome {
    let (count, overflows) = rowCount.multipliedReportingOverflow(by: columnCount)
    guard rowCount >= 0, columnCount >= 0, !overflows, costs.count == count else {
      throw .sizes(rowCount, columnCount, costs.count)
    }
    guard Element.isAlwaysInteger || options.absentValue == nil else {
      throw AssignmentError(
        code: .costInvalid,
        message: "An absent value was given for a matrix of floating-point numbers.",
        advice: "mark pairs that are not allowed by infinity (minus infinity to maximise).")
    }
    guard rowCount > 0, columnCount > 0, let base = costs.baseAddress else {
      return .optimal(
        DenseAssignment(
          columnOfRow: Array(repeating: -1, count: rowCount),
          potentials: Potentials(
            rows: Array(repeating: 0, count: rowCount),
            columns: Array(repeating: 0, count: columnCount)),
          maximizes: options.maximizes, scaleExponent: 0, isLossless: true,
          work: DenseAssignmentWork()))
    }
    arena.reset()
    let matrix = DenseMatrix(
      base: base, rowCount: rowCount, columnCount: columnCount, sign: options.maximizes ? -1 : 1,
      absentValue: options.absentValue)
    let isTurned = rowCount > columnCount
    let oriented = isTurned ? matrix.transposed(in: arena) : matrix
    let threads =
      count < options.leastEntriesToShare ? 1 : max(1, min(options.threadCount, oriented.rowCount))
    let control = WorkControl(shouldStop: options.shouldStop, onProgress: options.onProgress)
    let solve = DenseSolve(
      oriented, threads: threads, arena: arena, control: control,
      mostEntriesInFull: options.mostEntriesInFull)
    switch try solve.run() {
    case .stopped(let reason): return .stopped(reason)
    case .violator(let lines):
      let witness = matrix.witness(
        members: lines.map { Int($0) }.sorted(), side: isTurned ? .columns : .rows)
      guard witness.available < witness.required else { throw .withheld }
      return .infeasible(witness)
    case .optimal(let answer):
      return .optimal(answers.assignment(answer, for: matrix, isTurned: isTurned))
    }
  }

  /// Gives back an answer that is no longer wanted, so that its memory holds the next one, if that is
  /// of the same size.
  ///
  /// A copy of it stays as it is, but then the memory can't be used again; the outcome that the answer
  /// was taken from is such a copy as long as it is kept. One answer at a time is held for reuse.
  public func recycle(_ answer: consuming DenseAssignment) { answers.keep(answer) }
}

extension AssignmentError {
  static func sizes(_ rowCount: Int, _ columnCount: Int, _ count: Int) -> AssignmentError {
    AssignmentError(
      code: .sizeMismatch,
      message: "A matrix of \(rowCount) x \(columnCount) was given \(count) costs.",
      advice: "the row count and the column count are swapped, or a row is missing.")
  }

  static var withheld: AssignmentError {
    AssignmentError(
      code: .internalInconsistency,
      message: "The assignment found did not pass its own check and was withheld.",
      advice: "this is a defect of the package; please report it with the costs.")
  }
}
