import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct AssignmentSensitivityTests {
  /// What solving anew with a decided pair gives, by trying every choice.
  private func expected(
    _ problem: CapacitatedAssignmentProblem<DenseCosts>, _ pair: AssignedPair,
    _ decision: PairDecision
  ) throws -> Int128? {
    guard let decided = problem.deciding(pair, decision) else { return nil }
    var cells = problem.costs.cells
    cells[pair.row * problem.costs.columnCount + pair.column] = absentEdge
    let rest = CapacitatedAssignmentProblem(
      costs: try DenseCosts(
        rowCount: problem.costs.rowCount, columnCount: problem.costs.columnCount, cells: cells),
      rows: decided.rest.rows, columns: decided.rest.columns)
    return BruteForce.optimum(rest).map { $0 + decided.offset }
  }

  /// Asks for the price of every pair in both directions and by both ways.
  private func expectAllPrices(
    _ problem: CapacitatedAssignmentProblem<DenseCosts>, _ label: String,
    optimum: (AssignedPair, PairDecision) throws -> Int128?
  ) throws {
    guard case .optimal(let assignment) = try problem.solve() else { return }
    let sensitivity = try AssignmentSensitivity(problem, assignment)
    let transposed = try sensitivity.transposed()
    guard case .priced(let all) = try sensitivity.forcingPrices() else {
      Issue.record("\(label) was stopped")
      return
    }
    for column in problem.columns.indices {
      let prices = try sensitivity.forcingPrices(ofColumn: column)
      for row in problem.rows.indices {
        let pair = AssignedPair(row: row, column: column)
        let forced = try optimum(pair, .forced).map { $0 - assignment.value }
        #expect(prices[row].map { Int128($0) } == forced, "\(label) \(pair)")
        #expect(all[row, column] == prices[row], "\(label) \(pair)")
        #expect(price(try sensitivity.forcing(pair)) == forced, "\(label) \(pair)")
        let exchanged = AssignedPair(row: column, column: row)
        #expect(price(try transposed.forcing(exchanged)) == forced, "\(label) \(pair)")
        let without = try optimum(pair, .forbidden).map { $0 - assignment.value }
        #expect(price(try sensitivity.forbidding(pair)) == without, "\(label) \(pair)")
      }
    }
    for row in problem.rows.indices {
      let prices = try transposed.forcingPrices(ofColumn: row)
      for column in problem.columns.indices {
        let forced = try optimum(AssignedPair(row: row, column: column), .forced)
        #expect(
          prices[column].map { Int128($0) } == forced.map { $0 - assignment.value }, "\(label)")
      }
    }
  }

  private func price(_ outcome: PairChangeOutcome) -> Int128? {
    if case .possible(let change) = outcome { return change.price }
    return nil
  }

  /// Capacities, minimums, rewards for the first use, absent pairs.
  @Test(arguments: 0..<8)
  func agreesWithTryingEverything(block: Int) throws {
    for seed in (block * 25)..<(block * 25 + 25) {
      let problem = try RandomProblem.small(seed: UInt64(seed) + 70_000)
      if problem.costs.cells.count(where: { $0 != absentEdge }) > 9 { continue }
      try expectAllPrices(problem, "seed \(seed)") { pair, decision in
        try expected(problem, pair, decision)
      }
    }
  }

  /// Larger problems, where the decided problem is solved anew.
  @Test(arguments: 0..<12)
  func agreesWithSolvingAnew(seed: UInt64) throws {
    let problem =
      seed % 2 == 0
      ? try RandomProblem.extreme(seed: seed + 7000) : try RandomProblem.medium(seed: seed + 7000)
    guard case .optimal(let assignment) = try problem.solve() else { return }
    let sensitivity = try AssignmentSensitivity(problem, assignment)
    var generator = SplitMix64(seed: seed)
    for _ in 0..<12 {
      let pair = AssignedPair(
        row: Int.random(in: problem.rows.indices, using: &generator),
        column: Int.random(in: problem.columns.indices, using: &generator))
      let prices = try sensitivity.forcingPrices(ofColumn: pair.column)
      let solved = try problem.deciding(pair, .forced).flatMap { decided throws -> Int128? in
        guard case .optimal(let rest) = try decided.rest.solve() else { return nil }
        return rest.value + decided.offset - assignment.value
      }
      #expect(prices[pair.row].map { Int128($0) } == solved, "\(pair)")
      #expect(price(try sensitivity.forcing(pair)) == solved, "\(pair)")
    }
    for pair in assignment.pairs.prefix(12) {
      let decided = try #require(problem.deciding(pair, .forbidden))
      var solved: Int128?
      if case .optimal(let rest) = try decided.rest.solve() {
        solved = rest.value - assignment.value
      }
      #expect(price(try sensitivity.forbidding(pair)) == solved, "\(pair)")
    }
  }

  @Test func namesWhoIsDisplaced() throws {
    let costs = try DenseCosts(rows: [[0, 5, nil], [5, 0, 7], [nil, 5, 0]])
    let unit = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: 3)
    let problem = CapacitatedAssignmentProblem(costs: costs, rows: unit, columns: unit)
    guard case .optimal(let assignment) = try problem.solve() else {
      Issue.record("not solved")
      return
    }
    let sensitivity = try AssignmentSensitivity(problem, assignment)
    guard case .possible(let change) = try sensitivity.forcing(AssignedPair(row: 0, column: 1))
    else {
      Issue.record("can be forced")
      return
    }
    #expect(change.price == 10)
    #expect(change.added == [AssignedPair(row: 0, column: 1), AssignedPair(row: 1, column: 0)])
    #expect(change.removed == [AssignedPair(row: 0, column: 0), AssignedPair(row: 1, column: 1)])
    #expect(try sensitivity.forcing(AssignedPair(row: 0, column: 2)) == .excluded)
  }

  @Test func impossibleChangesHaveAWitness() throws {
    let costs = try DenseCosts(rows: [[1, 2], [3, nil]])
    let unit = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: 2)
    let problem = CapacitatedAssignmentProblem(costs: costs, rows: unit, columns: unit)
    guard case .optimal(let assignment) = try problem.solve() else {
      Issue.record("not solved")
      return
    }
    let sensitivity = try AssignmentSensitivity(problem, assignment)
    for (pair, decision) in [
      (AssignedPair(row: 0, column: 0), PairDecision.forced),
      (AssignedPair(row: 1, column: 0), .forbidden),
    ] {
      let outcome =
        decision == .forced
        ? try sensitivity.forcing(pair) : try sensitivity.forbidding(pair)
      guard case .infeasible(let witness) = outcome,
        let decided = problem.deciding(pair, decision)
      else {
        Issue.record("\(pair) \(decision) has \(outcome)")
        continue
      }
      #expect(CertificateChecker.flaw(in: witness, of: decided.rest) == nil)
    }
  }

  @Test func anAnswerThatIsNotOptimalIsRefused() throws {
    let costs = try DenseCosts(rows: [[1, 2], [2, 1]])
    let unit = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: 2)
    let problem = CapacitatedAssignmentProblem(costs: costs, rows: unit, columns: unit)
    let worse = [AssignedPair(row: 0, column: 1), AssignedPair(row: 1, column: 0)]
    #expect(throws: AssignmentError.self) {
      try AssignmentSensitivity(
        problem, pairs: worse, value: 4, potentials: Potentials(rows: [1, 1], columns: [0, 0]))
    }
  }

  /// Potentials shifted as far as allowed, and one step further.
  @Test func farPotentials() throws {
    let costs = try DenseCosts(rows: [[1, 2], [2, 1]])
    let unit = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: 2)
    let problem = CapacitatedAssignmentProblem(costs: costs, rows: unit, columns: unit)
    let best = [AssignedPair(row: 0, column: 0), AssignedPair(row: 1, column: 1)]
    func sensitivity(_ shift: Int64) throws -> AssignmentSensitivity<DenseCosts> {
      try AssignmentSensitivity(
        problem, pairs: best, value: 2,
        potentials: Potentials(rows: [1 - shift, 1 - shift], columns: [shift, shift]))
    }
    #expect(try sensitivity(1 << 61).forcingPrices(ofColumn: 0) == [0, 2])
    #expect(throws: AssignmentError.self) { try sensitivity(1 << 61 + 1) }
  }
}
