extension MentoringProgram {
  /// Finds the best matching of a roster under this program and proves it.
  ///
  /// The answer has passed ``MatchingVerifier`` before it is returned.
  ///
  /// - Parameter roster: the people.
  /// - Parameter solver: how to solve; by default the cheapest exact method for the problem.
  /// - Parameter options: when to stop; by default after the program's time limit.
  /// - Returns: the matching with its proof, or why there is none.
  /// - Throws: ``InvalidInput`` when roster and program do not fit, ``SolverError`` when the solver
  ///   could not run properly.
  /// - Complexity: O(n³) for n people on the larger side; far less in practice.
  public func match(
    _ roster: Roster, solver: (any MatchingSolver)? = nil, options: SolveOptions? = nil
  ) throws -> Solution {
    var diagnostics = Diagnostics()
    let problem = try MatchingProblem(roster, self, diagnostics: &diagnostics)
    return try problem.solution(
      by: solver, options: options ?? .timeLimit(milliseconds: timeLimitMilliseconds))
  }
}

extension MatchingProblem {
  /// Solves the problem and lets the independent verifier look at the answer before releasing it.
  ///
  /// - Throws: ``SolverError`` when the solver could not run, or its answer did not hold.
  public func solution(
    by solver: (any MatchingSolver)? = nil, options: SolveOptions
  ) throws(SolverError) -> Solution {
    var solution = try checkedSolution(by: solver, options: options)
    if case .infeasible(let witness) = solution.outcome {
      solution.relaxations = try relaxations(of: witness, options)
    }
    return solution
  }

  /// The same without looking for what would mend a problem that has no matching.
  func checkedSolution(
    by solver: (any MatchingSolver)? = nil, options: SolveOptions
  ) throws(SolverError) -> Solution {
    let solver = solver ?? route.solver
    var solution = try solver.solve(self, options: options)
    if case .unknown(let limit) = solution.outcome, let outcome = greedyOutcome(limit) {
      solution = Solution(outcome: outcome, route: route, solvedCases: solution.solvedCases)
    }
    options.onProgress?("checking the proof")
    if let refusal = MatchingVerifier(self).refusals(of: solution.outcome).first {
      throw SolverError(
        .selfCheckFailed,
        "The answer of the solver \(solver.name) was withheld: \(refusal.message)",
        advice: "Maybe this is a defect of Pairwright; please report it with the roster's shape.")
    }
    return solution
  }

  /// A matching made in one pass when a limit came before any other, if it keeps every rule.
  private func greedyOutcome(_ limit: SolveLimit) -> Solution.Outcome? {
    let cells = GreedyMatching(self).cells
    // Whoever is left out is explained only when the pairs keep the rules on the whole.
    guard MatchingVerifier(self).refusalsOfWhole(cells).isEmpty else { return nil }
    let matching = Matching(cells, of: self)
    return CountingBound(self).bound(for: matching.objectives).map {
      .feasible(matching, bound: $0, stoppedBy: limit)
    }
  }
}
