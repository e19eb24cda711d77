import LinearAssignment
import Synchronization
import Testing
import _PairwrightTestSupport

/// Sparse problems in which every node is used once at most, which auctions and paths solve.
@Suite struct UnitDegreeSolverTests {
  typealias Dense = CapacitatedAssignmentProblem<DenseCosts>
  typealias Sparse = CapacitatedAssignmentProblem<SparseCosts>

  private func sparse(_ problem: Dense) throws -> Sparse {
    var edges: [SparseCosts.Edge] = []
    for row in 0..<problem.costs.rowCount {
      for column in 0..<problem.costs.columnCount {
        if let cost = problem.costs[row, column] {
          edges.append(SparseCosts.Edge(row: row, column: column, cost: cost))
        }
      }
    }
    return Sparse(
      costs: try SparseCosts(
        rowCount: problem.costs.rowCount, columnCount: problem.costs.columnCount, edges: edges),
      rows: problem.rows, columns: problem.columns)
  }

  /// Which minimums there are, and whether first uses are rewarded.
  private enum Shape: CaseIterable {
    case allRows, allColumns, everyone, nobody, some

    func bounds(
      _ count: Int, _ side: BipartiteSide, worth: Int64, using generator: inout SplitMix64
    ) -> [DegreeBounds] {
      (0..<count).map { _ in
        let minimum =
          switch self {
          case .allRows: side == .rows ? 1 : 0
          case .allColumns: side == .columns ? 1 : 0
          case .everyone: 1
          case .nobody: 0
          case .some: Int.random(in: 0...1, using: &generator)
          }
        return DegreeBounds(
          minimum: minimum,
          firstUseCost: worth == 0 ? 0 : -Int64.random(in: 0...worth, using: &generator))
      }
    }
  }

  private func problem(
    rows: Int, columns: Int, costs: ClosedRange<Int64>, absentPercent: Int, shape: Shape,
    worth: Int64, using generator: inout SplitMix64
  ) throws -> Dense {
    Dense(
      costs: try RandomProblem.matrix(
        rows: rows, columns: columns, absentPercent: absentPercent, costs: costs,
        using: &generator),
      rows: shape.bounds(rows, .rows, worth: worth, using: &generator),
      columns: shape.bounds(columns, .columns, worth: worth, using: &generator))
  }

  private func expectSame(_ dense: Dense, _ expected: Int128?, _ label: String) throws {
    let problem = try sparse(dense)
    switch (try problem.solve(), expected) {
    case (.optimal(let found), let expected?):
      #expect(found.value == expected, "\(label)")
      #expect(CertificateChecker.flaw(in: found, of: dense) == nil, "\(label)")
      #expect(found.work.bids > 0 || found.pairs.isEmpty, "\(label): another method was used")
    case (.infeasible(let witness), nil):
      #expect(CertificateChecker.flaw(in: witness, of: dense) == nil, "\(label)")
    case (let found, let expected):
      Issue.record("\(label): \(found) but \(String(describing: expected))")
    }
  }

  private func value(_ dense: Dense) throws -> Int128? {
    if case .optimal(let found) = try dense.solve() { return found.value }
    return nil
  }

  /// Up to 3 x 4 nodes against trying every choice.
  @Test(arguments: 0..<8)
  func smallProblemsAgreeWithBruteForce(part: UInt64) throws {
    let costs: [ClosedRange<Int64>] = [0...1, -3...3, -100...100, 5...9, -9...0, 7...7]
    for seed in (part * 100)..<(part * 100 + 100) {
      var generator = SplitMix64(seed: seed)
      let dense = try problem(
        rows: Int.random(in: 1...3, using: &generator),
        columns: Int.random(in: 1...4, using: &generator),
        costs: costs[Int.random(in: 0..<costs.count, using: &generator)],
        absentPercent: [0, 30, 60][Int.random(in: 0..<3, using: &generator)],
        shape: Shape.allCases[Int.random(in: 0..<5, using: &generator)],
        worth: [0, 5, 1000][Int.random(in: 0..<3, using: &generator)], using: &generator)
      try expectSame(dense, BruteForce.optimum(dense), "seed \(seed)")
    }
  }

