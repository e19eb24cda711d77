import Testing
import _PairwrightConformance

@testable import Pairwright

@Suite("Every solver passes the same cases")
struct SolverConformanceTests {
  @Test(arguments: SolverConformance.Family.allCases)
  func flows(family: SolverConformance.Family) {
    let report = SolverConformance.report(on: AssignmentSolver(), family, cases: 60)
    #expect(report.flaws.isEmpty)
    switch family {
    case .lowestScores: #expect(report.refused > 50)
    case .kindsOfPairs: #expect(report.refused > 30)
    default: #expect(report.optimal > 10 && report.refused == 0)
    }
  }

  @Test(arguments: SolverConformance.Family.allCases)
  func stages(family: SolverConformance.Family) {
    let report = SolverConformance.report(on: StagedSolver(), family, cases: 30)
    #expect(report.flaws.isEmpty)
    #expect(report.optimal > 3 && report.refused == 0)
  }

  @Test("finds flaws in solvers that are wrong", arguments: SolverConformance.Family.allCases)
  func noticesFlaws(family: SolverConformance.Family) {
    for lie in [Liar.Lie.dropsAPair, .callsItImpossible] {
      let report = SolverConformance.report(on: Liar(lie: lie), family, cases: 20)
      #expect(!report.flaws.isEmpty, "\(lie)")
    }
  }
}

/// A solver whose answers are wrong in one way.
private struct Liar: MatchingSolver {
  enum Lie {
    case dropsAPair
    case callsItImpossible
  }

  let lie: Lie
  let name = "liar"

  func solve(
    _ problem: borrowing MatchingProblem, options: SolveOptions
  ) throws(SolverError) -> Solution {
    let problem = copy problem
    let truth = try problem.route.solver.solve(problem, options: options)
    guard case .optimal(let matching, let proof) = truth.outcome else { return truth }
    switch lie {
    case .dropsAPair:
      let pairs = Array(matching.pairs.dropLast())
      let cut = Matching(
        pairs: pairs, unmatched: matching.unmatched,
        objectives: Matching.objectiveValues(of: pairs, in: problem))
      return Solution(outcome: .optimal(cut, proof), route: truth.route, solvedCases: 0)
    case .callsItImpossible:
      return Solution(outcome: .infeasible(.nobody(.junior)), route: truth.route, solvedCases: 0)
    }
  }
}
