internal import LinearAssignment

/// Solves by shortest augmenting paths, with a case distinction where people stand on both sides.
///
/// Each case is a relaxation (see ``AssignmentModel``) whose optimum is an upper bound for every
/// matching in it. Where the optimum counts a person wrongly, the worth of that person is first
/// granted the other way; where neither way is exact, the case is split in two. Cases that cannot
/// beat the best matching found are closed. The search ends because each split fixes a person or
/// a pair for good.
public struct AssignmentSolver: MatchingSolver {
  /// The name by which the solver is asked for.
  public let name = "assignment"

  /// Makes the solver.
  public init() {}

  /// Returns the best matching with a checked proof, a checked witness, or what was found in time.
  ///
  /// - Complexity: O(n³) for each case, n people on the larger side; far less in practice.
  public func solve(
    _ problem: borrowing MatchingProblem, options: SolveOptions
  ) throws(SolverError) -> Solution {
    let problem = copy problem
    let route = problem.route
    guard route != .integerProgram else {
      throw SolverError(
        .unsupportedRules,
        "The solver assignment cannot keep rules that count kinds of pairs or overlapping groups, "
          + "nor look at the lowest scores.",
        advice: "Maybe use the solver staged, which is chosen by itself.")
    }
    if let witness = InfeasibilityWitness.emptiness(of: problem) {
      return Solution(outcome: .infeasible(witness), route: route, solvedCases: 0)
    }
    guard let model = AssignmentModel(problem) else {
      throw SolverError(
        .rangeTooLarge,
        "\(problem.juniors.count) juniors and \(problem.seniors.count) seniors under "
          + "\(problem.program.objective.count) objectives need values beyond 2^61.",
        advice: "Maybe name fewer objectives, or split the programme.")
    }
    var search = Search(model: model, options: options)
    let outcome = try search.run()
    return Solution(outcome: outcome, route: route, solvedCases: search.solvedCases)
  }
}

/// One run over the cases of a problem, depth first.
private struct Search {
  let model: AssignmentModel
  let options: SolveOptions
  var solvedCases = 0
  private var closed: [OptimalityProof.Case] = []
  private var best: (cells: [MatchingProblem.Cell], worth: Int128)?
  private var lastPotentials: Potentials?

  init(model: AssignmentModel, options: SolveOptions) {
    self.model = model
    self.options = options
  }

  /// A case that has been solved: its relaxed optimum bounds everything in it.
  private struct SolvedCase {
    let branch: Branch
    let cells: [MatchingProblem.Cell]
    let bound: Int128
    let potentials: QuotaPotentials

    /// The case, closed by its bound.
    var closed: OptimalityProof.Case {
      OptimalityProof.Case(
        branch: branch, closure: .bounded(potentials.nodes),
        quotaPrices: potentials.rowQuotas + potentials.columnQuotas)
    }
  }

  private enum CaseOutcome {
    case solved(SolvedCase)
    case empty(OptimalityProof.Closure)
    /// Stopped, with the bound that was found before, if any.
    case stopped(SolveLimit, bound: Int128?)
  }

  mutating func run() throws(SolverError) -> Solution.Outcome {
    var open: [(branch: Branch, bound: Int128?)] = [(Branch(), nil)]
    while let next = open.popLast() {
      switch try solveTightened(next.branch) {
      case .stopped(let limit, let bound):
        return stopped(by: limit, openBounds: open.map(\.bound) + [bound ?? next.bound])
      case .empty(let closure):
        if next.branch.assumptions.isEmpty {
          switch closure {
          case .empty(let witness):
            return .infeasible(.tooFewPartners(.init(witness, of: model.problem)))
          case .clash(let witness):
            return .infeasible(.quotasClash(.init(witness, of: model.problem)))
          case .bounded: break
          }
        }
        closed.append(.init(branch: next.branch, closure: closure))
      case .solved(let solved):
        consider(solved.cells)
        if let best, solved.bound <= best.worth {
          closed.append(solved.closed)
        } else if let assumptions = split(solved) {
          for assumption in assumptions {
            var branch = solved.branch
            branch.assumptions.append(assumption)
            switch assumption {
            case .usedAsJunior(let row), .unusedAsJunior(let row): branch.roleWorths[row] = nil
            case .barred: break
            }
            open.append((branch, solved.bound))
          }
        } else {
          throw SolverError(
            .selfCheckFailed, "A case is neither exact nor can it be split.",
            advice:
              "Maybe this is a defect of Pairwright; please report it with the roster's shape.")
        }
      }
    }
    // Without any matching no case was closed by its bound, so all are empty.
    guard let best else { return .infeasible(.everyCaseEmpty(OptimalityProof(cases: closed))) }
    return .optimal(
      Matching(best.cells, of: model.problem), OptimalityProof(cases: closed))
  }

