extension BranchAndBound {
  /// What becomes of a node.
  enum Outcome {
    case closed
    case branched(first: Int, second: Int)
    case stopped
  }

  /// Above this the simplex method may stop.
  var cutoff: Double {
    guard let bestValue else { return .infinity }
    // A little more than needed, for what rounding takes away.
    let target = Double(bestValue) - 0.95 * Double(program.costDivisor)
    return target + 1e-9 * abs(target)
  }

  var target: ValueTarget { ValueTarget(below: bestValue, of: program) }

  /// Works on a node whose decisions are in place.
  func work(on node: Int) -> Outcome {
    var isFirst = true
    while true {
      if domain.propagate(&steps) { return .closed }
      setBounds()
      var status = simplex.run(cutoff: cutoff, stepLimit: 50_000)
      if status == .cutOff {
        if close() { return .closed }
        // The bound was not quite enough; the optimum is.
        status = simplex.run(cutoff: .infinity, stepLimit: 50_000)
      }
      if isFirst { noteRise(node) }
      isFirst = false
      if status == .infeasible, closeInfeasible() { return .closed }
      let isSolved = status == .optimal
      if isSolved, considerShares() == nil { return .closed }
      if closeFull() { return .closed }
      switch tighten(isRoot: node == 0 && isSolved) {
      case .closed: return .closed
      case .changed: continue
      case .nothing: break
      }
      if let reason = shouldStop() {
        stopReason = reason
        return .stopped
      }
      if isSolved, lastAttempt != node, attempt(node) { continue }
      guard let choice = chooseBranching(isSolved: isSolved) else { continue }
      return branch(node, choice)
    }
  }

  private func noteRise(_ node: Int) {
    let entry = nodes[node]
    guard let branch = entry.branch, entry.entity >= 0 else { return }
    history.note(
      entry.entity, up: branch.isUp, distance: entry.distance,
      rise: simplex.objective - entry.parentObjective)
  }

  // MARK: Multipliers

  /// Duals of the linear relaxation without any decision; nil when it has no point.
  func rootMultipliers() -> RowMultipliers? {
    setBounds()
    let status = simplex.run(cutoff: .infinity, stepLimit: 200_000)
    return status == .infeasible || status == .failed ? nil : multipliers(weight: costWeight)
  }

  /// Duals of the present basis as integers.
  func multipliers(weight: Int64) -> RowMultipliers {
    simplex.computeDuals(simplex.costs, into: simplex.pivotRowOfInverse)
    return rounded(simplex.pivotRowOfInverse, scale: simplex.costScale, weight: weight)
  }

  func rounded(
    _ duals: UnsafeMutablePointer<Double>, scale: Double, weight: Int64
  ) -> RowMultipliers {
    var terms: [RowMultipliers.Term] = []
    let factor = scale * Double(max(1, weight))
    for row in 0..<matrix.rowCount where duals[row] != 0 {
      let scaled = (duals[row] * factor).rounded()
      // Written so that what is not a number is left out.
      guard abs(scaled) <= Double(RowMultipliers.largestMultiplier / 2), scaled != 0 else {
        continue
      }
      if domain.isBounded(row, below: scaled > 0) {
        terms.append(RowMultipliers.Term(row: row, multiplier: Int64(scaled)))
      }
    }
    return RowMultipliers(costWeight: weight, terms: terms)
  }

  private func isClosed(by multipliers: RowMultipliers) -> Bool {
    target.isClosed(pricing.bound(multipliers, domain), costWeight: multipliers.costWeight)
  }

  /// Closes the case by the present duals if they suffice.
  func close() -> Bool {
    guard let found = closingMultipliers() else { return false }
    steps.append(.close(found))
    return true
  }

  /// Multipliers from the present duals that close the case, with the smallest numbers that do.
  func closingMultipliers() -> RowMultipliers? {
    for weight in [max(1, costWeight >> 6), costWeight, min(1 << 40, costWeight << 12)] {
      let found = multipliers(weight: weight)
      if isClosed(by: found) { return found }
    }
    return nil
  }

  private func closeInfeasible() -> Bool {
    guard let found = infeasibleMultipliers() else { return false }
    steps.append(.close(found))
    return true
  }

  /// Multipliers without costs that show that the case has no choice at all.
  func infeasibleMultipliers() -> RowMultipliers? {
    for weight in [1.0, Double(1 << 10), Double(1 << 24)] {
      let found = rounded(simplex.ray, scale: simplex.raySign * weight, weight: 0)
      if isClosed(by: found) { return found }
    }
    return nil
  }

  // MARK: Choices and decisions

  /// Looks at what the relaxation takes; nil when it is a choice that ends the case.
  private func considerShares() -> Bool? {
    for column in 0..<matrix.columnCount {
      let share = simplex.value(of: column)
      if share > 1e-6 && share < 1 - 1e-6 { return true }
    }
    consider((0..<matrix.columnCount).map { simplex.value(of: $0) > 0.5 })
    return close() ? nil : false
  }

  /// Ends a case in which every column is decided; its rows have been seen by the propagation.
  private func closeFull() -> Bool {
    guard !(0..<matrix.columnCount).contains(where: domain.isFree) else { return false }
    consider((0..<matrix.columnCount).map { domain.decisions[$0] > 0 })
    steps.append(.close(RowMultipliers(costWeight: 1, terms: [])))
    return true
  }

  private enum Tightening {
    case closed, changed, nothing
  }

  /// Decides columns whose other decision would close the case; says whether that calls for
  /// another solution.
  private func tighten(isRoot: Bool) -> Tightening {
    let found = multipliers(weight: costWeight)
    let exact = pricing.bound(found, domain)
    if isRoot, !isRestricted, !hasRestricted {
      hasRestricted = true
      lastAttempt = 0
      _ = dive()
      searchRestricted(exact: exact, costWeight: costWeight)
    }
    let target = target
    if target.isClosed(exact, costWeight: found.costWeight) {
      steps.append(.close(found))
      return .closed
    }
    bound = max(bound, program.roundedBound(exact, costWeight: found.costWeight))
    let before = domain.trail.count
    for column in 0..<matrix.columnCount where domain.isFree(column) {
      let reducedCost = pricing.reducedCosts[column]
      let other = exact + (reducedCost < 0 ? -reducedCost : reducedCost)
      if reducedCost != 0, target.isClosed(other, costWeight: found.costWeight) {
        domain.apply(SearchDomain.Change(column: column, value: reducedCost < 0))
      }
    }
    guard domain.trail.count > before else { return .nothing }
    steps.append(.decide(found))
    if domain.propagate(&steps) { return .closed }
    for change in domain.trail[before...] {
      let wanted: Double = change.kind == .choose ? 1 : 0
      if abs(simplex.value(of: Int(change.index)) - wanted) > 1e-6 { return .changed }
    }
    return .nothing
  }
}

extension SearchDomain.Change {
  /// Whether it moves its entity up.
  var isUp: Bool { kind == .choose || kind == .raiseMinimum }
}
