internal import LinearAssignment

/// The exact trade-offs of one problem: what the total must give for the worst pair, for coverage
/// and for pairs across departments.
package enum ExactFrontier {
  /// What is traded for the total.
  package enum Aim: String, Sendable, CaseIterable {
    /// The worst score of a largest number of pairs.
    case worst
    /// The number of pairs.
    case pairs
    /// The number of people with a partner.
    case coverage
    /// The number of pairs across departments.
    case crossDepartment = "cross_department"
    /// The share of pairs across departments in a largest number of pairs.
    case crossDepartmentShare = "cross_department_share"
  }

  /// A matching that nothing beats in both aims.
  package struct Point: Sendable, Hashable {
    /// What is traded for the total.
    package let aim: Aim
    /// The largest total with at least as much of the aim, in units.
    package let total: Int
    /// What no total with as much of the aim is above, in units; the total itself but where the search
    /// was too long to come to its end.
    package let bound: Int
    /// The number of pairs.
    package let pairs: Int
    /// People with a partner.
    package let coverage: Int
    /// The lowest score, in units.
    package let worst: Int
    /// Pairs across departments.
    package let crossDepartment: Int
    /// 1 - total / largest total for this aim (Bertsimas, Farias & Trichakis 2011).
    package let price: Double

    /// Collects the figures of a matching.
    package init(
      aim: Aim, total: Int, bound: Int, pairs: Int, coverage: Int, worst: Int, crossDepartment: Int,
      price: Double
    ) {
      self.aim = aim
      self.total = total
      self.bound = bound
      self.pairs = pairs
      self.coverage = coverage
      self.worst = worst
      self.crossDepartment = crossDepartment
      self.price = price
    }

    /// How much of the aim there is: units of score, pairs, people, pairs, or a share.
    package var level: Double {
      switch aim {
      case .worst: Double(worst)
      case .pairs: Double(pairs)
      case .coverage: Double(coverage)
      case .crossDepartment: Double(crossDepartment)
      case .crossDepartmentShare: pairs == 0 ? 0 : Double(crossDepartment) / Double(pairs)
      }
    }
  }

  /// Returns the frontiers, each in ascending order of its level.
  ///
  /// Each point has the largest total among the matchings that keep the rules and have more of the
  /// aim than the point before, so that none is left out (the constraint method: Haimes, Lasdon &
  /// Wismer, IEEE Transactions on Systems, Man, and Cybernetics 1, 1971). Where there can be more
  /// than ``FrontierSearch/finest`` pairs, points lie at least a step apart, and each is exact.
  ///
  /// - Complexity: an exact constrained assignment for each point.
  package static func points(_ problem: StudyProblem) throws -> [Point] {
    try Aim.allCases.flatMap { try points(problem, $0) }
  }

  /// Returns the frontier of one aim.
  package static func points(_ problem: StudyProblem, _ aim: Aim) throws -> [Point] {
    var search = try FrontierSearch(problem, aim)
    return described(try search.choices(), aim, problem)
  }

  private static func described(
    _ choices: [FrontierSearch.Choice], _ aim: Aim, _ problem: StudyProblem
  ) -> [Point] {
    let totals = choices.map { $0.pairs.reduce(0) { $0 + problem.score($1) } }
    let best = totals.max() ?? 0
    let points = zip(choices, totals).map { choice, total in
      let pairs = choice.pairs
      return Point(
        aim: aim, total: total, bound: choice.bound, pairs: pairs.count,
        coverage: problem.coverage(of: pairs),
        worst: pairs.map { problem.score($0) }.min() ?? 0,
        crossDepartment: pairs.count(where: problem.isAcrossDepartments),
        price: best == 0 ? 0 : 1 - Double(total) / Double(best))
    }
    // Of equal totals only the last has as much of the aim as can be had for it.
    return points.indices.filter { place in
      place + 1 == points.count || points[place + 1].total < points[place].total
    }.map { points[$0] }
  }
}
