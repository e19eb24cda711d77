internal import LinearAssignment
internal import Pairwright

/// Objectives in order under every rule of a problem, solved as `pairwright match` solves them.
enum RuledMatching {
  /// The most steps that a search may take for the objectives of a problem.
  private static let mostSteps = 50_000

  /// Returns pairs of which none could be better in an objective without being worse in one before.
  ///
  /// - Throws: ``StudyError`` when no pairs keep all rules, or the search does not come to its end; then
  ///   with the best pairs found, if there are any.
  /// - Complexity: exponential in the worst case, as integer programs are; usually some dozens of
  ///   assignment problems for each objective.
  static func pairs(
    _ problem: StudyProblem, _ objectives: [Objective]
  ) throws -> [AssignedPair] {
    let limit = StepLimit(mostSteps)
    let stages = stages(problem, objectives)
    var run = StagedRun(
      stages,
      SolveOptions(shouldStop: { limit.isReached() ? .cancelled : nil }))
    do {
      try run.run()
    } catch let ending as StagedRun.Ending {
      guard case .stopped(_, let bound) = ending else {
        throw StudyError(.unsolvable, "No choice of pairs keeps all rules of the problem.")
      }
      let limit = "The search took more than \(mostSteps) steps"
      guard let best = run.best else {
        throw StudyError(.unsolvable, "\(limit) without finding an answer.")
      }
      throw StudyError(
        .unfinished(best.sorted()), "\(limit)\(bound.map { words($0, stages) } ?? "").")
    }
    return (run.best ?? []).sorted()
  }

  /// What a search that was stopped knows of the objective that it was at.
  private static func words(_ bound: StagedRun.Bound, _ stages: ObjectiveStages) -> String {
    switch bound.goal {
    case .sum(.total, _):
      "; total is at most \(FixedPoint(units: stages.total(ofValue: bound.value)))"
    case .sum(let objective, _): "; \(objective.rawValue) is at most \(-bound.value)"
    case .lowest, .next: "; \(bound.objective.rawValue) is not settled"
    }
  }

  /// The objectives as constrained assignment problems over everything that a problem asks for.
  static func stages(_ problem: StudyProblem, _ objectives: [Objective]) -> ObjectiveStages {
    let rules = problem.rules
    func bounds(_ capacities: [Int], _ minimums: [Int]) -> [DegreeBounds] {
      capacities.indices.map {
        DegreeBounds(minimum: minimums.isEmpty ? 0 : minimums[$0], maximum: capacities[$0])
      }
    }
    func decided(_ people: [StudyPerson]) -> Set<Int> {
      Set(people.indices.filter { people[$0].hasForcedPartner })
    }
    return ObjectiveStages(
      objectives: objectives, rows: bounds(problem.juniorCapacities, rules.juniorMinimums),
      columns: bounds(problem.seniorCapacities, rules.seniorMinimums),
      mostPairs: problem.mostPairs, couples: rules.couples, rules: rules.counted.map(\.constraint),
      rowTiers: problem.juniors.map(\.priorityTier),
      columnTiers: problem.seniors.map(\.priorityTier), decidedRows: decided(problem.juniors),
      decidedColumns: decided(problem.seniors), lowestForcedScore: rules.lowestForcedScore,
      score: { problem.score($0) }
    ) { row, scores in
      let start = problem.cell(row, 0)
      for column in scores.indices { scores[column] = problem.scores[start + column] }
    }
  }
}
