#if GLPK

public import LinearAssignment

/// GLPK as a solver whose word is asked for and not taken.
public struct GLPKProposer: IntegerProgramProposer {
  private let solver: GLPKSolver

  /// A proposer that asks the GLPK of this machine.
  public init() { solver = GLPKSolver() }

  /// A proposer that asks something else than GLPK.
  package init(backend: any GLPKBackend) { solver = GLPKSolver(backend: backend) }

  /// What GLPK's integer solver says of a program.
  ///
  /// - Throws: `AssignmentError` with code `proposerFailed` when GLPK fails.
  public func claim(
    about program: IntegerProgram, shouldStop: @escaping @Sendable () -> StopReason?
  ) throws(AssignmentError) -> IntegerProgramClaim {
    var options = GLPKOptions(shouldStop: { shouldStop() != nil })
    // Whoever asks proves the answer by other means.
    options.caseLimit = 1
    let result: GLPKResult
    do {
      result = try solver.solve(program, options)
    } catch {
      throw AssignmentError(
        code: .proposerFailed, message: error.message, advice: error.advice)
    }
    func chosen(_ choice: GLPKChoice) -> [Bool] {
      var columns = [Bool](repeating: false, count: program.costs.count)
      for column in choice.columns { columns[column] = true }
      return columns
    }
    switch result.outcome {
    case .optimal(let choice, _): return .best(chosen(choice))
    case .feasible(let choice, _, let isClaimedBest, _):
      return isClaimedBest ? .best(chosen(choice)) : .choice(chosen(choice))
    case .infeasible, .infeasiblePerGLPK: return .infeasible
    case .unknown: return .nothing
    }
  }
}

#endif
