extension DenseSearch {
  /// Brings the prices of a square matrix near to optimal ones by an auction, and leaves nothing
  /// assigned.
  ///
  /// Rows bid for columns with an increment, so that rows which want the same columns settle their
  /// contest in few steps; if that may be long, first with a larger one, then again from the prices
  /// reached (the auction algorithm with scaling: Bertsekas 1988, "The auction algorithm: a
  /// distributed relaxation method for the assignment problem", Annals of Operations Research 14).
  /// Once all rows have a column, every pair is within an increment of a cheapest of its row, so the
  /// shortest paths that are left to find are short.
  ///
  /// Leaves everything as it is where all cheap edges of a row cost about the same.
  ///
  /// - Parameter isLong: whether row reduction ran out of steps, and not only into ties.
  /// - Returns: why it was stopped, if it was.
  mutating func auction(isLong: Bool, control: WorkControl) -> StopReason? {
    let reach = meanReach()
    if isLong, let reason = bid(increment: reach / 2, control: control) { return reason }
    return bid(increment: reach / 16, control: control)
  }

  /// Runs the auction with one increment, if it is not 0, and leaves nothing assigned.
  private mutating func bid(increment: Int64, control: WorkControl) -> StopReason? {
    guard increment > 0 else { return nil }
    unassignAll()
    waitForColumns()
    for _ in 0..<16 where waitingCount > 0 {
      if let reason = control.reasonToStop(
        .augmenting, completed: rowCount - waitingCount, total: rowCount)
      {
        return reason
      }
      reduceRows(limit: rowCount, increment: increment)
    }
    unassignAll()
    return nil
  }

  /// How far the rows' bounds lie above their cheapest edges, by the lists as they were built, on the
  /// mean.
  private func meanReach() -> Int64 {
    var total = 0.0
    for row in 0..<rowCount where candidates.bounds[row] < .max {
      total += Double(candidates.bounds[row] &- candidates.lists[row][0].key)
    }
    return Int64(min(total / Double(rowCount), 0x1p60))
  }

  private func unassignAll() {
    columnOfRow.update(repeating: -1, count: rowCount)
    rowOfColumn.update(repeating: -1, count: columnCount)
  }
}
