/// What lets a caller stop work under way and hear how far it has come.
struct WorkControl: Sendable {
  let shouldStop: @Sendable () -> StopReason?
  let onProgress: (@Sendable (AssignmentProgress) -> Void)?

  /// The same for work on something smaller than the whole.
  var withoutProgress: WorkControl { WorkControl(shouldStop: shouldStop, onProgress: nil) }

  /// Reports progress, and returns why the work is to stop, if it is.
  func reasonToStop(
    _ stage: AssignmentProgress.Stage, round: Int = 1, completed: Int, total: Int
  ) -> StopReason? {
    onProgress?(
      AssignmentProgress(stage: stage, round: round, completed: completed, total: total))
    return shouldStop()
  }

  /// The same, throwing when the work is to stop.
  func poll(
    _ stage: AssignmentProgress.Stage, round: Int = 1, completed: Int, total: Int
  ) throws(SolverStop) {
    if let reason = reasonToStop(stage, round: round, completed: completed, total: total) {
      throw SolverStop(reason: reason)
    }
  }

  /// The same before a row of many is read; asks at every 64th only, which is often enough.
  func pollReading(row: Int, of rowCount: Int, round: Int) throws(SolverStop) {
    if row % 64 == 0 { try poll(.reading, round: round, completed: row, total: rowCount) }
  }
}
