internal import LinearAssignment

/// Predicates on optima, for problems in which nothing but capacities and barred pairs is to be kept.
extension GuaranteeCheck {
  /// The most allowed pairs of a problem in which ranks and scores level by level are compared; beyond,
  /// that would take longer than the strategies do.
  private static let mostLevelledPairs = 40_000

  /// Returns whether no matching has a larger total.
  static func hasBestTotal(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool {
    ExchangeCheck(pairs, in: problem) { problem.score($0) }.isBest
  }

  /// Returns true when prices show that no total is more than twice as large, else `nil`.
  ///
  /// Everybody without room costs the score of their worst pair. Where no other pair is worth more than
  /// its two people cost, all costs together bound every total (weak duality), and they are at most
  /// twice the scores of the pairs made.
  static func hasHalfOfBestTotal(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool? {
    let degrees = Degrees(pairs, problem)
    var juniorCosts = [Int](repeating: .max, count: problem.juniorCount)
    var seniorCosts = [Int](repeating: .max, count: problem.seniorCount)
    for pair in pairs {
      juniorCosts[pair.row] = min(juniorCosts[pair.row], problem.score(pair))
      seniorCosts[pair.column] = min(seniorCosts[pair.column], problem.score(pair))
    }
    for junior in juniorCosts.indices
    where degrees.juniors[junior] < problem.juniorCapacities[junior] { juniorCosts[junior] = 0 }
    for senior in seniorCosts.indices
    where degrees.seniors[senior] < problem.seniorCapacities[senior] { seniorCosts[senior] = 0 }
    let chosen = Set(pairs)
    let isBounded = problem.allowedPairs.allSatisfy { pair in
      // Who has no place at all makes no pair.
      chosen.contains(pair) || problem.juniorCapacities[pair.row] == 0
        || problem.seniorCapacities[pair.column] == 0
        || problem.score(pair) <= juniorCosts[pair.row] + seniorCosts[pair.column]
    }
    return isBounded ? true : nil
  }

  /// Returns whether no matching covers more people, and none as many with a larger total.
  static func hasBestCoverage(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool {
    let person = Int(problem.largestScore) * problem.mostPairs + 1
    return ExchangeCheck(pairs, in: problem, firstUse: person) { problem.score($0) }.isBest
  }

  /// Returns whether no matching has more pairs, and none as many with a better worst score.
  static func hasBestWorst(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool {
    guard hasMostPairs(pairs, in: problem) else { return false }
    guard let worst = pairs.map({ problem.score($0) }).min() else { return true }
    let better = problem.with(
      scores: problem.scores.map { $0 > worst ? $0 : StudyProblem.barred },
      juniorWorth: problem.juniorWorth, seniorWorth: problem.seniorWorth)
    return mostPairs(of: better) < pairs.count
  }

  /// Returns whether no matching has more pairs, and none as many is better from the worst score up;
  /// `nil` beyond 40,000 allowed pairs.
  static func isLeximin(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool? {
    isBestByLevels(pairs, in: problem) {
      LevelWorth(1, level: -1) - LevelWorth(1, level: problem.score($0))
    }
  }

  /// Returns whether no matching has more first choices, of those none more second ones, and so on;
  /// `nil` beyond 40,000 allowed pairs.
  ///
  /// - Parameter pairsFirst: whether only matchings with as many pairs are compared.
  static func isBestByRank(
    _ pairs: [AssignedPair], in problem: StudyProblem, of side: RankSide, pairsFirst: Bool
  ) -> Bool? {
    isBestByLevels(pairs, in: problem) {
      LevelWorth(pairsFirst ? 1 : 0, level: -1) + LevelWorth(1, level: side.rank($0, problem))
    }
  }

  /// Returns whether no matching has more pairs, and none as many has fewer last choices, and so on;
  /// `nil` beyond 40,000 allowed pairs.
  static func isGenerous(
    _ pairs: [AssignedPair], in problem: StudyProblem, of side: RankSide
  ) -> Bool? {
    let count = side.ranks(problem).count
    return isBestByLevels(pairs, in: problem) {
      LevelWorth(1, level: -1) - LevelWorth(1, level: count - side.rank($0, problem))
    }
  }

  private static func isBestByLevels(
    _ pairs: [AssignedPair], in problem: StudyProblem, worth: (AssignedPair) -> LevelWorth
  ) -> Bool? {
    guard problem.allowedPairs.count <= mostLevelledPairs else { return nil }
    return ExchangeCheck(pairs, in: problem, worth: worth).isBest
  }

  /// Returns the largest number of pairs, by one augmenting path after another (Berge 1957).
  private static func mostPairs(of problem: StudyProblem) -> Int {
    var places = problem.juniorCapacities
    var holders = [[Int]](repeating: [], count: problem.seniorCount)
    /// Finds a senior for a junior, who may have to take another junior's place.
    func place(_ junior: Int, _ isSeen: inout [Bool]) -> Bool {
      for senior in 0..<problem.seniorCount
      where !isSeen[senior] && problem.isAllowed(junior, senior)
        && !holders[senior].contains(junior)
      {
        isSeen[senior] = true
        if holders[senior].count < problem.seniorCapacities[senior] {
          holders[senior].append(junior)
          return true
        }
        for (index, holder) in holders[senior].enumerated() where place(holder, &isSeen) {
          holders[senior][index] = junior
          return true
        }
      }
      return false
    }
    for junior in places.indices {
      while places[junior] > 0 {
        var isSeen = [Bool](repeating: false, count: problem.seniorCount)
        guard place(junior, &isSeen) else { break }
        places[junior] -= 1
      }
    }
    return holders.reduce(0) { $0 + $1.count }
  }
}
