extension CostSource {
  /// Assigns every node of the smaller side to a node of its own on the other, at the lowest total.
  ///
  /// One call for costs of any kind: stored sparsely, stored as a matrix or computed on demand. A
  /// ``DenseCosts`` is solved as by ``DenseAssignmentSolver`` unless potentials are expected, all
  /// others as ``CapacitatedAssignmentProblem/solve(_:)`` does. To seek the greatest total, solve
  /// ``negated()`` costs; for floating-point costs see ``CostScale``.
  /// - Parameter options: when to stop, whom to tell, and with how many threads.
  /// - Returns: the optimum, a proof that there is no assignment, or why work was stopped.
  /// - Throws: `AssignmentError` with code `costRangeTooLarge` when the number of rows and columns times
  ///   the difference between the largest and the smallest cost exceeds 2^61, 0 included unless the
  ///   costs are a ``DenseCosts``.
  /// - Complexity: as ``CapacitatedAssignmentProblem/solve(_:)``.
  public func assignment(
    _ options: CapacitatedAssignmentOptions = CapacitatedAssignmentOptions()
  ) throws(AssignmentError) -> CapacitatedAssignmentOutcome {
    guard let dense = self as? DenseCosts, options.expectedPotentials == nil else {
      return try assignmentProblem().solve(options)
    }
    let outcome = try dense.denseAssignment(
      threadCount: options.readingThreads, shouldStop: options.shouldStop,
      onProgress: options.onProgress)
    switch outcome {
    case .infeasible(let witness): return .infeasible(witness)
    case .stopped(let reason): return .stopped(reason)
    case .optimal(let found):
      var work = AssignmentWork()
      // The check counts as one reading of each row.
      work.rowReadings = found.work.rowScans + rowCount
      work.searches = found.work.searches
      return .optimal(
        CapacitatedAssignment(
          pairs: found.pairs, value: found.value, potentials: found.potentials, work: work))
    }
  }

  /// The task that ``assignment(_:)`` solves: the smaller side exactly once, the larger at most once.
  ///
  /// ``AssignmentSensitivity`` and ``CertificateChecker`` want it beside the answer.
  /// - Complexity: O(rows + columns).
  public func assignmentProblem() -> CapacitatedAssignmentProblem<Self> {
    CapacitatedAssignmentProblem(
      costs: self,
      rows: [DegreeBounds](
        repeating: DegreeBounds(minimum: rowCount <= columnCount ? 1 : 0), count: rowCount),
      columns: [DegreeBounds](
        repeating: DegreeBounds(minimum: columnCount <= rowCount ? 1 : 0), count: columnCount))
  }

  /// The same costs stored as a matrix.
  ///
  /// - Complexity: O(rows x columns) in time and memory.
  func stored() throws(AssignmentError) -> DenseCosts {
    if let dense = self as? DenseCosts { return dense }
    var cells = [Int64](repeating: absentEdge, count: rowCount * columnCount)
    withRows { read in
      for row in 0..<rowCount {
        read(row).forEachPresent { column, cost in cells[row * columnCount + column] = cost }
      }
    }
    return try DenseCosts(rowCount: rowCount, columnCount: columnCount, cells: cells)
  }
}
