import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("Inequalities of single rows")
struct KnapsackCutTests {
  @Test(
    "An inequality is accepted exactly when every choice of the row keeps it", arguments: 0..<200)
  func acceptance(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let small = BinaryProgram.random(&generator, columns: 7, rows: 1)
    let program = try IntegerProgram(small)
    for _ in 0..<10 {
      let coefficients = (0..<7).map { _ in Int64.random(in: 0...2, using: &generator) }
      let isFromMinimum = Bool.random(using: &generator)
      let cut = KnapsackCut(
        row: 0, isFromMinimum: isFromMinimum,
        terms: coefficients.enumerated().filter { $1 > 0 }.map {
          IntegerProgram.Term(column: $0, coefficient: $1)
        }, maximum: Int64.random(in: 0...6, using: &generator))
      // The other bound of the row plays no part.
      var row = small.rows[0]
      if isFromMinimum { row.maximum = nil } else { row.minimum = nil }
      let bound = isFromMinimum ? row.minimum : row.maximum
      let single = BinaryProgram(costs: small.costs, rows: [row])
      let isImplied =
        bound != nil
        && (UInt64(0)..<128).allSatisfy {
          !single.allows($0) || single.total(coefficients, $0) <= cut.maximum
        }
      #expect(program.implies(cut) == isImplied)
    }
  }

  @Test("A malformed inequality is refused")
  func malformed() throws {
    let program = try IntegerProgram(
      costs: [1, 1, 1],
      rows: [
        IntegerProgram.Row(
          [2, 3, 4].enumerated().map { IntegerProgram.Term(column: $0, coefficient: $1) },
          maximum: 5)
      ])
    func isAccepted(
      _ terms: [(Int, Int64)], _ maximum: Int64, row: Int = 0, isFromMinimum: Bool = false
    ) -> Bool {
      let cut = KnapsackCut(
        row: row, isFromMinimum: isFromMinimum,
        terms: terms.map { IntegerProgram.Term(column: $0.0, coefficient: $0.1) },
        maximum: maximum)
      let steps = [
        IntegerProgramProof.Step.cut(cut), .close(RowMultipliers(costWeight: 1, terms: [])),
      ]
      let holds = program.isProof(
        IntegerProgramProof(steps: steps), thatNoChoiceIsBelow: 0)
      #expect(holds == program.implies(cut))
      return holds
    }
    #expect(isAccepted([(0, 1), (2, 1)], 1))
    #expect(!isAccepted([(0, 1), (1, 1)], 1))
    #expect(!isAccepted([(0, 1), (2, 1)], 1, isFromMinimum: true))
    #expect(!isAccepted([(0, 1), (2, 1)], 1, row: 1))
    #expect(!isAccepted([(0, 1), (3, 1)], 1))
    #expect(!isAccepted([(2, 1), (2, 1)], 1))
    #expect(!isAccepted([(2, -1)], 1))
    #expect(!isAccepted([(2, 1)], -1))
    #expect(!isAccepted([(2, 1)], .max))
    #expect(isAccepted([(2, .max)], 10_000) == false)
  }

  @Test("Knapsacks are solved as an exhaustive search solves them", arguments: 0..<40)
  func knapsacks(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    // Items of three agents with capacities: a small generalised assignment problem.
    let items = 4
    var rows = (0..<items).map { item in
      BinaryProgram.Row(
        (0..<3 * items).map { $0 % items == item ? 1 : 0 }, minimum: 1, maximum: 1)
    }
    for agent in 0..<3 {
      rows.append(
        BinaryProgram.Row(
          (0..<3 * items).map {
            $0 / items == agent ? Int64.random(in: 3...15, using: &generator) : 0
          }, maximum: Int64.random(in: 10...25, using: &generator)))
    }
    let small = BinaryProgram(
      costs: (0..<3 * items).map { _ in Int64.random(in: 5...25, using: &generator) }, rows: rows)
    let program = try IntegerProgram(small)
    let result = try IntegerProgramSolver().solve(program)
    #expect(result.value == small.least)
    #expect(result.proof != nil)
    let cuts = RootCuts(program, shouldStop: { nil }).cuts
    #expect(cuts.allSatisfy { program.implies($0) })
  }
}
