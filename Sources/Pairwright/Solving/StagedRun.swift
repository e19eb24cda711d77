package import LinearAssignment

/// One run through objectives in order, each exactly before the next.
package struct StagedRun {
  /// Why a run ends before all objectives are settled.
  package enum Ending: Error {
    /// Rows and columns cannot even keep their own bounds.
    case degreesImpossible(DegreeWitness)
    /// The rules clash.
    case clash(ConstrainedAssignmentProof)
    /// A limit came first; the bound is that of the form of a goal, if there was one.
    case stopped(SolveLimit, bound: Bound?)
  }

  /// What a goal's form cannot be below.
  package struct Bound: Sendable {
    /// The objective that the run was at.
    package let objective: Objective
    /// What was made small for it.
    package let goal: Stage.Goal
    /// What its form cannot be below.
    package let value: Int64
  }

  private let problems: ObjectiveStages
  private let options: SolveOptions
  private let proposer: (any IntegerProgramProposer)?
  /// How many constrained problems were solved.
  private(set) var stageCount = 0
  /// The best pairs so far; they keep everything that is settled.
  package private(set) var best: [AssignedPair]?
  /// What is proven, step by step.
  package private(set) var stages: [Stage] = []
  private var settled = SettledStages()
  /// What constraints were worth in the last step, in units of its objective.
  private var lastMultipliers: [Double] = []

  /// Prepares a run.
  package init(
    _ problems: ObjectiveStages, _ options: SolveOptions,
    proposer: (any IntegerProgramProposer)? = nil
  ) {
    self.problems = problems
    self.options = options
    self.proposer = proposer
  }

  /// Settles all objectives.
  ///
  /// - Throws: ``Ending``, or `AssignmentError` when the solver could not run properly.
  package mutating func run() throws {
    for (objective, goal) in problems.goals {
      switch (objective, goal) {
      case (_, let goal?): try settle(goal, objective)
      case (.worstOff, nil): try settleWorstOff()
      default: try settleLeximin()
      }
    }
  }

  /// Returns the value of the total's form if total stood in the place of a goal and all after it.
  ///
  /// The run is over then: what was settled from that place on is forgotten.
  mutating func totalValue(inPlaceOf place: Int) -> Int64? {
    settled.sums.removeLast(settled.sums.count - place)
    settled.lowestScore = 0
    settled.counts = [:]
    lastMultipliers = []
    return try? solve(.sum(.total, tier: nil), .total).value
  }

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
    let shouldStop = options.shouldStop
    var limits = ConstrainedAssignmentOptions(
      relaxation: CapacitatedAssignmentOptions(shouldStop: { shouldStop().map { _ in .deadline } }))
    limits.knownChoices = best.map { [$0] } ?? []
    limits.expectedMultipliers = lastMultipliers
    limits.proposer = proposer
    switch try problems.problem(goal, settled).solve(limits) {
    case .optimal(let found): return found
    case .feasible(let found, _):
      best = found.pairs
      throw Ending.stopped(
        options.shouldStop() ?? .cancelled,
        bound: Bound(objective: objective, goal: goal, value: found.bound))
    case .stopped: throw Ending.stopped(options.shouldStop() ?? .cancelled, bound: nil)
    case .degreesImpossible(let witness): throw Ending.degreesImpossible(witness)
    case .infeasible(let proof): throw Ending.clash(proof)
    }
  }

  // MARK: - The lowest scores

  /// The lowest score of the best choice that is not settled.
  private var lowestScore: Int? {
    (best ?? []).map(problems.score).filter { settled.counts[$0] == nil }.min()
  }

  private mutating func settleWorstOff() throws {
    options.onProgress?("objective worst_off")
    // The whole cannot be better off than the worst pair that is forced.
    try settleLowest(.worstOff, upTo: problems.lowestForcedScore) { .lowest(score: $0) }
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
    var scores = problems.scores(settled).filter { settled.counts[$0] == nil }
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
    let problem = problems.problem(.sum(last.objective, tier: last.tier), restricted)
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
