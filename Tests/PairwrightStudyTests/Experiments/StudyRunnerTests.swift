import LinearAssignment
import Pairwright
import PairwrightStudy
import Synchronization
import Testing

@Suite struct StudyRunnerTests {
  private func plan(_ edit: (inout StudyPlan) -> Void = { _ in }) throws -> StudyPlan {
    var diagnostics = Diagnostics()
    var plan = try StudyReading.plan(
      .keys([
        ("version", .text("1")), ("replicates", .text("4")),
        (
          "problems",
          .list([
            .keys([("kind", .text("uniform")), ("juniors", .text("6")), ("noise", .text("3"))]),
            .keys([("kind", .text("planted_stable")), ("juniors", .text("5"))]),
          ])
        ),
        (
          "strategies",
          .list([.text("random"), .text("hungarian"), .text("lottery"), .text("first_come")])
        ),
      ]), into: &diagnostics, loadRoster: nil)
    #expect(diagnostics.all.isEmpty)
    edit(&plan)
    return plan
  }

  /// Runs a shard and returns what came out, in order, without times.
  private func run(
    _ plan: StudyPlan, _ shard: StudyShard = .whole, done: StudyProgress = StudyProgress(),
    threads: Int = 1
  ) throws -> [StudyRecord] {
    let found = Mutex<[StudyRecord]>([])
    try StudyRunner(plan).run(shard, done: done, threads: threads) { record in
      found.withLock { $0.append(Self.withoutTime(record)) }
    }
    return found.withLock { $0 }.sorted { Self.order($0) < Self.order($1) }
  }

  private static func withoutTime(_ record: StudyRecord) -> StudyRecord {
    guard case .cell(let result) = record else { return record }
    return .cell(
      CellResult(
        cell: result.cell, failure: result.failure, unproven: result.unproven,
        values: result.values, seconds: 0))
  }

  private static func order(_ record: StudyRecord) -> Int {
    switch record {
    case .cell(let result): result.cell
    case .frontier(let problem, _): 1_000_000 + problem
    }
  }

  @Test func givesTheSameForAnyThreadsAndShards() throws {
    let plan = try plan()
    let whole = try run(plan)
    #expect(whole.count == plan.cellCount + 2)
    #expect(try run(plan, threads: 4) == whole)
    for count in [2, 3, 11] {
      let parts = try (1...count).flatMap { number in
        try run(plan, #require(StudyShard("\(number)/\(count)")))
      }
      #expect(parts.sorted { Self.order($0) < Self.order($1) } == whole)
    }
  }

  @Test func goesOnWhereItWas() throws {
    let plan = try plan()
    let whole = try run(plan)
    var done = StudyProgress()
    done.cells = [0, 1, 2, 3, 5, 9, 31]
    done.frontiers = [1]
    let rest = try run(plan, done: done)
    let expected = whole.filter {
      switch $0 {
      case .cell(let result): !done.cells.contains(result.cell)
      case .frontier(let problem, _): !done.frontiers.contains(problem)
      }
    }
    #expect(rest == expected)
  }

  @Test func stopsAtTheFirstErrorOfItsReader() throws {
    struct Full: Error {}
    let count = Mutex(0)
    #expect(throws: Full.self) {
      try StudyRunner(plan()).run(.whole, threads: 2) { _ in
        try count.withLock {
          $0 += 1
          if $0 == 5 { throw Full() }
        }
      }
    }
    #expect(count.withLock { $0 } == 5)
  }

  @Test func refusesAnswersWithoutWhatIsGuaranteed() throws {
    let plan = try plan { plan in
      plan.strategies = [PlannedStrategy(label: "broken", strategy: Broken())]
      plan.baseline = 0
    }
    #expect(throws: StudyError.self) { _ = try run(plan) }
  }

  @Test func recordsWhatCannotBeSolved() throws {
    let plan = try plan { plan in
      plan.strategies = [PlannedStrategy(label: "hopeless", strategy: Hopeless())]
      plan.hasFrontier = false
    }
    let found = try run(plan)
    #expect(found.count == plan.cellCount)
    for case .cell(let result) in found {
      #expect(result.failure == "There is no such thing.")
      #expect(result.values.allSatisfy { $0 == nil })
    }
  }

  /// A search without an end leaves its best pairs, which count, and are said not to be proven.
  @Test func keepsTheBestOfWhatCannotBeProven() throws {
    let plan = try plan { plan in
      plan.strategies = [PlannedStrategy(label: "endless", strategy: Endless())]
      plan.hasFrontier = false
    }
    let found = try run(plan)
    #expect(found.count == plan.cellCount)
    let pairs = try #require(plan.metrics.firstIndex { $0.name == "pairs" })
    for case .cell(let result) in found {
      #expect(result.failure == nil)
      #expect(result.unproven == "It took too long.")
      #expect(result.values[pairs] == 1)
    }
  }

  @Test(arguments: ["", "1", "0/2", "3/2", "1/2/3", "a/2", "1/", "-1/2", "+1/2", " 1/2"])
  func refusesWhatIsNoShard(text: String) {
    #expect(StudyShard(text) == nil)
  }
}

/// Claims that its pairs are stable, and makes none.
private struct Broken: MatchingStrategy {
  static let kind = "broken"
  static let summary = ""
  init() {}
  init(reading reader: ConfigurationReader) {}
  func guarantees(for problem: StudyProblem) -> Set<Guarantee> { [.stable] }
  func pairs(_ problem: StudyProblem, random: inout SeededGenerator) -> [AssignedPair] { [] }
}

/// Promises a stable matching of most pairs, and finds one pair.
private struct Endless: MatchingStrategy {
  static let kind = "endless"
  static let summary = ""
  init() {}
  init(reading reader: ConfigurationReader) {}
  func guarantees(for problem: StudyProblem) -> Set<Guarantee> { [.feasible, .stable, .mostPairs] }
  func pairs(_ problem: StudyProblem, random: inout SeededGenerator) throws -> [AssignedPair] {
    throw StudyError(.unfinished([AssignedPair(row: 0, column: 0)]), "It took too long.")
  }
}

/// Never has an answer.
private struct Hopeless: MatchingStrategy {
  static let kind = "hopeless"
  static let summary = ""
  init() {}
  init(reading reader: ConfigurationReader) {}
  func guarantees(for problem: StudyProblem) -> Set<Guarantee> { [] }
  func pairs(_ problem: StudyProblem, random: inout SeededGenerator) throws -> [AssignedPair] {
    throw StudyError(.unsolvable, "There is no such thing.")
  }
}
