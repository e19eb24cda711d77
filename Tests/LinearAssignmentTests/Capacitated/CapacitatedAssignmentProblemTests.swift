import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct CapacitatedAssignmentProblemTests {
  /// Compares an outcome with the lowest value found by trying everything.
  private func expectAgreement(
    _ problem: CapacitatedAssignmentProblem<DenseCosts>, _ label: String
  ) throws {
    let expected = BruteForce.optimum(problem)
    switch try problem.solve() {
    case .optimal(let assignment):
      #expect(assignment.value == expected, "\(label)")
      #expect(BruteForce.value(of: assignment.pairs, in: problem) == expected, "\(label)")
      #expect(try problem.lowerBound(assignment.potentials) == expected, "\(label)")
      #expect(assignment.pairs == assignment.pairs.sorted(), "\(label)")
    case .infeasible(let witness):
      #expect(expected == nil, "\(label)")
      #expect(witness.required > witness.available, "\(label)")
      #expect(CertificateChecker.flaw(in: witness, of: problem) == nil, "\(label)")
    case .stopped:
      Issue.record("\(label) was stopped")
    }
  }

  @Test(arguments: 0..<8)
  func agreesWithTryingEverything(block: Int) throws {
    for seed in (block * 150)..<(block * 150 + 150) {
      try expectAgreement(try RandomProblem.small(seed: UInt64(seed)), "seed \(seed)")
    }
  }

  /// All matrices of 3 x 3 cells over 0, 1, 2 and absent, up to the order of rows, with the bounds
  /// of a perfect assignment.
  @Test(arguments: 0..<8)
  func everySmallMatrix(block: Int) throws {
    let unit = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: 3)
    let rows: [[Int64?]] = (0..<64).map { number in
      [number & 3, number >> 2 & 3, number >> 4].map { $0 == 3 ? nil : Int64($0) }
    }
    for first in rows.indices where first % 8 == block {
      for second in first..<64 {
        for third in second..<64 {
          let costs = try DenseCosts(rows: [rows[first], rows[second], rows[third]])
          let expected = BruteForce.assignmentOptimum(costs)
          let problem = CapacitatedAssignmentProblem(costs: costs, rows: unit, columns: unit)
          var found: Int128?
          if case .optimal(let assignment) = try problem.solve() { found = assignment.value }
          if found != expected {
            Issue.record("rows \(first), \(second), \(third): \(String(describing: found))")
          }
        }
      }
    }
  }

  /// With one candidate per row and column nearly everything is found by pricing.
  @Test(arguments: 0..<4)
  func fewCandidatesGiveTheSameValue(block: Int) throws {
    var few = CapacitatedAssignmentOptions()
    few.candidatesPerRow = 1
    few.candidatesPerColumn = 1
    for seed in (block * 150 + 5000)..<(block * 150 + 5150) {
      let problem = try RandomProblem.small(seed: UInt64(seed))
      let expected = BruteForce.optimum(problem)
      switch try problem.solve(few) {
      case .optimal(let assignment): #expect(assignment.value == expected, "seed \(seed)")
      case .infeasible: #expect(expected == nil, "seed \(seed)")
      case .stopped: Issue.record("seed \(seed) was stopped")
      }
    }
  }

  /// Larger problems of many families, where agreement between few and many candidates is asked
  /// for; each answer has passed its own check.
  @Test(arguments: 0..<30)
  func mediumProblems(seed: UInt64) throws {
    let problem = try RandomProblem.medium(seed: seed)
    var few = CapacitatedAssignmentOptions()
    few.candidatesPerRow = 2
    few.candidatesPerColumn = 1
    switch (try problem.solve(), try problem.solve(few)) {
    case (.optimal(let many), .optimal(let few)): #expect(many.value == few.value)
    case (.infeasible, .infeasible): break
    case (let many, let few): Issue.record("\(many) but \(few)")
    }
  }

  // MARK: - Relations between problems

  private func value(_ problem: CapacitatedAssignmentProblem<DenseCosts>) throws -> Int128? {
    if case .optimal(let assignment) = try problem.solve() { return assignment.value }
    return nil
  }

  @Test(arguments: 0..<30)
  func relatedProblems(seed: UInt64) throws {
    let problem = try RandomProblem.medium(seed: seed + 100)
    let expected = try value(problem)
    let costs = problem.costs
    var generator = SplitMix64(seed: seed)

    let transposed = CapacitatedAssignmentProblem(
      costs: costs.transposed(), rows: problem.columns, columns: problem.rows)
    #expect(try value(transposed) == expected)

    let order = Array(0..<costs.rowCount).shuffled(using: &generator)
    let permuted = CapacitatedAssignmentProblem(
      costs: try DenseCosts(
        rowCount: costs.rowCount, columnCount: costs.columnCount,
        cells: order.flatMap { row in
          costs.cells[(row * costs.columnCount)..<((row + 1) * costs.columnCount)]
        }), rows: order.map { problem.rows[$0] }, columns: problem.columns)
    #expect(try value(permuted) == expected)

    var scaled = problem
    scaled.costs = try DenseCosts(
      rowCount: costs.rowCount, columnCount: costs.columnCount,
      cells: costs.cells.map { $0 == absentEdge ? $0 : $0 * 7 })
    for row in scaled.rows.indices { scaled.rows[row].firstUseCost *= 7 }
    for column in scaled.columns.indices { scaled.columns[column].firstUseCost *= 7 }
    #expect(try value(scaled) == expected.map { $0 * 7 })

    // A row used exactly once pays a shift of its costs exactly once.
    guard let row = problem.rows.firstIndex(where: { $0.maximum >= 1 }) else { return }
    var fixed = problem
    fixed.rows[row].minimum = 1
    fixed.rows[row].maximum = 1
    var shifted = fixed
    shifted.costs = try DenseCosts(
      rowCount: costs.rowCount, columnCount: costs.columnCount,
      cells: costs.cells.enumerated().map { place, cost in
        cost == absentEdge || place / costs.columnCount != row ? cost : cost + 1234
      })
    #expect(try value(shifted) == value(fixed).map { $0 + 1234 })

    // Forbidding a pair that is not chosen changes nothing; forbidding a chosen one never helps.
    guard case .optimal(let assignment) = try problem.solve() else { return }
    for _ in 0..<5 {
      let place = Int.random(in: 0..<costs.cells.count, using: &generator)
      var cells = costs.cells
      cells[place] = absentEdge
      var restricted = problem
      restricted.costs = try DenseCosts(
        rowCount: costs.rowCount, columnCount: costs.columnCount, cells: cells)
      let pair = AssignedPair(row: place / costs.columnCount, column: place % costs.columnCount)
      let found = try value(restricted)
      if assignment.pairs.contains(pair) {
        if let found { #expect(found >= assignment.value) }
      } else {
        #expect(found == assignment.value)
      }
    }
  }

  @Test(arguments: 0..<10)
  func sameAnswerWithAnyNumberOfThreads(seed: UInt64) throws {
    let problem = try RandomProblem.medium(seed: seed + 300)
    let expected = try problem.solve()
    for threads in 1...3 {
      var options = CapacitatedAssignmentOptions()
      options.readingThreads = threads
      #expect(try problem.solve(options) == expected)
    }
  }

  /// Expectations, right or wild, change the work and not the value.
  @Test(arguments: 0..<30)
  func expectedPotentials(seed: UInt64) throws {
    let problem = try RandomProblem.medium(seed: seed + 500)
    guard case .optimal(let assignment) = try problem.solve() else { return }
    var generator = SplitMix64(seed: seed)
    func wild(_ count: Int) -> [Int64] {
      let magnitude: Int64 = seed % 2 == 0 ? 1 << 61 : 1 << 30
      return (0..<count).map { _ in Int64.random(in: -magnitude...magnitude, using: &generator) }
    }
    let expectations = [
      assignment.potentials,
      Potentials(rows: wild(problem.rows.count), columns: wild(problem.columns.count)),
    ]
    for expected in expectations {
      var options = CapacitatedAssignmentOptions()
      options.expectedPotentials = expected
      guard case .optimal(let again) = try problem.solve(options) else {
        Issue.record("not solved")
        continue
      }
      #expect(again.value == assignment.value)
    }
    var options = CapacitatedAssignmentOptions()
    options.expectedPotentials = Potentials(rows: [], columns: [])
    #expect(throws: AssignmentError.self) { try problem.solve(options) }
  }

  // MARK: - Borders

  @Test func emptyProblems() throws {
    for (rows, columns) in [(0, 0), (0, 4), (4, 0)] {
      let costs = try DenseCosts(rowCount: rows, columnCount: columns, cells: [])
      let free = [DegreeBounds](repeating: DegreeBounds(firstUseCost: -5), count: 4)
      var problem = CapacitatedAssignmentProblem(
        costs: costs, rows: Array(free.prefix(rows)), columns: Array(free.prefix(columns)))
      #expect(try value(problem) == 0)
      if rows > 0 {
        problem.rows[2].minimum = 1
        guard case .infeasible(let witness) = try problem.solve() else {
          Issue.record("a row without columns cannot be used")
          continue
        }
        #expect(witness.members == [2])
      }
    }
  }

  @Test func everythingAbsent() throws {
    let costs = try DenseCosts(rows: [[nil, nil], [nil, nil]])
    let bounds = [DegreeBounds](repeating: DegreeBounds(maximum: 3, firstUseCost: -9), count: 2)
    var problem = CapacitatedAssignmentProblem(costs: costs, rows: bounds, columns: bounds)
    #expect(try value(problem) == 0)
    problem.columns[1].minimum = 1
    guard case .infeasible(let witness) = try problem.solve() else {
      Issue.record("column 1 has no edge")
      return
    }
    #expect(witness.side == .columns)
    #expect(witness.members == [1])
    #expect(witness.available == 0)
  }

  @Test func enormousBoundsAreAllowed() throws {
    let costs = try DenseCosts(rows: [[-3, -4, 5]])
    let problem = CapacitatedAssignmentProblem(
      costs: costs, rows: [DegreeBounds(maximum: .max)],
      columns: [DegreeBounds](repeating: DegreeBounds(maximum: .max), count: 3))
    #expect(try value(problem) == -7)
    var impossible = problem
    impossible.columns[0].minimum = .max
    guard case .infeasible(let witness) = try impossible.solve() else {
      Issue.record("column 0 has one edge only")
      return
    }
    #expect(witness.members == [0])
    #expect(witness.required == .max)
  }

  /// Costs as far apart as the range rule allows, and one step further.
  @Test func rangeRule() throws {
    let limit: Int64 = 1 << 58
    let bounds = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: 4)
    for seed in 0..<20 {
      var generator = SplitMix64(seed: UInt64(seed))
      let cells = (0..<16).map { _ in
        [0, -limit, Int64.random(in: -limit...0, using: &generator)]
          .randomElement(using: &generator) ?? 0
      }
      let costs = try DenseCosts(rowCount: 4, columnCount: 4, cells: cells)
      let problem = CapacitatedAssignmentProblem(costs: costs, rows: bounds, columns: bounds)
      #expect(try value(problem) == BruteForce.assignmentOptimum(costs))
    }
    let tooWide = try DenseCosts(
      rowCount: 4, columnCount: 4, cells: [-limit - 1] + [Int64](repeating: 0, count: 15))
    #expect(throws: AssignmentError.self) {
      try CapacitatedAssignmentProblem(costs: tooWide, rows: bounds, columns: bounds).solve()
    }
    let free = [DegreeBounds](repeating: DegreeBounds(firstUseCost: .min), count: 4)
    let zeros = try DenseCosts(
      rowCount: 4, columnCount: 4, cells: [Int64](repeating: 0, count: 16))
    #expect(throws: AssignmentError.self) {
      try CapacitatedAssignmentProblem(costs: zeros, rows: free, columns: bounds).solve()
    }
  }

  @Test func badBoundsAreRefused() throws {
    let costs = try DenseCosts(rows: [[1, 2]])
    func code(rows: [DegreeBounds], columns: [DegreeBounds]) throws -> AssignmentError.Code? {
      do {
        _ = try CapacitatedAssignmentProblem(costs: costs, rows: rows, columns: columns).solve()
        return nil
      } catch {
        #expect(error.description.contains("\nMaybe "))
        return error.code
      }
    }
    let one = [DegreeBounds()]
    let two = [DegreeBounds(), DegreeBounds()]
    #expect(try code(rows: one, columns: two) == nil)
    #expect(try code(rows: two, columns: one) == .sizeMismatch)
    #expect(
      try code(rows: [DegreeBounds(minimum: 2, maximum: 1)], columns: two) == .boundsInvalid)
    #expect(try code(rows: [DegreeBounds(minimum: -1)], columns: two) == .boundsInvalid)
    #expect(try code(rows: [DegreeBounds(firstUseCost: 1)], columns: two) == .boundsInvalid)
  }

  @Test func stopsWhenAsked() throws {
    let problem = try RandomProblem.medium(seed: 1)
    for reason in [StopReason.deadline, .cancelled] {
      let options = CapacitatedAssignmentOptions(shouldStop: { reason })
      #expect(try problem.solve(options) == .stopped(reason))
    }
  }
}
