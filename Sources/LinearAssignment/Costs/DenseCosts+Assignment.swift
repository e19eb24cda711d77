extension DenseCosts {
  /// Assigns every line of the smaller side at the lowest total cost, as `DenseAssignmentSolver` does.
  package func assignment(
    shouldStop: @escaping @Sendable () -> StopReason? = { nil },
    onProgress: (@Sendable (AssignmentProgress) -> Void)? = nil
  ) throws(AssignmentError) -> DenseAssignmentOutcome {
    try DenseAssignmentSolver.solve(
      cells, rowCount: rowCount, columnCount: columnCount,
      options: DenseAssignmentOptions(
        absentValue: absentEdge, shouldStop: shouldStop, onProgress: onProgress))
  }

  /// The same task with degrees: the smaller side exactly once, the larger at most once.
  func unitProblem() -> CapacitatedAssignmentProblem<DenseCosts> {
    CapacitatedAssignmentProblem(
      costs: self,
      rows: [DegreeBounds](
        repeating: DegreeBounds(minimum: rowCount <= columnCount ? 1 : 0), count: rowCount),
      columns: [DegreeBounds](
        repeating: DegreeBounds(minimum: columnCount <= rowCount ? 1 : 0), count: columnCount))
  }
}
