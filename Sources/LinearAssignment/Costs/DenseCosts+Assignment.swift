extension DenseCosts {
  /// Assigns every line of the smaller side at the lowest total cost, as `DenseAssignmentSolver` does.
  package func denseAssignment(
    threadCount: Int = 2,
    shouldStop: @escaping @Sendable () -> StopReason? = { nil },
    onProgress: (@Sendable (AssignmentProgress) -> Void)? = nil
  ) throws(AssignmentError) -> DenseAssignmentOutcome {
    try DenseAssignmentSolver.solve(
      cells, rowCount: rowCount, columnCount: columnCount,
      options: DenseAssignmentOptions(
        absentValue: absentEdge, threadCount: threadCount, shouldStop: shouldStop,
        onProgress: onProgress))
  }
}
