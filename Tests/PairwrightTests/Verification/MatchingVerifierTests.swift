import LinearAssignment
import Pairwright
import Testing
import _PairwrightConformance

@Suite("MatchingVerifier")
struct MatchingVerifierTests {
  /// A stated optimum whose every field can be changed.
  fileprivate struct Stated {
    var pairs: [Matching.Pair]
    var unmatched: [Matching.Unmatched]
    var objectives: [Matching.ObjectiveValue]
    var proof: OptimalityProof

    init(_ matching: Matching, _ proof: OptimalityProof) {
      (pairs, unmatched, objectives) = (matching.pairs, matching.unmatched, matching.objectives)
      self.proof = proof
    }

    var matching: Matching {
      Matching(pairs: pairs, unmatched: unmatched, objectives: objectives)
    }
  }

  private struct Lie: Sendable {
    let name: String
    let tell: @Sendable (inout Stated) -> Void
    init(_ name: String, _ tell: @escaping @Sendable (inout Stated) -> Void) {
      (self.name, self.tell) = (name, tell)
    }
  }

  /// Two juniors, two seniors, two people on both sides, one of each kind of exclusion, a forced
  /// pair, and one who stays over.
  private static func people() -> [Person] {
    [
      .junior("J1") { ($0.skillsOffered, $0.priorityTier) = ([.init("a", level: 4)], 1) },
      .junior("J2") { $0.skillsOffered = [.init("a", level: 2)] },
      .junior("J3") { ($0.managerID, $0.avoidIDs) = ("S1", ["S2", "B1", "B2"]) },
      .senior("S1") { ($0.skillsWanted, $0.capacityMaximum) = ([.init("a", target: 4)], 2) },
      .senior("S2") { $0.skillsWanted = [.init("b", target: 3)] },
      .on(.both, "B1") {
        ($0.skillsOffered, $0.skillsWanted) = ([.init("b", level: 3)], [.init("a", target: 5)])
      },
      .on(.both, "B2") { $0.skillsOffered = [.init("b", level: 5)] },
      .junior("Away") { $0.status = .leave }, .on(.none, "Off"),
    ]
  }

  private static func fixture() throws -> Fixture {
    try Fixture(
      people(), rules: MentoringProgram.protectingRules,
      constraints: [PairConstraint(.force, "J2", "S1")]
    ) {
      $0.score = ScoreSettings(weights: [.skills: FixedPoint(3), .commitment: FixedPoint(1)])
      $0.objective = [.priorityTier, .coverage, .total]
    }
  }

  private static func pair(
    _ pair: Matching.Pair, junior: PersonID? = nil, senior: PersonID? = nil, units: Int? = nil,
    parts: [ScoreSettings.Part: FixedPoint]? = nil
  ) -> Matching.Pair {
    Matching.Pair(
      junior: junior ?? pair.junior, senior: senior ?? pair.senior,
      score: units.map(FixedPoint.init(units:)) ?? pair.score, parts: parts ?? pair.parts)
  }

