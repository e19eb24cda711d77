internal import LinearAssignment

/// A bound that, moved so far, lets a programme without any matching have one.
public struct Relaxation: Sendable, Hashable {
  /// Which bound of the rule is moved.
  public enum Bound: String, Sendable, Hashable {
    /// The smallest number allowed.
    case minimum = "min"
    /// The largest number allowed.
    case maximum = "max"
  }

  /// The rule.
  public let rule: String
  /// Which of its bounds is moved.
  public let bound: Bound
  /// Where the bound is.
  public let from: Int
  /// The nearest place at which there is a matching.
  public let to: Int
  /// What the first objective then reaches.
  public let gives: Matching.ObjectiveValue
}

/// Explains why counted rules leave no matching: which of them clash, and what would mend it.
struct ClashFilter {
  private let model: StageModel
  private let shouldStop: @Sendable () -> SolveLimit?

  init(_ model: StageModel, _ options: SolveOptions) {
    self.model = model
    shouldStop = options.shouldStop
  }

  /// A set of rules of which none can be spared, with a proof that they clash; nil when time ran
  /// out.
  ///
  /// Rules are left out one after another, and stay out where the rest still clashes (deletion
  /// filter: Chinneck & Dravnieks, "Locating minimal infeasible constraint sets in linear
  /// programs", ORSA Journal on Computing 3, 1991, pp. 157-168).
  func minimalClash() -> (rules: [Int], proof: ConstrainedAssignmentProof)? {
    var kept = Array(model.rules.indices)
    var proof: ConstrainedAssignmentProof?
    for rule in kept {
      let rest = kept.filter { $0 != rule }
      switch solved(model.feasibilityProblem(rules: rest)) {
      case .infeasible(let found): (kept, proof) = (rest, found)
      case .optimal, .feasible: break
      case .degreesImpossible, .stopped, nil: return nil
      }
    }
    if proof == nil, case .infeasible(let found) = solved(model.feasibilityProblem(rules: kept)) {
      proof = found
    }
    return proof.map { (kept, $0) }
  }

  /// For each rule alone, how far a bound would have to move; those that suffice, nearest first.
  func relaxations(of rules: [Int]) -> [Relaxation] {
    var found: [Relaxation] = []
    guard let (objective, goal) = model.stages.goals.first, let goal else { return [] }
    for rule in rules where model.rules[rule].isRelaxable {
      let others = Array(model.rules.indices).filter { $0 != rule }
      for bound in [Relaxation.Bound.minimum, .maximum] {
        guard let stated = model.bound(bound, of: rule),
          case .optimal(let choice) = solved(
            model.feasibilityProblem(rules: others, reaching: bound, of: rule))
        else { continue }
        let reached = model.count(of: rule, pairs: choice.pairs)
        guard bound == .minimum ? reached < stated : reached > stated,
          case .optimal(let best) = solved(
            model.stageProblem(goal, moving: bound, of: rule, to: reached))
        else { continue }
        let tier: Int? = if case .sum(_, let tier) = goal { tier } else { nil }
        found.append(
          Relaxation(
            rule: model.rules[rule].name, bound: bound, from: stated, to: reached,
            gives: Matching.ObjectiveValue(
              objective: objective, tier: tier, value: model.reached(goal, value: best.value))))
      }
    }
    return found.sorted { (abs($0.to - $0.from), $0.rule) < (abs($1.to - $1.from), $1.rule) }
  }

  private func solved(
    _ problem: ConstrainedAssignmentProblem<StageCosts>
  ) -> ConstrainedAssignmentOutcome? {
    let shouldStop = shouldStop
    let options = ConstrainedAssignmentOptions(
      relaxation: CapacitatedAssignmentOptions(shouldStop: { shouldStop().map { _ in .deadline } }))
    return try? problem.solve(options)
  }
}

extension StageModel {
  /// The problem of finding any choice that keeps some of the rules.
  func feasibilityProblem(rules kept: [Int]) -> ConstrainedAssignmentProblem<StageCosts> {
    var problem = stages.problem(.sum(.pairs, tier: nil), SettledStages())
    problem.constraints = kept.map { rules[$0].constraint }
    problem.objective = LinearForm()
    return problem
  }

  /// The problem of coming as near to a bound of one rule as the others let it.
  func feasibilityProblem(
    rules kept: [Int], reaching bound: Relaxation.Bound, of rule: Int
  ) -> ConstrainedAssignmentProblem<StageCosts> {
    var problem = feasibilityProblem(rules: kept)
    problem.objective =
      bound == .maximum ? rules[rule].constraint.form : rules[rule].constraint.form.negated
    // The other bound of the same rule is kept.
    var other = rules[rule].constraint
    if bound == .maximum { other.maximum = nil } else { other.minimum = nil }
    if other.minimum != nil || other.maximum != nil { problem.constraints.append(other) }
    return problem
  }

  /// The problem of a goal with one bound moved; `to` counts forced pairs, too.
  func stageProblem(
    _ goal: Stage.Goal, moving bound: Relaxation.Bound, of rule: Int, to: Int
  ) -> ConstrainedAssignmentProblem<StageCosts> {
    var problem = stages.problem(goal, SettledStages())
    let value = Int64(to - rules[rule].forcedCount)
    if bound == .maximum {
      problem.constraints[rule].maximum = value
    } else {
      problem.constraints[rule].minimum = value
    }
    return problem
  }

  /// A bound of a rule as the program states it.
  func bound(_ bound: Relaxation.Bound, of rule: Int) -> Int? {
    let stated = bound == .maximum ? rules[rule].constraint.maximum : rules[rule].constraint.minimum
    return stated.map { Int($0) + rules[rule].forcedCount }
  }

  /// What a rule counts in chosen free pairs and the forced ones.
  func count(of rule: Int, pairs: [AssignedPair]) -> Int {
    // No rule counts costs.
    let priced = pairs.map { PricedPair(row: $0.row, column: $0.column, cost: 0) }
    let problem = stages.problem(.sum(.pairs, tier: nil), SettledStages())
    return Int(problem.value(of: rules[rule].constraint.form, priced)) + rules[rule].forcedCount
  }
}

extension LinearForm {
  /// The form with all numbers negated.
  var negated: LinearForm {
    var form = self
    form.costFactor = -costFactor
    form.perPair = -perPair
    form.table?.values = (table?.values ?? []).map { -$0 }
    form.entries = entries.mapValues { -$0 }
    form.rowUse = rowUse.mapValues { -$0 }
    form.columnUse = columnUse.mapValues { -$0 }
    form.coupleUse = coupleUse.mapValues { -$0 }
    return form
  }
}