  /// Up to 60 x 60 nodes against the general method, ties and wide costs included.
  @Test(arguments: 0..<8)
  func mediumProblemsAgreeWithTheGeneralMethod(part: UInt64) throws {
    let costs: [ClosedRange<Int64>] = [
      0...0, 0...2, 1...100, -1_000_000...1_000_000, 0...(1 << 40), -(1 << 46)...(1 << 46),
    ]
    for seed in (part * 30)..<(part * 30 + 30) {
      var generator = SplitMix64(seed: seed)
      let isSquare = Bool.random(using: &generator)
      let rows = Int.random(in: 1...60, using: &generator)
      let dense = try problem(
        rows: rows, columns: isSquare ? rows : Int.random(in: 1...60, using: &generator),
        costs: costs[Int.random(in: 0..<costs.count, using: &generator)],
        absentPercent: [0, 50, 80, 90, 95][Int.random(in: 0..<5, using: &generator)],
        shape: Shape.allCases[Int.random(in: 0..<5, using: &generator)],
        worth: [0, 5, 1 << 40][Int.random(in: 0..<3, using: &generator)], using: &generator)
      try expectSame(dense, value(dense), "seed \(seed)")
    }
  }

  /// Costs with structure: products, differences, sums, few values; all nodes or all rows used.
  @Test(arguments: 0..<60)
  func structuredProblemsAgreeWithTheGeneralMethod(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var dense = try RandomProblem.structured(seed: seed)
    let shape = Shape.allCases[Int.random(in: 0..<5, using: &generator)]
    dense.rows = shape.bounds(dense.rows.count, .rows, worth: 0, using: &generator)
    dense.columns = shape.bounds(dense.columns.count, .columns, worth: 0, using: &generator)
    try expectSame(dense, value(dense), "seed \(seed)")
  }

  /// Costs as wide as the range allows are left to the general method, and solved all the same.
  @Test(arguments: 0..<40)
  func extremeCostsAreSolved(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    var dense = try RandomProblem.extreme(seed: seed)
    dense.rows = Shape.some.bounds(dense.rows.count, .rows, worth: 0, using: &generator)
    dense.columns = Shape.nobody.bounds(dense.columns.count, .columns, worth: 0, using: &generator)
    let expected = try value(dense)
    switch (try sparse(dense).solve(), expected) {
    case (.optimal(let found), let expected?): #expect(found.value == expected)
    case (.infeasible, nil): break
    case (let found, _): Issue.record("\(found)")
    }
  }

