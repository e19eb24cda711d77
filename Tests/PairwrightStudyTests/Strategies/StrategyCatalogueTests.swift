import LinearAssignment
import Pairwright
import PairwrightStudy
import Testing

/// Every strategy keeps what it guarantees, seen by predicates and by looking at all matchings.
@Suite struct StrategyCatalogueTests {
  private static let kinds = StrategyCatalogue.all.map { $0.kind }

  private func strategy(
    _ kind: String, _ parameters: [(String, ConfigurationValue?)] = []
  ) throws -> any MatchingStrategy {
    let type = try #require(StrategyCatalogue.strategy(kind))
    let log = DiagnosticLog()
    let reader = ConfigurationReader(
      .keys([("kind", .text(kind))] + parameters), subject: "the strategy", log: log)
    _ = reader.text("kind")
    let strategy = type.init(reading: reader)
    reader.finish()
    #expect(log.diagnostics.all.isEmpty)
    return strategy
  }

  /// Whether the predicate of a guarantee holds, where it can tell, and a look at all matchings agrees,
  /// where that can; what a lottery guarantees is looked at in CappedLotteryTests.
  private static func isKept(
    _ guarantee: Guarantee, _ pairs: [AssignedPair], _ exhaustive: ExhaustiveGuarantee
  ) -> Bool {
    if [.cappedProbabilities, .bestExpectedTotal].contains(guarantee) { return true }
    let found = [
      guarantee.isKept(by: pairs, in: exhaustive.problem), exhaustive.isKept(guarantee, by: pairs),
    ].compactMap(\.self)
    return !found.isEmpty && !found.contains(false)
  }

