/// Looks for prices of constraints whose bound is as large as possible.
///
/// Subgradient steps after Held, Wolfe & Crowder, "Validation of subgradient optimization",
/// Mathematical Programming 6, 1974, pp. 62-88: each multiplier moves by how much the relaxed
/// optimum breaks its constraint, as far as the distance to the best value known suggests. All
/// bounds are exact; the search may be as wrong as it likes.
struct MultiplierSearch<Costs: CostSource> {
  /// What prices came to.
  struct Evaluation {
    let prices: ConstraintPrices
    let potentials: Potentials
    /// The exact bound, in units of the scale.
    let bound: Int128
    /// The choice that the relaxation likes best.
    let choice: [PricedPair]
  }

  /// Multipliers before rounding, in units of the objective.
  struct Point {
    var multipliers: [Double]
    var coupleParts: [Double]
  }

  private let problem: ConstrainedAssignmentProblem<Costs>
  private let survey: CostSurvey
  private let options: CapacitatedAssignmentOptions
  private(set) var scale: Int64
  private var lastPotentials: Potentials?
  /// A number for each constraint by which its multiplier is measured: its largest coefficient.
  private let sizes: [Double]
  private(set) var point: Point
  private(set) var best: Evaluation?

  init(
    _ problem: ConstrainedAssignmentProblem<Costs>, _ survey: CostSurvey,
    _ options: CapacitatedAssignmentOptions, isObjectivePriced: Bool = true
  ) {
    self.problem = problem
    self.survey = survey
    self.options = options
    sizes = problem.constraints.map { max(1, $0.form.largest(cost: survey.largest)) }
    scale = isObjectivePriced ? 1 << 16 : 0
    point = Point(
      multipliers: [Double](repeating: 0, count: problem.constraints.count),
      coupleParts: [Double](repeating: 0, count: problem.couples.count))
  }

  /// Begins with multipliers that are expected to be near the best ones.
  mutating func start(at multipliers: [Double]) {
    guard multipliers.count == point.multipliers.count else { return }
    point.multipliers = multipliers
  }

  /// The point that multipliers of a residue's rows mean.
  func point(of found: RowMultipliers, in residue: ConstrainedResidue) -> Point {
    let unit = Double(max(1, found.costWeight))
    var duals: [Int: Double] = [:]
    for term in found.terms { duals[term.row] = Double(term.multiplier) / unit }
    let multipliers = residue.rowOfConstraint.map { row in
      row.flatMap { duals[$0] }.map { -$0 } ?? 0
    }
    var point = Point(
      multipliers: multipliers,
      coupleParts: [Double](repeating: 0, count: problem.couples.count))
    for (couple, links) in residue.linksOfCouple {
      // Of the three rows only those that the sign of the couple's worth calls for have duals.
      point.coupleParts[couple] = duals[links.atMostBoth] ?? duals[links.atLeastRow] ?? 0
    }
    return point
  }

  /// Solves the relaxation of a point; nil when it leaves the range of exact arithmetic.
  mutating func evaluate(_ point: Point) throws -> Evaluation? {
    while true {
      let prices = rounded(point)
      if let relaxed = RelaxedAssignment(problem, prices, survey) {
        var options = options
        options.expectedPotentials = lastPotentials
        do {
          switch try relaxed.problem.solve(options) {
          case .optimal(let found):
            lastPotentials = found.potentials
            guard let choice = problem.priced(found.pairs) else { return nil }
            let evaluation = Evaluation(
              prices: prices, potentials: found.potentials, bound: found.value + relaxed.constant,
              choice: choice)
            if evaluation.bound > best?.bound ?? .min {
              best = evaluation
              self.point = point
            }
            return evaluation
          case .infeasible(let witness): throw DegreesImpossible(witness: witness)
          case .stopped(let reason): throw SolverStop(reason: reason)
          }
        } catch let error as AssignmentError where error.code == .costRangeTooLarge {
        }
      }
      // A coarser scale makes all numbers smaller; what was known in finer units is forgotten.
      guard scale > 1 else { return nil }
      scale /= 16
      lastPotentials = nil
      best = nil
    }
  }

