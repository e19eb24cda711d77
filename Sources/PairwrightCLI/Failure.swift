internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// Why a command ends early: the exit status with every finding that explains it.
struct Failure: Error {
  let status: ExitStatus
  let diagnostics: Diagnostics

  init(_ status: ExitStatus, _ diagnostics: Diagnostics) {
    self.status = status
    self.diagnostics = diagnostics
  }

  /// A combination of flags or arguments that makes no sense.
  static func usage(_ message: String, mend: String) -> Failure {
    var diagnostics = Diagnostics()
    diagnostics.error("usage", message, mend: mend)
    return Failure(.usage, diagnostics)
  }

  /// Turns an error that a command can meet into a failure; `nil` for those of the argument parser.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let invalid as InvalidInput: self.init(.badInput, invalid.diagnostics)
    case let output as OutputError:
      self.init(.inputOutput, Diagnostics([output.diagnostic]))
    case let input as InputOutputError:
      self.init(.inputOutput, Diagnostics([input.diagnostic]))
    case let solver as SolverError:
      var diagnostics = Diagnostics()
      diagnostics.error(
        Diagnostic.Code(rawValue: solver.code.rawValue), solver.message, mend: solver.advice)
      self.init(solver.code == .rangeTooLarge ? .badInput : .selfCheckFailed, diagnostics)
    case let assignment as AssignmentError:
      let isInput = assignment.code != .internalInconsistency
      var diagnostics = Diagnostics()
      diagnostics.error(
        isInput ? "problem-unsolvable" : "self-check-failed", assignment.message,
        mend: "Maybe \(assignment.advice)")
      self.init(isInput ? .badInput : .selfCheckFailed, diagnostics)
    default: return nil
    }
  }
}
