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
    var run = StagedRun(StageModel(problem), options, proposer)
    let outcome = try run.run()
    return Solution(
      outcome: outcome, route: route, solvedCases: run.stageCount, fairness: run.fairness)
  }
}

/// One run through the objectives of a problem.
private struct StagedRun {
  let model: StageModel
  let options: SolveOptions
  let proposer: (any IntegerProgramProposer)?
  private(set) var stageCount = 0
  /// What the first objective that looks at the lowest scores costs in points.
  private(set) var fairness: FairnessPrice?
  private var settled = SettledStages()
  private var stages: [Stage] = []
  /// The best free pairs so far; they keep everything that is settled.
  private var best: [AssignedPair]?
  /// What constraints were worth in the last step, in units of its objective.
  private var lastMultipliers: [Double] = []

  init(
    _ model: StageModel, _ options: SolveOptions, _ proposer: (any IntegerProgramProposer)?
  ) {
    self.model = model
    self.options = options
    self.proposer = proposer
  }

  /// Why a run ends before all objectives are settled.
  private enum Ending: Error {
    case infeasible(InfeasibilityWitness)
    case stopped(SolveLimit, bound: ObjectiveBound?)
  }

  mutating func run() throws(SolverError) -> Solution.Outcome {
    do {
      for (objective, goal) in model.goals {
        switch (objective, goal) {
        case (_, let goal?): try settle(goal, objective)
        case (.worstOff, nil): try settleWorstOff()
        default: try settleLeximin()
        }
      }
      let outcome = Solution.Outcome.optimal(matching, OptimalityProof(stages: stages))
      fairness = fairnessPrice()
      return outcome
    } catch let ending as Ending {
      switch ending {
      case .infeasible(let witness): return .infeasible(witness)
      case .stopped(let limit, let bound?) where best != nil:
        return .feasible(matching, bound: bound, stoppedBy: limit)
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

  private var cells: [MatchingProblem.Cell] {
    ((best ?? []).map { MatchingProblem.Cell(row: $0.row, column: $0.column) }
      + model.problem.forced).sorted()
  }

  private var matching: Matching { Matching(cells, of: model.problem) }

  // MARK: - Sums

  private mutating func settle(_ goal: Stage.Goal, _ objective: Objective) throws {
    options.onProgress?("objective \(objective.rawValue)")
    let found = try solve(goal, objective)
    best = found.pairs
    settle(Stage(goal: goal, value: found.value, proof: found.proof))
    // What is settled becomes a constraint: giving up one unit of it must not pay.
    let unit = Double(max(1, found.proof.prices.scale))
    let weight = Self.weight(of: goal)
    lastMultipliers =
      found.proof.prices.multipliers.map { weight * Double($0) / unit } + [weight]
  }

  /// How much of a later objective one unit of this one outweighs at first guess.
  private static func weight(of goal: Stage.Goal) -> Double {
    switch goal {
    case .sum(.total, _): 1
    default: 2e8
    }
  }

  private mutating func settle(_ stage: Stage) {
    stages.append(stage)
    settled.settle(stage.goal, stage.value)
  }

  private mutating func solve(
    _ goal: Stage.Goal, _ objective: Objective
  ) throws -> ConstrainedAssignment {
    stageCount += 1
    let problem = model.stageProblem(goal, settled)
    let shouldStop = options.shouldStop
    var limits = ConstrainedAssignmentOptions(
      relaxation: CapacitatedAssignmentOptions(shouldStop: { shouldStop().map { _ in .deadline } }))
    limits.knownChoices = best.map { [$0] } ?? []
    limits.expectedMultipliers = lastMultipliers
    limits.proposer = proposer
    switch try problem.solve(limits) {
    case .optimal(let found): return found
    case .feasible(let found, _):
      best = found.pairs
      throw Ending.stopped(
        options.shouldStop() ?? .cancelled, bound: bound(found.bound, goal, objective))
    case .stopped:
      throw Ending.stopped(options.shouldStop() ?? .cancelled, bound: nil)
    case .degreesImpossible(let witness):
      throw Ending.infeasible(.tooFewPartners(.init(witness, of: model.problem)))
    case .infeasible(let proof):
      throw Ending.infeasible(.rulesClash(clash(proof)))
    }
  }

  /// As few rules as possible that clash; all of them when time runs out.
  private func clash(_ proof: ConstrainedAssignmentProof) -> InfeasibilityWitness.RulesClash {
    options.onProgress?("looking for the rules that clash")
    if let (rules, proof) = ClashFilter(model, options).minimalClash() {
      return .init(proof, constraints: rules, of: model)
    }
    return .init(proof, constraints: Array(model.rules.indices), of: model)
  }

  private func bound(_ value: Int64, _ goal: Stage.Goal, _ objective: Objective) -> ObjectiveBound {
    let tier: Int? = if case .sum(_, let tier) = goal { tier } else { nil }
    return ObjectiveBound(
      objective: objective, tier: tier, value: model.reached(goal, value: value))
  }

  // MARK: - The lowest scores

  /// Compares the total with what it would be if total came in place of the lowest scores.
  private mutating func fairnessPrice() -> FairnessPrice? {
    let goals = model.goals
    guard let place = goals.firstIndex(where: { $0.goal == nil }),
      !goals[..<place].contains(where: { $0.objective == .total })
    else { return nil }
    options.onProgress?("price of fairness")
    settled.sums.removeLast(settled.sums.count - place)
    settled.lowestScore = 0
    settled.counts = [:]
    lastMultipliers = []
    let total = matching.total
    guard let found = try? solve(.sum(.total, tier: nil), .total) else { return nil }
    return FairnessPrice(
      notion: goals[place].objective, total: total,
      totalWithout: FixedPoint(
        units: model.reached(.sum(.total, tier: nil), value: found.value)))
  }

  private func score(_ pair: AssignedPair) -> Int {
    model.problem.scorer.score(row: pair.row, column: pair.column)
  }

  /// The lowest score of the best choice that is not settled.
  private var lowestScore: Int? {
    (best ?? []).map(score).filter { settled.counts[$0] == nil }.min()
  }

  private mutating func settleWorstOff() throws {
    options.onProgress?("objective worst_off")
    let forced = model.problem.forced.map { score(AssignedPair(row: $0.row, column: $0.column)) }
    // The whole cannot be better off than the worst pair that is forced.
    try settleLowest(.worstOff, upTo: forced.min()) { .lowest(score: $0) }
  }

  private mutating func settleLeximin() throws {
    while lowestScore != nil {
      let count = settled.counts.count
      options.onProgress?("objective leximin, score \(count + 1)")
      try settleLowest(.leximin) { .next(score: $0) }
    }
    // Only the scores that are settled remain.
    settled.lowestScore = PairScorer.fullScore + 1
  }

  /// Raises the lowest score that is not settled as far as it goes, and settles it.
  private mutating func settleLowest(
    _ objective: Objective, upTo limit: Int? = nil, _ goal: (Int) -> Stage.Goal
  ) throws {
    var scores = model.scores(settled).filter { settled.counts[$0] == nil }
    while let present = lowestScore {
      if let limit, limit <= present {
        settled.lowestScore = max(settled.lowestScore, limit)
        return
      }
      let found = try solve(goal(present), objective)
      best = found.pairs
      if found.value > 0 {
        let stage = Stage(
          goal: goal(present), value: objective == .worstOff ? 1 : found.value, proof: found.proof)
        settle(stage)
        return
      }
      // None is needed at this score: see how much higher the lowest one can be.
      scores.removeAll { $0 <= present }
      try raise(scores)
    }
  }

  /// Looks among higher scores for the largest that may be the lowest, halving the range.
  private mutating func raise(_ scores: [Int]) throws {
    var low = 0
    var high = scores.count
    while let present = lowestScore, low < high {
      while low < high, scores[low] <= present { low += 1 }
      guard low < high else { return }
      let middle = (low + high) / 2
      if let choice = try choice(lowestScore: scores[middle]) {
        best = choice
        low = middle + 1
      } else {
        high = middle
      }
    }
  }

  /// A choice that keeps what is settled with pairs of at least this score, if there is one.
  private mutating func choice(lowestScore: Int) throws -> [AssignedPair]? {
    var restricted = settled
    restricted.lowestScore = lowestScore
    // The last sum is made as small as it can be; it must reach what was settled.
    guard let last = restricted.sums.popLast() else { return nil }
    let problem = model.stageProblem(.sum(last.objective, tier: last.tier), restricted)
    let shouldStop = options.shouldStop
    let limits = ConstrainedAssignmentOptions(
      relaxation: CapacitatedAssignmentOptions(shouldStop: { shouldStop().map { _ in .deadline } }))
    stageCount += 1
    switch try problem.solve(limits) {
    case .optimal(let found): return found.value <= last.value ? found.pairs : nil
    case .infeasible, .degreesImpossible: return nil
    case .feasible(let found, _):
      if found.value <= last.value { return found.pairs }
      throw Ending.stopped(options.shouldStop() ?? .cancelled, bound: nil)
    case .stopped: throw Ending.stopped(options.shouldStop() ?? .cancelled, bound: nil)
    }
  }
}