  private func check(_ strategy: any MatchingStrategy, mostCapacity: Int, count: Int) throws {
    for number in 0..<count {
      let problem = SmallProblems.problem(number, mostCapacity: mostCapacity)
      let exhaustive = ExhaustiveGuarantee(problem, keepingRules: false)
      var random = SeededGenerator(seed: 1, stream: UInt64(number))
      let pairs = try strategy.pairs(problem, random: &random)
      #expect(pairs == pairs.sorted())
      for guarantee in strategy.guarantees(for: problem) {
        #expect(
          Self.isKept(guarantee, pairs, exhaustive),
          "\(type(of: strategy).kind), problem \(number): \(guarantee.rawValue)")
      }
    }
  }

  @Test(arguments: kinds) func keepsItsGuarantees(kind: String) throws {
    try check(strategy(kind), mostCapacity: 1, count: 60)
  }

  @Test(arguments: kinds) func keepsItsGuaranteesWithRoomForSeveral(kind: String) throws {
    try check(strategy(kind), mostCapacity: 2, count: 30)
  }

  @Test(arguments: ["rank_maximal", "greedy_by_rank", "generous_by_rank"])
  func goesByTheRanksOfSeniorsWhenAsked(kind: String) throws {
    try check(strategy(kind, [("side", .text("senior"))]), mostCapacity: 1, count: 30)
  }

  @Test(arguments: kinds) func givesTheSamePairsForTheSameChance(kind: String) throws {
    let strategy = try strategy(kind)
    for number in 0..<20 {
      let problem = SmallProblems.problem(number)
      let runs = try (0..<2).map { _ in
        var random = SeededGenerator(seed: 9, stream: 3)
        return try strategy.pairs(problem, random: &random)
      }
      #expect(runs[0] == runs[1])
    }
  }

  /// Without quotas the quota program is coverage first, and deferred acceptance favours the side
  /// that proposes: no junior has a better stable partner.
  @Test func proposersGetTheirBestStablePartners() throws {
    let juniors = try strategy("deferred_acceptance")
    let seniors = try strategy("deferred_acceptance_seniors")
    var differed = 0
    for number in 0..<150 {
      let problem = SmallProblems.problem(number)
      var random = SeededGenerator(seed: 1, stream: 1)
      let best = try juniors.pairs(problem, random: &random)
      let worst = try seniors.pairs(problem, random: &random)
      if best != worst { differed += 1 }
      for other in SmallProblems.matchings(problem)
      where GuaranteeCheck.blockingPairs(other, in: problem).isEmpty {
        for pair in best {
          let rival = other.first { $0.row == pair.row }
          #expect(rival.map { problem.juniorRank(pair) <= problem.juniorRank($0) } ?? false)
        }
        for pair in worst {
          let rival = other.first { $0.column == pair.column }
          #expect(rival.map { problem.seniorRank(pair) <= problem.seniorRank($0) } ?? false)
        }
      }
    }
    #expect(differed > 2)
  }

  @Test func listedOrderComesFirst() throws {
    let problem = StudyProblem(
      scores: [90, 10, 80, 70], juniorCapacities: [1, 1], seniorCapacities: [1, 1])
    let strategy = try strategy("first_come", [("order", .text("listed"))])
    var random = SeededGenerator(seed: 1, stream: 1)
    #expect(
      try strategy.pairs(problem, random: &random)
        == [AssignedPair(row: 0, column: 0), AssignedPair(row: 1, column: 1)])
  }

  /// The fault of mentor-match that is on record: a barred cell is chosen and dropped, and somebody
  /// who could have had a partner has none.
  @Test func mentorMatchDropsBarredPairs() throws {
    let problem = StudyProblem(
      scores: [100, 10, 30, StudyProblem.barred], juniorCapacities: [1, 1],
      seniorCapacities: [1, 1])
    var random = SeededGenerator(seed: 1, stream: 1)
    let rounds = try strategy("mentor_match", [("rounds", .text("1"))])
    #expect(
      try rounds.pairs(problem, random: &random) == [AssignedPair(row: 0, column: 0)])
    let covering = try strategy("coverage_first")
    #expect(try covering.pairs(problem, random: &random).count == 2)
  }

  private static let ruleKeepers = StrategyCatalogue.all.filter { $0.ruleKeeping == .kept }
    .map { $0.kind }

  @Test func saysWhichStrategiesKeepRules() {
    #expect(
      Self.ruleKeepers == ["hungarian", "coverage_first", "bottleneck", "leximin", "quota_program"])
  }

  /// What a strategy promises under rules holds among all matchings that keep them, and where there
  /// is none it says so.
  @Test(arguments: ruleKeepers) func keepsEveryRule(kind: String) throws {
    let strategy = try strategy(kind)
    var (solved, impossible) = (0, 0)
    for number in 0..<150 {
      var problem = SmallProblems.ruled(number, mostCapacity: number % 3 == 0 ? 2 : 1)
      if number % 2 == 0 { problem.rules.objectives = [.coverage, .worstOff, .total] }
      if number % 5 == 0 { problem.rules.objectives = [.pairs, .leximin] }
      let exhaustive = ExhaustiveGuarantee(problem, keepingRules: true)
      var random = SeededGenerator(seed: 1, stream: 1)
      if exhaustive.matchings.isEmpty {
        impossible += 1
        #expect(throws: StudyError.self) { _ = try strategy.pairs(problem, random: &random) }
        continue
      }
      solved += 1
      let pairs = try strategy.pairs(problem, random: &random)
      #expect(SmallProblems.keepsRules(pairs, problem), "\(kind), problem \(number)")
      for guarantee in strategy.guarantees(for: problem) {
        #expect(
          Self.isKept(guarantee, pairs, exhaustive),
          "\(kind), problem \(number): \(guarantee.rawValue)")
      }
    }
    #expect(solved > 80 && impossible > 5)
  }

  /// The others break rules now and then, and the count of broken rules is right.
  @Test func countsTheRulesThatOthersBreak() throws {
    let greedy = try strategy("greedy")
    var broken = 0
    for number in 0..<150 {
      let problem = SmallProblems.ruled(number)
      var random = SeededGenerator(seed: 1, stream: 1)
      let pairs = try greedy.pairs(problem, random: &random)
      let count = GuaranteeCheck.brokenRules(pairs, in: problem)
      #expect((count == 0) == SmallProblems.keepsRules(pairs, problem))
      if count > 0 { broken += 1 }
    }
    #expect(broken > 20)
  }

  /// The shorter way of leximin without rules comes to the same scores as the objectives of a program.
  @Test func leximinAgreesWithTheProgramsObjectives() throws {
    let leximin = try strategy("leximin")
    let program = try strategy("quota_program")
    for size in [5, 12] {
      for seed in 0..<8 {
        var random = SeededGenerator(seed: 4, stream: UInt64(seed))
        let scores = (0..<(size * size)).map { _ in
          random.number(below: 5) == 0 ? StudyProblem.barred : Int32(random.number(below: 40))
        }
        var problem = StudyProblem(
          scores: scores, juniorCapacities: [Int](repeating: 1, count: size),
          seniorCapacities: [Int](repeating: seed % 2 + 1, count: size))
        problem.rules.objectives = [.pairs, .leximin]
        let pairs = try [leximin, program].map { try $0.pairs(problem, random: &random) }
        let found = pairs.map { $0.map { problem.score($0) }.sorted() }
        #expect(found[0] == found[1], "size \(size), seed \(seed)")
      }
    }
  }

  /// The program as a strategy reaches what `match` reaches, with forced pairs and people on both
  /// sides.
  @Test(arguments: 0..<6) func quotaProgramIsWhatMatchDoes(number: Int) throws {
    let organisation = try OrganisationGenerator(people: 60 + number, seed: UInt64(number))
      .organisation()
    var diagnostics = Diagnostics()
    var program = MentoringProgram(reading: organisation.program, into: &diagnostics)
    program.rules += [
      PairQuota(.same("location"), maximumShare: FixedPoint(units: 3_000)),
      PairQuota(.differ("department"), minimum: 3),
      Quota(side: .junior, by: "department", groups: .each, maximum: 4),
    ]
    let objectives: [[Objective]] = [
      [.coverage, .total], [.pairs, .worstOff, .total], [.pairs, .leximin],
    ]
    program.objective = objectives[number % 3]
    let matching = try MatchingProblem(organisation.roster, program, diagnostics: &diagnostics)
    let solution = try matching.solution(options: SolveOptions())
    let log = DiagnosticLog()
    let problem = StudyProblem(
      matching,
      RosterProblemOptions(
        reading: ConfigurationReader(.keys([]), subject: "the problem", log: log)))
    var random = SeededGenerator(seed: 1, stream: 1)
    guard let matched = solution.matching else {
      #expect(throws: StudyError.self) {
        _ = try strategy("quota_program").pairs(problem, random: &random)
      }
      return
    }
    let pairs = try strategy("quota_program").pairs(problem, random: &random)
    let forced = matching.forced
    let scores = pairs.map { problem.score($0) }
    let forcedScores = forced.map { matching.scorer.score(row: $0.row, column: $0.column) }
    #expect(
      (scores + forcedScores).sorted().first
        == matched.pairs.map(\.score.units).min() || program.objective[1] == .total)
    #expect(
      (scores + forcedScores).reduce(0, +) == matched.total.units || number % 3 == 2)
    if number % 3 == 2 {
      #expect((scores + forcedScores).sorted() == matched.pairs.map(\.score.units).sorted())
    }
    #expect(GuaranteeCheck.brokenRules(pairs, in: problem) == 0)
  }
}
