/// A best choice of pairs under constraints, together with its proof.
public struct ConstrainedAssignment: Sendable, Hashable {
  /// The chosen pairs in ascending order of row, then column.
  public let pairs: [AssignedPair]
  /// The value of the objective.
  public let value: Int64
  /// What no choice can be below; equal to `value` when the choice is best.
  public let bound: Int64
  /// Shows that no choice is below `bound`.
  public let proof: ConstrainedAssignmentProof
}

/// How a constrained assignment ended.
public enum ConstrainedAssignmentOutcome: Sendable, Hashable {
  /// A best choice; its proof has been checked.
  case optimal(ConstrainedAssignment)
  /// A choice that keeps everything, found before work was stopped, and what it is bounded by.
  case feasible(ConstrainedAssignment, StopReason)
  /// No choice keeps everything; the proof has been checked.
  case infeasible(ConstrainedAssignmentProof)
  /// Rows and columns cannot even keep their own bounds; the witness has been checked.
  case degreesImpossible(DegreeWitness)
  /// Work was stopped before there was a choice.
  case stopped(StopReason)
}
