#if GLPK

import LinearAssignment
import PairwrightGLPK
import Testing
import _PairwrightTestSupport

/// Suggests nonsense.
private struct NonsenseRelaxation: IntegerProgramRelaxation {
  var generator: SplitMix64
  let program: IntegerProgram

  mutating func proposal(decided: [Bool?], best value: Int64?) -> RelaxationProposal {
    let kinds: [Double] = [0, 1, -1, 0.5, 7e9, -1e300, .nan, .infinity]
    let duals = program.rows.map { _ in kinds.randomElement(using: &generator) ?? 0 }
    let shares = decided.map { _ in kinds.randomElement(using: &generator) ?? 0 }
    return RelaxationProposal(
      multipliers: [
        RowMultipliers(rounding: duals, costWeight: 0, of: program),
        RowMultipliers(rounding: duals, costWeight: 1 << 20, of: program),
        RowMultipliers(
          costWeight: -1, terms: [RowMultipliers.Term(row: 99, multiplier: .min)]),
      ], shares: shares)
  }
}

@Suite("Search over integer programs")
struct IntegerProgramSearchTests {
  @Test("The search finds and proves what an exhaustive search finds", arguments: 0..<60)
  func exhaustive(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<5 {
      let columns = Int.random(in: 0...9, using: &generator)
      let small = BinaryProgram.random(
        &generator, columns: columns, rows: Int.random(in: 0...5, using: &generator))
      let program = try IntegerProgram(small)
      var search = IntegerProgramSearch(program, relaxation: SubgradientRelaxation(program))
      try expect(search.run(), fits: small)
      var misled = IntegerProgramSearch(
        program, relaxation: NonsenseRelaxation(generator: generator, program: program))
      try expect(misled.run(), fits: small)
    }
  }

  private func expect(_ result: IntegerProgramSearchResult, fits small: BinaryProgram) throws {
    let program = try IntegerProgram(small)
    let least = small.least
    let proof = try #require(result.proof)
    #expect(result.choice.map { program.value(of: $0) } == least)
    if let choice = result.choice { #expect(program.firstBrokenRow(of: choice) == nil) }
    #expect(program.isProof(proof, thatNoChoiceIsBelow: least))
    if let least {
      #expect(!program.isProof(proof, thatNoChoiceIsBelow: least + program.costDivisor))
      #expect(!program.isProof(proof, thatNoChoiceIsBelow: nil))
    }
  }

  @Test("A proof that leaves out a step or goes on after its end does not hold", arguments: 0..<20)
  func mutilated(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let small = BinaryProgram.random(&generator, columns: 9, rows: 4)
    let program = try IntegerProgram(small)
    var search = IntegerProgramSearch(program, relaxation: SubgradientRelaxation(program))
    let steps = try #require(search.run().proof).steps
    let least = small.least
    #expect(
      !program.isProof(IntegerProgramProof(steps: []), thatNoChoiceIsBelow: least))
    #expect(
      !program.isProof(
        IntegerProgramProof(steps: steps.dropLast()), thatNoChoiceIsBelow: least))
    let close = IntegerProgramProof.Step.close(RowMultipliers(costWeight: 1, terms: []))
    #expect(
      !program.isProof(IntegerProgramProof(steps: steps + [close]), thatNoChoiceIsBelow: least))
    let branch = IntegerProgramProof.Step.branch(column: 99, first: true)
    #expect(
      !program.isProof(IntegerProgramProof(steps: [branch] + steps), thatNoChoiceIsBelow: least))
  }

  @Test("A search that is stopped bounds the value from below", arguments: 0..<40)
  func stopped(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let small = BinaryProgram.random(&generator, columns: 10, rows: 4)
    guard let least = small.least else { return }
    let program = try IntegerProgram(small)
    for caseLimit in [0, 1, 2, 5] {
      var search = IntegerProgramSearch(
        program, relaxation: SubgradientRelaxation(program, stepCount: 2), caseLimit: caseLimit)
      let result = search.run()
      #expect(result.bound <= least)
      if let choice = result.choice {
        #expect(program.value(of: choice) >= least)
        #expect(program.firstBrokenRow(of: choice) == nil)
      }
    }
    var search = IntegerProgramSearch(
      program, relaxation: SubgradientRelaxation(program), shouldStop: { .cancelled })
    let result = search.run()
    #expect(result.stopReason == .cancelled && result.proof == nil && result.bound <= least)
  }

  @Test("A choice that breaks a row is no start")
  func brokenStart() throws {
    let program = try IntegerProgram(
      BinaryProgram(costs: [-5, -1], rows: [.init([1, 1], maximum: 1)]))
    var search = IntegerProgramSearch(program, relaxation: SubgradientRelaxation(program))
    let result = search.run(from: [true, true])
    #expect(result.choice == [true, false])
    #expect(result.bound == -5)
  }
}

#endif
