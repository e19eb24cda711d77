/// The objectives of a program in order, folded into one exact integer value.
///
/// Each level gets a weight larger than everything that all later levels together can be worth, so
/// the largest weighted sum is the lexicographically best. `total` is followed by the number of
/// pairs, because among equal totals more pairs are better.
package struct LexicographicObjective: Sendable {
  /// One level.
  package struct Level: Sendable {
    /// What is counted.
    package let objective: Objective
    /// The tier, for `priority_tier`.
    package let tier: Int?
    /// What one unit of it is worth.
    package let weight: Int128
    /// Whether the program names the level, or it only breaks ties.
    package let isNamed: Bool
  }

  /// The levels, first to last.
  package let levels: [Level]
  /// What a pair is worth for each unit of its score.
  package let scoreWeight: Int64
  /// What a pair is worth beside its score.
  package let pairWeight: Int64
  /// For each person of the roster, what it is worth that the person has a partner at all.
  package let personWeights: [Int64]

  /// Folds the program's objectives for a problem.
  ///
  /// - Returns: `nil` when the weights would leave the range in which arithmetic is exact.
  package init?(_ problem: MatchingProblem) {
    let people = problem.roster.people
    let participants = Set(problem.juniors + problem.seniors)
    let tiers = Set(participants.compactMap { people[$0].priorityTier }).sorted()
    var names: [(objective: Objective, tier: Int?, isNamed: Bool)] = []
    for objective in problem.program.objective {
      switch objective {
      case .priorityTier: names += tiers.map { (.priorityTier, $0, true) }
      default: names.append((objective, nil, true))
      }
      if objective == .total { names.append((.pairs, nil, false)) }
    }
    let mostPairs = min(
      problem.juniorCapacities.reduce(0) { $0 + $1.upperBound },
      problem.seniorCapacities.reduce(0) { $0 + $1.upperBound },
      problem.juniors.count * problem.seniors.count)
    var levels: [Level] = []
    var weight: Int128 = 1
    for name in names.reversed() {
      let range: Int128 =
        switch name.objective {
        case .priorityTier: Int128(participants.count { people[$0].priorityTier == name.tier })
        case .coverage: Int128(participants.count)
        case .pairs: Int128(mostPairs)
        default: Int128(mostPairs) * Int128(PairScorer.fullScore)
        }
      levels.append(
        Level(objective: name.objective, tier: name.tier, weight: weight, isNamed: name.isNamed))
      let (product, overflow) = weight.multipliedReportingOverflow(by: range + 1)
      guard !overflow, product < Int128(1) << 61 else { return nil }
      weight = product
    }
    self.levels = levels.reversed()
    func sum(_ matches: (Level) -> Bool) -> Int64 {
      Int64(levels.lazy.filter(matches).reduce(0) { $0 + $1.weight })
    }
    scoreWeight = sum { $0.objective == .total }
    pairWeight = sum { $0.objective == .pairs }
    let coverage = sum { $0.objective == .coverage }
    let tierWeights = Dictionary(
      uniqueKeysWithValues: levels.filter { $0.objective == .priorityTier }.map {
        ($0.tier ?? 0, Int64($0.weight))
      })
    personWeights = people.map { person in
      coverage + (person.priorityTier.flatMap { tierWeights[$0] } ?? 0)
    }
  }

  /// Returns what a pair with the given score is worth by itself.
  package func pairWorth(score: Int) -> Int64 { Int64(score) * scoreWeight + pairWeight }

  /// What a bound of the weighted sum says of the first objective that values do not bring to it, or
  /// of the last.
  ///
  /// No objective can be more than the sum holds of its weight, as those after it are never negative;
  /// and where it is just that, the rest of the sum bounds the next.
  func bound(for values: [Matching.ObjectiveValue], sum: Int128) -> ObjectiveBound? {
    var rest = sum
    var bound: ObjectiveBound?
    for level in levels where level.isNamed {
      let most = Int(rest / level.weight)
      bound = ObjectiveBound(objective: level.objective, tier: level.tier, value: most)
      let reached = values.first { $0.objective == level.objective && $0.tier == level.tier }
      guard reached?.value == most else { break }
      rest -= Int128(most) * level.weight
      // Of equal totals more pairs come first, which is a level of its own and nobody's objective.
      if level.objective == .total { break }
    }
    return bound
  }
}
