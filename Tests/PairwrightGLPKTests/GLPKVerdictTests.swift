#if GLPK

import PairwrightGLPK
import Testing

@Suite("What return code and status mean together")
struct GLPKVerdictTests {
  @Test(
    "Every combination has its meaning",
    arguments: [
      (0, 5, .optimal),
      (0, 4, .infeasible), (0x0A, 1, .infeasible), (0x0A, 4, .infeasible), (0x09, 4, .infeasible),
      (0x0E, 2, .feasible(.gapReached)), (0x09, 2, .feasible(.timeLimit)),
      (0x0D, 2, .feasible(.cancelled)),
      (0x09, 1, .nothing(.timeLimit)), (0x0D, 1, .nothing(.cancelled)),
      (0x0B, 1, .modelRefused), (0x04, 1, .modelRefused), (0x0C, 1, .modelRefused),
      (0, 6, .modelRefused),
      (0x05, 5, .failed), (0x05, 2, .failed), (0, 1, .failed), (0, 2, .failed), (0, 3, .failed),
      (0x0E, 5, .failed), (0x0E, 1, .failed), (0x01, 5, .failed), (0x13, 5, .failed),
      (99, 5, .failed), (-1, 5, .failed), (0, 0, .failed), (0, 77, .failed),
    ] as [(Int32, Int32, GLPKVerdict)])
  func meaning(returnCode: Int32, status: Int32, verdict: GLPKVerdict) {
    #expect(GLPKVerdict(returnCode: returnCode, status: status) == verdict)
  }
}

#endif
