package import LinearAssignment
package import Pairwright

/// Starts from greedy pairs and changes what raises the total until no single change does.
///
/// A change adds a pair, gives one of a pair to somebody with room, or lets two pairs exchange
/// partners: the first improvement found is made (Aarts & Lenstra, eds., "Local Search in
/// Combinatorial Optimization", 1997).
package struct GreedySwaps: MatchingStrategy {
  package static let kind = "greedy_swaps"
  package static let summary =
    "Greedy pairs, then additions, moves and exchanges while one of them raises the total: a local "
    + "optimum."

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .maximal, .swapOptimal, .halfOfBestTotal]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) -> [AssignedPair] {
    var pairs = Set(GreedyScore.pairs(problem))
    // Each change raises a whole number that is bounded, so this ends.
    while let change = SwapSearch(problem, pairs).improvement() {
      pairs.subtract(change.removed)
      pairs.formUnion(change.added)
    }
    return pairs.sorted()
  }
}

/// Looks for one change of a matching that raises its total.
struct SwapSearch {
  /// Pairs that go and pairs that come.
  struct Change {
    let removed: [AssignedPair]
    let added: [AssignedPair]
  }

  private let problem: StudyProblem
  private let pairs: [AssignedPair]
  private let chosen: Set<AssignedPair>
  private var juniorRoom: [Int]
  private var seniorRoom: [Int]

  init(_ problem: StudyProblem, _ pairs: Set<AssignedPair>) {
    self.problem = problem
    self.pairs = pairs.sorted()
    chosen = pairs
    juniorRoom = problem.juniorCapacities
    seniorRoom = problem.seniorCapacities
    for pair in pairs {
      juniorRoom[pair.row] -= 1
      seniorRoom[pair.column] -= 1
    }
  }

  /// The first change found, or `nil` when none raises the total or adds a pair.
  func improvement() -> Change? { addition() ?? move() ?? exchange() }

  /// The score of a pair that could be made beside the others, or `nil`.
  private func gain(_ junior: Int, _ senior: Int) -> Int? {
    let pair = AssignedPair(row: junior, column: senior)
    return problem.isAllowed(junior, senior) && !chosen.contains(pair)
      ? problem.score(pair) : nil
  }

  private func addition() -> Change? {
    for junior in juniorRoom.indices where juniorRoom[junior] > 0 {
      for senior in seniorRoom.indices
      where seniorRoom[senior] > 0 && gain(junior, senior) != nil {
        return Change(removed: [], added: [AssignedPair(row: junior, column: senior)])
      }
    }
    return nil
  }

  private func move() -> Change? {
    for pair in pairs {
      let score = problem.score(pair)
      for senior in seniorRoom.indices where seniorRoom[senior] > 0 {
        if let gain = gain(pair.row, senior), gain > score {
          return Change(removed: [pair], added: [AssignedPair(row: pair.row, column: senior)])
        }
      }
      for junior in juniorRoom.indices where juniorRoom[junior] > 0 {
        if let gain = gain(junior, pair.column), gain > score {
          return Change(removed: [pair], added: [AssignedPair(row: junior, column: pair.column)])
        }
      }
    }
    return nil
  }

  private func exchange() -> Change? {
    for (index, first) in pairs.enumerated() {
      for second in pairs[(index + 1)...]
      where first.row != second.row && first.column != second.column {
        let old = problem.score(first) + problem.score(second)
        if let one = gain(first.row, second.column), let other = gain(second.row, first.column),
          one + other > old
        {
          return Change(
            removed: [first, second],
            added: [
              AssignedPair(row: first.row, column: second.column),
              AssignedPair(row: second.row, column: first.column),
            ])
        }
      }
    }
    return nil
  }
}
