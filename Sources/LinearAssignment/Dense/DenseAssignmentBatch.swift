extension DenseAssignmentSolver {
  /// Solves many matrices of one size, each as `solve` would, sharing them out among threads.
  ///
  /// The same input gives the same output for any number of threads. Each thread has working memory
  /// of its own, made once.
  ///
  /// - Parameters:
  ///   - costs: the matrices one after the other, each row after row.
  ///   - count: the number of matrices.
  ///   - rowCount: the number of rows of each.
  ///   - columnCount: the number of columns of each.
  ///   - options: what to seek, and how, for all of them.
  /// - Returns: for each matrix its outcome, or why it cannot be solved.
  /// - Throws: `AssignmentError` with code `sizeMismatch` when there are not that many costs.
  public static func solveBatch<Element: DenseElement>(
    _ costs: [Element], count: Int, rowCount: Int, columnCount: Int,
    options: DenseAssignmentOptions<Element> = DenseAssignmentOptions()
  ) throws(AssignmentError) -> [Result<DenseAssignmentOutcome, AssignmentError>] {
    try costs.withUnsafeBufferPointer { buffer throws(AssignmentError) in
      try solveBatch(
        buffer, count: count, rowCount: rowCount, columnCount: columnCount, options: options)
    }
  }

  /// Solves many matrices of one size that lie in memory of the caller's.
  ///
  /// Everything is as with the function that takes an array, which need not be made.
  /// - Throws: `AssignmentError` likewise.
  @specialized(where Element == Double)
  @specialized(where Element == Float)
  @specialized(where Element == Int32)
  @specialized(where Element == Int64)
  public static func solveBatch<Element: DenseElement>(
    _ costs: UnsafeBufferPointer<Element>, count: Int, rowCount: Int, columnCount: Int,
    options: DenseAssignmentOptions<Element> = DenseAssignmentOptions()
  ) throws(AssignmentError) -> [Result<DenseAssignmentOutcome, AssignmentError>] {
    let (size, overflows) = rowCount.multipliedReportingOverflow(by: columnCount)
    let (total, isTooMany) = size.multipliedReportingOverflow(by: count)
    guard count >= 0, rowCount >= 0, columnCount >= 0, !overflows, !isTooMany,
      costs.count == total
    else { throw .sizes(rowCount, columnCount, costs.count) }
    var single = options
    single.threadCount = 1
    let (each, threads) = (single, max(1, min(options.threadCount, count)))
    return [Result<DenseAssignmentOutcome, AssignmentError>](unsafeUninitializedCapacity: count) {
      results, initializedCount in
      if let first = results.baseAddress {
        forEachPart(of: count, count: threads) { _, range in
          let solver = DenseAssignmentSolver()
          for index in range {
            let matrix = UnsafeBufferPointer(
              rebasing: costs[(index * size)..<((index + 1) * size)])
            (first + index).initialize(
              to: Result { () throws(AssignmentError) in
                try solver.solve(
                  matrix, rowCount: rowCount, columnCount: columnCount, options: each)
              })
          }
        }
      }
      initializedCount = count
    }
  }
}
