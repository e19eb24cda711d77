import Pairwright
import Testing
import _PairwrightConformance
import _PairwrightTestSupport

@testable import Pairwright

@Suite("StagedSolver against an exhaustive search")
struct StagedSolverTests {
  @Test("agrees when rules count kinds of pairs and overlapping groups", arguments: 0..<6)
  func agreesUnderPairRules(block: Int) throws {
    var infeasible = 0
    for seed in (10_000 + 100 * block)..<(10_100 + 100 * block) {
      let small = try SmallProgramme(
        seed: UInt64(seed), doubles: seed % 2 == 0, minimums: seed % 5 == 0, pairRules: true)
      if try expectAgreement(small, seed: seed) { infeasible += 1 }
    }
    #expect(infeasible > 3, "the cases should include impossible ones")
  }

  @Test("agrees on the lowest scores", arguments: 0..<4)
  func agreesOnFairness(block: Int) throws {
    for seed in (20_000 + 60 * block)..<(20_060 + 60 * block) {
      let small = try SmallProgramme(
        seed: UInt64(seed), doubles: seed % 3 == 0, pairRules: seed % 4 == 0, fairness: true)
      try expectAgreement(small, seed: seed)
    }
  }

  @Test("agrees on objectives in any order", arguments: 0..<4)
  func agreesInAnyOrder(block: Int) throws {
    var random = SplitMix64(seed: UInt64(block))
    for seed in (60_000 + 60 * block)..<(60_060 + 60 * block) {
      let base = try SmallProgramme(
        seed: UInt64(seed), doubles: seed % 3 == 0, pairRules: seed % 4 == 0)
      var program = base.program
      let order = Objective.allCases.shuffled(using: &random).prefix(Int(random.next() % 5) + 1)
      // The lowest scores come after the number of people or of pairs.
      let first = order.firstIndex { $0 == .coverage || $0 == .pairs } ?? order.endIndex
      program.objective =
        order[..<first].filter { $0 != .worstOff && $0 != .leximin } + order[first...]
      guard !program.objective.isEmpty else { continue }
      try expectAgreement(SmallProgramme(roster: base.roster, program: program), seed: seed)
    }
  }

  @Test("agrees when pairs are forced")
  func agreesWhenForced() throws {
    for seed in 30_000..<30_150 {
      let small = try SmallProgramme(
        seed: UInt64(seed), forced: true, pairRules: true, fairness: seed % 2 == 0)
      if case .pairs(let pairs) = small.forced() {
        try expectAgreement(small, forced: pairs, seed: seed)
      }
    }
  }

  @Test("agrees with the flow where a flow would do")
  func agreesWithFlow() throws {
    for seed in 40_000..<40_100 {
      let small = try SmallProgramme(seed: UInt64(seed), quotas: seed % 2 == 0)
      var diagnostics = Diagnostics()
      let problem = try MatchingProblem(small.roster, small.program, diagnostics: &diagnostics)
      let flow = try problem.solution(by: AssignmentSolver(), options: SolveOptions())
      let staged = try StagedSolver().solve(problem, options: SolveOptions())
      #expect(flow.matching?.objectives == staged.matching?.objectives, "seed \(seed)")
      #expect(MatchingVerifier(problem).refusals(of: staged.outcome).isEmpty, "seed \(seed)")
    }
  }
}

@Suite("What a staged solve tells beside the pairs")
struct StagedSolverReportTests {
  @Test("names a smallest set of rules that clash, and the nearest mends")
  func explainsClash() throws {
    var people = (1...3).map { Person.junior("J\($0)") } + (1...3).map { Person.senior("S\($0)") }
    for index in people.indices {
      people[index].fields = ["department": index % 3 == 0 ? "Law" : "Sales", "location": "X"]
    }
    let fixture = try Fixture(
      people,
      rules: [
        PairQuota(.same("department"), maximum: 0),
        PairQuota(.same("location"), maximum: 1),
        Quota(side: .junior, by: "department", groups: .one("Sales"), minimum: 2),
      ])
    let solution = try fixture.problem.solution(options: SolveOptions())
    guard case .infeasible(.rulesClash(let clash)) = solution.outcome else {
      Issue.record("\(solution.outcome)")
      return
    }
    // One pair in all, or one senior outside Sales, is too little for two juniors of Sales.
    #expect(clash.rules.count == 2)
    #expect(MatchingVerifier(fixture.problem).refusals(of: solution.outcome).isEmpty)
    #expect(!solution.relaxations.isEmpty)
    for relaxation in solution.relaxations {
      #expect(clash.rules.contains(relaxation.rule))
      #expect(abs(relaxation.to.units - relaxation.from.units) == FixedPoint.unitsPerOne)
      #expect(relaxation.gives.value > 0)
    }
  }

