import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct PlacePricesTests {
  /// Holds every price against solving anew with one more place, and its changes against the costs.
  private func expectPrices(
    _ problem: CapacitatedAssignmentProblem<DenseCosts>, _ label: String
  ) throws -> Int {
    guard case .optimal(let assignment) = try problem.solve() else { return 0 }
    let sensitivity = try AssignmentSensitivity(problem, assignment)
    let ofColumns = try sensitivity.placePricesOfColumns()
    let ofRows = try sensitivity.transposed().placePricesOfColumns().map { price in
      (price.gain, price.added.map(exchanged), price.removed.map(exchanged))
    }
    var worthSomething = 0
    func check(
      _ price: (gain: Int128, added: [AssignedPair], removed: [AssignedPair]),
      _ enlarged: CapacitatedAssignmentProblem<DenseCosts>, _ place: String
    ) throws {
      guard case .optimal(let better) = try enlarged.solve() else {
        Issue.record("\(label) \(place): one more place cannot make it impossible")
        return
      }
      #expect(price.gain == assignment.value - better.value, "\(label) \(place)")
      let changed = Set(assignment.pairs).subtracting(price.removed).union(price.added).sorted()
      #expect(value(of: changed, in: enlarged) == better.value, "\(label) \(place)")
      if price.gain > 0 { worthSomething += 1 }
    }
    for (column, price) in ofColumns.enumerated() {
      var enlarged = problem
      enlarged.columns[column].maximum += 1
      try check((price.gain, price.added, price.removed), enlarged, "column \(column)")
    }
    for (row, price) in ofRows.enumerated() {
      var enlarged = problem
      enlarged.rows[row].maximum += 1
      try check(price, enlarged, "row \(row)")
    }
    return worthSomething
  }

  /// The value of a choice by its definition; nil when it breaks a bound.
  private func value(
    of pairs: [AssignedPair], in problem: CapacitatedAssignmentProblem<DenseCosts>
  ) -> Int128? {
    var value: Int128 = 0
    var rowDegrees = [Int](repeating: 0, count: problem.rows.count)
    var columnDegrees = [Int](repeating: 0, count: problem.columns.count)
    for pair in pairs {
      let cost = problem.costs.cells[pair.row * problem.columns.count + pair.column]
      guard cost != absentEdge else { return nil }
      value += Int128(cost)
      rowDegrees[pair.row] += 1
      columnDegrees[pair.column] += 1
    }
    for (bounds, degree) in zip(problem.rows + problem.columns, rowDegrees + columnDegrees) {
      guard bounds.minimum <= degree, degree <= bounds.maximum else { return nil }
      if degree > 0 { value += Int128(bounds.firstUseCost) }
    }
    return value
  }

  private func exchanged(_ pair: AssignedPair) -> AssignedPair {
    AssignedPair(row: pair.column, column: pair.row)
  }

  /// Capacities, minimums, rewards for the first use, absent pairs.
  @Test(arguments: 0..<4)
  func agreesWithSolvingAnew(block: UInt64) throws {
    var worthSomething = 0
    for seed in (block * 40)..<(block * 40 + 40) {
      worthSomething += try expectPrices(RandomProblem.small(seed: seed + 80_000), "small \(seed)")
    }
    for seed in (block * 3)..<(block * 3 + 3) {
      worthSomething += try expectPrices(RandomProblem.extreme(seed: seed + 80), "extreme \(seed)")
    }
    #expect(worthSomething > 5, "the cases should include places that are wanted")
  }

  /// The second place of the only teacher who is wanted twice.
  @Test func saysWhatIsGained() throws {
    let costs = try DenseCosts(rows: [[-8, -1], [-7, nil]])
    let unit = [DegreeBounds](repeating: DegreeBounds(), count: 2)
    let problem = CapacitatedAssignmentProblem(costs: costs, rows: unit, columns: unit)
    guard case .optimal(let assignment) = try problem.solve() else {
      Issue.record("not solved")
      return
    }
    #expect(assignment.value == -8)
    let prices = try AssignmentSensitivity(problem, assignment).placePricesOfColumns()
    #expect(prices.map(\.gain) == [7, 0])
  }
}
