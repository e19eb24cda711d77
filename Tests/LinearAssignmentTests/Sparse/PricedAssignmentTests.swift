import LinearAssignment
import Synchronization
import Testing
import _PairwrightTestSupport

/// Square problems of which few pairs are looked at, by auctions on candidates.
@Suite struct PricedAssignmentTests {
  typealias Problem = CapacitatedAssignmentProblem<DenseCosts>

  private func auctions(
    candidates: Int = 32, perColumn: Int = 16, threads: Int = 1
  ) -> CapacitatedAssignmentOptions {
    var options = CapacitatedAssignmentOptions()
    options.leastRowsForAuctions = 1
    options.candidatesPerRow = candidates
    options.candidatesPerColumn = perColumn
    options.readingThreads = threads
    return options
  }

  private var paths: CapacitatedAssignmentOptions {
    var options = CapacitatedAssignmentOptions()
    options.leastRowsForAuctions = .max
    return options
  }

  private func problem(_ costs: DenseCosts, minimum: Int = 1, worth: Int64 = 0) -> Problem {
    let bounds = DegreeBounds(minimum: minimum, firstUseCost: -worth)
    return Problem(
      costs: costs, rows: [DegreeBounds](repeating: bounds, count: costs.rowCount),
      columns: [DegreeBounds](repeating: bounds, count: costs.columnCount))
  }

  private func expectSame(
    _ problem: Problem, _ options: CapacitatedAssignmentOptions, _ label: String
  ) throws {
    switch (try problem.solve(options), try problem.solve(paths)) {
    case (.optimal(let found), .optimal(let expected)):
      #expect(found.value == expected.value, "\(label)")
      #expect(CertificateChecker.flaw(in: found, of: problem) == nil, "\(label)")
    case (.infeasible(let found), .infeasible):
      #expect(CertificateChecker.flaw(in: found, of: problem) == nil, "\(label)")
    case (let found, let expected): Issue.record("\(label): \(found) but \(expected)")
    }
  }

  /// Small problems, absent pairs and rewards included, with few candidates.
  @Test(arguments: 0..<10)
  func smallProblemsAgreeWithPaths(part: UInt64) throws {
    let ranges: [ClosedRange<Int64>] = [
      0...0, -1...1, 0...100, -1_000_000...0, 0...(1 << 40), -(1 << 50)...(1 << 50),
    ]
    for seed in (part * 40)..<(part * 40 + 40) {
      var generator = SplitMix64(seed: seed)
      let count = Int.random(in: 1...30, using: &generator)
      let costs = try RandomProblem.matrix(
        rows: count, columns: count,
        absentPercent: [0, 20, 60, 90][Int.random(in: 0..<4, using: &generator)],
        costs: ranges[Int.random(in: 0..<ranges.count, using: &generator)], using: &generator)
      let options = auctions(
        candidates: Int.random(in: 1...5, using: &generator),
        perColumn: Int.random(in: 1...3, using: &generator))
      try expectSame(problem(costs), options, "seed \(seed)")
      try expectSame(
        problem(costs, minimum: 0, worth: 1 << 52), options, "seed \(seed), great rewards")
      try expectSame(problem(costs, minimum: 0, worth: 50), options, "seed \(seed), rewards")
    }
  }

  @Test(arguments: 0..<40)
  func structuredAndExtremeProblemsAgreeWithPaths(seed: UInt64) throws {
    for dense in [try RandomProblem.structured(seed: seed), try RandomProblem.extreme(seed: seed)] {
      let side = min(dense.costs.rowCount, dense.costs.columnCount)
      let cells = (0..<(side * side)).map {
        dense.costs.cells[$0 / side * dense.costs.columnCount + $0 % side]
      }
      let costs = try DenseCosts(rowCount: side, columnCount: side, cells: cells)
      try expectSame(problem(costs), auctions(candidates: 3, perColumn: 2), "seed \(seed)")
    }
  }

  /// Large enough for prices from a sample.
  @Test(arguments: ["line", "product", "greater", "random", "few values", "forbidden", "far"])
  func largerProblemsAgreeWithTheDenseKernel(family: String) throws {
    let count = 560
    var generator = SplitMix64(seed: 9)
    let left = (0..<count).map { _ in Int64.random(in: 0...9999, using: &generator) }
    let right = (0..<count).map { _ in Int64.random(in: 0...9999, using: &generator) }
    var cells: [Int64] = []
    for row in 0..<count {
      for column in 0..<count {
        let number = Int64.random(in: 0..<1_000_000, using: &generator)
        let cost: Int64 =
          switch family {
          case "line": (left[row] - right[column]) * (left[row] - right[column])
          case "product": left[row] * right[column]
          case "greater": Int64(max(row, column))
          case "few values": number % 4
          case "forbidden": number % 10 < 8 && row != column ? absentEdge : number
          case "far": number << 25
          default: number
          }
        cells.append(cost)
      }
    }
    let costs = try DenseCosts(rowCount: count, columnCount: count, cells: cells)
    guard case .optimal(let expected) = try costs.denseAssignment(),
      case .optimal(let found) = try problem(costs).solve(auctions(candidates: 8, perColumn: 4))
    else {
      Issue.record("\(family) is feasible")
      return
    }
    #expect(found.value == expected.value)
    #expect(found.work.bids > 0)
  }

  @Test func answerDoesNotDependOnThreads() throws {
    var generator = SplitMix64(seed: 3)
    let costs = try RandomProblem.matrix(
      rows: 520, columns: 520, absentPercent: 10, costs: 0...50, using: &generator)
    let one = try problem(costs).solve(auctions(candidates: 6, perColumn: 3))
    for threads in 2...3 {
      #expect(
        try problem(costs).solve(auctions(candidates: 6, perColumn: 3, threads: threads)) == one)
    }
  }

  /// Rows that share too few columns are found although most pairs are no candidates.
  @Test func bottleneckIsFound() throws {
    var generator = SplitMix64(seed: 5)
    let full = try RandomProblem.matrix(
      rows: 200, columns: 200, absentPercent: 0, costs: 0...1000, using: &generator)
    var cells = full.cells
    for row in [7, 70, 140, 199] {
      for column in 0..<200 where column % 90 != 3 { cells[row * 200 + column] = absentEdge }
    }
    let costs = try DenseCosts(rowCount: 200, columnCount: 200, cells: cells)
    guard
      case .infeasible(let witness) =
        try problem(costs).solve(auctions(candidates: 4, perColumn: 2))
    else {
      Issue.record("four rows cannot share three columns")
      return
    }
    #expect(witness.members == [7, 70, 140, 199])
  }

  @Test func stopsWhenAskedAndReportsProgress() throws {
    var generator = SplitMix64(seed: 6)
    let costs = try RandomProblem.matrix(
      rows: 100, columns: 100, absentPercent: 0, costs: 0...1000, using: &generator)
    var options = auctions()
    let asked = Mutex(0)
    options.shouldStop = {
      asked.withLock { count in
        count += 1
        return count > 2 ? .deadline : nil
      }
    }
    #expect(try problem(costs).solve(options) == .stopped(.deadline))
    options.shouldStop = { nil }
    let stages = Mutex<Set<AssignmentProgress.Stage>>([])
    options.onProgress = { step in stages.withLock { _ = $0.insert(step.stage) } }
    _ = try problem(costs).solve(options)
    #expect(stages.withLock(\.self) == [.reading, .augmenting, .checking])
  }
}
