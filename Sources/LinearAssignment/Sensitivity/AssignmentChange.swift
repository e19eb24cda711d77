/// The best choice under one more condition, as the difference from the best without it.
public struct AssignmentChange: Sendable, Hashable {
  /// How much the value rises, in units of cost; never negative.
  public let price: Int128
  /// The pairs that are chosen in addition, ascending.
  public let added: [AssignedPair]
  /// The pairs that are given up, ascending.
  public let removed: [AssignedPair]
  /// Potentials that prove the changed choice optimal for the problem with the condition.
  public let potentials: Potentials
  /// How much work it took, the check not included; nothing when the choice does not change.
  public internal(set) var work = AssignmentWork()
}

/// What happens when a pair is forced or forbidden.
public enum PairChangeOutcome: Sendable, Hashable {
  /// The best choice under the condition; its proof has been checked.
  case possible(AssignmentChange)
  /// No choice keeps all minimums under the condition; the witness, for the problem that
  /// ``CapacitatedAssignmentProblem/deciding(_:_:)`` gives, has been checked.
  case infeasible(DegreeWitness)
  /// The pair is absent, or its row or column may not be used, so it cannot be forced.
  case excluded
}
