internal import LinearAssignment

/// Solves by shortest augmenting paths, with a case distinction where people stand on both sides.
///
/// Each case is a relaxation (see ``BranchRelaxation``) whose optimum is an upper bound for every
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
    if let witness = AssignmentSolver.emptiness(of: problem) {
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

  /// Returns why there cannot be any pair at all, or `nil`.
  private static func emptiness(of problem: MatchingProblem) -> InfeasibilityWitness? {
    if problem.juniors.isEmpty { return .nobody(.junior) }
    if problem.seniors.isEmpty { return .nobody(.senior) }
    guard problem.eligibility.allowedCount == 0, problem.forced.isEmpty else { return nil }
    var bars: [String: Int] = [:]
    for row in problem.juniors.indices {
      for column in problem.seniors.indices {
        for bar in problem.eligibility.bars(row: row, column: column) {
          bars[bar.name, default: 0] += 1
        }
      }
    }
    return .noAllowedPair(bars: bars)
  }
}

/// One run over the cases of a problem, depth first.
private struct Search {
  let model: AssignmentModel
  let options: SolveOptions
  var solvedCases = 0
  private var closed: [OptimalityProof.Case] = []
  private var best: (cells: [MatchingProblem.Cell], worth: Int128)?

  init(model: AssignmentModel, options: SolveOptions) {
    self.model = model
    self.options = options
  }

  /// A case that has been solved: its relaxed optimum bounds everything in it.
  private struct SolvedCase {
    let branch: Branch
    let cells: [MatchingProblem.Cell]
    let bound: Int128
    let potentials: Potentials
  }

  private enum CaseOutcome {
    case solved(SolvedCase)
    case empty(DegreeWitness)
    case stopped(SolveLimit)
  }

  mutating func run() throws(SolverError) -> Solution.Outcome {
    var open: [(branch: Branch, bound: Int128?)] = [(Branch(), nil)]
    while let next = open.popLast() {
      switch try solveTightened(next.branch) {
      case .stopped(let limit):
        return stopped(by: limit, openBounds: open.map(\.bound) + [next.bound])
      case .empty(let witness):
        if next.branch.assumptions.isEmpty {
          return .infeasible(.tooFewPartners(.init(witness, of: model.problem)))
        }
        closed.append(.init(branch: next.branch, closure: .empty(witness)))
      case .solved(let solved):
        consider(solved.cells)
        if let best, solved.bound <= best.worth {
          closed.append(.init(branch: solved.branch, closure: .bounded(solved.potentials)))
        } else if let assumptions = split(solved) {
          for assumption in assumptions {
            var branch = solved.branch
            branch.assumptions.append(assumption)
            if case .usedAsJunior(let row) = assumption { branch.countedTwice.remove(row) }
            if case .unusedAsJunior(let row) = assumption { branch.countedTwice.remove(row) }
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

  /// Solves a branch, granting worth once or twice per person as its own optimum suggests.
  private mutating func solveTightened(_ start: Branch) throws(SolverError) -> CaseOutcome {
    var branch = start
    var tightest: SolvedCase?
    var toggled: Set<Int> = []
    while true {
      switch try solve(branch) {
      case .solved(let solved):
        consider(solved.cells)
        if solved.bound < (tightest?.bound ?? .max) { tightest = solved }
        if let best, let tightest, tightest.bound <= best.worth { return .solved(tightest) }
        let wrong = miscounted(solved).filter { toggled.insert($0).inserted }
        guard !wrong.isEmpty, let tightest else {
          return tightest.map { .solved($0) } ?? .solved(solved)
        }
        branch = tightest.branch
        branch.countedTwice = solved.branch.countedTwice.symmetricDifference(wrong)
      case let other:
        // A limit after the first relaxation still leaves a valid bound, but the case is open.
        return other
      }
    }
  }

  private mutating func solve(_ branch: Branch) throws(SolverError) -> CaseOutcome {
    solvedCases += 1
    options.onProgress?("solving case \(solvedCases)")
    let (problem, constant) = model.relaxation(of: branch)
    let shouldStop = options.shouldStop
    let outcome: CapacitatedAssignmentOutcome
    do {
      outcome = try problem.solve(
        CapacitatedAssignmentOptions(shouldStop: { shouldStop().map { _ in .deadline } }))
    } catch {
      throw SolverError(error)
    }
    switch outcome {
    case .optimal(let assignment):
      let cells = assignment.pairs.map { MatchingProblem.Cell(row: $0.row, column: $0.column) }
      return .solved(
        SolvedCase(
          branch: branch, cells: (cells + model.problem.forced).sorted(),
          bound: constant - assignment.value, potentials: assignment.potentials))
    case .infeasible(let witness): return .empty(witness)
    case .stopped: return .stopped(options.shouldStop() ?? .cancelled)
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

  /// Returns the rows of people whose worth the relaxation grants once too often.
  private func miscounted(_ solved: SolvedCase) -> [Int] {
    let rows = Set(solved.cells.map(\.row))
    let columns = Set(solved.cells.map(\.column))
    let decided = decidedRows(solved.branch)
    return model.doubles.filter { double in
      guard double.worth > 0, !decided.contains(double.row) else { return false }
      let roles = (rows.contains(double.row) ? 1 : 0) + (columns.contains(double.column) ? 1 : 0)
      return solved.branch.countedTwice.contains(double.row) ? roles == 2 : roles == 0
    }.map(\.row)
  }

  /// Returns the two assumptions that split a case, the more promising last, or `nil`.
  private func split(_ solved: SolvedCase) -> [Branch.Assumption]? {
    let chosen = Set(solved.cells)
    for cell in solved.cells {
      if let other = model.reversed(cell), chosen.contains(other) {
        return [.barred(cell), .barred(other)]
      }
    }
    return miscounted(solved).first.map { [.unusedAsJunior(row: $0), .usedAsJunior(row: $0)] }
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
    guard let best else { return .unknown(stoppedBy: limit) }
    let matching = Matching(best.cells, of: model.problem)
    // Only the weighted sum is bounded; what the first objective can reach at most follows from it.
    let bound = openBounds.contains(nil) ? nil : openBounds.compactMap(\.self).max()
    let first = model.objective.levels[0]
    let value = bound.map { Int($0 / first.weight) }
    return .feasible(
      matching,
      bound: ObjectiveBound(
        objective: first.objective,
        value: value ?? model.problem.juniors.count + model.problem.seniors.count),
      stoppedBy: limit)
  }
}
