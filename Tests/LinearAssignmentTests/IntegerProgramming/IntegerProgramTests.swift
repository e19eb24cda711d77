import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite("Integer programs")
struct IntegerProgramTests {
  typealias Row = IntegerProgram.Row
  typealias Term = IntegerProgram.Term

  @Test(
    "A malformed program is refused",
    arguments: [
      ([1], [Row([Term(column: 1, coefficient: 1)])]),
      ([1], [Row([Term(column: -1, coefficient: 1)])]),
      ([1], [Row([Term(column: 0, coefficient: 0)])]),
      ([1], [Row([Term(column: 0, coefficient: 1), Term(column: 0, coefficient: 2)])]),
      ([1], [Row([Term(column: 0, coefficient: 1)], minimum: 2, maximum: 1)]),
      ([1], [Row([Term(column: 0, coefficient: .min)])]),
      (
        [1],
        [
          Row([Term(column: 0, coefficient: 1 << 60)]),
          Row([Term(column: 0, coefficient: 1 << 60)]),
          Row([Term(column: 0, coefficient: 1)]),
        ]
      ),
      ([1 << 61, 1], []),
      ([.min], []),
      ([.min, .min, .min], []),
    ] as [([Int64], [Row])])
  func malformed(costs: [Int64], rows: [Row]) {
    #expect {
      try IntegerProgram(costs: costs, rows: rows)
    } throws: { error in
      (error as? AssignmentError)?.code == .programInvalid
    }
  }

  @Test("Bounds that no sum reaches keep their meaning")
  func unreachableBounds() throws {
    let term = Term(column: 0, coefficient: 3)
    let program = try IntegerProgram(
      costs: [1],
      rows: [Row([term], minimum: .min, maximum: .max), Row([term], minimum: .max)])
    #expect(program.firstBrokenRow(of: [true]) == 1)
    #expect(program.firstBrokenRow(of: [false]) == 1)
    #expect(program.costDivisor == 1)
  }

  @Test("The divisor of the costs is their greatest common one")
  func divisor() throws {
    #expect(try IntegerProgram(costs: [-20, 30, 0], rows: []).costDivisor == 10)
    #expect(try IntegerProgram(costs: [0, 0], rows: []).costDivisor == 1)
    #expect(try IntegerProgram(costs: [], rows: []).costDivisor == 1)
  }

  @Test("No multipliers whatever bound the value from above", arguments: 0..<100)
  func bounds(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let small = BinaryProgram.random(&generator, columns: 7, rows: 3)
    guard let least = small.least else { return }
    let program = try IntegerProgram(small)
    for _ in 0..<20 {
      let terms = (0..<3).map { row in
        RowMultipliers.Term(row: row, multiplier: Int64.random(in: -90...90, using: &generator))
      }
      let multipliers = RowMultipliers(
        costWeight: Int64.random(in: 1...9, using: &generator), terms: terms)
      if let bound = program.lowerBound(multipliers) { #expect(bound <= least) }
    }
  }

  @Test("Multipliers that do not suit the program give no bound")
  func unsuitable() throws {
    let program = try IntegerProgram(
      costs: [1], rows: [Row([Term(column: 0, coefficient: 1)], minimum: 1)])
    func bound(_ weight: Int64, _ terms: [(Int, Int64)]) -> Int64? {
      program.lowerBound(
        RowMultipliers(
          costWeight: weight,
          terms: terms.map { RowMultipliers.Term(row: $0.0, multiplier: $0.1) }))
    }
    #expect(bound(1, [(0, 1)]) == 1)
    #expect(bound(1, []) == 0)
    #expect(bound(1, [(0, -1)]) == nil)
    #expect(bound(1, [(1, 1)]) == nil)
    #expect(bound(1, [(-1, 1)]) == nil)
    #expect(bound(1, [(0, 1), (0, 1)]) == nil)
    #expect(bound(1, [(0, .max)]) == nil)
    #expect(bound(0, [(0, 1)]) == nil)
    #expect(bound(-1, []) == nil)
    #expect(bound(.max, []) == nil)
  }

  @Test("Duals of any kind round to multipliers that suit the program")
  func rounding() throws {
    let terms = [Term(column: 0, coefficient: 1)]
    let program = try IntegerProgram(
      costs: [1], rows: [Row(terms, minimum: 1), Row(terms, maximum: 1), Row(terms)])
    for dual in [0, 1, -1, 0.3, .nan, .infinity, -.infinity, 1e300, -1e300, 1e15, -1e17] {
      for weight: Int64 in [0, 1, 1 << 30, 1 << 40] {
        let multipliers = RowMultipliers(
          rounding: [dual, dual, dual, dual], costWeight: weight, of: program)
        #expect(multipliers.suits(program))
        #expect((multipliers.costWeight == 0) == (weight == 0))
      }
    }
  }
}

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
}
