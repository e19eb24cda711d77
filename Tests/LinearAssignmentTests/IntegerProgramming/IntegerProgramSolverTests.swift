import LinearAssignment
import Synchronization
import Testing
import _PairwrightTestSupport

@Suite("Solver of integer programs")
struct IntegerProgramSolverTests {
  typealias Row = IntegerProgram.Row
  typealias Term = IntegerProgram.Term

  @Test("The solver finds and proves what an exhaustive search finds", arguments: 0..<100)
  func exhaustive(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<6 {
      let small = BinaryProgram.random(
        &generator, columns: Int.random(in: 0...11, using: &generator),
        rows: Int.random(in: 0...6, using: &generator))
      let program = try IntegerProgram(small)
      let result = try IntegerProgramSolver().solve(program)
      let least = small.least
      #expect(result.value == least)
      #expect(result.choice.map { program.value(of: $0) } == least)
      if let choice = result.choice { #expect(program.firstBrokenRow(of: choice) == nil) }
      let proof = try #require(result.proof)
      #expect(program.isProof(proof, thatNoChoiceIsBelow: least))
      // A proof that stops before its end, or goes on after it, does not hold.
      for steps in [Array(proof.steps.dropLast()), proof.steps + proof.steps.suffix(1)] {
        #expect(!program.isProof(IntegerProgramProof(steps: steps), thatNoChoiceIsBelow: least))
      }
      if let least {
        #expect(result.bound == least)
        #expect(!program.isProof(proof, thatNoChoiceIsBelow: least + program.costDivisor))
        #expect(!program.isProof(proof, thatNoChoiceIsBelow: nil))
      }
    }
  }

  /// No single row shows that there is no choice, but the linear relaxation does.
  @Test("A case that the relaxation excludes ends at once", arguments: [5, 9, 21])
  func infeasibleRelaxation(count: Int) throws {
    var rows = (0..<count).map { Self.sum([$0, ($0 + 1) % count].sorted(), maximum: 1) }
    rows.append(Self.sum(Array(0..<count), minimum: Int64(count / 2 + 1)))
    let program = try IntegerProgram(costs: (0..<count).map { Int64($0) }, rows: rows)
    let result = try IntegerProgramSolver().solve(program)
    #expect(result.value == nil)
    #expect(result.statistics.nodeCount == 1)
    #expect(program.isProof(try #require(result.proof), thatNoChoiceIsBelow: nil))
  }

  @Test("Assignments with quotas of kinds of pairs agree with permutations", arguments: 0..<40)
  func quotas(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let size = 6
    let costs = (0..<size * size).map { _ in 10 * Int64.random(in: 0...30, using: &generator) }
    let kinds = costs.map { _ in Int.random(in: 0..<4, using: &generator) }
    let limits = (0..<4).map { _ in Int64.random(in: 0...3, using: &generator) }
    var rows: [Row] = []
    for index in 0..<size {
      rows.append(Self.sum((0..<size).map { index * size + $0 }, minimum: 1, maximum: 1))
      rows.append(Self.sum((0..<size).map { $0 * size + index }, minimum: 1, maximum: 1))
    }
    for kind in 0..<4 {
      let members = costs.indices.filter { kinds[$0] == kind }
      rows.append(
        kind == 0
          ? Self.sum(members, minimum: limits[kind])
          : Self.sum(members, maximum: limits[kind] + 1))
    }
    let program = try IntegerProgram(costs: costs, rows: rows)
    var least: Int64?
    func extend(_ columns: [Int]) {
      if columns.count == size {
        var choice = [Bool](repeating: false, count: size * size)
        for (row, column) in columns.enumerated() { choice[row * size + column] = true }
        guard program.firstBrokenRow(of: choice) == nil else { return }
        least = min(least ?? .max, program.value(of: choice))
        return
      }
      for column in 0..<size where !columns.contains(column) { extend(columns + [column]) }
    }
    extend([])
    let result = try IntegerProgramSolver().solve(program)
    #expect(result.value == least)
    #expect(result.proof != nil)
    // A start does not change the value, good or bad.
    for start in [result.choice, [Bool](repeating: true, count: size * size), []] {
      #expect(try IntegerProgramSolver().solve(program, from: start).value == least)
    }
  }

  private static func sum(_ columns: [Int], minimum: Int64? = nil, maximum: Int64? = nil) -> Row {
    Row(
      columns.map { Term(column: $0, coefficient: 1) }, minimum: minimum, maximum: maximum)
  }

  @Test("Checking a proof can be stopped like the search", arguments: 0..<20)
  func stopsTheCheck(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let small = BinaryProgram.random(&generator, columns: 10, rows: 4)
    let program = try IntegerProgram(small)
    let polls = Mutex(0)
    func result(stoppingAfter limit: Int) throws -> IntegerProgramResult {
      polls.withLock { $0 = 0 }
      return try IntegerProgramSolver {
        polls.withLock {
          $0 += 1
          return $0 > limit ? .deadline : nil
        }
      }.solve(program)
    }
    let whole = try result(stoppingAfter: .max)
    let proof = try #require(whole.proof)
    let count = polls.withLock(\.self)
    // Each step of the check is one question, and the check comes last.
    for limit in (count - proof.steps.count)..<count {
      let stopped = try result(stoppingAfter: limit)
      #expect(stopped.proof == nil && stopped.stopReason == .deadline)
      #expect(stopped.value == whole.value && stopped.bound == whole.bound)
    }
  }

  @Test("Numbers near the limits are solved exactly", arguments: 0..<20)
  func largeNumbers(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var small = BinaryProgram.random(&generator, columns: 8, rows: 3)
    let factor: Int64 = seed % 2 == 0 ? 1 << 52 : 1 << 50
    // Costs that differ only far behind the precision of floating-point numbers.
    small.costs = small.costs.map { $0 * factor + Int64.random(in: -3...3, using: &generator) }
    small.rows[0].coefficients = small.rows[0].coefficients.map { $0 << 50 }
    small.rows[0].minimum = small.rows[0].minimum.map { $0 << 50 }
    small.rows[0].maximum = small.rows[0].maximum.map { $0 << 50 }
    let program = try IntegerProgram(small)
    let result = try IntegerProgramSolver().solve(program)
    #expect(result.value == small.least)
    #expect(result.proof != nil)
  }

  @Test("A stopped search gives a bound from below, and its best choice", arguments: 0..<20)
  func stopped(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let small = BinaryProgram.random(&generator, columns: 11, rows: 5)
    guard let least = small.least else { return }
    let program = try IntegerProgram(small)
    let result = try IntegerProgramSolver(shouldStop: { .cancelled }).solve(program)
    #expect(result.stopReason == .cancelled && result.proof == nil)
    #expect(result.bound <= least)
    if let value = result.value { #expect(value >= least) }
  }

  @Test("Programs without rows, columns or free columns are solved")
  func empty() throws {
    #expect(try IntegerProgramSolver().solve(IntegerProgram(costs: [], rows: [])).value == 0)
    let free = try IntegerProgram(costs: [3, -2, 0], rows: [Row([]), Row([], maximum: 4)])
    #expect(try IntegerProgramSolver().solve(free).value == -2)
    let impossible = try IntegerProgram(costs: [1], rows: [Row([], minimum: 1)])
    let result = try IntegerProgramSolver().solve(impossible)
    #expect(result.choice == nil && result.proof != nil)
  }

  @Test("A branch on a row divides its sums without a gap")
  func rowBranches() throws {
    let program = try IntegerProgram(
      costs: [2, 2], rows: [Self.sum([0, 1], minimum: 1)])
    func close(_ weight: Int64, _ multiplier: Int64) -> IntegerProgramProof.Step {
      .close(
        RowMultipliers(
          costWeight: weight,
          terms: [RowMultipliers.Term(row: 0, multiplier: multiplier)]))
    }
    func holds(_ steps: [IntegerProgramProof.Step]) -> Bool {
      program.isProof(IntegerProgramProof(steps: steps), thatNoChoiceIsBelow: 2)
    }
    // At most 0 contradicts the minimum; at least 1 costs 2.
    #expect(holds([.branchRow(row: 0, maximum: 0, lowFirst: true), close(0, -1)]) == false)
    #expect(holds([.branchRow(row: 0, maximum: 1, lowFirst: false), close(1, 2), close(1, 2)]))
    #expect(!holds([.branchRow(row: 0, maximum: 1, lowFirst: true), close(1, 2)]))
    #expect(!holds([.branchRow(row: 1, maximum: 1, lowFirst: true), close(1, 2), close(1, 2)]))
    // The row has no maximum to be held down at, before a branch gives it one.
    #expect(!holds([close(1, -1)]))
    #expect(!holds([.branchRow(row: 0, maximum: .max, lowFirst: true), close(1, 2), close(1, 2)]))
  }
}
