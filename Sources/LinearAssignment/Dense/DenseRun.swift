/// How a run of the search ended.
enum DenseRunResult {
  /// Every row is assigned.
  case assigned
  /// These rows have fewer columns between them than there are rows.
  case violator([Int])
  /// The searches were reaching so far that better starting prices would pay; nothing is lost but
  /// the time.
  case farReaching
}

extension DenseSearch {
  /// Assigns every row at the least total, starting from the present prices, lists and
  /// assignment.
  ///
  /// - Parameter mayGiveUp: whether to stop when the work of the searches so far, projected to all
  ///   rows that are left, would come to eight looks at every entry of the matrix.
  func run(mayGiveUp: Bool) -> DenseRunResult {
    var left = (0..<rowCount).filter { columnOfRow[$0] < 0 }.map { Int32(truncatingIfNeeded: $0) }
    for _ in 0..<3 {
      left = reduceRows(left, limit: 8 * rowCount)
    }
    let effortBefore = counters.effort(columnCount: columnCount)
    let affordable = 8 * rowCount * columnCount
    effortLimit = .max
    for (done, row) in left.enumerated() {
      if mayGiveUp {
        let share = max(affordable / left.count * (done + 1), affordable / 64)
        effortLimit = effortBefore + share
      }
      if !augment(root: Int(row)) {
        return counters.effort(columnCount: columnCount) > effortLimit
          ? .farReaching : .violator(reachedRows(from: Int(row)))
      }
    }
    return .assigned
  }
}
