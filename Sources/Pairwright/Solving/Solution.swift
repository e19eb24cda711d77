/// What a solve came to.
public struct Solution: Sendable {
  /// The answer.
  public enum Outcome: Sendable {
    /// The best matching, with its proof, which has been checked.
    case optimal(Matching, OptimalityProof)
    /// The best matching found before a limit, and what no matching can exceed.
    case feasible(Matching, bound: ObjectiveBound, stoppedBy: SolveLimit)
    /// There is no matching, and this is why; the witness has been checked.
    case infeasible(InfeasibilityWitness)
    /// A limit was reached before any matching was found.
    case unknown(stoppedBy: SolveLimit)
  }

  /// The answer.
  public let outcome: Outcome
  /// Which exact method was used.
  public let route: Route
  /// The number of cases that were solved.
  public let solvedCases: Int
  /// What looking at the lowest scores costs in points, where the program does.
  public let fairness: FairnessPrice?
  /// Where there is no matching, bounds that would let there be one, the nearest first.
  public internal(set) var relaxations: [Relaxation] = []

  init(
    outcome: Outcome, route: Route, solvedCases: Int, fairness: FairnessPrice? = nil
  ) {
    self.outcome = outcome
    self.route = route
    self.solvedCases = solvedCases
    self.fairness = fairness
  }

  /// The matching, if there is one.
  public var matching: Matching? {
    switch outcome {
    case .optimal(let matching, _), .feasible(let matching, _, _): matching
    case .infeasible, .unknown: nil
    }
  }
}

/// What it costs in points to look at the lowest scores before the total.
public struct FairnessPrice: Sendable, Hashable {
  /// `worst_off` or `leximin`.
  public let notion: Objective
  /// The total that was reached.
  public let total: FixedPoint
  /// The total that could be reached without the notion, under the objectives before it.
  public let totalWithout: FixedPoint

  /// The points given up.
  public var price: FixedPoint { FixedPoint(units: totalWithout.units - total.units) }
}

/// Why a solve stopped before its end.
public enum SolveLimit: String, Sendable, Hashable {
  /// The time limit was reached.
  case timeLimit = "time_limit"
  /// The caller asked to stop.
  case cancelled
}

/// Which exact method solves a problem, and why that one.
public enum Route: String, Sendable, Hashable {
  /// Every capacity is one.
  case assignment
  /// Some capacity is larger than one or has a minimum, or there are quotas.
  case flow
  /// There are rules that a flow cannot express, or objectives that look at single pairs.
  case integerProgram = "integer_program"

  /// A sentence that says why.
  public var reason: String {
    switch self {
    case .assignment:
      "Nobody has more than one partner, so the problem is an assignment, solved by shortest "
        + "augmenting paths."
    case .flow:
      "Some people may have several partners or must have one, or quotas hold, so the problem is a "
        + "flow with unit edges, solved by shortest augmenting paths."
    case .integerProgram:
      "Some rules count kinds of pairs or overlapping groups, a forced pair can be made either way "
        + "round, or an objective looks at the lowest scores, so each objective is solved in turn: "
        + "prices first, then an integer program on the pairs that they leave open."
    }
  }
}

extension Route {
  /// The solver that takes the route.
  public var solver: any MatchingSolver {
    switch self {
    case .assignment, .flow: AssignmentSolver()
    case .integerProgram: StagedSolver()
    }
  }
}

/// A limit on the first objective that is not proven.
public struct ObjectiveBound: Sendable {
  /// That objective.
  public let objective: Objective
  /// The tier, for `priority_tier`.
  public let tier: Int?
  /// The value that no matching can exceed; units for scores, a count for all others.
  public let value: Int

  /// Makes a bound.
  public init(objective: Objective, tier: Int? = nil, value: Int) {
    self.objective = objective
    self.tier = tier
    self.value = value
  }
}
