/// Another solver of integer programs, whose word is asked for and not taken.
public protocol IntegerProgramProposer: Sendable {
  /// What the solver says of a program; it is to come back soon after `shouldStop` gives a reason.
  func claim(
    about program: IntegerProgram, shouldStop: @escaping @Sendable () -> StopReason?
  ) throws(AssignmentError) -> IntegerProgramClaim
}

/// What another solver says of an integer program.
public enum IntegerProgramClaim: Sendable, Hashable {
  /// This choice of columns is best.
  case best([Bool])
  /// This choice of columns keeps all rows.
  case choice([Bool])
  /// No choice keeps all rows.
  case infeasible
  /// Nothing within the limits.
  case nothing
}
