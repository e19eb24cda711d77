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
    /// The number of pairs across departments.
    case crossDepartment = "cross_department"
  }

  /// A matching that nothing beats in both aims.
  package struct Point: Sendable, Hashable {
    /// What is traded for the total.
    package let aim: Aim
    /// How much of the aim there is: units of score, pairs, or pairs.
    package let level: Int
    /// The largest total with at least that much of the aim, in units.
    package let total: Int
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
      aim: Aim, level: Int, total: Int, pairs: Int, coverage: Int, worst: Int,
      crossDepartment: Int, price: Double
    ) {
      self.aim = aim
      self.level = level
      self.total = total
      self.pairs = pairs
      self.coverage = coverage
      self.worst = worst
      self.crossDepartment = crossDepartment
      self.price = price
    }
  }

  /// The most thresholds of the worst score that are tried.
  private static let mostThresholds = 24

  /// Returns the frontiers, each in ascending order of its level.
  ///
  /// - Complexity: about a hundred exact assignments.
  package static func points(_ problem: StudyProblem) throws -> [Point] {
    try worst(problem) + pairs(problem) + crossDepartment(problem)
  }

  /// For thresholds spread evenly over what can be reached: the largest total among largest numbers
  /// of pairs at or above the threshold, while as many pairs as ever can be made.
  private static func worst(_ problem: StudyProblem) throws -> [Point] {
    let best = try Bottleneck.bestWorst(problem)
    let start = try ExactMatching.mostPairs(problem)
    guard let lowest = start.map({ problem.score($0) }).min() else { return [] }
    var choices = [start]
    let steps = mostThresholds
    for step in 1...steps {
      let threshold = lowest + (best - lowest) * step / steps
      if let last = choices.last?.map({ problem.score($0) }).min(), last >= threshold { continue }
      choices.append(try ExactMatching.mostPairs(problem, atLeast: threshold))
    }
    return described(choices, .worst, problem)
  }

  /// The corners of the frontier of the number of pairs, from that of the largest total on.
  ///
  /// The largest totals are concave in the number of pairs (successive shortest paths; Ahuja,
  /// Magnanti & Orlin 1993, section 9.7), so between two corners they lie on the line.
  private static func pairs(_ problem: StudyProblem) throws -> [Point] {
    let first = try ExactMatching.largestTotal(problem)
    let last = try ExactMatching.mostPairs(problem)
    return described(
      try hull(first, last, problem, measure: { $0.count }, counts: { _ in true }), .pairs, problem)
  }

  /// The corners of the frontier of pairs across departments; between two corners a matching may
  /// lie below the line that joins them, never above.
  private static func crossDepartment(_ problem: StudyProblem) throws -> [Point] {
    func isAcross(_ pair: AssignedPair) -> Bool {
      guard let junior = problem.juniors[pair.row].department,
        let senior = problem.seniors[pair.column].department
      else { return false }
      return junior != senior
    }
    let bonus = Int64(problem.largestScore) * Int64(problem.mostPairs) + 1
    let first = try ExactMatching.largestTotal(problem)
    let last = try ExactMatching.best(problem) {
      Int64(problem.score($0)) + (isAcross($0) ? bonus : 0)
    }
    return described(
      try hull(first, last, problem, measure: { $0.count(where: isAcross) }, counts: isAcross),
      .crossDepartment, problem)
  }

  /// Returns the corners between two choices: each is best for some worth of what counts.
  ///
  /// The worth at which two neighbours are equally good is tried; whatever is better there lies
  /// between them (Eisner & Severance, Journal of the ACM 23, 1976, pp. 619-635).
  private static func hull(
    _ first: [AssignedPair], _ last: [AssignedPair], _ problem: StudyProblem,
    measure: ([AssignedPair]) -> Int, counts: (AssignedPair) -> Bool
  ) throws -> [[AssignedPair]] {
    func total(_ pairs: [AssignedPair]) -> Int { pairs.reduce(0) { $0 + problem.score($1) } }
    var done = [first]
    var open = measure(last) > measure(first) ? [last] : []
    while let right = open.last, let left = done.last {
      let more = Int64(measure(right) - measure(left))
      let less = Int64(total(left) - total(right))
      // Scores times `more`, so that the worth `less` / `more` of what counts is a whole number.
      let middle = try ExactMatching.best(problem) {
        Int64(problem.score($0)) * more + (counts($0) ? less : 0)
      }
      let value = Int64(total(middle)) * more + Int64(measure(middle)) * less
      if value > Int64(total(left)) * more + Int64(measure(left)) * less {
        open.append(middle)
      } else {
        done.append(right)
        open.removeLast()
      }
    }
    return done
  }

  private static func described(
    _ choices: [[AssignedPair]], _ aim: Aim, _ problem: StudyProblem
  ) -> [Point] {
    let totals = choices.map { $0.reduce(0) { $0 + problem.score($1) } }
    let best = totals.max() ?? 0
    return zip(choices, totals).map { pairs, total in
      let worst = pairs.map { problem.score($0) }.min() ?? 0
      let across = pairs.count { pair in
        let junior = problem.juniors[pair.row].department
        let senior = problem.seniors[pair.column].department
        return junior != nil && senior != nil && junior != senior
      }
      return Point(
        aim: aim,
        level: aim == .worst ? worst : aim == .pairs ? pairs.count : across, total: total,
        pairs: pairs.count, coverage: Degrees(pairs, problem).covered, worst: worst,
        crossDepartment: across,
        price: best == 0 ? 0 : 1 - Double(total) / Double(best))
    }
  }
}
