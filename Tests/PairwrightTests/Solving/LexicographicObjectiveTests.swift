import Pairwright
import Testing

@Suite("LexicographicObjective")
struct LexicographicObjectiveTests {
  private func objective(
    _ objectives: [Objective], people: Int = 6, tiers: [Int?] = [nil]
  ) throws -> LexicographicObjective? {
    let people = (0..<people).map { number in
      Person.on(number % 2 == 0 ? .junior : .senior, "P\(number)") {
        $0.priorityTier = tiers[number % tiers.count]
      }
    }
    return LexicographicObjective(try Fixture(people) { $0.objective = objectives }.problem)
  }

  @Test("gives each level more weight than everything after it can be worth")
  func dominance() throws {
    let lists: [[Objective]] = [
      [.coverage, .total], [.total], [.pairs, .total], [.total, .coverage],
      [.priorityTier, .coverage, .pairs, .total],
    ]
    for list in lists {
      let objective = try #require(try objective(list, tiers: [1, 2, nil]))
      // The most that each level can reach with three juniors and three seniors.
      let most = objective.levels.map { level -> Int128 in
        switch level.objective {
        case .total: 3 * 1_000_000
        case .pairs: 3
        case .coverage: 6
        default: 2
        }
      }
      for (index, level) in objective.levels.enumerated() {
        var rest: Int128 = 0
        for later in objective.levels.indices.dropFirst(index + 1) {
          rest += most[later] * objective.levels[later].weight
        }
        #expect(level.weight > rest, "\(list), level \(index)")
      }
    }
  }

  @Test("breaks ties of the total by more pairs, and names only what the program names")
  func levels() throws {
    let objective = try #require(
      try objective([.priorityTier, .total, .coverage], tiers: [2, 1, nil]))
    #expect(
      objective.levels.map(\.objective) == [
        .priorityTier, .priorityTier, .total, .pairs, .coverage,
      ])
    #expect(objective.levels.map(\.tier) == [1, 2, nil, nil, nil])
    #expect(objective.levels.map(\.isNamed) == [true, true, true, false, true])
    #expect(objective.pairWorth(score: 7) == 7 * objective.scoreWeight + objective.pairWeight)
  }

  @Test("grants a person the worth of coverage and of the tier")
  func persons() throws {
    let objective = try #require(try objective([.priorityTier, .coverage], tiers: [2, nil]))
    #expect(objective.personWeights == [8, 1, 8, 1, 8, 1])
    #expect(objective.pairWorth(score: 1_000_000) == 0)
  }

  @Test("declines what leaves the range of exact numbers")
  func range() throws {
    #expect(
      try objective([.priorityTier, .coverage, .total], people: 60, tiers: Array(1...60)) == nil)
    let small = try Fixture(
      (1...60).map { number in
        Person.on(number % 2 == 0 ? .junior : .senior, "P\(number)") { $0.priorityTier = number }
      }
    ) { $0.objective = [.priorityTier, .coverage, .total] }
    let error = try #require(throws: SolverError.self) {
      try small.problem.solution(options: SolveOptions())
    }
    #expect(error.code == .rangeTooLarge)
    #expect(error.advice.hasPrefix("Maybe"))
  }
}