  @Test func costsOutOfRangeAreRefused() throws {
    let edges = [(0, 0, Int64(0)), (0, 1, 1 << 60), (1, 0, 5), (1, 1, 7)].map {
      SparseCosts.Edge(row: $0.0, column: $0.1, cost: $0.2)
    }
    let bounds = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: 2)
    let problem = Sparse(
      costs: try SparseCosts(rowCount: 2, columnCount: 2, edges: edges), rows: bounds,
      columns: bounds)
    #expect(throws: AssignmentError.self) { try problem.solve() }
  }

  /// Every 2 x 3 matrix over 0, 1, 2 and absent, with every row used, and transposed.
  @Test func allTinyMatrices() throws {
    let cells: [Int64] = [0, 1, 2, absentEdge]
    for number in 0..<4096 {
      let matrix = try DenseCosts(
        rowCount: 2, columnCount: 3, cells: (0..<6).map { cells[number >> (2 * $0) & 3] })
      let used = DegreeBounds(minimum: 1)
      let dense = Dense(
        costs: matrix, rows: [used, used],
        columns: [DegreeBounds](repeating: DegreeBounds(), count: 3))
      let expected = BruteForce.assignmentOptimum(matrix)
      try expectSame(dense, expected, "matrix \(number)")
      let transposed = Dense(
        costs: matrix.transposed(), rows: dense.columns, columns: dense.rows)
      try expectSame(transposed, expected, "transposed matrix \(number)")
    }
  }

  // MARK: - Larger problems

  private func random(
    _ count: Int, degree: Int, costs: ClosedRange<Int64>, seed: UInt64
  ) throws -> Dense {
    var generator = SplitMix64(seed: seed)
    var cells = [Int64](repeating: absentEdge, count: count * count)
    for (row, column) in (0..<count).shuffled(using: &generator).enumerated() {
      cells[row * count + column] = Int64.random(in: costs, using: &generator)
      for _ in 1..<degree {
        let other = Int.random(in: 0..<count, using: &generator)
        cells[row * count + other] = Int64.random(in: costs, using: &generator)
      }
    }
    let used = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: count)
    return Dense(
      costs: try DenseCosts(rowCount: count, columnCount: count, cells: cells), rows: used,
      columns: used)
  }

  /// Against the kernel for dense matrices.
  @Test(arguments: [1...1_000_000, 1...100, 0...1, -(1 << 40)...(1 << 40)])
  func largeProblemsAgreeWithTheDenseKernel(costs: ClosedRange<Int64>) throws {
    for degree in [2, 5, 20] {
      let dense = try random(300, degree: degree, costs: costs, seed: UInt64(degree))
      guard case .optimal(let expected) = try dense.costs.denseAssignment() else {
        Issue.record("there is a perfect choice by construction")
        return
      }
      try expectSame(dense, expected.value, "degree \(degree), costs \(costs)")
    }
  }

  /// A few rows compete for too few columns among many others.
  @Test(arguments: [0, 599])
  func bottleneckIsFound(firstRow: Int) throws {
    var dense = try random(600, degree: 8, costs: 1...1000, seed: 4)
    var cells = dense.costs.cells
    let crowd = (0..<4).map { (firstRow + 150 * $0) % 600 }
    for row in crowd {
      for column in 0..<600 { cells[row * 600 + column] = column % 200 == 7 ? 1 : absentEdge }
    }
    dense.costs = try DenseCosts(rowCount: 600, columnCount: 600, cells: cells)
    guard case .infeasible(let witness) = try sparse(dense).solve() else {
      Issue.record("four rows cannot share three columns")
      return
    }
    #expect(witness.required > witness.available)
    #expect(CertificateChecker.flaw(in: witness, of: dense) == nil)
  }

  /// What must not change the value, or changes it by a known amount.
  @Test(arguments: 0..<6)
  func relatedProblems(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let dense = try random(120, degree: 6, costs: -50...50, seed: seed)
    guard case .optimal(let found) = try sparse(dense).solve() else {
      Issue.record("feasible by construction")
      return
    }
    func expect(_ expected: Int128, _ name: String, _ cell: (Int, Int, Int64) -> Int64) throws {
      var changed = dense
      var cells = dense.costs.cells
      for index in cells.indices where cells[index] != absentEdge {
        cells[index] = cell(index / 120, index % 120, cells[index])
      }
      changed.costs = try DenseCosts(rowCount: 120, columnCount: 120, cells: cells)
      try expectSame(changed, expected, "\(name), seed \(seed)")
    }
    let shifts = (0..<120).map { _ in Int64.random(in: -999...999, using: &generator) }
    let sum = Int128(shifts.reduce(0, +))
    try expect(found.value + sum, "rows shifted") { row, _, cost in cost + shifts[row] }
    try expect(found.value + sum, "columns shifted") { _, column, cost in cost + shifts[column] }
    try expect(found.value * 1000, "scaled") { _, _, cost in cost * 1000 }
    let chosen = Set(found.pairs)
    try expect(found.value, "unused pairs dearer or forbidden") { row, column, cost in
      if chosen.contains(AssignedPair(row: row, column: column)) { return cost }
      return row % 2 == 0 ? cost + 7 : absentEdge
    }
    try expect(found.value - 5, "a chosen pair cheaper") { row, column, cost in
      AssignedPair(row: row, column: column) == found.pairs[3] ? cost - 5 : cost
    }
    let transposed = Dense(
      costs: dense.costs.transposed(), rows: dense.columns, columns: dense.rows)
    try expectSame(transposed, found.value, "transposed, seed \(seed)")
  }

  // MARK: - Running

  @Test func sameAnswerEveryTime() throws {
    let problem = try sparse(random(300, degree: 8, costs: 0...3, seed: 1))
    #expect(try problem.solve() == problem.solve())
  }

  @Test func stopsWhenAskedAndReportsProgress() throws {
    let problem = try sparse(random(300, degree: 8, costs: 0...1000, seed: 2))
    #expect(
      try problem.solve(CapacitatedAssignmentOptions(shouldStop: { .cancelled }))
        == .stopped(.cancelled))
    let stages = Mutex<[AssignmentProgress]>([])
    _ = try problem.solve(
      CapacitatedAssignmentOptions(onProgress: { step in stages.withLock { $0.append(step) } }))
    let seen = stages.withLock(\.self)
    #expect(seen.contains { $0.stage == .augmenting })
    #expect(seen.last?.stage == .checking)
    #expect(seen.allSatisfy { $0.completed <= $0.total })
  }
}
