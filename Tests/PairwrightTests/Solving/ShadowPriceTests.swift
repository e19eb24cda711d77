import Testing
import _PairwrightConformance
import _PairwrightTestSupport

@testable import Pairwright

@Suite("Shadow prices")
struct ShadowPriceTests {
  private func problem(_ small: SmallProgramme) throws -> MatchingProblem {
    var diagnostics = Diagnostics()
    return try MatchingProblem(small.roster, small.program, diagnostics: &diagnostics)
  }

  @Test("one more place with a person is worth what an exhaustive search says", arguments: 0..<4)
  func agreesOnPeople(block: Int) throws {
    var priced = 0
    for seed in (50_000 + 50 * block)..<(50_050 + 50 * block) {
      let small = try SmallProgramme(
        seed: UInt64(seed), doubles: false, minimums: seed % 3 == 0, floors: seed % 2 == 0)
      let problem = try problem(small)
      let solution = try problem.solution(options: SolveOptions())
      guard let prices = try problem.shadowPrices(of: solution),
        let before = small.bestByExhaustion()
      else { continue }
      #expect(prices.openCount == 0, "seed \(seed)")
      for person in small.roster.people where problem.participation.takesPart(person, small) {
        let enlarged = small.withOneMorePlace(for: person.id)
        let after = try #require(enlarged.bestByExhaustion())
        let price = prices.prices.first { $0.isOf(person.id) }
        let changes = zip(small.named(after), small.named(before)).map { $0 - $1 }
        #expect(changes == price?.changes ?? changes.map { _ in 0 }, "seed \(seed) \(person.id)")
        if price != nil { priced += 1 }
      }
    }
    #expect(priced > 10, "the cases should include people who are wanted more often")
  }

  @Test("agree with the other route, and what follows from the proof is never too little")
  func agreeUnderQuotas() throws {
    var limited = 0
    var priced = 0
    for seed in 51_000..<51_060 {
      let small = try SmallProgramme(
        seed: UInt64(seed), doubles: seed % 3 == 0, quotas: seed % 2 == 0, pairRules: seed % 2 == 1)
      let problem = try problem(small)
      let solution = try problem.solution(options: SolveOptions())
      guard let exact = try problem.shadowPrices(of: solution, effort: .solving),
        let cheap = try problem.shadowPrices(of: solution, effort: .proof),
        let before = solution.matching
      else { continue }
      #expect(exact.openCount == 0, "seed \(seed)")
      // Two rules may bear one name, so what is expected is gathered for each place.
      var expected: [ShadowPrice.Place: [[Int]]] = [:]
      for bound in problem.ruleBounds + problem.capacityBounds {
        guard let from = problem.place(of: bound) else { continue }
        let moved = problem.moving(bound, to: bound.isMinimum ? from - 1 : from + 1)
        let after = try #require(
          try StagedSolver().solve(moved, options: SolveOptions()).matching, "seed \(seed)")
        let changes = zip(after.objectives, before.objectives).map { $0.value - $1.value }
        let place = problem.described(bound)
        if changes.contains(where: { $0 != 0 }) { expected[place, default: []].append(changes) }
        guard case .atMost(let most) = cheap.prices.first(where: { $0.place == place })?.worth
        else { continue }
        let index = try #require(
          before.objectives.firstIndex { $0.objective == most.objective && $0.tier == most.tier })
        #expect(changes.prefix(index).allSatisfy { $0 == 0 }, "seed \(seed) \(place)")
        #expect(changes[index] <= most.value, "seed \(seed) \(place)")
        limited += 1
      }
      for place in Set(expected.keys).union(exact.prices.map(\.place)) {
        let found = exact.prices.filter { $0.place == place }.compactMap(\.changes)
        #expect(Set(found) == Set(expected[place] ?? []), "seed \(seed) \(place)")
        priced += found.count
      }
    }
    #expect(priced > 20 && limited > 20)
  }

  @Test("come in the order of what is wanted most, rules before people")
  func areSorted() throws {
    for seed in 52_000..<52_040 {
      let small = try SmallProgramme(seed: UInt64(seed), quotas: true)
      let problem = try problem(small)
      let solution = try problem.solution(options: SolveOptions())
      guard let prices = try problem.shadowPrices(of: solution, effort: .solving)?.prices else {
        continue
      }
      let rules = prices.prefix { if case .rule = $0.place { true } else { false } }
      #expect(
        prices.dropFirst(rules.count).allSatisfy {
          if case .person = $0.place { true } else { false }
        })
      for group in [rules[...], prices.dropFirst(rules.count)] {
        let changes = group.compactMap(\.changes)
        #expect(zip(changes, changes.dropFirst()).allSatisfy { !$0.lexicographicallyPrecedes($1) })
      }
    }
  }

  @Test("are none where nothing is optimal, and open where a limit comes first")
  func respectLimits() throws {
    let small = try SmallProgramme(seed: 51_001, doubles: false, pairRules: true)
    let problem = try problem(small)
    let solution = try problem.solution(options: SolveOptions())
    let stopped = SolveOptions(shouldStop: { .timeLimit })
    let prices = try problem.shadowPrices(of: solution, effort: .solving, options: stopped)
    #expect(prices?.prices.isEmpty == true)
    #expect((prices?.openCount ?? 0) > 0)
    let cut = try problem.solution(options: stopped)
    #expect(try problem.shadowPrices(of: cut) == nil)
  }
}

extension ShadowPrice {
  fileprivate var changes: [Int]? {
    if case .exactly(let values) = worth { values.map(\.value) } else { nil }
  }

  fileprivate func isOf(_ id: PersonID) -> Bool {
    if case .person(id, _) = place { true } else { false }
  }
}

extension Participation {
  fileprivate func takesPart(_ person: Person, _ small: SmallProgramme) -> Bool {
    small.roster.index(of: person.id).map { (juniors + seniors).contains($0) } ?? false
  }
}

extension MovableBound {
  fileprivate var isMinimum: Bool {
    switch self {
    case .quota(_, .minimum), .pairQuota(_, .minimum): true
    default: false
    }
  }
}

extension SmallProgramme {
  /// The values of the program's objectives, without those that only break ties.
  fileprivate func named(_ values: [Int]) -> [Int] {
    var rest = values[...]
    return program.objective.flatMap { objective -> [Int] in
      let count =
        objective == .priorityTier ? Set(roster.people.compactMap(\.priorityTier)).count : 1
      defer { rest = rest.dropFirst(objective == .total ? 2 : count) }
      return Array(rest.prefix(count))
    }
  }

  fileprivate func withOneMorePlace(for id: PersonID) -> SmallProgramme {
    var people = roster.people
    for index in people.indices where people[index].id == id {
      people[index].capacityMaximum = (people[index].capacityMaximum ?? 1) + 1
    }
    // The people are those of a roster that was valid.
    return SmallProgramme(
      roster: (try? Roster(people: people, constraints: roster.constraints)) ?? roster,
      program: program)
  }
}
