public import LinearAssignment

/// Solves objectives one after another, each exactly before the next, under every rule there is.
///
/// Each objective is a constrained assignment problem (see ``StageModel``) in which the objectives
/// before must keep what they reached. Prices bound it and an integer program decides what the
/// prices leave open; each step carries a proof of its own.
public struct StagedSolver: MatchingSolver {
  /// The name by which the solver is asked for.
  public let name: String
  private let proposer: (any IntegerProgramProposer)?

  /// Makes the solver.
  public init() {
    name = "staged"
    proposer = nil
  }

  /// Makes a solver that asks another one first, and proves or refutes what that says.
  ///
  /// - Parameter name: the name by which the solver is asked for.
  /// - Parameter proposer: the other solver; nothing that it says is believed without proof.
  public init(name: String, proposer: any IntegerProgramProposer) {
    self.name = name
    self.proposer = proposer
  }

  /// Returns the best matching with a checked proof, a checked witness, or what was found in time.
  ///
  /// - Complexity: exponential in the worst case, as integer programs are; usually some dozens of
  ///   assignment problems for each objective.
  public func solve(
    _ problem: borrowing MatchingProblem, options: SolveOptions
  ) throws(SolverError) -> Solution {
    let problem = copy problem
    let route = problem.route
    if let witness = InfeasibilityWitness.emptiness(of: problem) {
      return Solution(outcome: .infeasible(witness), route: route, solvedCases: 0)
    }
    let model = StageModel(problem)
    var run = StagedRun(model.stages, options, proposer: proposer)
    let outcome = try outcome(of: &run, model, options)
    var fairness: FairnessPrice?
    if case .optimal(let matching, _) = outcome {
      fairness = fairnessPrice(of: matching, &run, model, options)
    }
    return Solution(
      outcome: outcome, route: route, solvedCases: run.stageCount, fairness: fairness)
  }

  private func outcome(
    of run: inout StagedRun, _ model: StageModel, _ options: SolveOptions
  ) throws(SolverError) -> Solution.Outcome {
    do {
      try run.run()
      return .optimal(matching(run, model), OptimalityProof(stages: run.stages))
    } catch let ending as StagedRun.Ending {
      switch ending {
      case .degreesImpossible(let witness):
        return .infeasible(.tooFewPartners(.init(witness, of: model.problem)))
      case .clash(let proof): return .infeasible(.rulesClash(clash(proof, model, options)))
      case .stopped(let limit, let bound?) where run.best != nil:
        return .feasible(matching(run, model), bound: reached(bound, model), stoppedBy: limit)
      case .stopped(let limit, _): return .unknown(stoppedBy: limit)
      }
    } catch let error as AssignmentError {
      throw SolverError(error)
    } catch {
      throw SolverError(
        .selfCheckFailed, "Solving failed: \(error).",
        advice: "Maybe this is a defect of Pairwright; please report it.")
    }
  }

  private func matching(_ run: StagedRun, _ model: StageModel) -> Matching {
    let free = (run.best ?? []).map { MatchingProblem.Cell(row: $0.row, column: $0.column) }
    return Matching((free + model.problem.forced).sorted(), of: model.problem)
  }

  private func reached(_ bound: StagedRun.Bound, _ model: StageModel) -> ObjectiveBound {
    let tier: Int? = if case .sum(_, let tier) = bound.goal { tier } else { nil }
    return ObjectiveBound(
      objective: bound.objective, tier: tier, value: model.reached(bound.goal, value: bound.value))
  }

  /// As few rules as possible that clash; all of them when time runs out.
  private func clash(
    _ proof: ConstrainedAssignmentProof, _ model: StageModel, _ options: SolveOptions
  ) -> InfeasibilityWitness.RulesClash {
    options.onProgress?("looking for the rules that clash")
    if let (rules, proof) = ClashFilter(model, options).minimalClash() {
      return .init(proof, constraints: rules, of: model)
    }
    return .init(proof, constraints: Array(model.rules.indices), of: model)
  }

  /// Compares the total with what it would be if total came in place of the lowest scores.
  private func fairnessPrice(
    of matching: Matching, _ run: inout StagedRun, _ model: StageModel, _ options: SolveOptions
  ) -> FairnessPrice? {
    let goals = model.stages.goals
    guard let place = goals.firstIndex(where: { $0.goal == nil }),
      !goals[..<place].contains(where: { $0.objective == .total })
    else { return nil }
    options.onProgress?("price of fairness")
    guard let value = run.totalValue(inPlaceOf: place) else { return nil }
    return FairnessPrice(
      notion: goals[place].objective, total: matching.total,
      totalWithout: FixedPoint(units: model.reached(.sum(.total, tier: nil), value: value)))
  }
}
