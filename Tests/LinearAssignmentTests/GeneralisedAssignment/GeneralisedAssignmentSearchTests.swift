import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite("Generalised assignment")
struct GeneralisedAssignmentSearchTests {
  /// Items, agents and what it costs and takes to give an item to an agent, with every way to do it
  /// within reach of an exhaustive search.
  struct Small {
    var costs: [[Int64]]
    var sizes: [[Int64]]
    var capacities: [Int64]
    /// Pairs of an item and an agent that have no column.
    var missing: Set<[Int]> = []

    init(_ generator: inout SplitMix64, items: Int, agents: Int, factor: Int64, tightness: Int64) {
      costs = (0..<items).map { _ in
        (0..<agents).map { _ in factor * Int64.random(in: -5...30, using: &generator) }
      }
      sizes = (0..<items).map { _ in
        (0..<agents).map { _ in Int64.random(in: 1...12, using: &generator) }
      }
      capacities = (0..<agents).map { _ in
        Int64.random(in: 0...(Int64(items) * tightness / Int64(agents)), using: &generator)
      }
      for item in 0..<items {
        for agent in 0..<agents where Int.random(in: 0..<8, using: &generator) == 0 {
          missing.insert([item, agent])
        }
      }
    }

    /// The columns as pairs of an item and an agent.
    var pairs: [(item: Int, agent: Int)] {
      costs.indices.flatMap { item in
        capacities.indices.filter { !missing.contains([item, $0]) }.map { (item, $0) }
      }
    }

    func program() throws -> IntegerProgram {
      let pairs = pairs
      let assigned = costs.indices.map { item in
        IntegerProgram.Row(
          pairs.indices.filter { pairs[$0].item == item }.map { .init(column: $0, coefficient: 1) },
          minimum: 1, maximum: 1)
      }
      let kept = capacities.indices.map { agent in
        IntegerProgram.Row(
          pairs.indices.filter { pairs[$0].agent == agent }.map {
            .init(column: $0, coefficient: sizes[pairs[$0].item][agent])
          }, maximum: capacities[agent])
      }
      return try IntegerProgram(
        costs: pairs.map { costs[$0.item][$0.agent] }, rows: kept + assigned)
    }

    /// The least value, by trying every way; nil when there is none.
    var least: Int64? {
      var best: Int64?
      var rest = capacities
      func extend(_ item: Int, _ value: Int64) {
        guard item < costs.count else {
          best = min(best ?? .max, value)
          return
        }
        for agent in rest.indices
        where sizes[item][agent] <= rest[agent] && !missing.contains([item, agent]) {
          rest[agent] -= sizes[item][agent]
          extend(item + 1, value + costs[item][agent])
          rest[agent] += sizes[item][agent]
        }
      }
      extend(0, 0)
      return best
    }
  }

  @Test("The solver finds and proves what an exhaustive search finds", arguments: 0..<60)
  func exhaustive(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for factor: Int64 in [1, 10, 1 << 30, (1 << 40) + 1] {
      let small = Small(
        &generator, items: Int.random(in: 1...7, using: &generator),
        agents: Int.random(in: 1...4, using: &generator), factor: factor,
        tightness: Int64.random(in: 4...10, using: &generator))
      let program = try small.program()
      let result = try IntegerProgramSolver().solve(program)
      let least = small.least
      #expect(result.value == least)
      let proof = try #require(result.proof)
      #expect(program.isProof(proof, thatNoChoiceIsBelow: least))
      guard let least else { continue }
      #expect(result.bound == least)
      #expect(!program.isProof(proof, thatNoChoiceIsBelow: least + program.costDivisor))
      #expect(!program.isProof(proof, thatNoChoiceIsBelow: nil))
      // A start changes nothing, nor does a search that is stopped claim too much.
      #expect(try IntegerProgramSolver().solve(program, from: result.choice).value == least)
      let stopped = try IntegerProgramSolver(shouldStop: { .deadline }).solve(program)
      #expect(stopped.bound <= least)
      #expect((stopped.proof == nil) == (stopped.stopReason != nil))
    }
  }

