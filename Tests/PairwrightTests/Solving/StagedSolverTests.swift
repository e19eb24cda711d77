import Pairwright
import Testing

@testable import Pairwright

@Suite("StagedSolver against an exhaustive search")
struct StagedSolverTests {
  @Test("agrees when rules count kinds of pairs and overlapping groups", arguments: 0..<6)
  func agreesUnderPairRules(block: Int) throws {
    var infeasible = 0
    for seed in (10_000 + 100 * block)..<(10_100 + 100 * block) {
      let small = try SmallProgramme(
        seed: UInt64(seed), doubles: seed % 2 == 0, minimums: seed % 5 == 0, pairRules: true)
      if try expectAgreement(small, seed: seed) { infeasible += 1 }
    }
    #expect(infeasible > 3, "the cases should include impossible ones")
  }

  @Test("agrees on the lowest scores", arguments: 0..<4)
  func agreesOnFairness(block: Int) throws {
    for seed in (20_000 + 60 * block)..<(20_060 + 60 * block) {
      let small = try SmallProgramme(
        seed: UInt64(seed), doubles: seed % 3 == 0, pairRules: seed % 4 == 0, fairness: true)
      try expectAgreement(small, seed: seed)
    }
  }

  @Test("agrees when pairs are forced")
  func agreesWhenForced() throws {
    for seed in 30_000..<30_150 {
      let small = try SmallProgramme(
        seed: UInt64(seed), forced: true, pairRules: true, fairness: seed % 2 == 0)
      if case .pairs(let pairs) = small.forced() {
        try expectAgreement(small, forced: pairs, seed: seed)
      }
    }
  }

  @Test("agrees with the flow where a flow would do")
  func agreesWithFlow() throws {
    for seed in 40_000..<40_100 {
      let small = try SmallProgramme(seed: UInt64(seed), quotas: seed % 2 == 0)
      var diagnostics = Diagnostics()
      let problem = try MatchingProblem(small.roster, small.program, diagnostics: &diagnostics)
      let flow = try problem.solution(by: AssignmentSolver(), options: SolveOptions())
      let staged = try StagedSolver().solve(problem, options: SolveOptions())
      #expect(flow.matching?.objectives == staged.matching?.objectives, "seed \(seed)")
    }
  }
}
