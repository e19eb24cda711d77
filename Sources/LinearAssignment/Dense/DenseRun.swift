/// How a run of the search ended.
enum DenseRunResult {
  /// Every row is assigned.
  case assigned
  /// These rows, in working memory, have fewer columns between them than there are rows.
  case violator(UnsafeBufferPointer<Int32>)
  /// The searches were reaching too far, and these many rows are left; nothing is lost but the time.
  case farReaching(rowsLeft: Int)
  /// Work was stopped from outside.
  case stopped(StopReason)
}

/// When a run of the search is given up because its searches reach far.
enum DensePatience: Equatable {
  /// Never. There is no auction either: it could use up the room that the searches are promised.
  case endless
  /// When the search for one of the last rows has most of the rows that it reaches build new lists,
  /// and more than a sixteenth of all: so few searches take less time over all entries.
  case untilLastRows
  /// Also when the work of the searches so far, projected to all rows that are left, would come to
  /// eight looks at every entry of the matrix: then better starting prices would pay, or searches
  /// over all entries.
  case limited

  /// How many rows count as the last: to build all lists again takes as long as about so many
  /// searches over all entries.
  static let lastRowCount = 4
}

extension DenseSearch {
  /// Assigns every row at the least total, starting from the present prices, lists and
  /// assignment.
  mutating func run(_ patience: DensePatience, control: WorkControl) -> DenseRunResult {
    // While prices stay this near to where they start, cost - price fits 64 bits.
    let leastPrice = UnsafeBufferPointer(start: prices, count: columnCount).min() ?? 0
    lowestPrice = max(-Rows.largestDual, leastPrice &- 1 << 61)
    let stepLimit = 8 * rowCount
    let stepsBefore = work.reductionSteps
    waitForColumns()
    let isSquareStart = rowCount == columnCount && waitingCount == rowCount
    reduceRows(limit: stepLimit)
    if isSquareStart && patience != .endless && 10 * waitingCount > rowCount {
      let isLong = work.reductionSteps - stepsBefore >= stepLimit
      if let reason = auction(isLong: isLong, control: control) { return .stopped(reason) }
      waitForColumns()
    }
    for _ in 0..<2 { reduceRows(limit: stepLimit) }
    let effortBefore = work.effort(columnCount: columnCount)
    let affordable = 8 * rowCount * columnCount
    for done in 0..<waitingCount {
      let row = Int(waiting[done])
      if let reason = control.reasonToStop(
        .augmenting, completed: rowCount - waitingCount + done, total: rowCount)
      {
        return .stopped(reason)
      }
      effortLimit = .max
      if patience == .limited {
        effortLimit = effortBefore + max(affordable / waitingCount * (done + 1), affordable / 64)
      }
      let rowsLeft = waitingCount - done
      let isLast = rowsLeft <= DensePatience.lastRowCount
      rebuildLimit = patience != .endless && isLast ? rowCount / 16 : .max
      switch augment(root: row) {
      case .found: break
      case .none: return .violator(reachedRows(from: row))
      case .givenUp: return .farReaching(rowsLeft: rowsLeft)
      }
      // What is found from here on is no answer; the caller looks at that first.
      if hasOverflowed { return .assigned }
    }
    return .assigned
  }

  /// Assigns the rows that are left by searches over all entries.
  mutating func finishInFull<Element>(control: WorkControl) -> DenseRunResult
  where Rows == ScaledRows<Element> {
    var full = DenseFullSearch(
      rows, prices: scanPrices, columnOfRow: columnOfRow, rowOfColumn: rowOfColumn, arena: arena)
    let result = full.assignRest(control: control)
    work.searches += full.work.searches
    work.rowScans += full.work.rowScans
    for column in 0..<columnCount {
      if scanPrices[column] < -Double(Rows.largestDual) { hasOverflowed = true }
      setPrice(column, Rows.integer(scanPrices[column]))
    }
    for row in 0..<rowCount where columnOfRow[row] >= 0 {
      chosenCost[row] = Rows.integer(rows.cost(row: row, column: Int(columnOfRow[row])))
    }
    return result
  }

  /// Makes the rows without a column wait, in ascending order.
  mutating func waitForColumns() {
    waitingCount = 0
    for row in 0..<rowCount where columnOfRow[row] < 0 {
      waiting[waitingCount] = Int32(truncatingIfNeeded: row)
      waitingCount &+= 1
    }
  }
}
