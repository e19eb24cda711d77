internal import LinearAssignment

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

  /// For each rule alone, how far a bound would have to move, as far as that suffices.
  func relaxations(of rules: [Int]) -> [Relaxation] {
    rules.flatMap { rule in
      if let share = model.rules[rule].share {
        return [nearestShare(share, of: rule)].compactMap(\.self)
      }
      guard model.rules[rule].isRelaxable else { return [] }
      return [Relaxation.Bound.minimum, .maximum].compactMap { nearestNumber($0, of: rule) }
    }
  }

  private func others(than rule: Int) -> [Int] { model.rules.indices.filter { $0 != rule } }

  private func nearestNumber(_ bound: Relaxation.Bound, of rule: Int) -> Relaxation? {
    guard let stated = model.bound(bound, of: rule),
      case .optimal(let choice) = solved(
        model.feasibilityProblem(rules: others(than: rule), reaching: bound, of: rule))
    else { return nil }
    let reached = model.count(of: rule, pairs: choice.pairs)
    guard bound == .minimum ? reached < stated : reached > stated else { return nil }
    var constraint = model.rules[rule].constraint
    let value = Int64(reached - model.rules[rule].forcedCount)
    if bound == .maximum { constraint.maximum = value } else { constraint.minimum = value }
    return relaxation(
      of: rule, bound, isShare: false, from: FixedPoint(stated), to: FixedPoint(reached),
      constraint)
  }

  /// The nearest share that the other rules let a choice have.
  ///
  /// The share of a choice is exceeded only where counted - share x all can be made less than 0;
  /// each choice that does so gives the next share (Dinkelbach, "On nonlinear fractional
  /// programming", Management Science 13, 1967, pp. 492-498).
  private func nearestShare(_ share: CountedRule.Share, of rule: Int) -> Relaxation? {
    var problem = model.feasibilityProblem(rules: others(than: rule))
    var nearest: (count: Int, all: Int)?
    while true {
      guard case .optimal(let found) = solved(problem) else { return nil }
      let count = model.count(share.form, found.pairs) + model.rules[rule].forcedCount
      let all = found.pairs.count + model.problem.forced.count
      // A choice without pairs would keep any share.
      guard all > 0 else { return nil }
      if let nearest {
        let gain = (count * nearest.all - nearest.count * all) * (share.isMaximum ? 1 : -1)
        // Shares only fall from here on, and there are finitely many.
        guard gain < 0 else { break }
      }
      nearest = (count, all)
      problem.objective = share.form.sum(
        factor: Int64(share.isMaximum ? all : -all),
        perPair: Int64(share.isMaximum ? -count : count))
    }
    guard let nearest else { return nil }
    let units = nearest.count * FixedPoint.unitsPerOne
    let to = share.isMaximum ? (units + nearest.all - 1) / nearest.all : units / nearest.all
    return relaxation(
      of: rule, share.isMaximum ? .maximum : .minimum, isShare: true, from: share.bound,
      to: FixedPoint(units: to),
      share.constraint(FixedPoint(units: to), forcedCount: model.rules[rule].forcedCount))
  }

  /// What the first objective reaches with another constraint in place of a rule's.
  private func relaxation(
    of rule: Int, _ bound: Relaxation.Bound, isShare: Bool, from: FixedPoint, to: FixedPoint,
    _ constraint: LinearConstraint
  ) -> Relaxation? {
    guard let (objective, goal) = model.stages.goals.first, let goal else { return nil }
    var problem = model.stages.problem(goal, SettledStages())
    problem.constraints[rule] = constraint
    guard case .optimal(let best) = solved(problem) else { return nil }
    let tier: Int? = if case .sum(_, let tier) = goal { tier } else { nil }
    return Relaxation(
      rule: model.rules[rule].name, bound: bound, isShare: isShare, from: from, to: to,
      gives: Matching.ObjectiveValue(
        objective: objective, tier: tier, value: model.reached(goal, value: best.value)))
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

  /// A bound of a rule as the program states it.
  func bound(_ bound: Relaxation.Bound, of rule: Int) -> Int? {
    let stated = bound == .maximum ? rules[rule].constraint.maximum : rules[rule].constraint.minimum
    return stated.map { Int($0) + rules[rule].forcedCount }
  }

  /// What a rule counts in chosen free pairs and the forced ones.
  func count(of rule: Int, pairs: [AssignedPair]) -> Int {
    count(rules[rule].constraint.form, pairs) + rules[rule].forcedCount
  }

  /// What a form that counts no costs comes to.
  func count(_ form: LinearForm, _ pairs: [AssignedPair]) -> Int {
    let priced = pairs.map { PricedPair(row: $0.row, column: $0.column, cost: 0) }
    return Int(stages.problem(.sum(.pairs, tier: nil), SettledStages()).value(of: form, priced))
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

  /// The numbers of classes of pairs times a factor, and one for every pair.
  func sum(factor: Int64, perPair: Int64) -> LinearForm {
    var scaled = LinearForm(perPair: perPair, table: table)
    scaled.table?.values = (table?.values ?? []).map { $0 * factor }
    return scaled
  }
}