  /// Lies that need nothing but the statement itself.
  private static let lies: [Lie] = [
    Lie("a pair is left out") { $0.pairs.removeLast() },
    Lie("a pair is left out and the people listed") {
      let lost = $0.pairs.removeFirst()
      $0.unmatched.append(
        .init(id: lost.junior, side: .junior, reasonCode: "not_chosen", reason: "."))
    },
    Lie("there is no pair at all") { $0.pairs = [] },
    Lie("a pair stands twice") { $0.pairs.append($0.pairs[0]) },
    Lie("a stranger is paired") { $0.pairs[0] = pair($0.pairs[0], junior: "NOBODY") },
    Lie("somebody on leave is paired") { $0.pairs[0] = pair($0.pairs[0], junior: "Away") },
    Lie("the sides are swapped") {
      $0.pairs[0] = pair($0.pairs[0], junior: $0.pairs[0].senior, senior: $0.pairs[0].junior)
    },
    Lie("somebody is paired with themselves") {
      $0.pairs[0] = pair($0.pairs[0], junior: "B1", senior: "B1")
    },
    Lie("a junior meets the own manager") {
      $0.pairs[0] = pair($0.pairs[0], junior: "J3", senior: "S1")
    },
    Lie("a junior meets somebody to avoid") {
      $0.pairs.append(pair($0.pairs[0], junior: "J3", senior: "S2"))
    },
    Lie("two seniors are exchanged") {
      let (one, other) = ($0.pairs[0], $0.pairs[1])
      $0.pairs[0] = pair(one, senior: other.senior)
      $0.pairs[1] = pair(other, senior: one.senior)
    },
    Lie("two teach each other") {
      $0.pairs.append(pair($0.pairs[0], junior: "B1", senior: "B2"))
      $0.pairs.append(pair($0.pairs[0], junior: "B2", senior: "B1"))
    },
    Lie("a senior has one junior more") {
      $0.pairs.append(pair($0.pairs[0], senior: "S2"))
      $0.pairs.append(pair($0.pairs[0], junior: "B2", senior: "S2"))
    },
    Lie("the forced pair is missing") {
      $0.pairs.removeAll { $0.junior == "J2" && $0.senior == "S1" }
    },
    Lie("a score is a unit too high") {
      $0.pairs[0] = pair($0.pairs[0], units: $0.pairs[0].score.units + 1)
    },
    Lie("a score and a part are a unit too high") {
      var parts = $0.pairs[0].parts
      parts[.skills] = FixedPoint(units: (parts[.skills]?.units ?? 0) + 1)
      $0.pairs[0] = pair($0.pairs[0], units: $0.pairs[0].score.units + 1, parts: parts)
    },
    Lie("two parts are exchanged") {
      let parts = $0.pairs[0].parts
      $0.pairs[0] = pair(
        $0.pairs[0],
        parts: [
          .skills: parts[.commitment] ?? FixedPoint(0),
          .commitment: parts[.skills] ?? FixedPoint(0),
        ])
    },
    Lie("a part is missing") {
      $0.pairs[0] = pair($0.pairs[0], parts: [.skills: $0.pairs[0].score])
    },
    Lie("a part is there that does not count") {
      var parts = $0.pairs[0].parts
      parts[.goals] = FixedPoint(0)
      $0.pairs[0] = pair($0.pairs[0], parts: parts)
    },
    Lie("somebody is left out of the list") { $0.unmatched.removeFirst() },
    Lie("somebody is listed twice") { $0.unmatched.append($0.unmatched[0]) },
    Lie("somebody with a partner is listed") {
      $0.unmatched.insert(
        .init(id: $0.pairs[0].junior, side: .junior, reasonCode: "not_chosen", reason: "."), at: 0)
    },
    Lie("an exclusion is called something else") { state in
      state.unmatched = state.unmatched.map { entry in
        entry.id == "Away"
          ? .init(id: entry.id, side: entry.side, reasonCode: "no_consent", reason: entry.reason)
          : entry
      }
    },
    Lie("nobody was allowed, it says, of somebody who was not chosen, and the other way") { state in
      state.unmatched = state.unmatched.map { entry in
        entry.id == "J3"
          ? .init(id: entry.id, side: entry.side, reasonCode: "not_chosen", reason: entry.reason)
          : entry
      }
    },
    Lie("somebody stands on another side") { state in
      state.unmatched = state.unmatched.map { entry in
        .init(id: entry.id, side: .both, reasonCode: entry.reasonCode, reason: entry.reason)
      }
    },
    Lie("an objective is better") {
      let last = $0.objectives.removeLast()
      $0.objectives.append(.init(objective: last.objective, tier: nil, value: last.value + 1))
    },
    Lie("an objective is missing") { $0.objectives.removeLast() },
    Lie("the objectives stand in another order") { $0.objectives.reverse() },
    Lie("a tier is another") {
      let first = $0.objectives[0]
      $0.objectives[0] = .init(objective: first.objective, tier: 2, value: first.value)
    },
    Lie("there is no proof") { $0.proof.cases = [] },
    Lie("a case is missing") { $0.proof.cases.removeLast() },
    Lie("a case stands twice") { $0.proof.cases.append($0.proof.cases[0]) },
    Lie("there is a case beside everything") {
      var other = $0.proof.cases[0]
      other.branch.assumptions = [.usedAsJunior(row: 0)]
      $0.proof.cases.append(other)
    },
    Lie("the prices are nothing") {
      $0.changePrices { prices in prices = prices.map { _ in 0 } }
    },
    Lie("one price is lower") { $0.changePrices { $0[0] -= 1_000_000_000_000 } },
    Lie("the prices are as large as can be") { $0.changePrices { $0 = $0.map { _ in .max } } },
    Lie("the prices are as small as can be") { $0.changePrices { $0 = $0.map { _ in .min } } },
    Lie("a price is missing") { $0.changePrices { $0.removeLast() } },
    Lie("there are prices to spare") { $0.changePrices { $0.append(0) } },
    Lie("worth is shared between roles of somebody who is not there") {
      $0.proof.cases[0].branch.roleWorths = [999: 0]
    },
    Lie("worth is shared between roles of somebody who has no row") {
      $0.proof.cases[0].branch.roleWorths = [-1: 0]
    },
    Lie("a role is granted more than the person is worth") {
      for row in 0..<20 { $0.proof.cases[0].branch.roleWorths[row] = .max / 2 }
    },
    Lie("a role takes away") {
      for row in 0..<20 { $0.proof.cases[0].branch.roleWorths[row] = -1 }
    },
    Lie("an assumption stands alone") {
      $0.proof.cases[0].branch.assumptions = [.usedAsJunior(row: 0)]
    },
    Lie("an assumption names a row that is not there") {
      $0.proof.cases[0].branch.assumptions = [.unusedAsJunior(row: 999)]
    },
    Lie("an assumption bars a cell that is not there") {
      $0.proof.cases[0].branch.assumptions = [.barred(.init(row: 999, column: -5))]
    },
    Lie("two cases bar what is no pair of people on both sides") {
      var one = $0.proof.cases[0]
      one.branch.assumptions = [.barred(.init(row: 0, column: 0))]
      $0.proof.cases = [one, one]
    },
    Lie("the case is called empty without a witness") {
      $0.proof.cases[0].closure = .empty(
        DegreeWitness(side: .rows, members: [], neighbours: [], required: 0, available: 0))
    },
    Lie("the case is called empty by a made-up shortage") {
      $0.proof.cases[0].closure = .empty(
        DegreeWitness(side: .rows, members: [0, 1], neighbours: [], required: 2, available: 0))
    },
    Lie("the case is called empty by people who are not there") {
      $0.proof.cases[0].closure = .empty(
        DegreeWitness(
          side: .columns, members: [-3, 999], neighbours: [], required: 2, available: 0))
    },
  ]

