internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// A plain assignment over a whole matrix, as the numbers of the file stand.
struct AssignWhole {
  let outcome: AssignSolution.Outcome
  /// Duals and value are in units of 2^-scale.
  let scale: Int
  let isLossless: Bool

  /// Solves a task whose matrix is dense.
  ///
  /// - Throws: `AssignmentError` for costs out of range and for answers that failed their check.
  init(_ task: AssignTask, _ options: CapacitatedAssignmentOptions) throws {
    let matrix = task.matrix
    switch matrix.values {
    case .integers(let numbers):
      try self.init(
        DenseAssignmentSolver.solve(
          numbers, rowCount: matrix.rowCount, columnCount: matrix.columnCount,
          options: Self.dense(task, options, absentValue: CostMatrix.absentInteger)))
    case .floats(let numbers):
      // To maximise, the solver wants minus infinity where no pair may be.
      let isTurned = task.maximizes && numbers.contains(.infinity)
      try self.init(
        DenseAssignmentSolver.solve(
          isTurned ? numbers.map { $0 == .infinity ? -$0 : $0 } : numbers,
          rowCount: matrix.rowCount, columnCount: matrix.columnCount,
          options: Self.dense(task, options, absentValue: nil)))
    }
  }

  /// Solves costs that are integers already, to be minimised.
  init(_ costs: DenseCosts, _ options: CapacitatedAssignmentOptions) throws {
    try self.init(costs.denseAssignment(shouldStop: options.shouldStop))
  }

  private init(_ solved: DenseAssignmentOutcome) {
    switch solved {
    case .optimal(let found):
      outcome = .optimal(
        pairs: found.pairs, value: found.value,
        rowDuals: found.potentials.rows.map { Int128($0) },
        columnDuals: found.potentials.columns.map { Int128($0) })
      (scale, isLossless) = (found.scaleExponent, found.isLossless)
    case .infeasible(let witness):
      (outcome, scale, isLossless) = (.degreesImpossible(witness), 0, true)
    case .stopped:
      (outcome, scale, isLossless) = (.stopped, 0, true)
    }
  }

  private static func dense<Element: DenseElement>(
    _ task: AssignTask, _ options: CapacitatedAssignmentOptions, absentValue: Element?
  ) -> DenseAssignmentOptions<Element> {
    DenseAssignmentOptions(
      maximizes: task.maximizes, absentValue: absentValue, shouldStop: options.shouldStop,
      onProgress: options.onProgress)
  }
}
