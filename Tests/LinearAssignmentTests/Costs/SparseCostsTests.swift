import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct SparseCostsTests {
  private func sparse(_ costs: DenseCosts, _ generator: inout SplitMix64) throws -> SparseCosts {
    var edges: [SparseCosts.Edge] = []
    for row in 0..<costs.rowCount {
      for column in 0..<costs.columnCount {
        if let cost = costs[row, column] {
          edges.append(SparseCosts.Edge(row: row, column: column, cost: cost))
        }
      }
    }
    return try SparseCosts(
      rowCount: costs.rowCount, columnCount: costs.columnCount,
      edges: edges.shuffled(using: &generator))
  }

  /// Sparse storage changes neither the costs, nor the value, nor what a checker says.
  @Test(arguments: 0..<60)
  func agreesWithDenseCosts(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let dense = try RandomProblem.medium(seed: seed + 900)
    let problem = CapacitatedAssignmentProblem(
      costs: try sparse(dense.costs, &generator), rows: dense.rows, columns: dense.columns)
    for row in 0..<dense.costs.rowCount {
      for column in 0..<dense.costs.columnCount {
        #expect(problem.costs[row, column] == dense.costs[row, column])
      }
    }
    switch (try problem.solve(), try dense.solve()) {
    case (.optimal(let sparse), .optimal(let expected)):
      #expect(sparse.value == expected.value)
      #expect(try dense.lowerBound(sparse.potentials) == sparse.value)
      #expect(try problem.lowerBound(expected.potentials) == sparse.value)
      #expect(CertificateChecker.flaw(in: sparse, of: dense) == nil)
      #expect(CertificateChecker.flaw(in: expected, of: problem) == nil)
    case (.infeasible(let sparse), .infeasible(let expected)):
      #expect(CertificateChecker.flaw(in: sparse, of: dense) == nil)
      #expect(CertificateChecker.flaw(in: expected, of: problem) == nil)
    case (let sparse, let expected): Issue.record("\(sparse) but \(expected)")
    }
    // Other potentials give the same bound whichever way the costs are stored.
    let potentials = Potentials(
      rows: dense.rows.map { _ in Int64.random(in: -1000...1000, using: &generator) },
      columns: dense.columns.map { _ in Int64.random(in: -1000...1000, using: &generator) })
    #expect(try problem.lowerBound(potentials) == dense.lowerBound(potentials))
  }

  /// Compressed rows, in order or not, are the same costs as single pairs.
  @Test(arguments: 0..<20)
  func compressedRowsAreTheSameCosts(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let dense = try RandomProblem.medium(seed: seed + 400).costs
    let expected = try sparse(dense, &generator)
    var rowStarts = [0]
    var columns: [Int] = []
    for row in 0..<dense.rowCount {
      let present = (0..<dense.columnCount).filter { dense[row, $0] != nil }
      columns += seed % 2 == 0 ? present : present.shuffled(using: &generator)
      rowStarts.append(columns.count)
    }
    let costs = (0..<dense.rowCount).flatMap { row in
      columns[rowStarts[row]..<rowStarts[row + 1]].map { dense[row, $0] ?? absentEdge }
    }
    #expect(
      try expected
        == SparseCosts(
          columnCount: dense.columnCount, rowStarts: rowStarts, columns: columns, costs: costs))
    #expect(
      try expected
        == SparseCosts(
          columnCount: dense.columnCount, rowStarts: rowStarts.map(Int32.init),
          columns: columns.map(Int32.init), costs: costs))
    for row in 0..<dense.rowCount {
      for column in 0..<dense.columnCount {
        #expect(expected.negated()[row, column] == dense[row, column].map { -$0 })
        #expect(dense.negated()[row, column] == dense[row, column].map { -$0 })
      }
    }
  }

  @Test(
    arguments: [
      ([], [], []), ([1, 2], [0], [5]), ([0, 1], [0, 1], [5, 6]), ([0, 2], [0, 1], [5]),
      ([0, 2, 1, 2], [0, 1], [5, 6]), ([0, -1, 2], [0, 1], [5, 6]), ([0, 2], [0, 3], [5, 6]),
      ([0, 2], [-1, 1], [5, 6]), ([0, 2], [1, 1], [5, 6]), ([0, 2], [0, 1], [5, .max]),
      ([0, 9, 2], [0, 1], [5, 6]), ([0, 2], [0, 1 << 40], [5, 6]),
    ] as [([Int], [Int], [Int64])])
  func badCompressedRowsAreRefused(rowStarts: [Int], columns: [Int], costs: [Int64]) {
    #expect(throws: AssignmentError.self) {
      try SparseCosts(columnCount: 3, rowStarts: rowStarts, columns: columns, costs: costs)
    }
  }

  @Test func quotasHoldOnSparseCostsToo() throws {
    let costs = try SparseCosts(
      rowCount: 2, columnCount: 2,
      edges: [
        SparseCosts.Edge(row: 0, column: 0, cost: -5),
        SparseCosts.Edge(row: 1, column: 1, cost: -4),
      ])
    var problem = QuotaAssignmentProblem(
      assignment: CapacitatedAssignmentProblem(
        costs: costs, rows: [DegreeBounds(), DegreeBounds()],
        columns: [DegreeBounds(), DegreeBounds()]),
      rowQuotas: [UsageQuota(members: [0, 1], maximum: 1)])
    guard case .optimal(let found) = try problem.solve() else {
      Issue.record("not solved")
      return
    }
    #expect(found.value == -5)
    problem.columnQuotas = [UsageQuota(members: [0, 1], minimum: 2)]
    guard case .infeasible = try problem.solve() else {
      Issue.record("two columns cannot share one row")
      return
    }
  }

  @Test func badEdgesAreRefused() {
    func code(_ edges: [SparseCosts.Edge]) -> AssignmentError.Code? {
      do {
        _ = try SparseCosts(rowCount: 2, columnCount: 3, edges: edges)
        return nil
      } catch { return error.code }
    }
    let edge = SparseCosts.Edge(row: 1, column: 2, cost: 7)
    #expect(code([edge]) == nil)
    #expect(code([edge, edge]) == .sizeMismatch)
    #expect(code([SparseCosts.Edge(row: 2, column: 0, cost: 0)]) == .sizeMismatch)
    #expect(code([SparseCosts.Edge(row: 0, column: -1, cost: 0)]) == .sizeMismatch)
    #expect(code([SparseCosts.Edge(row: 0, column: 0, cost: .max)]) == .costRangeTooLarge)
    #expect(throws: AssignmentError.self) {
      try SparseCosts(rowCount: -1, columnCount: 3, edges: [])
    }
  }
}
