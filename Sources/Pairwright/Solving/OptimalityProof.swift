package import LinearAssignment

/// The proof that no matching is worth more: a complete distinction of cases, each with prices.
///
/// In every case the potentials give an upper bound on what a matching can be worth (see
/// `LagrangianBound`), or a witness shows that the case admits no matching. The largest of these
/// bounds is what the proof proves. Checking it needs no solver: the cases must be exhaustive, and
/// each bound is one pass over all pairs. Almost always there is one case and no assumption.
public struct OptimalityProof: Sendable {
  /// Why a case is closed.
  package enum Closure: Sendable {
    /// Prices bound what the case can be worth.
    case bounded(Potentials)
    /// The case admits no matching, whatever the quotas.
    case empty(DegreeWitness)
    /// The case admits no matching that keeps the quotas.
    case clash(QuotaWitness)
  }

  /// One case.
  package struct Case: Sendable {
    /// What is assumed.
    package var branch: Branch
    /// Why the case is closed.
    package var closure: Closure
    /// The price of each quota, those on juniors first, where prices bound the case.
    package var quotaPrices: [Int64]

    package init(branch: Branch, closure: Closure, quotaPrices: [Int64] = []) {
      self.branch = branch
      self.closure = closure
      self.quotaPrices = quotaPrices
    }
  }

  /// The cases, depth first.
  package var cases: [Case]
  /// The steps of a proof objective by objective; such a proof has no cases.
  package var stages: [Stage]

  package init(cases: [Case]) {
    self.cases = cases
    stages = []
  }

  package init(stages: [Stage]) {
    cases = []
    self.stages = stages
  }

  /// The number of cases that the proof distinguishes.
  public var caseCount: Int { cases.count }
}

/// Why no matching satisfies the program.
public enum InfeasibilityWitness: Sendable {
  /// Nobody takes part on one side.
  case nobody(Side)
  /// No pair at all is allowed; for each name of a rule, how many pairs it bars.
  case noAllowedPair(bars: [String: Int])
  /// Some people of one side need more partners than the other side can give them.
  case tooFewPartners(Shortage)
  /// Quotas, capacities and the rules contradict each other.
  case quotasClash(Clash)
  /// Every way of keeping people from teaching each other both ways leaves somebody short.
  case everyCaseEmpty(OptimalityProof)
  /// Rules that are counted contradict each other, capacities or what pairs are allowed.
  case rulesClash(RulesClash)

  /// Returns why there cannot be any pair at all, or `nil`.
  static func emptiness(of problem: MatchingProblem) -> InfeasibilityWitness? {
    if problem.juniors.isEmpty { return .nobody(.junior) }
    if problem.seniors.isEmpty { return .nobody(.senior) }
    guard problem.eligibility.allowedCount == 0, problem.forced.isEmpty else { return nil }
    return .noAllowedPair(bars: problem.eligibility.barCounts())
  }

  /// Rules that cannot be kept together.
  public struct RulesClash: Sendable {
    /// The rules; leaving one out would mend it, unless time ran out while they were sought.
    public let rules: [String]

    /// The rules as constraints of the model, in order.
    package let constraints: [Int]
    package let proof: ConstrainedAssignmentProof

    /// Words a proof that some of a model's constraints clash.
    package init(
      _ proof: ConstrainedAssignmentProof, constraints: [Int], of model: StageModel
    ) {
      var seen: Set<String> = []
      rules = constraints.compactMap {
        model.rules.indices.contains($0) ? model.rules[$0].name : nil
      }
      .filter { seen.insert($0).inserted }
      self.constraints = constraints
      self.proof = proof
    }
  }

  /// Quotas that cannot be kept together.
  public struct Clash: Sendable {
    /// The quotas that take part in the contradiction.
    public let quotas: [String]
    /// The people who take part in it, of both sides.
    public let people: [PersonID]
    /// How many pairs, or people with a partner, are missing at least.
    public let missing: Int

    package let witness: QuotaWitness

    /// Words a witness in terms of people.
    package init(_ witness: QuotaWitness, of problem: MatchingProblem) {
      func named(_ prices: [Int64], _ groups: [QuotaTable.Group]) -> [String] {
        zip(prices, groups).filter { $0.0 != 0 }.map(\.1.name)
      }
      let prices = witness.potentials
      quotas =
        named(prices.rowQuotas, problem.quotas.juniors)
        + named(prices.columnQuotas, problem.quotas.seniors)
      people =
        (prices.nodes.rows.indices.filter { prices.nodes.rows[$0] != 0 }
        .map { problem.junior($0).id }
        + prices.nodes.columns.indices.filter { prices.nodes.columns[$0] != 0 }
        .map { problem.senior($0).id }).sorted()
      missing = Int(clamping: witness.excess)
      self.witness = witness
    }
  }

  /// People who need more partners than there are.
  public struct Shortage: Sendable {
    /// The side of the people in need.
    public let side: Side
    /// The people in need.
    public let people: [PersonID]
    /// Everybody whom any of them may be paired with.
    public let partners: [PersonID]
    /// How many partners the people need together, beside forced ones.
    public let required: Int
    /// How many they can be given.
    public let available: Int

    package let witness: DegreeWitness

    /// Words a witness in terms of people.
    package init(_ witness: DegreeWitness, of problem: MatchingProblem) {
      func juniors(_ rows: [Int]) -> [PersonID] { rows.map { problem.junior($0).id }.sorted() }
      func seniors(_ columns: [Int]) -> [PersonID] {
        columns.map { problem.senior($0).id }.sorted()
      }
      let isJunior = witness.side == .rows
      let neighbours = witness.neighbours.map(\.index)
      side = isJunior ? .junior : .senior
      people = isJunior ? juniors(witness.members) : seniors(witness.members)
      partners = isJunior ? seniors(neighbours) : juniors(neighbours)
      required = witness.required
      available = witness.available
      self.witness = witness
    }
  }
}