  /// Takes up to `count` steps towards `target`, the value of a choice known, and shows each
  /// relaxed optimum to `consider`, which tells the target from then on.
  mutating func improve(
    steps count: Int, target: Double?, _ consider: (Evaluation) -> Double?
  ) throws {
    var target = target
    var present = point
    var length = 1.0
    var patience = 0
    for _ in 0..<count {
      let before = best?.bound ?? .min
      guard let found = try evaluate(present) else { return }
      target = consider(found)
      let gradient = gradient(of: found, at: present)
      let square =
        zip(gradient.multipliers, sizes).reduce(0) { $0 + ($1.0 / $1.1) * ($1.0 / $1.1) }
        + gradient.coupleParts.reduce(0) { $0 + $1 * $1 }
      if square == 0 { return }
      let unit = Double(max(1, scale))
      let bound = Double(found.bound) / unit
      let bestBound = Double(best?.bound ?? found.bound) / unit
      if let target, target - bestBound < 0.5 { return }
      if found.bound > before {
        patience = 0
      } else {
        patience += 1
        if patience == 8 { (length, patience, present) = (length / 2, 0, point) }
        if length < 1e-3 { return }
      }
      let goal = target ?? bestBound + max(1, abs(bestBound) / 50)
      let step = length * max(goal - bound, (goal - bestBound) / 2, 1e-3) / square
      for index in present.multipliers.indices {
        present.multipliers[index] +=
          step * gradient.multipliers[index] / (sizes[index] * sizes[index])
      }
      for index in present.coupleParts.indices {
        present.coupleParts[index] += step * gradient.coupleParts[index]
      }
      project(&present)
    }
  }

  /// By how much the relaxed optimum breaks each constraint, signed.
  private func gradient(of found: Evaluation, at point: Point) -> Point {
    let multipliers = zip(problem.constraints, found.prices.multipliers).map {
      constraint, multiplier -> Double in
      let value = problem.value(of: constraint.form, found.choice)
      if let maximum = constraint.maximum, multiplier > 0 || (multiplier == 0 && value > maximum) {
        return Double(value - Int128(maximum))
      }
      if let minimum = constraint.minimum, multiplier < 0 || (multiplier == 0 && value < minimum) {
        return Double(value - Int128(minimum))
      }
      return 0
    }
    let rows = Set(found.choice.map(\.row))
    let columns = Set(found.choice.map(\.column))
    let worths = coupleWorths(point)
    let parts = problem.couples.indices.map { index -> Double in
      let row = rows.contains(problem.couples[index].row) ? 1.0 : 0
      let column = columns.contains(problem.couples[index].column) ? 1.0 : 0
      return worths[index] == 0 ? 0 : worths[index] < 0 ? 1 - row - column : row - column
    }
    return Point(multipliers: multipliers, coupleParts: parts)
  }

  /// What each couple adds at a point, in units of the objective.
  private func coupleWorths(_ point: Point) -> [Double] {
    var worths = [Double](repeating: 0, count: problem.couples.count)
    if scale > 0 {
      for (couple, number) in problem.objective.coupleUse { worths[couple] += Double(number) }
    }
    for (constraint, multiplier) in zip(problem.constraints, point.multipliers) {
      for (couple, number) in constraint.form.coupleUse {
        worths[couple] += multiplier * Double(number)
      }
    }
    return worths
  }

  /// Brings a point back to where prices make sense.
  private func project(_ point: inout Point) {
    for (index, constraint) in problem.constraints.enumerated() {
      if constraint.maximum == nil { point.multipliers[index] = min(0, point.multipliers[index]) }
      if constraint.minimum == nil { point.multipliers[index] = max(0, point.multipliers[index]) }
      if scale == 0 {
        let limit = 1 / sizes[index]
        point.multipliers[index] = min(limit, max(-limit, point.multipliers[index]))
      }
    }
    for (index, worth) in coupleWorths(point).enumerated() {
      point.coupleParts[index] = min(abs(worth), max(0, point.coupleParts[index]))
    }
  }

  /// A point as integers; the signs and the parts of couples are made to fit.
  private func rounded(_ point: Point) -> ConstraintPrices {
    let unit = Double(scale == 0 ? 1 << 20 : scale)
    var point = point
    project(&point)
    let multipliers = point.multipliers.map { number -> Int64 in
      let scaled = (number * unit).rounded()
      return abs(scaled) < 0x1p59 ? Int64(scaled) : 0
    }
    var worths = [Int128](repeating: 0, count: problem.couples.count)
    for (couple, number) in problem.objective.coupleUse {
      worths[couple] += Int128(scale) * Int128(number)
    }
    for (constraint, multiplier) in zip(problem.constraints, multipliers) {
      for (couple, number) in constraint.form.coupleUse {
        worths[couple] += Int128(multiplier) * Int128(number)
      }
    }
    let parts = zip(worths, point.coupleParts).map { worth, part -> Int64 in
      let scaled = (part * unit).rounded()
      let limit = Int64(clamping: abs(worth))
      return scaled.isFinite && scaled < 0x1p62 ? min(limit, max(0, Int64(scaled))) : limit
    }
    return ConstraintPrices(scale: scale, multipliers: multipliers, coupleParts: parts)
  }
}

/// Rows and columns cannot even keep their own bounds.
struct DegreesImpossible: Error {
  let witness: DegreeWitness
}
