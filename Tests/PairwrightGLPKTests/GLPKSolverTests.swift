#if GLPK

import LinearAssignment
import PairwrightGLPK
import Testing
import _PairwrightTestSupport

@Suite("GLPK")
struct GLPKSolverTests {
  @Test("GLPK with proof agrees with an exhaustive search", arguments: 0..<60)
  func exhaustive(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<3 {
      let columns = Int.random(in: 0...10, using: &generator)
      let small = BinaryProgram.random(
        &generator, columns: columns, rows: Int.random(in: 0...5, using: &generator))
      let result = try GLPKSolver().solve(IntegerProgram(small))
      try expectTrue(result.outcome, of: small)
      switch result.outcome {
      case .optimal, .infeasible: break
      default: Issue.record("A small program was left open: \(result)")
      }
      #expect(result.report.flaw == nil)
    }
  }

  @Test(
    "Without cases to distinguish, only what the root proves is called proven", arguments: 0..<30)
  func rootOnly(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let small = BinaryProgram.random(&generator, columns: 10, rows: 4)
    var options = GLPKOptions()
    options.caseLimit = 1
    try expectTrue(GLPKSolver().solve(IntegerProgram(small), options).outcome, of: small)
  }

  @Test("Costs beyond GLPK's precision are still compared exactly")
  func hugeCosts() throws {
    let big: Int64 = 1 << 57
    // The relaxation is fractional, and the two best choices differ by 1 in 2^57.
    let small = BinaryProgram(
      costs: [-big, -big - 1, -big, 1],
      rows: [
        .init([1, 1, 0, 0], maximum: 1), .init([0, 1, 1, 0], maximum: 1),
        .init([1, 0, 1, 0], maximum: 1),
      ])
    try expectTrue(GLPKSolver().solve(IntegerProgram(small)).outcome, of: small)
  }

  @Test("Large coefficients that GLPK's tolerance blurs are checked exactly")
  func largeCoefficients() throws {
    let million: Int64 = 10_000_000_000
    let small = BinaryProgram(
      costs: [-3, -2, -2], rows: [.init([million, million / 2, million / 2 + 1], maximum: million)])
    let result = try GLPKSolver().solve(IntegerProgram(small))
    try expectTrue(result.outcome, of: small)
    guard case .optimal = result.outcome else {
      Issue.record("\(result)")
      return
    }
  }

  @Test("30 provoked faults in one process, then a right answer")
  func faults() throws {
    let faults: [SystemGLPK.Mistake] = [
      .columnOutOfRange, .duplicateElement, .negativeTime, .unknownKind, .noMemory,
    ]
    let program = try IntegerProgram.large(size: 4, seed: 1)
    let greedy = try IntegerProgram.large(size: 30, seed: 1)
    for round in 0..<6 {
      for fault in faults {
        let solver = GLPKSolver(backend: SystemGLPK(mistake: fault))
        if fault == .noMemory {
          let outcome = try solver.solve(greedy).outcome
          guard case .unknown(_, .memoryLimit) = outcome else {
            Issue.record("Memory was not missed in round \(round).")
            continue
          }
        } else {
          let error = #expect(throws: GLPKError.self) { try solver.solve(program) }
          #expect(error?.code == .internalInconsistency)
          #expect(error?.message.hasPrefix("GLPK found a fault: ") == true, "\(fault)")
        }
      }
    }
    try expectRight(seed: 5)
  }

  @Test("A fault inside the callback of the search comes back as an error")
  func faultInCallback() throws {
    for _ in 0..<5 {
      let program = try IntegerProgram.hard(columns: 30, seed: 3)
      let solver = GLPKSolver(backend: SystemGLPK(mistake: .editInCallback))
      let error = #expect(throws: GLPKError.self) { try solver.solve(program) }
      #expect(error?.code == .internalInconsistency)
    }
    try expectRight(seed: 6)
  }

  @Test("200 concurrent solves are right although a third of them fails on purpose")
  func concurrent() async throws {
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<200 {
        group.addTask {
          if index.isMultiple(of: 3) {
            let solver = GLPKSolver(backend: SystemGLPK(mistake: .columnOutOfRange))
            #expect(throws: GLPKError.self) {
              try solver.solve(IntegerProgram.large(size: 4, seed: 1))
            }
          } else {
            #expect(throws: Never.self) { try expectRight(seed: UInt64(index)) }
          }
        }
      }
    }
  }

  @Test("A solver that is out of time comes back in time and says what it has")
  func timeLimit() throws {
    let program = try IntegerProgram.large(size: 40, seed: 2)
    let clock = ContinuousClock()
    let start = clock.now
    let result = try GLPKSolver().solve(
      program, GLPKOptions(timeLimit: .milliseconds(400)))
    // Half a second is promised; the rest is for a machine that is busy with other tests.
    #expect(clock.now - start < .seconds(3))
    switch result.outcome {
    case .feasible(let choice, let bound, _, let stop):
      #expect(bound <= choice.value && stop == .timeLimit)
    case .unknown(_, let stop): #expect(stop == .timeLimit)
    default: Issue.record("\(result.outcome)")
    }
  }

  @Test("A solve can be cancelled")
  func cancellation() throws {
    let program = try IntegerProgram.large(size: 40, seed: 3)
    let clock = ContinuousClock()
    let start = clock.now
    let options = GLPKOptions(shouldStop: { clock.now - start > .milliseconds(200) })
    let result = try GLPKSolver().solve(program, options)
    #expect(clock.now - start < .seconds(3))
    switch result.outcome {
    case .feasible(_, _, _, let stop), .unknown(_, let stop): #expect(stop == .cancelled)
    default: Issue.record("\(result.outcome)")
    }
  }

  @Test("A solve that does not come back is abandoned, and that is said")
  func abandoned() throws {
    let program = try IntegerProgram.large(size: 5, seed: 4)
    let clock = ContinuousClock()
    let start = clock.now
    let solver = GLPKSolver(backend: SystemGLPK(mistake: .hang))
    let result = try solver.solve(program, GLPKOptions(timeLimit: .milliseconds(100)))
    #expect(clock.now - start < .seconds(4))
    #expect(result.report.abandonedThreadCount == 1)
    guard case .unknown(_, .abandoned) = result.outcome else {
      Issue.record("\(result.outcome)")
      return
    }
  }

  @Test("GLPK says which version it is")
  func version() {
    #expect(GLPKSolver.glpkVersion.hasPrefix("5."))
  }
}

/// Solves a small program and compares.
func expectRight(seed: UInt64) throws {
  var generator = SplitMix64(seed: seed)
  let small = BinaryProgram.random(&generator, columns: 8, rows: 3)
  try expectTrue(GLPKSolver().solve(IntegerProgram(small)).outcome, of: small)
}

#endif