  /// Solves a branch, shifting worth between the start and the roles as its own optimum suggests.
  private mutating func solveTightened(_ start: Branch) throws(SolverError) -> CaseOutcome {
    var branch = start
    var tightest: SolvedCase?
    var search = RoleWorthSearch(model)
    while true {
      switch try solve(branch) {
      case .solved(let solved):
        consider(solved.cells)
        if solved.bound < (tightest?.bound ?? .max) { tightest = solved }
        guard let tightest else { return .solved(solved) }
        if let best, tightest.bound <= best.worth { return .solved(tightest) }
        guard
          let next = search.next(
            after: solved.branch, cells: solved.cells, potentials: solved.potentials.nodes,
            miscounted: miscounted(solved))
        else { return .solved(tightest) }
        branch = next
      case .stopped(let limit, _):
        // The case stays open, but what was relaxed before still bounds it.
        return .stopped(limit, bound: tightest?.bound)
      case .empty(let closure): return .empty(closure)
      }
    }
  }

  private mutating func solve(_ branch: Branch) throws(SolverError) -> CaseOutcome {
    solvedCases += 1
    options.onProgress?("solving case \(solvedCases)")
    let (problem, constant) = model.relaxation(of: branch)
    let shouldStop = options.shouldStop
    var limits = CapacitatedAssignmentOptions(shouldStop: { shouldStop().map { _ in .deadline } })
    // Cases differ in a few people, so the prices of the last one are close to those of the next.
    limits.expectedPotentials = lastPotentials
    func solved(_ pairs: [AssignedPair], _ value: Int128, _ prices: QuotaPotentials) -> CaseOutcome
    {
      let cells = pairs.map { MatchingProblem.Cell(row: $0.row, column: $0.column) }
      return .solved(
        SolvedCase(
          branch: branch, cells: (cells + model.problem.forced).sorted(),
          bound: constant - value, potentials: prices))
    }
    do {
      // Without quotas an impossible case has a witness in terms of people alone.
      if problem.rowQuotas.isEmpty, problem.columnQuotas.isEmpty {
        switch try problem.assignment.solve(limits) {
        case .optimal(let found):
          lastPotentials = found.potentials
          return solved(
            found.pairs, found.value,
            QuotaPotentials(nodes: found.potentials, rowQuotas: [], columnQuotas: []))
        case .infeasible(let witness): return .empty(.empty(witness))
        case .stopped: break
        }
      } else {
        switch try problem.solve(limits) {
        case .optimal(let found):
          lastPotentials = found.potentials.nodes
          return solved(found.pairs, found.value, found.potentials)
        case .infeasible(let witness): return .empty(.clash(witness))
        case .stopped: break
        }
      }
      return .stopped(options.shouldStop() ?? .cancelled, bound: nil)
    } catch {
      throw SolverError(error)
    }
  }

  /// Keeps a matching that is worth more than the best so far.
  private mutating func consider(_ cells: [MatchingProblem.Cell]) {
    let chosen = Set(cells)
    guard !cells.contains(where: { model.reversed($0).map(chosen.contains) ?? false }) else {
      return
    }
    let worth = model.worth(of: cells)
    if worth > best?.worth ?? .min { best = (cells, worth) }
  }

  /// Returns the people for whom the relaxation grants more than they are worth.
  private func miscounted(_ solved: SolvedCase) -> [AssignmentModel.Double] {
    let rows = Set(solved.cells.map(\.row))
    let columns = Set(solved.cells.map(\.column))
    let decided = decidedRows(solved.branch)
    return model.doubles.filter { double in
      guard double.worth > 0, !decided.contains(double.row) else { return false }
      let roleWorth = solved.branch.roleWorths[double.row] ?? 0
      switch (rows.contains(double.row), columns.contains(double.column)) {
      case (true, true): return roleWorth > 0
      case (false, false): return roleWorth < double.worth
      default: return false
      }
    }
  }

  /// Returns the two assumptions that split a case, the more promising last, or `nil`.
  private func split(_ solved: SolvedCase) -> [Branch.Assumption]? {
    let chosen = Set(solved.cells)
    for cell in solved.cells {
      if let other = model.reversed(cell), chosen.contains(other) {
        return [.barred(cell), .barred(other)]
      }
    }
    return miscounted(solved).first.map {
      [.unusedAsJunior(row: $0.row), .usedAsJunior(row: $0.row)]
    }
  }

  private func decidedRows(_ branch: Branch) -> Set<Int> {
    Set(
      branch.assumptions.compactMap { assumption in
        switch assumption {
        case .unusedAsJunior(let row), .usedAsJunior(let row): row
        case .barred: nil
        }
      })
  }

  private func stopped(by limit: SolveLimit, openBounds: [Int128?]) -> Solution.Outcome {
    // Whatever gave the best matching also gave a bound, so every open case has one.
    guard let best, !openBounds.contains(nil) else { return .unknown(stoppedBy: limit) }
    let matching = Matching(best.cells, of: model.problem)
    // The closed cases are bounded by the best matching itself.
    let bound = openBounds.compactMap(\.self).reduce(best.worth, max)
    guard let first = model.objective.bound(for: matching.objectives, sum: bound) else {
      return .unknown(stoppedBy: limit)
    }
    return .feasible(matching, bound: first, stoppedBy: limit)
  }
}
