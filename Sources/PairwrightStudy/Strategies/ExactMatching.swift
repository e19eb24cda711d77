internal import LinearAssignment

/// Exact optima over allowed pairs, by the solver of `LinearAssignment`.
enum ExactMatching {
  /// Returns the pairs of the largest total worth; pairs of negative worth are left out.
  ///
  /// - Parameters:
  ///   - firstUse: what it is worth that a person has any partner.
  ///   - worth: what a pair is worth.
  static func best(
    _ problem: StudyProblem, firstUse: Int64 = 0, worth: (AssignedPair) -> Int64?
  ) throws -> [AssignedPair] {
    let edges = problem.allowedPairs.compactMap { pair in
      worth(pair).map { SparseCosts.Edge(row: pair.row, column: pair.column, cost: -$0) }
    }
    let assignment = CapacitatedAssignmentProblem(
      costs: try SparseCosts(
        rowCount: problem.juniorCount, columnCount: problem.seniorCount, edges: edges),
      rows: problem.juniorCapacities.map { DegreeBounds(maximum: $0, firstUseCost: -firstUse) },
      columns: problem.seniorCapacities.map { DegreeBounds(maximum: $0, firstUseCost: -firstUse) })
    guard case .optimal(let answer) = try assignment.solve() else {
      throw StudyError(.unsolvable, "A matching without minimums always exists.")
    }
    return answer.pairs
  }

  /// Returns the pairs of the largest total score; of equal totals, more pairs.
  static func largestTotal(
    _ problem: StudyProblem, atLeast least: Int = 0
  ) throws -> [AssignedPair] {
    let factor = Int64(problem.mostPairs + 1)
    return try best(problem) { pair in
      let score = problem.score(pair)
      return score < least ? nil : Int64(score) * factor + 1
    }
  }

  /// Returns the largest number of pairs, and of those the largest total score.
  static func mostPairs(
    _ problem: StudyProblem, atLeast least: Int = 0
  ) throws -> [AssignedPair] {
    let bonus = Int64(problem.largestScore) * Int64(problem.mostPairs) + 1
    return try best(problem) { pair in
      let score = problem.score(pair)
      return score < least ? nil : Int64(score) + bonus
    }
  }
}
