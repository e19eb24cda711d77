internal import LinearAssignment
internal import Pairwright

/// Goes along the frontier of one aim, from the largest total to the most of the aim.
struct FrontierSearch {
  /// Up to this number of pairs no point is left out; beyond, the steps are this part of the whole.
  static let finest = 200

  private let problem: StudyProblem
  private let aim: ExactFrontier.Aim
  private let stages: ObjectiveStages
  private var settled = SettledStages()
  /// The pairs across departments.
  private let across: LinearForm
  /// Whether the largest number of pairs, on which the aim rests, was not found.
  private var isUnsolvable = false
  /// What constraints were worth in the last search.
  private var multipliers: [Double] = []

  /// A choice of pairs and what no total with as much of the aim is above.
  struct Choice {
    let pairs: [AssignedPair]
    let bound: Int
  }

  /// The most steps that the search for one choice may take.
  private static let mostSteps = 10_000

  init(_ problem: StudyProblem, _ aim: ExactFrontier.Aim) throws {
    self.problem = problem
    self.aim = aim
    stages = RuledMatching.stages(problem, [])
    across = problem.acrossDepartments
    guard aim == .worst || aim == .crossDepartmentShare else { return }
    // Worst scores and shares are looked at among largest numbers of pairs.
    do {
      let most = try RuledMatching.pairs(problem, [.pairs]).count
      settled.settle(.sum(.pairs, tier: nil), -Int64(most))
    } catch is StudyError {
      isUnsolvable = true
    }
  }

  /// Returns the choices, each with more of the aim than the one before and, of those that have,
  /// with the largest total; none when the rules cannot be kept.
  mutating func choices() throws -> [Choice] {
    guard !isUnsolvable, var last = try best(nil) else { return [] }
    var found = [last]
    var step = widestStep
    while step >= 1 {
      if let next = try best((last.pairs, step)) {
        found.append(next)
        last = next
      } else {
        // Perhaps less than a step remains.
        step /= 2
      }
    }
    return found
  }

  /// How much of the aim is gone over at once: 1 where every point is wanted.
  private var widestStep: Int {
    let most = problem.mostPairs
    guard most > Self.finest else { return 1 }
    switch aim {
    case .worst: return max(1, Int(problem.largestScore) / Self.finest)
    case .pairs, .crossDepartment, .crossDepartmentShare: return most / Self.finest
    case .coverage: return problem.mostCoverage / Self.finest
    }
  }

  /// Returns the choice with the largest total that has so much more of the aim than another one.
  private mutating func best(_ beyond: (pairs: [AssignedPair], step: Int)?) throws -> Choice? {
    var settled = self.settled
    var constraint: LinearConstraint?
    if let (pairs, step) = beyond {
      let least = Int64(step)
      switch aim {
      case .worst:
        guard let worst = pairs.map({ problem.score($0) }).min() else { return nil }
        settled.lowestScore = worst + step
      case .pairs:
        constraint = LinearConstraint(
          LinearForm(perPair: 1), minimum: Int64(pairs.count) + least)
      case .coverage:
        // The form counts people downwards.
        constraint = LinearConstraint(
          stages.form(of: .sum(.coverage, tier: nil)),
          maximum: -Int64(problem.coverage(of: pairs)) - least)
      case .crossDepartment, .crossDepartmentShare:
        let crossing = pairs.count(where: problem.isAcrossDepartments)
        constraint = LinearConstraint(across, minimum: Int64(crossing) + least)
      }
    }
    var search = stages.problem(.sum(.total, tier: nil), settled)
    if let constraint { search.constraints.append(constraint) }
    let limit = StepLimit(Self.mostSteps)
    var options = ConstrainedAssignmentOptions(
      relaxation: CapacitatedAssignmentOptions(
        shouldStop: { limit.isReached() ? .cancelled : nil }))
    options.expectedMultipliers = multipliers
    switch try search.solve(options) {
    case .optimal(let found), .feasible(let found, _):
      let unit = Double(max(1, found.proof.prices.scale))
      multipliers = found.proof.prices.multipliers.map { Double($0) / unit }
      return Choice(pairs: found.pairs, bound: stages.total(ofValue: found.bound))
    case .infeasible, .degreesImpossible, .stopped: return nil
    }
  }
}

extension StudyProblem {
  /// Whether the departments of a pair are known and different.
  func isAcrossDepartments(_ pair: AssignedPair) -> Bool {
    guard let junior = juniors[pair.row].department, let senior = seniors[pair.column].department
    else { return false }
    return junior != senior
  }

  /// Counts the pairs across departments.
  var acrossDepartments: LinearForm {
    // Class 0 is an unknown department, which is neither the same as another nor different.
    let rows = juniors.map { $0.department.map { $0 + 1 } ?? 0 }
    let columns = seniors.map { $0.department.map { $0 + 1 } ?? 0 }
    let count = ((rows + columns).max() ?? 0) + 1
    return LinearForm(
      table: LinearForm.ClassTable(
        rowClasses: rows, columnClasses: columns, columnClassCount: count,
        values: (0..<(count * count)).map { cell in
          let (row, column) = cell.quotientAndRemainder(dividingBy: count)
          return row > 0 && column > 0 && row != column ? 1 : 0
        }))
  }
}
