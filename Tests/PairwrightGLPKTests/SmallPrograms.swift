#if GLPK

import LinearAssignment
import PairwrightGLPK
import Testing
import _PairwrightTestSupport

extension IntegerProgram {
  init(_ small: BinaryProgram) throws {
    try self.init(
      costs: small.costs,
      rows: small.rows.map { row in
        Row(
          row.coefficients.enumerated().filter { $1 != 0 }.map {
            Term(column: $0, coefficient: $1)
          },
          minimum: row.minimum, maximum: row.maximum)
      })
  }

  /// A program whose relaxations are weak: subsets that add up to half of everything, odd, so that
  /// there is none, but only a long search knows.
  static func hard(columns: Int, seed: UInt64) throws -> IntegerProgram {
    var generator = SplitMix64(seed: seed)
    let weights = (0..<columns).map { _ in 2 * Int64.random(in: 200...1000, using: &generator) }
    let half = weights.reduce(0, +) / 4
    let terms = weights.enumerated().map { Term(column: $0, coefficient: $1) }
    return try IntegerProgram(
      costs: weights.map { -$0 },
      rows: [Row(terms, maximum: half * 2 + 1), Row(terms, minimum: half * 2 - 1)])
  }

  /// A program with many columns and rows that GLPK works on for a while.
  static func large(size: Int, seed: UInt64) throws -> IntegerProgram {
    var generator = SplitMix64(seed: seed)
    let costs = (0..<size * size).map { _ in Int64.random(in: -100_000 ... -1, using: &generator) }
    var rows: [Row] = []
    for index in 0..<size {
      rows.append(
        Row((0..<size).map { Term(column: index * size + $0, coefficient: 1) }, maximum: 1))
      rows.append(
        Row((0..<size).map { Term(column: $0 * size + index, coefficient: 1) }, maximum: 1))
    }
    for _ in 0..<12 {
      let terms = costs.indices.map {
        Term(column: $0, coefficient: Int64.random(in: 1...99, using: &generator))
      }
      rows.append(Row(terms, maximum: Int64(30 * size)))
    }
    return try IntegerProgram(costs: costs, rows: rows)
  }
}

/// Checks an outcome against everything that an exhaustive search knows.
func expectTrue(
  _ outcome: GLPKOutcome, of small: BinaryProgram, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let least = small.least
  let program = try IntegerProgram(small)
  func expect(_ condition: Bool) {
    #expect(condition, comment, sourceLocation: sourceLocation)
  }
  func expectKept(_ choice: GLPKChoice) {
    let bits = choice.columns.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    expect(small.allows(bits) && small.total(small.costs, bits) == choice.value)
  }
  switch outcome {
  case .optimal(let choice, let proof):
    expectKept(choice)
    expect(choice.value == least)
    expect(program.isProof(proof, thatNoChoiceIsBelow: least))
  case .feasible(let choice, let bound, let provenByGLPKOnly, _):
    expectKept(choice)
    expect(least.map { bound <= $0 } ?? false)
    expect(!provenByGLPKOnly || bound < choice.value)
  case .infeasible(let proof):
    expect(least == nil)
    expect(program.isProof(proof, thatNoChoiceIsBelow: nil))
  case .infeasiblePerGLPK: break
  case .unknown(let bound, _): expect(bound <= least ?? .max)
  }
}

#endif
