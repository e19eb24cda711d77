extension GeneralisedAssignmentSearch {
  /// A case in which so many columns were decided at once is priced again before branching.
  private static let manyDecisions = 30
  /// In how many cases what agents take is made into a choice once.
  private static let repairPeriod = 50
  /// What counts as no rise of the bound, as a share of the least difference of two values.
  private static let smallRise = 0.005

  /// Works on the present case; nil when it has ended, else what to branch on.
  func branching() -> (column: Int, first: Bool)? {
    while true {
      if domain.propagate(&steps) {
        noteRise(to: limitInUnits)
        return nil
      }
      let value = ascend(.later)
      noteRise(to: value)
      if value > limitInUnits {
        steps.append(.closeByKnapsacks(pricing.proofPrices))
        return nil
      }
      pricing.setPrices(prices)
      caseBound = pricing.bound()
      pricing.findRises()
      if statistics.nodeCount % Self.repairPeriod == 0 {
        consider(GeneralisedAssignmentRepair(program, form), at: pricing)
      }
      let before = domain.trail.count
      exclude()
      if domain.trail.count > before {
        steps.append(.decideByKnapsacks(pricing.proofPrices))
        if domain.propagate(&steps) { return nil }
        if domain.trail.count - before >= Self.manyDecisions { continue }
      }
      if let choice = chooseColumn() { return choice }
      // Everything is decided, and rows are kept; the next bound closes the case.
      consider((0..<program.costs.count).map { domain.decisions[$0] > 0 })
    }
  }

  private func noteRise(to value: Double) {
    guard let (change, before) = lastBranch else { return }
    lastBranch = nil
    history.note(
      Int(change.index), up: change.isUp, distance: 1,
      rise: min(value, limitInUnits + unit) - before)
  }

  /// Excludes the columns whose choice would lift the bound above the limit.
  private func exclude() {
    let limit = limitInUnits
    for columns in form.columnsOfItems {
      for column in columns
      where domain.isFree(column) && caseBound + pricing.rise(column) > limit {
        domain.apply(SearchDomain.Change(column: column, value: false))
      }
    }
  }

  /// The column whose choice and exclusion promise to lift the bound most; nil when all are decided.
  private func chooseColumn() -> (column: Int, first: Bool)? {
    var best: (merit: Double, column: Int, first: Bool)?
    let small = Self.smallRise * unit
    for columns in form.columnsOfItems {
      // When a column is excluded, the best of the others is chosen.
      var (least, second) = (Double.infinity, Double.infinity)
      for column in columns where domain.isFree(column) {
        let rise = pricing.rise(column)
        second = min(second, max(least, rise))
        least = min(least, rise)
      }
      guard second < .infinity else { continue }
      for column in columns where domain.isFree(column) {
        let rise = pricing.rise(column)
        let chosen = expectation(column, up: true, rise)
        let excluded = expectation(column, up: false, rise == least ? second : least)
        let merit = (chosen + small) * (excluded + small)
        if merit > best?.merit ?? -1 { best = (merit, column, chosen <= excluded) }
      }
    }
    return best.map { ($0.column, $0.first) }
  }

  /// By how much the bound may rise in a branch that lifts it by `rise` at the present prices.
  private func expectation(_ column: Int, up: Bool, _ rise: Double) -> Double {
    guard let mean = history.mean(column, up: up) else { return rise }
    return (mean + max(mean, rise)) / 2
  }
}