  @Test("tells rules of one kind apart when it counts what forced pairs add")
  func countsForcedPairsByRule() throws {
    var people = (1...2).map { Person.junior("J\($0)") } + (1...2).map { Person.senior("S\($0)") }
    for index in people.indices {
      people[index].fields = ["department": "A", "location": index % 2 == 0 ? "X" : "Y"]
    }
    // J1 and S2 are forced, which the last rule counts and its namesake does not.
    let fixture = try Fixture(
      people,
      rules: [
        ListedPairs(), PairQuota(.same("location"), maximum: 0),
        Quota(side: .junior, by: "department", groups: .one("A"), minimum: 2),
        PairQuota(.differ("location"), maximum: 1),
      ], constraints: [PairConstraint(.force, "J1", "S2")])
    let relaxations = try fixture.problem.solution(options: SolveOptions()).relaxations
    let moves = Set(relaxations.map { "\($0.rule) \($0.bound.rawValue) \($0.from) \($0.to)" })
    #expect(
      moves == ["pair_quota max 1 2", "quota: A min 2 1"], "\(moves)")
  }

  @Test("states what the lowest scores cost, as a comparison of two optima")
  func pricesFairness() throws {
    var isPriced = false
    for seed in 20_000..<20_080 {
      let small = try SmallProgramme(seed: UInt64(seed), doubles: false, fairness: true)
      let solution = try small.program.match(small.roster)
      guard let fairness = solution.fairness else { continue }
      #expect(fairness.price.units >= 0)
      var without = small.program
      let place = without.objective.firstIndex { $0 == .worstOff || $0 == .leximin } ?? 0
      without.objective = Array(without.objective[..<place]) + [.total]
      let total = try without.match(small.roster).matching?.total
      #expect(fairness.totalWithout == total)
      isPriced = isPriced || fairness.price.units > 0
    }
    #expect(isPriced, "fairness should cost something somewhere")
  }

  @Test("gives a matching made in one pass when time is up at once")
  func fallsBack() throws {
    var (feasible, later) = (0, 0)
    for seed in 0..<60 {
      let small = try SmallProgramme(
        seed: UInt64(seed), pairRules: seed % 2 == 0, fairness: seed % 3 == 0)
      let solution = try small.program.match(
        small.roster, options: SolveOptions(shouldStop: { .timeLimit }))
      guard case .feasible(let matching, let bound, .timeLimit) = solution.outcome,
        let best = try small.program.match(small.roster).matching?.objectives
      else { continue }
      feasible += 1
      let index = try #require(
        best.firstIndex { $0.objective == bound.objective && $0.tier == bound.tier })
      // The objectives before have come to their bounds, so they are what is best.
      #expect(best.prefix(index) == matching.objectives.prefix(index), "seed \(seed)")
      #expect(bound.value >= best[index].value, "seed \(seed)")
      if index > 0 { later += 1 }
    }
    #expect(feasible > 30 && later > 5)
  }

  @Test("refuses proofs in which anything is changed")
  func refusesLies() throws {
    var lies = 0
    for seed in 10_000..<10_030 {
      let small = try SmallProgramme(seed: UInt64(seed), doubles: false, pairRules: true)
      var diagnostics = Diagnostics()
      let problem = try MatchingProblem(small.roster, small.program, diagnostics: &diagnostics)
      guard
        case .optimal(let matching, let proof) = try problem.solution(options: SolveOptions())
          .outcome, let first = proof.stages.first
      else { continue }
      let verifier = MatchingVerifier(problem)
      func isRefused(_ change: (inout OptimalityProof) -> Void) -> Bool {
        var changed = proof
        change(&changed)
        return !verifier.refusals(of: .optimal(matching, changed)).isEmpty
      }
      lies += 1
      #expect(isRefused { $0.stages.removeLast() })
      #expect(isRefused { $0.stages.append(first) })
      #expect(isRefused { $0.stages = [] })
      #expect(
        isRefused {
          $0.stages[0] = Stage(goal: first.goal, value: first.value - 1, proof: first.proof)
        })
      #expect(
        isRefused {
          $0.stages[0] = Stage(
            goal: .sum(.pairs, tier: 7), value: first.value, proof: first.proof)
        })
      if let empty = matchingWithoutPairs(matching, problem) {
        #expect(!verifier.refusals(of: .optimal(empty, proof)).isEmpty)
      }
    }
    #expect(lies > 10)
  }

  /// The matching of nobody, unless that is what the given one is.
  private func matchingWithoutPairs(
    _ matching: Matching, _ problem: MatchingProblem
  ) -> Matching? {
    matching.pairs.isEmpty ? nil : Matching([], of: problem)
  }
}
