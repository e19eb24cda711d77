@testable import LinearAssignment
import Synchronization
import Testing
import _PairwrightTestSupport

/// Costs that are computed whenever they are asked for.
private struct ComputedCosts: CostSource {
  let rowCount: Int
  let columnCount: Int
  let cost: @Sendable (_ row: Int, _ column: Int) -> Int64?

  func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
    for column in costs.indices { costs[column] = cost(row, column) ?? absentEdge }
  }
}

@Suite struct CostSourceAssignmentTests {
  /// The same costs stored in full, stored sparsely and computed, and each with its sign exchanged
  /// twice.
  private func sources(_ table: [[Int64?]]) throws -> [any CostSource] {
    let negative = table.map { $0.map { $0.map { -$0 } } }
    let dense = try DenseCosts(rows: table)
    let (rows, columns) = (dense.rowCount, dense.columnCount)
    func sparse(_ table: [[Int64?]]) throws -> SparseCosts {
      let present = table.map { cells in cells.indices.filter { cells[$0] != nil } }
      return try SparseCosts(
        columnCount: columns,
        rowStarts: present.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) },
        columns: present.flatMap { $0 }, costs: table.flatMap { $0.compactMap { $0 } })
    }
    return [
      dense, try sparse(table),
      ComputedCosts(rowCount: rows, columnCount: columns) { table[$0][$1] },
      try DenseCosts(rows: negative).negated(), try sparse(negative).negated(),
      ComputedCosts(rowCount: rows, columnCount: columns) { negative[$0][$1] }.negated(),
    ]
  }

  /// The lowest total, however costs are stored.
  @Test(arguments: [DenseFamily.small, .ties, .negative, .absent, .mostlyAbsent, .geometric])
  func agreesWithTheTextbook(family: DenseFamily) throws {
    var generator = SplitMix64(seed: 71)
    for trial in 0..<25 {
      let rows = 1 + Int(generator.next() % 6)
      let columns = 1 + Int(generator.next() % 6)
      let table = family.table(rows: rows, columns: columns, using: &generator)
      for source in try sources(table) {
        try expect(
          textbookHungarianTotal(table), of: source, "\(family), \(trial), \(type(of: source))")
      }
    }
  }

  private func expect(_ expected: Int128?, of source: some CostSource, _ label: Comment) throws {
    switch try source.assignment() {
    case .optimal(let found):
      #expect(found.value == expected, label)
      let problem = source.assignmentProblem()
      #expect(CertificateChecker.flaw(in: found, of: problem) == nil, label)
      #expect(found.work.rowReadings >= source.rowCount, label)
      // The answer is what prices want.
      let prices = try AssignmentSensitivity(problem, found).forcingPrices(ofColumn: 0)
      #expect(prices.compactMap { $0 }.allSatisfy { $0 >= 0 }, label)
    case .infeasible(let witness):
      #expect(expected == nil, label)
      #expect(
        CertificateChecker.flaw(in: witness, of: source.assignmentProblem()) == nil, label)
    case .stopped: Issue.record("nobody asked to stop")
    }
  }

  @Test func canBeStoppedAndFollowed() throws {
    for source in try sources([[4, 1, 3], [2, 0, 5], [3, 2, 2]]) {
      let stop = CapacitatedAssignmentOptions(shouldStop: { .deadline })
      #expect(try source.assignment(stop) == .stopped(.deadline))
      let told = Mutex(0)
      _ = try source.assignment(
        CapacitatedAssignmentOptions(onProgress: { _ in told.withLock { $0 += 1 } }))
      #expect(told.withLock { $0 } > 0)
      let expecting = Potentials(rows: [1, 0, 2], columns: [1, 0, 0])
      var options = CapacitatedAssignmentOptions()
      options.expectedPotentials = expecting
      guard case .optimal(let found) = try source.assignment(options) else {
        Issue.record("can be assigned")
        continue
      }
      #expect(found.value == 5)
    }
  }

  /// Extreme costs keep their side of absence when signs are exchanged, and are refused.
  @Test func signsOfExtremeCosts() throws {
    let costs = try DenseCosts(rows: [[-.max, nil], [.min, .max - 1]])
    var row = [Int64](repeating: 0, count: 2)
    row.withUnsafeMutableBufferPointer { costs.negated().readCosts(ofRow: 0, into: $0) }
    #expect(row == [.min, absentEdge])
    row.withUnsafeMutableBufferPointer { NegatedCosts(costs).readCosts(ofRow: 1, into: $0) }
    #expect(row == [.min, -(.max - 1)])
    #expect(throws: AssignmentError.self) { try costs.negated().assignment() }
    // A best total is refused for its range, not lost to absence.
    #expect {
      try DenseCosts(rows: [[-.max]]).bottleneckAssignment(.maximize, findsBestTotal: true)
    } throws: { error in
      (error as? AssignmentError)?.code == .costRangeTooLarge
    }
  }

  // MARK: - Every kind of costs, every method, a few lines each

  /// What all methods say of one problem, in the units of its costs.
  private struct Answers: Equatable {
    var best: Double
    var ranked: [Double]
    var worst: Double
    var priceOfFirstPair: Double
    var bestAfterChange: Double
  }

  private func answers(_ costs: some CostSource, _ units: (Int128) -> Double) throws -> Answers? {
    guard case .optimal(let best) = try costs.assignment(),
      case .ranked(let ranking) = try costs.bestAssignments(3),
      case .optimal(let fairest) = try costs.bottleneckAssignment(),
      case .possible(let change) = try AssignmentSensitivity(costs.assignmentProblem(), best)
        .forcing(AssignedPair(row: 0, column: 0)),
      case .ready(var changing) = try IncrementalAssignment.solving(costs),
      case .optimal = try changing.removeRow(0)
    else { return nil }
    return Answers(
      best: units(best.value), ranked: ranking.entries.map { units($0.value) },
      worst: units(Int128(fairest.worst ?? 0)), priceOfFirstPair: units(change.price),
      bestAfterChange: units(changing.value))
  }

  @Test(arguments: [false, true])
  func doublesInEveryMethod(maximizes: Bool) throws {
    // But for the sign 1 + 2 + 2 is the least, then 4 + 0.25 + 2 and 3 + 0.25 + 3.
    let sign: Double = maximizes ? -1 : 1
    let costs = [4, 1, 3, 2, 0.25, 5, 3, 2, 2].map { sign * $0 }
    let scale = try CostScale(costs, rowCount: 3, columnCount: 3, maximizes: maximizes)
    let integers = try scale.integers(costs)
    let dense = try DenseCosts(rowCount: 3, columnCount: 3, cells: integers)
    let sparse = try SparseCosts(
      columnCount: 3, rowStarts: [0, 3, 6, 9], columns: [0, 1, 2, 0, 1, 2, 0, 1, 2],
      costs: integers)
    let computed = ComputedCosts(rowCount: 3, columnCount: 3) { integers[3 * $0 + $1] }
    let expected = Answers(
      best: 5 * sign, ranked: [5, 6.25, 6.25].map { $0 * sign }, worst: 2 * sign,
      priceOfFirstPair: 1.25 * sign, bestAfterChange: 2.25 * sign)
    for found in [
      try answers(dense, scale.cost), try answers(sparse, scale.cost),
      try answers(computed, scale.cost),
    ] {
      #expect(found == expected)
    }
  }

  @Test func integersInEveryMethod() throws {
    for source in try sources([[4, 1, 3], [2, 0, 5], [3, 2, nil]]) {
      #expect(
        try answers(source) { Double($0) }
          == Answers(
            best: 6, ranked: [6, 7, 9], worst: 3, priceOfFirstPair: 5, bestAfterChange: 3))
    }
  }
}
