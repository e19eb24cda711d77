extension DenseMatrixAssignment {
  /// Solves many matrices of one size, each as `solve` would, sharing them out among threads.
  ///
  /// The same input gives the same output for any number of threads.
  ///
  /// - Parameters:
  ///   - entries: the matrices one after the other, each row after row.
  ///   - count: the number of matrices.
  ///   - rowCount: the number of rows of each.
  ///   - columnCount: the number of columns of each.
  ///   - maximize: whether to seek the greatest totals.
  ///   - absentValue: the entry that marks an absent edge in an integer matrix.
  ///   - threads: the number of threads.
  /// - Returns: for each matrix the optimum, or why there is none, or why it cannot be solved.
  /// - Throws: `DenseMatrixError.wrongCount` when the buffer does not hold the matrices.
  @specialized(where Element == Double)
  @specialized(where Element == Float)
  @specialized(where Element == Int32)
  @specialized(where Element == Int64)
  public static func solveBatch<Element: DenseElement>(
    _ entries: UnsafeBufferPointer<Element>, count: Int, rowCount: Int, columnCount: Int,
    maximize: Bool = false, absentValue: Element? = nil, threads: Int = 2
  ) throws(DenseMatrixError) -> [Result<DenseOutcome, DenseMatrixError>] {
    let size = rowCount * columnCount
    guard count >= 0, rowCount >= 0, columnCount >= 0, entries.count == count * size else {
      throw .wrongCount
    }
    let threads = max(1, min(threads, count))
    return [Result<DenseOutcome, DenseMatrixError>](unsafeUninitializedCapacity: count) {
      results, initializedCount in
      if let first = results.baseAddress {
        forEachPart(of: count, count: threads) { _, range in
          for index in range {
            let matrix = UnsafeBufferPointer(
              rebasing: entries[(index * size)..<((index + 1) * size)])
            (first + index).initialize(
              to: Result { () throws(DenseMatrixError) in
                try solve(
                  matrix, rowCount: rowCount, columnCount: columnCount, maximize: maximize,
                  absentValue: absentValue, threads: 1)
              })
          }
        }
      }
      initializedCount = count
    }
  }
}
