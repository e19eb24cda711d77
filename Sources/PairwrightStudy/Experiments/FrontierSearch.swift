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
  /// What constraints were worth in the last search.
  private var multipliers: [Double] = []

  init(_ problem: StudyProblem, _ aim: ExactFrontier.Aim) throws {
    self.problem = problem
    self.aim = aim
    stages = RuledMatching.stages(problem, [])
    across = problem.acrossDepartments
    guard aim == .worst else { return }
    // The worst score is looked at among largest numbers of pairs.
    let most: Int
    do {
      most = try RuledMatching.pairs(problem, [.pairs]).count
    } catch let error as StudyError where error.kind == .unsolvable {
      return
    }
    settled.settle(.sum(.pairs, tier: nil), -Int64(most))
  }

  /// Returns the choices, each with more of the aim than the one before and, of those that have,
  /// with the largest total; none when the rules cannot be kept.
  mutating func choices() throws -> [[AssignedPair]] {
    guard var last = try best(nil) else { return [] }
    var found = [last]
    var step = widestStep
    while step >= 1 {
      if let next = try best((last, step)) {
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
    let most = aim == .coverage ? problem.mostCoverage / 2 : problem.mostPairs
    guard most > Self.finest else { return 1 }
    switch aim {
    case .worst: return max(1, Int(problem.largestScore) / Self.finest)
    case .pairs, .crossDepartment: return most / Self.finest
    case .coverage: return 2 * most / Self.finest
    // Of shares a step is one in `finest` of the whole, and at the end any increase.
    case .crossDepartmentShare: return 2
    }
  }

  /// Returns the choice with the largest total that has so much more of the aim than another one.
  private mutating func best(
    _ beyond: (choice: [AssignedPair], step: Int)?
  ) throws -> [AssignedPair]? {
    var settled = self.settled
    var bound: LinearConstraint?
    if let (choice, step) = beyond {
      let least = Int64(step)
      let count = Int64(choice.count)
      let crossing = Int64(choice.count(where: problem.isAcrossDepartments))
      switch aim {
      case .worst:
        guard count > 0 else { return nil }
        settled.lowestScore = (choice.map { problem.score($0) }.min() ?? 0) + step
      case .pairs:
        bound = LinearConstraint(LinearForm(perPair: 1), minimum: count + least)
      case .coverage:
        // The form counts people downwards.
        bound = LinearConstraint(
          stages.form(of: .sum(.coverage, tier: nil)),
          maximum: -Int64(problem.coverage(of: choice)) - least)
      case .crossDepartment:
        bound = LinearConstraint(across, minimum: crossing + least)
      case .crossDepartmentShare:
        // With pairs n of which c cross, the next share c' / n' has c' n - n' c >= 1, or it is at
        // least c / n + 1 / finest.
        guard count > 0 else { return nil }
        let unit = step == 1 ? 1 : Int64(Self.finest)
        var form = across
        form.table?.values = (across.table?.values ?? []).map { $0 * count * unit }
        form.perPair = -crossing * unit - (step == 1 ? 0 : count)
        bound = LinearConstraint(form, minimum: step == 1 ? 1 : 0)
      }
    }
    var search = stages.problem(.sum(.total, tier: nil), settled)
    if let bound { search.constraints.append(bound) }
    var options = ConstrainedAssignmentOptions()
    options.expectedMultipliers = multipliers
    guard case .optimal(let found) = try search.solve(options) else { return nil }
    // The share's form grows with the choice, so that its old multiplier means something else.
    if aim != .crossDepartmentShare {
      let unit = Double(max(1, found.proof.prices.scale))
      multipliers = found.proof.prices.multipliers.map { Double($0) / unit }
    }
    return found.pairs
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
