#if GLPK

/// What a return code and a status of GLPK's integer solver mean together.
package enum GLPKVerdict: Sendable, Hashable {
  /// GLPK holds the choice that it gives to be optimal.
  case optimal
  /// GLPK holds that no choice keeps the rows.
  case infeasible
  /// GLPK was stopped with a choice in hand.
  case feasible(GLPKStop)
  /// GLPK was stopped without a choice.
  case nothing(GLPKStop)
  /// GLPK complains about the model, which is a defect of this package.
  case modelRefused
  /// GLPK failed.
  case failed

  /// Reads a return code of `glp_intopt` with the status of `glp_mip_status`.
  package init(returnCode: Int32, status: Int32) {
    // GLPK 5.0, glpk.h: the numbers are part of its interface and have not changed since 4.x.
    enum Code {
      static let bound: Int32 = 0x04
      static let timeLimit: Int32 = 0x09
      static let noPrimal: Int32 = 0x0A
      static let noDual: Int32 = 0x0B
      static let root: Int32 = 0x0C
      static let stop: Int32 = 0x0D
      static let gap: Int32 = 0x0E
    }
    switch (returnCode, status) {
    case (0, GLPKStatus.optimal): self = .optimal
    case (0, GLPKStatus.noFeasible), (Code.noPrimal, _), (Code.timeLimit, GLPKStatus.noFeasible):
      self = .infeasible
    case (Code.timeLimit, GLPKStatus.feasible): self = .feasible(.timeLimit)
    case (Code.stop, GLPKStatus.feasible): self = .feasible(.cancelled)
    case (Code.gap, GLPKStatus.feasible): self = .feasible(.gapReached)
    case (Code.timeLimit, GLPKStatus.undefined): self = .nothing(.timeLimit)
    case (Code.stop, GLPKStatus.undefined): self = .nothing(.cancelled)
    case (Code.noDual, _), (Code.bound, _), (Code.root, _), (0, GLPKStatus.unbounded):
      self = .modelRefused
    default: self = .failed
    }
  }
}

/// The numbers by which GLPK names the status of a solution.
package enum GLPKStatus {
  /// Nothing is known.
  package static let undefined: Int32 = 1
  /// A solution is there.
  package static let feasible: Int32 = 2
  /// The solution breaks a row or bound.
  package static let infeasible: Int32 = 3
  /// There is no solution.
  package static let noFeasible: Int32 = 4
  /// The solution is held to be optimal.
  package static let optimal: Int32 = 5
  /// The objective is held to have no bound.
  package static let unbounded: Int32 = 6
}

/// Why solving stopped before there was a proof.
public enum GLPKStop: Sendable, Hashable {
  /// The time allowed was used up.
  case timeLimit
  /// Somebody asked for it.
  case cancelled
  /// As many cases as allowed were distinguished.
  case caseLimit
  /// GLPK was content with a gap.
  case gapReached
  /// GLPK needed more memory than allowed.
  case memoryLimit
  /// GLPK did not come back within half a second of its limit; its thread was left to itself.
  case abandoned
}

#endif
