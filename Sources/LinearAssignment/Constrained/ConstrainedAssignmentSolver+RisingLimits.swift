extension ConstrainedAssignmentSolver {
  /// How many limits are tried; each is a quarter farther from the bound than the one before.
  private static var limitCount: Int { 60 }
  /// The most open pairs that are searched below a limit.
  ///
  /// Where prices leave more open, as they do for numbers of people on large rosters, a core finds a
  /// choice sooner.
  private static var mostPairsBelowLimit: Int { 100_000 }
  /// How many steps the simplex method may take below each limit while no choice is known.
  private static var stepsPerLimit: Int { 200_000 }

  /// Searches for a choice below limits that rise from the bound; nil when that comes to no end.
  ///
  /// Below a limit near the bound few pairs are open and most cases end at once, so that a choice is
  /// found, or excluded, far sooner than by improving on a poor one (Posta, Ferland & Michelon, "An
  /// exact method with variable fixing for solving the generalized assignment problem",
  /// Computational Optimization and Applications 52, 2012).
  mutating func searchBelowRisingLimits() throws -> ConstrainedAssignmentOutcome? {
    _ = try sharpenedCore(perNode: Self.fewPerNode)
    let evaluation = try evaluation()
    if isProvenByBound(), let best { return try proven(evaluation, reach: best.value, walk: nil) }
    let bound = try self.bound(of: evaluation)
    guard let least = roundedBound(evaluation.bound) else { return nil }
    var reach = least
    for _ in 0..<Self.limitCount {
      let step = max(1, (reach - least) / divisor / 4) * divisor
      guard reach <= IntegerProgram.largestSum - step else { return nil }
      reach += step
      if let best { reach = min(reach, best.value) }
      let open = bound.openPairs(target(below: reach))
      guard open.count <= Self.mostPairsBelowLimit else { return nil }
      let residue = try ConstrainedResidue(problem, pairs: open)
      guard
        let walk = try run(
          residue, below: reach, stepLimit: best == nil ? Self.stepsPerLimit : .max)
      else { return nil }
      if let best, best.value <= reach { return try proven(evaluation, reach: reach, walk: walk) }
      excluded = (
        reach,
        ConstrainedAssignmentProof(
          prices: evaluation.prices, potentials: evaluation.potentials, reach: reach, walk: walk)
      )
    }
    return nil
  }
}
