extension BranchAndBound {
  /// Something to branch on: a column, or a row with more than one sum left.
  struct Candidate {
    /// Columns first, then rows.
    let entity: Int
    let value: Double
    var merit: Double
    var fraction: Double { value - value.rounded(.down) }
  }

  /// How many branches, at least, must lie behind an expectation before it is relied on.
  private static let reliable: Int32 = 4
  /// How many candidates in a row may bring nothing better.
  private static let patience = 4
  private static let probeSteps = 20

  /// The best candidate; nil when trying has decided something, so that there is a new case.
  func chooseBranching(isSolved: Bool) -> Candidate? {
    var candidates = isSolved ? fractionalCandidates() : []
    guard !candidates.isEmpty else {
      // Without a solution any free column will do; one is left, else the case had been closed.
      let column = (0..<matrix.columnCount).first(where: domain.isFree) ?? 0
      return Candidate(entity: column, value: 0.5, merit: 0)
    }
    if let count = candidates.last(where: isUnbounded) { return count }
    candidates.sort { ($0.merit, $1.entity) > ($1.merit, $0.entity) }
    guard candidates.contains(where: { history.reliability($0.entity) < Self.reliable }) else {
      return candidates[0]
    }
    if simplex.factors.exchangeCount > 16 { simplex.refactorize() }
    simplex.note(in: bookmark)
    var best: Candidate?
    var idle = 0
    for candidate in candidates {
      var candidate = candidate
      if history.reliability(candidate.entity) < Self.reliable {
        let down = probe(change(candidate, up: false), candidate)
        let up = probe(change(candidate, up: true), candidate)
        if down.multipliers != nil || up.multipliers != nil {
          take(candidate, down: down.multipliers, up: up.multipliers)
          return nil
        }
        candidate.merit = BranchingHistory.merit(down.rise, up.rise)
        if !candidate.isBetter(than: best) { idle += 1 } else { idle = 0 }
      }
      if candidate.isBetter(than: best) { best = candidate }
      if idle >= Self.patience { break }
    }
    return best ?? candidates[0]
  }

  private func fractionalCandidates() -> [Candidate] {
    var candidates: [Candidate] = []
    func add(_ entity: Int, _ value: Double) {
      let fraction = value - value.rounded(.down)
      guard fraction > 1e-5, fraction < 1 - 1e-5 else { return }
      let expected = history.expectation(entity, fraction: fraction)
      candidates.append(
        Candidate(
          entity: entity, value: value, merit: BranchingHistory.merit(expected.down, expected.up)))
    }
    for column in 0..<matrix.columnCount where domain.isFree(column) {
      add(column, simplex.value(of: column))
    }
    for row in 0..<matrix.rowCount where domain.minimums[row] < domain.maximums[row] {
      add(matrix.columnCount + row, simplex.value(of: matrix.columnCount + row))
    }
    return candidates
  }

  /// Whether it is a row without bounds, which is there for nothing but to branch on.
  private func isUnbounded(_ candidate: Candidate) -> Bool {
    guard candidate.entity >= matrix.columnCount else { return false }
    let row = program.rows[candidate.entity - matrix.columnCount]
    return row.minimum == nil && row.maximum == nil
  }

  func change(_ candidate: Candidate, up: Bool) -> SearchDomain.Change {
    guard candidate.entity >= matrix.columnCount else {
      return SearchDomain.Change(column: candidate.entity, value: up)
    }
    let row = candidate.entity - matrix.columnCount
    let floor = Int64(candidate.value.rounded(.down))
    return up
      ? SearchDomain.Change(row: row, minimum: floor + 1)
      : SearchDomain.Change(row: row, maximum: floor)
  }

  private func branchStep(_ candidate: Candidate, upFirst: Bool) -> IntegerProgramProof.Step {
    guard candidate.entity >= matrix.columnCount else {
      return .branch(column: candidate.entity, first: upFirst)
    }
    return .branchRow(
      row: candidate.entity - matrix.columnCount,
      maximum: Int64(candidate.value.rounded(.down)), lowFirst: !upFirst)
  }

  /// Tries a change for a few steps; multipliers are given when it closes the case.
  private func probe(
    _ change: SearchDomain.Change, _ candidate: Candidate
  ) -> (rise: Double, multipliers: RowMultipliers?) {
    let before = simplex.objective
    let variable = candidate.entity
    let (lower, upper) = (simplex.lower[variable], simplex.upper[variable])
    if change.isUp {
      simplex.lower[variable] = candidate.value.rounded(.up)
    } else {
      simplex.upper[variable] = candidate.value.rounded(.down)
    }
    let status = simplex.run(cutoff: cutoff, stepLimit: Self.probeSteps)
    statistics.probeCount += 1
    let rise = max(0, simplex.objective - before)
    var found: RowMultipliers?
    if status == .cutOff || status == .infeasible {
      let trailCount = domain.trail.count
      domain.apply(change)
      found = status == .cutOff ? closingMultipliers() : infeasibleMultipliers()
      domain.undo(to: trailCount)
    }
    simplex.lower[variable] = lower
    simplex.upper[variable] = upper
    simplex.goBack(to: bookmark)
    if status == .optimal {
      let distance = change.isUp ? 1 - candidate.fraction : candidate.fraction
      history.note(candidate.entity, up: change.isUp, distance: distance, rise: rise)
    }
    return (rise, found)
  }

  /// Follows from a branch one or both cases of which are closed at once.
  private func take(_ candidate: Candidate, down: RowMultipliers?, up: RowMultipliers?) {
    if let down {
      steps.append(branchStep(candidate, upFirst: false))
      steps.append(.close(down))
      domain.apply(change(candidate, up: true))
    } else if let up {
      steps.append(branchStep(candidate, upFirst: true))
      steps.append(.close(up))
      domain.apply(change(candidate, up: false))
    }
  }

  /// Opens the two cases of a branch; the one to go on with comes first.
  func branch(_ node: Int, _ candidate: Candidate) -> Outcome {
    let upFirst = candidate.entity < matrix.columnCount || candidate.fraction > 0.5
    steps.append(branchStep(candidate, upFirst: upFirst))
    let start = path.last?.trailCount ?? 0
    nodes[node].changes = Array(domain.trail[start...])
    nodes[node].steps = steps
    nodes[node].bound = bound
    path.append((node, domain.trail.count))
    let basis = simplex.snapshot()
    func child(up: Bool) -> Int {
      var child = Node(parent: node, branch: change(candidate, up: up), bound: bound)
      child.basis = basis
      child.entity = candidate.entity
      child.distance = up ? 1 - candidate.fraction : candidate.fraction
      child.parentObjective = simplex.objective
      nodes.append(child)
      return nodes.count - 1
    }
    let first = child(up: upFirst)
    let second = child(up: !upFirst)
    nodes[node].children = (first, second)
    return .branched(first: first, second: second)
  }
}

extension BranchAndBound.Candidate {
  fileprivate func isBetter(than other: Self?) -> Bool {
    guard let other else { return true }
    return merit > other.merit
  }
}
