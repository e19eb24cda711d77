/// Who meets whom, what each pair is worth, and why everybody else stays without a partner.
public struct Matching: Sendable {
  /// A pair that is to meet.
  public struct Pair: Sendable, Hashable {
    /// The one who teaches.
    public let junior: PersonID
    /// The one who is taught.
    public let senior: PersonID
    /// The score in points.
    public let score: FixedPoint
    /// The points of each part; they add up to the score.
    public let parts: [ScoreSettings.Part: FixedPoint]

    /// Makes a pair.
    public init(
      junior: PersonID, senior: PersonID, score: FixedPoint,
      parts: [ScoreSettings.Part: FixedPoint]
    ) {
      self.junior = junior
      self.senior = senior
      self.score = score
      self.parts = parts
    }
  }

  /// A person without a partner.
  public struct Unmatched: Sendable, Hashable {
    /// The person.
    public let id: PersonID
    /// The side or sides on which the person stands.
    public let side: SideMembership
    /// A code from a fixed list.
    public let reasonCode: String
    /// A sentence for coordinators.
    public let reason: String

    /// Makes an entry.
    public init(id: PersonID, side: SideMembership, reasonCode: String, reason: String) {
      self.id = id
      self.side = side
      self.reasonCode = reasonCode
      self.reason = reason
    }
  }

  /// What one objective came to.
  public struct ObjectiveValue: Sendable, Hashable {
    /// The objective.
    public let objective: Objective
    /// The tier, for `priority_tier`.
    public let tier: Int?
    /// Units for `total` and for the lowest score, a count for all others.
    public let value: Int

    /// Makes a value.
    public init(objective: Objective, tier: Int?, value: Int) {
      self.objective = objective
      self.tier = tier
      self.value = value
    }
  }

  /// The pairs, in the byte order of the juniors' ids, then the seniors'.
  public let pairs: [Pair]
  /// Everybody without a partner, in the byte order of the ids.
  public let unmatched: [Unmatched]
  /// What each objective came to, in the program's order.
  public let objectives: [ObjectiveValue]

  /// The sum of the scores.
  public var total: FixedPoint { FixedPoint(units: pairs.reduce(0) { $0 + $1.score.units }) }

  /// Makes a matching.
  public init(pairs: [Pair], unmatched: [Unmatched], objectives: [ObjectiveValue]) {
    self.pairs = pairs
    self.unmatched = unmatched
    self.objectives = objectives
  }

  /// Describes chosen cells in terms of people.
  package init(_ cells: [MatchingProblem.Cell], of problem: MatchingProblem) {
    let scorer = problem.scorer
    pairs = cells.map { cell in
      let units = scorer.partUnits(row: cell.row, column: cell.column)
      return Pair(
        junior: problem.junior(cell.row).id, senior: problem.senior(cell.column).id,
        score: FixedPoint(units: units.reduce(0, +)),
        parts: Dictionary(
          uniqueKeysWithValues: zip(scorer.parts, units.map(FixedPoint.init(units:)))))
    }.sorted { ($0.junior, $0.senior) < ($1.junior, $1.senior) }
    unmatched = UnmatchedReasons(problem, matched: cells).list
    objectives = Matching.objectiveValues(of: pairs, in: problem)
  }

  /// Returns what each objective of the program comes to for given pairs.
  package static func objectiveValues(
    of pairs: [Pair], in problem: MatchingProblem
  ) -> [ObjectiveValue] {
    let covered = Set(pairs.flatMap { [$0.junior, $0.senior] })
    return problem.program.objective.flatMap { objective -> [ObjectiveValue] in
      switch objective {
      case .priorityTier:
        let people = problem.roster.people
        let participants = Set(problem.juniors + problem.seniors).map { people[$0] }
        return Set(participants.compactMap(\.priorityTier)).sorted().map { tier in
          ObjectiveValue(
            objective: .priorityTier, tier: tier,
            value: participants.count { $0.priorityTier == tier && covered.contains($0.id) })
        }
      case .coverage:
        return [ObjectiveValue(objective: .coverage, tier: nil, value: covered.count)]
      case .pairs: return [ObjectiveValue(objective: .pairs, tier: nil, value: pairs.count)]
      case .total:
        return [
          ObjectiveValue(
            objective: .total, tier: nil, value: pairs.reduce(0) { $0 + $1.score.units })
        ]
      case .worstOff, .leximin:
        guard let lowest = pairs.map(\.score.units).min() else { return [] }
        return [ObjectiveValue(objective: objective, tier: nil, value: lowest)]
      }
    }
  }
}
