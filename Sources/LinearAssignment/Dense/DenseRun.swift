/// How a run of the search ended.
enum DenseRunResult {
  /// Every row is assigned.
  case assigned
  /// These rows have fewer columns between them than there are rows.
  case violator([Int])
  /// The searches were reaching so far that better starting prices would pay; nothing is lost but
  /// the time.
  case farReaching
  /// Work was stopped from outside.
  case stopped(StopReason)
}

extension DenseSearch {
  /// Assigns every row at the least total, starting from the present prices, lists and
  /// assignment.
  ///
  /// - Parameter mayGiveUp: whether to stop when the work of the searches so far, projected to all
  ///   rows that are left, would come to eight looks at every entry of the matrix.
  mutating func run(mayGiveUp: Bool, control: DenseControl) -> DenseRunResult {
    var left = unassignedRows()
    for _ in 0..<3 {
      left = reduceRows(left, limit: 8 * rowCount)
    }
    let effortBefore = work.effort(columnCount: columnCount)
    let affordable = 8 * rowCount * columnCount
    effortLimit = .max
    for (done, row) in left.enumerated() {
      if let reason = control.poll(
        .augmenting, completed: rowCount - left.count + done, total: rowCount)
      {
        return .stopped(reason)
      }
      if mayGiveUp {
        let share = max(affordable / left.count * (done + 1), affordable / 64)
        effortLimit = effortBefore + share
      }
      if !augment(root: Int(row)) {
        return work.effort(columnCount: columnCount) > effortLimit
          ? .farReaching : .violator(reachedRows(from: Int(row)))
      }
      // What is found from here on is no answer; the caller looks at that first.
      if hasOverflowed { return .assigned }
    }
    return .assigned
  }

  /// The rows without a column.
  private func unassignedRows() -> [Int32] {
    var rows: [Int32] = []
    for row in 0..<rowCount where columnOfRow[row] < 0 {
      rows.append(Int32(truncatingIfNeeded: row))
    }
    return rows
  }
}