  @Test("Problems that need branching are proven with prices, and every step is needed")
  func branching() throws {
    var branchings = 0
    for seed: UInt64 in 0..<12 {
      var generator = SplitMix64(seed: seed)
      var small = Small(&generator, items: 24, agents: 4, factor: 1, tightness: 6)
      small.missing = []
      // Costs against sizes, which is what makes such problems hard.
      small.sizes = small.sizes.map {
        $0.map { _ in Int64.random(in: 5...30, using: &generator) }
      }
      small.costs = small.sizes.map {
        $0.map { 40 - $0 + Int64.random(in: -4...4, using: &generator) }
      }
      small.capacities = [82, 83, 85, 86]
      let program = try small.program()
      let result = try IntegerProgramSolver().solve(program)
      let value = try #require(result.value)
      let proof = try #require(result.proof)
      #expect(result.statistics.priceStepCount > 0)
      #expect(program.isProof(proof, thatNoChoiceIsBelow: value))
      #expect(!program.isProof(proof, thatNoChoiceIsBelow: value + 1))
      guard proof.steps.count > 1 else { continue }
      branchings += 1
      let shorter = IntegerProgramProof(steps: proof.steps.dropLast())
      #expect(!program.isProof(shorter, thatNoChoiceIsBelow: value))
    }
    #expect(branchings > 3)
  }

  @Test("Prices of any origin give no bound above the least value", arguments: 0..<40)
  func anyPrices(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let small = Small(&generator, items: 5, agents: 3, factor: 1, tightness: 10)
    guard let least = small.least else { return }
    let program = try small.program()
    for _ in 0..<50 {
      let prices = KnapsackPrices(
        costWeight: 4, prices: (0..<5).map { _ in Int64.random(in: -200...300, using: &generator) })
      // Deciding by such prices must leave a best choice, so that all cases cannot end.
      for target in [least + 1, least + 9] {
        let close = IntegerProgramProof.Step.closeByKnapsacks(prices)
        let decide = IntegerProgramProof.Step.decideByKnapsacks(prices)
        let column = Int.random(in: program.costs.indices, using: &generator)
        for steps in [
          [close], [decide, close], [decide, decide, close],
          [.branch(column: column, first: true), decide, close, decide, close],
        ] {
          let proof = IntegerProgramProof(steps: steps)
          #expect(!program.isProof(proof, thatNoChoiceIsBelow: target))
        }
      }
    }
  }

  @Test("Prices that do not suit a program are refused")
  func unsuited() throws {
    let program = try IntegerProgram(
      costs: [3, 4],
      rows: [
        .init([.init(column: 0, coefficient: 1)], minimum: 1, maximum: 1),
        .init([.init(column: 1, coefficient: 1)], minimum: 1, maximum: 1),
        .init([.init(column: 0, coefficient: 5), .init(column: 1, coefficient: 5)], maximum: 10),
      ])
    func holds(_ weight: Int64, _ prices: [Int64], _ program: IntegerProgram) -> Bool {
      program.isProof(
        IntegerProgramProof(
          steps: [.closeByKnapsacks(KnapsackPrices(costWeight: weight, prices: prices))]),
        thatNoChoiceIsBelow: 7)
    }
    #expect(holds(1, [3, 4], program))
    #expect(!holds(1, [3, 3], program))
    #expect(!holds(1, [3], program))
    #expect(!holds(1, [3, 4, 0], program))
    #expect(!holds(0, [3, 4], program))
    #expect(!holds(-1, [3, 4], program))
    #expect(!holds(RowMultipliers.largestWeight + 1, [3, 4], program))
    #expect(!holds(1, [.max, .max], program))
    #expect(!holds(1, [.min, .max], program))
    // Another form: a knapsack with a minimum, a column in no knapsack, one without an item.
    for row in [
      IntegerProgram.Row(program.rows[2].terms, minimum: 1, maximum: 10),
      IntegerProgram.Row([program.rows[2].terms[0]], maximum: 10),
    ] {
      let other = try IntegerProgram(costs: [3, 4], rows: Array(program.rows[0...1]) + [row])
      #expect(!holds(1, [3, 4], other))
      #expect(try IntegerProgramSolver().solve(other).value == 7)
    }
    let free = try IntegerProgram(costs: [3, 4], rows: Array(program.rows[1...2]))
    #expect(!holds(1, [4], free))
  }
}
