/// An assignment problem in which rows and columns may be used several times, or not at all.
///
/// Choose a set of present pairs, each at most once, so that the number of pairs chosen at each
/// row and column lies within its bounds and the sum of
///
/// - the cost of every chosen pair and
/// - the first-use cost of every row and every column with at least one chosen pair
///
/// is smallest. Costs may be negative: a pair is chosen only when it pays or when a minimum needs
/// it, so without minimums the empty choice, of value 0, is always allowed.
public struct CapacitatedAssignmentProblem<Costs: CostSource>: Sendable {
  /// The cost of each pair.
  public var costs: Costs
  /// The bounds of each row.
  public var rows: [DegreeBounds]
  /// The bounds of each column.
  public var columns: [DegreeBounds]

  /// Collects the parts of a problem; they are checked when it is solved.
  public init(costs: Costs, rows: [DegreeBounds], columns: [DegreeBounds]) {
    self.costs = costs
    self.rows = rows
    self.columns = columns
  }

  /// Checks that the bounds fit the costs and do not contradict themselves.
  ///
  /// - Throws: `AssignmentError` with code `sizeMismatch` or `boundsInvalid`.
  /// - Complexity: O(rows + columns).
  public func validate() throws(AssignmentError) {
    try Self.validate(rows, count: costs.rowCount, side: .rows)
    try Self.validate(columns, count: costs.columnCount, side: .columns)
  }

  private static func validate(
    _ bounds: [DegreeBounds], count: Int, side: BipartiteSide
  ) throws(AssignmentError) {
    guard bounds.count == count else {
      throw AssignmentError(
        code: .sizeMismatch,
        message: "There are bounds for \(bounds.count) \(side) but costs for \(count).",
        advice: "the bounds of rows and columns are swapped.")
    }
    for (index, bound) in bounds.enumerated() {
      guard bound.minimum >= 0, bound.minimum <= bound.maximum else {
        throw AssignmentError(
          code: .boundsInvalid,
          message: "Number \(index) of the \(side) must be used at least \(bound.minimum) and "
            + "at most \(bound.maximum) times.",
          advice: "the minimum and the maximum are swapped; neither may be negative.")
      }
      guard bound.firstUseCost <= 0 else {
        throw AssignmentError(
          code: .boundsInvalid,
          message: "Number \(index) of the \(side) has the first-use cost \(bound.firstUseCost), "
            + "which is greater than 0.",
          advice: "a reward was meant, which is a negative cost.")
      }
    }
  }
}

/// One of the two sides of a bipartite problem.
public enum BipartiteSide: Sendable, Hashable, CustomStringConvertible {
  /// The rows of the cost matrix.
  case rows
  /// The columns of the cost matrix.
  case columns

  /// The other side.
  public var opposite: BipartiteSide { self == .rows ? .columns : .rows }

  /// The word for the side: rows or columns.
  public var description: String { self == .rows ? "rows" : "columns" }
}
