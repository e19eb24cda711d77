/// What forcing each pair of a solved problem would cost.
public struct ForcingPrices: Sendable, Hashable {
  /// The number of columns.
  public let columnCount: Int
  /// The prices, row after row; `absentEdge` where a pair cannot be forced.
  private var cells: [Int64]
  /// How much work it took, the check not included.
  public internal(set) var work = AssignmentWork()

  init(rowCount: Int, columnCount: Int) {
    self.columnCount = columnCount
    cells = [Int64](repeating: absentEdge, count: rowCount * columnCount)
  }

  /// How much the value rises when a pair is forced; `nil` where the pair is absent or no feasible
  /// choice contains it.
  public internal(set) subscript(row: Int, column: Int) -> Int64? {
    get {
      precondition(column >= 0 && column < columnCount, "column \(column) of \(columnCount)")
      let price = cells[row * columnCount + column]
      return price == absentEdge ? nil : price
    }
    set { cells[row * columnCount + column] = newValue ?? absentEdge }
  }
}

/// How the pricing of all pairs ended.
public enum ForcingPricesOutcome: Sendable, Hashable {
  /// The price of every pair; the distances behind them have been checked.
  case priced(ForcingPrices)
  /// Work was stopped from outside before all pairs had a price.
  case stopped(StopReason)
}

extension AssignmentSensitivity {
  /// The price of forcing each pair of the problem, as ``forcingPrices(ofColumn:)`` gives it.
  ///
  /// - Parameters:
  ///   - shouldStop: asked before each column whether to stop, and why; by default never.
  ///   - onProgress: told before each column how many have been priced; by default nobody is told.
  /// - Returns: the prices, or why work was stopped.
  /// - Throws: `AssignmentError` with code `internalInconsistency` when a check fails, which would be a
  ///   defect.
  /// - Complexity: one search and one check for each column, and O(rows x columns) memory.
  public func forcingPrices(
    shouldStop: @escaping @Sendable () -> StopReason? = { nil },
    onProgress: (@Sendable (AssignmentProgress) -> Void)? = nil
  ) throws(AssignmentError) -> ForcingPricesOutcome {
    let control = WorkControl(shouldStop: shouldStop, onProgress: onProgress)
    let (rowCount, columnCount) = (problem.rows.count, problem.columns.count)
    var all = ForcingPrices(rowCount: rowCount, columnCount: columnCount)
    for column in 0..<columnCount {
      do {
        try control.poll(.augmenting, completed: column, total: columnCount)
      } catch {
        return .stopped(error.reason)
      }
      for (row, price) in try forcingPrices(ofColumn: column, &all.work).enumerated() {
        all[row, column] = price
      }
    }
    return .priced(all)
  }
}
