#if GLPK

import Pairwright
import PairwrightGLPK
import Testing
import _PairwrightConformance

@Suite("GLPK passes the cases of every solver")
struct GLPKConformanceTests {
  @Test(arguments: SolverConformance.Family.allCases)
  func proposes(family: SolverConformance.Family) {
    let solver = StagedSolver(name: "glpk", proposer: GLPKProposer())
    let report = SolverConformance.report(on: solver, family, cases: 30)
    #expect(report.flaws.isEmpty)
    #expect(report.optimal > 3 && report.refused == 0)
  }
}

#endif
