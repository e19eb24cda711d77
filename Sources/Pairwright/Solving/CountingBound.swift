/// What objectives can reach at most, from counting alone: places, and each person's best score.
///
/// For when time runs out before a solver has a bound. Rules that count are left aside, which makes
/// no bound too low.
struct CountingBound {
  private let problem: MatchingProblem
  /// The most pairs.
  private let pairs: Int
  /// The most juniors, and the most seniors, with a partner.
  private let juniors: Int
  private let seniors: Int
  /// Positions in the roster of everybody who may have a partner at all.
  private let people: Set<Int>
  /// The highest score, and the most points.
  private let highestScore: Int
  private let total: Int

  /// - Complexity: O(juniors x seniors).
  init(_ problem: MatchingProblem) {
    self.problem = problem
    var rows = Side(problem.juniorCapacities.map(\.upperBound))
    var columns = Side(problem.seniorCapacities.map(\.upperBound))
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: problem.seniors.count) { scores in
      for row in problem.juniors.indices {
        problem.eligibility.readScores(ofRow: row, into: scores)
        rows.see(row, meeting: UnsafeBufferPointer(scores))
        columns.seeOne(meeting: UnsafeBufferPointer(scores))
      }
    }
    for cell in problem.forced {
      let score = Int32(problem.scorer.score(row: cell.row, column: cell.column))
      rows.see(cell.row, score)
      columns.see(cell.column, score)
    }
    pairs = min(rows.places, columns.places)
    juniors = min(rows.people, columns.places)
    seniors = min(columns.people, rows.places)
    people = Set(
      rows.present.map { problem.juniors[$0] } + columns.present.map { problem.seniors[$0] })
    highestScore = Int(rows.bestScores.max() ?? 0)
    total = min(rows.points(ofPairs: pairs), columns.points(ofPairs: pairs))
  }

  /// The bound of the first objective that a matching does not bring to its bound, or of the last.
  func bound(for values: [Matching.ObjectiveValue]) -> ObjectiveBound? {
    let bounds = values.map {
      ObjectiveBound(objective: $0.objective, tier: $0.tier, value: bound(of: $0))
    }
    return zip(values, bounds).first { $0.value < $1.value }?.1 ?? bounds.last
  }

  private func bound(of value: Matching.ObjectiveValue) -> Int {
    let roster = problem.roster.people
    switch value.objective {
    case .priorityTier: return people.count { roster[$0].priorityTier == value.tier }
    case .coverage: return min(people.count, juniors + seniors)
    case .pairs: return pairs
    case .total: return total
    case .worstOff, .leximin: return highestScore
    }
  }

  /// What the people of one side can do at most.
  private struct Side {
    private let capacities: [Int]
    /// The best score of each person, -1 without an allowed partner.
    private(set) var bestScores: [Int32]
    private var allowedPartners: [Int32]

    init(_ capacities: [Int]) {
      self.capacities = capacities
      bestScores = [Int32](repeating: -1, count: capacities.count)
      allowedPartners = [Int32](repeating: 0, count: capacities.count)
    }

    mutating func see(_ person: Int, _ score: Int32) {
      bestScores[person] = max(bestScores[person], score)
      allowedPartners[person] += 1
    }

    /// Notes the scores of a person with everybody of the other side, negative where barred.
    mutating func see(_ person: Int, meeting scores: UnsafeBufferPointer<Int32>) {
      var (best, count) = (Int32(-1), Int32(0))
      for score in scores {
        best = max(best, score)
        count &+= score < 0 ? 0 : 1
      }
      bestScores[person] = max(bestScores[person], best)
      allowedPartners[person] += count
    }

    /// Notes the scores of everybody with one person of the other side.
    mutating func seeOne(meeting scores: UnsafeBufferPointer<Int32>) {
      bestScores.withUnsafeMutableBufferPointer { bests in
        allowedPartners.withUnsafeMutableBufferPointer { counts in
          for person in scores.indices {
            let score = scores[person]
            bests[person] = max(bests[person], score)
            counts[person] &+= score < 0 ? 0 : 1
          }
        }
      }
    }

    private func places(of person: Int) -> Int {
      min(capacities[person], Int(allowedPartners[person]))
    }

    /// Those who may have a partner.
    var present: [Int] { capacities.indices.filter { places(of: $0) > 0 } }
    /// Their number.
    var people: Int { present.count }
    /// How many partners they can have together.
    var places: Int { capacities.indices.reduce(0) { $0 + places(of: $1) } }

    /// The most points that so many pairs can bring, if each person met nobody but the best.
    func points(ofPairs count: Int) -> Int {
      let best = present.flatMap { [Int](repeating: Int(bestScores[$0]), count: places(of: $0)) }
      return best.sorted(by: >).prefix(count).reduce(0, +)
    }
  }
}
