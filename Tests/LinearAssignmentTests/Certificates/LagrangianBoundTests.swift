import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct LagrangianBoundTests {
  /// The bound of a problem small enough to be computed by hand.
  @Test func byHand() throws {
    let problem = CapacitatedAssignmentProblem(
      costs: try DenseCosts(rows: [[5, -2], [nil, 7]]),
      rows: [DegreeBounds(minimum: 1, maximum: 2), DegreeBounds(maximum: 3, firstUseCost: -4)],
      columns: [DegreeBounds(maximum: 1), DegreeBounds(minimum: 0, maximum: 2, firstUseCost: -1)])
    func bound(_ rows: [Int64], _ columns: [Int64]) throws -> Int128 {
      try problem.lowerBound(Potentials(rows: rows, columns: columns))
    }
    // Pairs: only (0, 1) pays. Rows: 0; -4. Columns: 0; -1.
    #expect(try bound([0, 0], [0, 0]) == -2 - 4 - 1)
    // Pairs: (0, 0) 5 - 3 + 1 = 3, (0, 1) -2 - 3 - 2 = -7, (1, 1) 7 - 6 - 2 = -1.
    // Rows: 3 x 1; unused. Columns: -1 x 1; unused at 2 - 1.
    #expect(try bound([3, 6], [-1, 2]) == -8 + 3 + 0 - 1 + 0)
    // Pairs: (0, 0) 5 + 1, (0, 1) -2 + 1 + 1 = 0, (1, 1) 7 + 2 + 1.
    // Rows: -1 x 2; -4 - 2 x 2, no more than two columns being there. Columns: 0; -1 - 1 x 2.
    #expect(try bound([-1, -2], [0, -1]) == -2 - 8 + 0 - 3)
  }

  /// No potentials give more than the lowest value of any choice.
  @Test(arguments: 0..<100)
  func neverAboveTheOptimum(seed: UInt64) throws {
    let problem = try RandomProblem.small(seed: seed)
    guard let optimum = BruteForce.optimum(problem) else { return }
    var generator = SplitMix64(seed: seed)
    for _ in 0..<20 {
      let potentials = Potentials(
        rows: problem.rows.map { _ in Int64.random(in: -60...60, using: &generator) },
        columns: problem.columns.map { _ in Int64.random(in: -60...60, using: &generator) })
      #expect(try problem.lowerBound(potentials) <= optimum)
    }
  }

  @Test func sizesMustAgree() throws {
    let problem = try RandomProblem.medium(seed: 3)
    #expect(throws: AssignmentError.self) {
      try problem.lowerBound(Potentials(rows: [], columns: []))
    }
  }
}