  @Test("accepts what the solver proved and refuses every lie about it")
  func lies() throws {
    let fixture = try Self.fixture()
    let verifier = MatchingVerifier(fixture.problem)
    guard
      case .optimal(let matching, let proof) = try fixture.problem.solution(
        options: SolveOptions()
      ).outcome
    else {
      Issue.record("the programme has a matching")
      return
    }
    let truth = Stated(matching, proof)
    #expect(verifier.refusals(of: .optimal(truth.matching, truth.proof)).isEmpty)
    #expect(matching.pairs.count >= 4 && matching.unmatched.count >= 3)
    for lie in Self.lies {
      var stated = truth
      lie.tell(&stated)
      #expect(
        !verifier.refusals(of: .optimal(stated.matching, stated.proof)).isEmpty, "\(lie.name)")
    }
    #expect(Self.lies.count >= 25)
  }

  @Test("names the one defect of a matching that is consistent otherwise")
  func singleDefects() throws {
    let fixture = try Self.fixture()
    let verifier = MatchingVerifier(fixture.problem)
    let cases: [([String], [String])] = [
      (["J2 S1"], []), (["J2 S1", "J1 S1", "B1 S2", "B2 B1"], []),
      ([], ["forced-pair-missing"]), (["J1 S1"], ["forced-pair-missing"]),
      (["J2 S1", "J3 S2"], ["barred"]), (["J2 S1", "J3 S1"], ["barred"]),
      (["J2 S1", "J3 B1"], ["barred"]), (["J2 S1", "B1 B1"], ["barred"]),
      (["J2 S1", "B1 B2", "B2 B1"], ["both-ways"]), (["J2 S1", "J1 S1", "B1 S1"], ["capacity"]),
      (["J2 S1", "J2 S2"], ["capacity"]), (["J2 S1", "J1 S2", "B1 S2"], ["capacity"]),
      (["J2 S1", "J2 S1"], ["repeated-pair", "capacity"]),
    ]
    for (pairs, codes) in cases {
      let cells = try pairs.map { pair in
        let ids = pair.split(separator: " ").map(String.init)
        return MatchingProblem.Cell(
          row: try fixture.row(ids[0]), column: try fixture.column(ids[1]))
      }
      let matching = Matching(cells, of: fixture.problem)
      #expect(verifier.refusals(of: matching).map(\.code) == codes, "\(pairs)")
    }
  }

  @Test("holds forced pairs to every rule but the floors, and all others to the floors as well")
  func floors() throws {
    let fixture = try Fixture(
      [
        .junior("J"), .junior("K") { $0.capacityMinimum = 1 },
        .senior("S") { $0.capacityMaximum = 2 },
      ],
      rules: [ListedPairs()], constraints: [PairConstraint(.force, "J", "S")]
    ) {
      $0.score = ScoreSettings(weights: [.skills: FixedPoint(1)])
      $0.score.minimumPairScore = FixedPoint(1)
    }
    let verifier = MatchingVerifier(fixture.problem)
    let column = try fixture.column("S")
    func codes(_ juniors: String...) throws -> [String] {
      let cells = try juniors.map {
        MatchingProblem.Cell(row: try fixture.row($0), column: column)
      }
      return verifier.refusals(of: Matching(cells, of: fixture.problem)).map(\.code)
    }
    #expect(try codes("J") == ["capacity"], "K must have a partner")
    #expect(try codes("J", "K") == ["barred"])
  }

  @Test("refuses a matching that is feasible and worth less, under the prices of the best")
  func worse() throws {
    let fixture = try Self.fixture()
    guard
      case .optimal(let best, let proof) = try fixture.problem.solution(
        options: SolveOptions()
      ).outcome
    else { return }
    let cells = try best.pairs.filter { $0.senior != "S2" }.map {
      MatchingProblem.Cell(
        row: try fixture.row($0.junior.rawValue), column: try fixture.column($0.senior.rawValue))
    }
    let verifier = MatchingVerifier(fixture.problem)
    let worse = Matching(cells, of: fixture.problem)
    #expect(verifier.refusals(of: worse).isEmpty, "the smaller matching is feasible")
    #expect(verifier.refusals(of: .optimal(worse, proof)).map(\.code) == ["not-proven-optimal"])
  }

  @Test("checks what is stated of a solve that was stopped")
  func feasible() throws {
    let fixture = try Self.fixture()
    let verifier = MatchingVerifier(fixture.problem)
    let matching = try #require(try fixture.problem.solution(options: SolveOptions()).matching)
    let coverage = matching.objectives[1].value
    func codes(_ objective: Objective, _ value: Int) -> [String] {
      verifier.refusals(
        of: .feasible(
          matching, bound: ObjectiveBound(objective: objective, value: value), stoppedBy: .timeLimit
        )
      ).map(\.code)
    }
    #expect(codes(.coverage, coverage) == [])
    #expect(codes(.coverage, coverage + 1) == [])
    #expect(codes(.coverage, coverage - 1) == ["bound"])
    #expect(codes(.pairs, 99) == ["bound"])
  }

  @Test("checks proofs with several cases, and refuses any case left out or exchanged")
  func cases() throws {
    var checked = 0
    for seed in 0..<400 where checked < 12 {
      let small = try SmallProgramme(seed: UInt64(seed))
      var found = Diagnostics()
      let problem = try MatchingProblem(small.roster, small.program, diagnostics: &found)
      guard case .optimal(let matching, let proof) = try problem.solution(options: .init()).outcome,
        proof.cases.count > 1
      else { continue }
      checked += 1
      let verifier = MatchingVerifier(problem)
      for index in proof.cases.indices {
        var without = proof
        without.cases.remove(at: index)
        #expect(
          verifier.refusals(of: .optimal(matching, without)).map(\.code) == ["proof-incomplete"])
        var plain = proof
        plain.cases[index].branch.assumptions.removeAll()
        #expect(!verifier.refusals(of: .optimal(matching, plain)).isEmpty)
      }
      var alone = proof
      alone.cases = [proof.cases[0]]
      alone.cases[0].branch.assumptions = []
      #expect(!verifier.refusals(of: .optimal(matching, alone)).isEmpty, "seed \(seed)")
    }
    #expect(checked >= 5, "some programmes should need several cases")
  }
}

extension MatchingVerifierTests.Stated {
  /// Changes the prices of the juniors in the first case.
  fileprivate mutating func changePrices(_ change: (inout [Int64]) -> Void) {
    guard case .bounded(var potentials) = proof.cases[0].closure else { return }
    change(&potentials.rows)
    proof.cases[0].closure = .bounded(potentials)
  }
}
