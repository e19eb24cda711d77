extension BranchAndBound {
  /// How often a dive may take back its last decision.
  private static let diveMistakes = 6

  /// Looks for a better choice now and then; true when it has found one.
  func attempt(_ node: Int) -> Bool {
    lastAttempt = node
    if nodeCount % (bestValue == nil ? 20 : 200) == 1 { return dive() }
    guard best != nil, !isRestricted, nodeCount >= nextNeighbourhood else { return false }
    nextNeighbourhood = nodeCount + 200
    return searchNeighbourhood()
  }

  /// Looks for a choice by choosing the columns that the relaxation takes most of, one after the
  /// other, and solving the relaxation again; true when it has found a better one.
  ///
  /// The relaxation of the present case must have been solved; it is again afterwards.
  func dive() -> Bool {
    let before = bestValue
    let trailCount = domain.trail.count
    let basis = simplex.snapshot()
    var mistakes = 0
    while let column = nextOfDive() {
      let beforeDecision = domain.trail.count
      chooseWhole()
      guard domain.isFree(column) else { break }
      domain.apply(SearchDomain.Change(column: column, value: true))
      if isFeasibleInDive() { continue }
      mistakes += 1
      domain.undo(to: beforeDecision)
      domain.apply(SearchDomain.Change(column: column, value: false))
      guard mistakes <= Self.diveMistakes, isFeasibleInDive() else { break }
    }
    domain.undo(to: trailCount)
    simplex.restore(basis)
    setBounds()
    return bestValue != before
  }

  /// The free column of the largest share that is not whole; nil, and the choice is kept, when all
  /// are whole.
  private func nextOfDive() -> Int? {
    var chosen: (column: Int, share: Double)?
    for column in 0..<matrix.columnCount where domain.isFree(column) {
      let share = simplex.value(of: column)
      if share > 1e-6, share < 1 - 1e-6, share > chosen?.share ?? 0 { chosen = (column, share) }
    }
    if chosen == nil {
      consider((0..<matrix.columnCount).map { simplex.value(of: $0) > 0.5 })
    }
    return chosen?.column
  }

  /// Chooses the columns that the relaxation takes as a whole.
  private func chooseWhole() {
    for column in 0..<matrix.columnCount
    where domain.isFree(column) && simplex.value(of: column) > 1 - 1e-6 {
      domain.apply(SearchDomain.Change(column: column, value: true))
    }
  }

  /// Whether the decisions of a dive leave a relaxation that may be better than the best choice.
  private func isFeasibleInDive() -> Bool {
    var steps: [IntegerProgramProof.Step] = []
    if domain.propagate(&steps) { return false }
    setBounds()
    return simplex.run(cutoff: cutoff, stepLimit: 1000) == .optimal
  }
}
