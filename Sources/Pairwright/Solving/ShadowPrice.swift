internal import LinearAssignment

/// What one more place would be worth: in a quota, on a count of pairs, or with one person.
public struct ShadowPrice: Sendable, Hashable {
  /// Where the place is.
  public enum Place: Sendable, Hashable {
    /// A bound of a rule that counts; a minimum is lowered by one, a maximum raised.
    case rule(String, Relaxation.Bound)
    /// The most partners that a person may have on a side.
    case person(PersonID, Side)
  }

  /// What it would be worth.
  public enum Worth: Sendable, Hashable {
    /// By how much each objective of the program changes, in order.
    case exactly([Matching.ObjectiveValue])
    /// By how much the first objective that may improve does at most; those before it do not.
    case atMost(Matching.ObjectiveValue)
  }

  /// Where the place is.
  public let place: Place
  /// Where the bound is.
  public let from: Int
  /// Where it would be.
  public let to: Int
  /// What that would be worth; never nothing.
  public let worth: Worth

  /// The changes that are known, or the limit to them.
  public var values: [Matching.ObjectiveValue] {
    switch worth {
    case .exactly(let values): values
    case .atMost(let value): [value]
    }
  }
}

/// The places that are worth something, the most wanted first.
public struct ShadowPrices: Sendable, Hashable {
  /// How much may be done to find prices.
  public enum Effort: Sendable, Hashable {
    /// Follow the proof: on the routes assignment and flow, one more search of the solved problem
    /// and one more solve for each quota that has a price; on the route integer_program nothing.
    case proof
    /// Solve again for every bound that the proof does not settle.
    case solving
  }

  /// The prices of rules, then of people, each the most wanted first.
  public internal(set) var prices: [ShadowPrice] = []
  /// How many bounds were left without a price.
  ///
  /// A limit came first, or the effort did not allow it. All others that are not listed are worth
  /// nothing, which is proven.
  public internal(set) var openCount = 0
}

extension MatchingProblem {
  /// Says what one more place in each quota, and with each person, would be worth.
  ///
  /// Prices that are called exact come from another optimal matching, solved and verified, or
  /// found by ``AssignmentSensitivity`` and its check; the others are bounds that follow from the
  /// prices of the proof by weak duality. Shares are not priced. ``Objective/leximin`` is compared by
  /// its lowest score.
  ///
  /// - Parameter solution: an optimal solution of this problem; for others there are no prices.
  /// - Throws: ``SolverError`` when a solver could not run, or an answer did not hold.
  /// - Complexity: by the proof, O(n²) for n people and one solve for each quota that has a price;
  ///   by solving, one solve for each bound.
  public func shadowPrices(
    of solution: Solution, effort: ShadowPrices.Effort = .proof,
    options: SolveOptions = SolveOptions()
  ) throws(SolverError) -> ShadowPrices? {
    guard case .optimal(let matching, let proof) = solution.outcome else { return nil }
    var search = ShadowPriceSearch(self, matching, effort, options)
    if let closed = proof.cases.first, proof.cases.count == 1,
      case .bounded(let potentials) = closed.closure, let model = AssignmentModel(self)
    {
      try search.follow(closed, potentials, of: model)
    } else {
      try search.solveAll()
    }
    search.sort()
    return search.found
  }
}
