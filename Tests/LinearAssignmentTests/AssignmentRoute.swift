@testable import LinearAssignment

/// Every way in which this module assigns each node of the smaller side its own partner.
enum AssignmentRoute: String, CaseIterable, Sendable {
  /// Whatever the module itself chooses for a stored matrix.
  case stored
  /// The textbook's shortest augmenting paths over the whole matrix.
  case paths
  /// The fast method for dense matrices, on a matrix of Int64.
  case dense
  /// The same on a matrix of Double, in which infinity marks absence.
  case denseDouble
  /// Candidates and pricing over a stored matrix.
  case capacitated
  /// The same where only present pairs are stored.
  case sparse
  /// A solved problem to which the last row is added afterwards.
  case incremental

  /// The lowest total and an assignment that has it, or `nil` when there is none.
  ///
  /// Costs must keep the rule for their range, and in magnitude 2^50 for the sake of Double.
  func solve(_ table: [[Int64?]]) throws -> (total: Int128, pairs: [AssignedPair])? {
    let costs = try DenseCosts(rows: table)
    let (rows, columns) = (costs.rowCount, costs.columnCount)
    switch self {
    case .stored: return Self.answer(try costs.denseAssignment())
    case .paths:
      var options = DenseAssignmentOptions<Int64>(absentValue: absentEdge)
      options.mostEntriesInFull = .max
      return Self.answer(
        try DenseAssignmentSolver.solve(
          costs.cells, rowCount: rows, columnCount: columns, options: options))
    case .dense:
      var options = DenseAssignmentOptions<Int64>(absentValue: absentEdge)
      options.mostEntriesInFull = 0
      return Self.answer(
        try DenseAssignmentSolver.solve(
          costs.cells, rowCount: rows, columnCount: columns, options: options))
    case .denseDouble:
      let cells = costs.cells.map { $0 == absentEdge ? Double.infinity : Double($0) }
      let outcome = try DenseAssignmentSolver.solve(cells, rowCount: rows, columnCount: columns)
      guard case .optimal(let found) = outcome else { return nil }
      // Values of floating-point costs are in units of a scale.
      return (
        found.pairs.reduce(0) { $0 + Int128(table[$1.row][$1.column] ?? absentEdge) }, found.pairs
      )
    case .capacitated:
      return Self.answer(try costs.assignmentProblem().solve())
    case .sparse:
      var edges: [SparseCosts.Edge] = []
      for (row, cells) in table.enumerated() {
        for (column, cost) in cells.enumerated() {
          if let cost { edges.append(.init(row: row, column: column, cost: cost)) }
        }
      }
      let sparse = try SparseCosts(rowCount: rows, columnCount: columns, edges: edges)
      return Self.answer(try sparse.assignmentProblem().solve())
    case .incremental:
      return try Self.incrementally(table)
    }
  }

  /// Solves without the last row and adds it; where that cannot be, solves at once.
  private static func incrementally(
    _ table: [[Int64?]]
  ) throws -> (total: Int128, pairs: [AssignedPair])? {
    if table.count > 1, let last = table.last,
      case .ready(var assignment) = try IncrementalAssignment.solving(
        DenseCosts(rows: Array(table.dropLast())))
    {
      guard case .optimal = try assignment.addRow(last) else { return nil }
      return (assignment.value, assignment.pairs)
    }
    guard case .ready(let assignment) = try IncrementalAssignment.solving(DenseCosts(rows: table))
    else { return nil }
    return (assignment.value, assignment.pairs)
  }

  private static func answer(
    _ outcome: DenseAssignmentOutcome
  ) -> (total: Int128, pairs: [AssignedPair])? {
    guard case .optimal(let assignment) = outcome else { return nil }
    return (assignment.value, assignment.pairs)
  }

  private static func answer(
    _ outcome: CapacitatedAssignmentOutcome
  ) -> (total: Int128, pairs: [AssignedPair])? {
    guard case .optimal(let assignment) = outcome else { return nil }
    return (assignment.value, assignment.pairs)
  }
}
