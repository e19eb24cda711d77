package import LinearAssignment

/// Predicates on matchings, written from the definitions and without any solver.
package enum GuaranteeCheck {
  /// Returns whether all pairs are allowed, different, and within the capacities.
  package static func isFeasible(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool {
    guard Set(pairs).count == pairs.count,
      pairs.allSatisfy({
        (0..<problem.juniorCount).contains($0.row)
          && (0..<problem.seniorCount).contains($0.column)
          && problem.isAllowed($0.row, $0.column)
      })
    else { return false }
    let degrees = Degrees(pairs, problem)
    return zip(degrees.juniors, problem.juniorCapacities).allSatisfy { $0 <= $1 }
      && zip(degrees.seniors, problem.seniorCapacities).allSatisfy { $0 <= $1 }
  }

  /// Returns whether no pair can be added.
  package static func isMaximal(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool {
    let degrees = Degrees(pairs, problem)
    let chosen = Set(pairs)
    return problem.allowedPairs.allSatisfy {
      chosen.contains($0) || degrees.juniors[$0.row] >= problem.juniorCapacities[$0.row]
        || degrees.seniors[$0.column] >= problem.seniorCapacities[$0.column]
    }
  }

  /// Returns the allowed pairs that are not made although each of the two has room or would rather
  /// have the other than its worst partner (Gale & Shapley 1962; Roth 1984 for several partners).
  ///
  /// - Complexity: O(pairs).
  package static func blockingPairs(
    _ pairs: [AssignedPair], in problem: StudyProblem
  ) -> [AssignedPair] {
    let degrees = Degrees(pairs, problem)
    // The rank up to which a newcomer is welcome: everybody's worst partner, or anybody.
    var juniorLimit = [Int32](repeating: -1, count: problem.juniorCount)
    var seniorLimit = [Int32](repeating: -1, count: problem.seniorCount)
    for pair in pairs {
      juniorLimit[pair.row] = max(juniorLimit[pair.row], problem.juniorRank(pair))
      seniorLimit[pair.column] = max(seniorLimit[pair.column], problem.seniorRank(pair))
    }
    for junior in juniorLimit.indices
    where degrees.juniors[junior] < problem.juniorCapacities[junior] {
      juniorLimit[junior] = StudyProblem.unranked
    }
    for senior in seniorLimit.indices
    where degrees.seniors[senior] < problem.seniorCapacities[senior] {
      seniorLimit[senior] = StudyProblem.unranked
    }
    let chosen = Set(pairs)
    var blocking: [AssignedPair] = []
    for junior in 0..<problem.juniorCount {
      for senior in 0..<problem.seniorCount {
        let cell = problem.cell(junior, senior)
        guard problem.juniorRanks[cell] < juniorLimit[junior],
          problem.seniorRanks[cell] < seniorLimit[senior]
        else { continue }
        let pair = AssignedPair(row: junior, column: senior)
        if !chosen.contains(pair) { blocking.append(pair) }
      }
    }
    return blocking
  }

  /// Returns whether no other matching is better for a junior and worse for none, for juniors with
  /// one partner at most.
  ///
  /// A matching can be improved for juniors exactly when some junior could move to a better senior
  /// with room, or juniors could pass on their seniors in a circle, each to a better one; a chain
  /// that ends in room is the same (Abraham, Cechlárová, Manlove & Mehlhorn, "Pareto optimality in
  /// house allocation problems", ISAAC 2004).
  package static func isParetoEfficientForJuniors(
    _ pairs: [AssignedPair], in problem: StudyProblem
  ) -> Bool {
    let degrees = Degrees(pairs, problem)
    var partner = [Int?](repeating: nil, count: problem.juniorCount)
    var holders = [[Int]](repeating: [], count: problem.seniorCount)
    for pair in pairs {
      partner[pair.row] = pair.column
      holders[pair.column].append(pair.row)
    }
    var better = [[Int]](repeating: [], count: problem.juniorCount)
    for junior in 0..<problem.juniorCount where problem.juniorCapacities[junior] > 0 {
      let present = partner[junior].map { problem.juniorRanks[problem.cell(junior, $0)] }
      for senior in 0..<problem.seniorCount
      where problem.juniorRanks[problem.cell(junior, senior)] < present ?? StudyProblem.unranked {
        if degrees.seniors[senior] < problem.seniorCapacities[senior] { return false }
        better[junior] += holders[senior]
      }
    }
    // Without room anywhere, only a circle of juniors can gain; take away those who want nobody.
    var wanted = better.map(\.count)
    var wantedBy = [[Int]](repeating: [], count: problem.juniorCount)
    for (junior, others) in better.enumerated() {
      for other in others { wantedBy[other].append(junior) }
    }
    var ends = wanted.indices.filter { wanted[$0] == 0 }
    var left = problem.juniorCount
    while let junior = ends.popLast() {
      left -= 1
      for other in wantedBy[junior] {
        wanted[other] -= 1
        if wanted[other] == 0 { ends.append(other) }
      }
    }
    return left == 0
  }

  /// Returns whether no matching has more pairs: no augmenting path (Berge 1957).
  package static func hasMostPairs(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool {
    let degrees = Degrees(pairs, problem)
    let chosen = Set(pairs)
    var holders = [[Int]](repeating: [], count: problem.seniorCount)
    for pair in pairs { holders[pair.column].append(pair.row) }
    var isReached = degrees.juniors.indices.map {
      degrees.juniors[$0] < problem.juniorCapacities[$0]
    }
    var queue = isReached.indices.filter { isReached[$0] }
    var isSeen = [Bool](repeating: false, count: problem.seniorCount)
    while let junior = queue.popLast() {
      for senior in 0..<problem.seniorCount
      where !isSeen[senior] && problem.isAllowed(junior, senior)
        && !chosen.contains(AssignedPair(row: junior, column: senior))
      {
        if degrees.seniors[senior] < problem.seniorCapacities[senior] { return false }
        isSeen[senior] = true
        for holder in holders[senior] where !isReached[holder] {
          isReached[holder] = true
          queue.append(holder)
        }
      }
    }
    return true
  }

  /// Returns whether no addition, no move of one partner and no exchange of two raises the total.
  package static func isSwapOptimal(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool {
    guard isMaximal(pairs, in: problem) else { return false }
    let degrees = Degrees(pairs, problem)
    let chosen = Set(pairs)
    func value(_ junior: Int, _ senior: Int) -> Int {
      let pair = AssignedPair(row: junior, column: senior)
      return chosen.contains(pair) ? Int(StudyProblem.barred) : problem.score(pair)
    }
    for pair in pairs {
      let score = problem.score(pair)
      for senior in 0..<problem.seniorCount
      where degrees.seniors[senior] < problem.seniorCapacities[senior] {
        if value(pair.row, senior) > score { return false }
      }
      for junior in 0..<problem.juniorCount
      where degrees.juniors[junior] < problem.juniorCapacities[junior] {
        if value(junior, pair.column) > score { return false }
      }
      for other in pairs where other.row != pair.row && other.column != pair.column {
        let one = value(pair.row, other.column)
        let two = value(other.row, pair.column)
        if one >= 0, two >= 0, one + two > score + problem.score(other) { return false }
      }
    }
    return true
  }

  /// Returns how many rules that count people or pairs are broken, and how many people have fewer
  /// partners than they must have.
  package static func brokenRules(_ pairs: [AssignedPair], in problem: StudyProblem) -> Int {
    let degrees = Degrees(pairs, problem)
    let rules = problem.rules
    return rules.counted.count { $0.shortfall(pairs) > 0 }
      + zip(degrees.juniors, rules.juniorMinimums).count { $0 < $1 }
      + zip(degrees.seniors, rules.seniorMinimums).count { $0 < $1 }
  }

  /// Returns by how many people the quotas are missed or exceeded, all quotas together.
  package static func quotaShortfall(_ pairs: [AssignedPair], in problem: StudyProblem) -> Int {
    problem.rules.counted.filter(\.countsPeople).reduce(0) { $0 + $1.shortfall(pairs) }
  }
}

/// How many partners everybody has.
struct Degrees {
  private(set) var juniors: [Int]
  private(set) var seniors: [Int]

  init(_ pairs: [AssignedPair], _ problem: StudyProblem) {
    juniors = [Int](repeating: 0, count: problem.juniorCount)
    seniors = [Int](repeating: 0, count: problem.seniorCount)
    for pair in pairs {
      juniors[pair.row] += 1
      seniors[pair.column] += 1
    }
  }
}
