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
