import LinearAssignment
import Pairwright
import Testing

@Suite("MatchingVerifier on programmes without a matching")
struct MatchingVerifierInfeasibleTests {
  @Test("checks why there is no matching")
  func infeasible() throws {
    let barred = try Fixture(
      [.junior("J"), .senior("S") { $0.managerID = "J" }], rules: [NoReportingLine(depth: .all)])
    let short = try Fixture([
      .junior("J") { $0.avoidIDs = ["T"] }, .senior("S") { $0.capacityMinimum = 1 },
      .senior("T") { $0.capacityMinimum = 1 },
    ])
    let open = try Fixture([.junior("J"), .senior("S")])
    let lonely = try Fixture([.junior("J"), .senior("S") { $0.status = .leave }])
    func accepted(_ fixture: Fixture, _ witness: InfeasibilityWitness) -> Bool {
      MatchingVerifier(fixture.problem).refusals(of: .infeasible(witness)).isEmpty
    }
    for fixture in [barred, short, lonely] {
      guard case .infeasible(let witness) = try fixture.problem.solution(options: .init()).outcome
      else {
        Issue.record("no matching exists")
        continue
      }
      #expect(accepted(fixture, witness))
      #expect(!accepted(open, witness), "\(witness)")
    }
    #expect(!accepted(barred, .noAllowedPair(bars: [:])))
    #expect(!accepted(barred, .noAllowedPair(bars: ["no_reporting_line": 2])))
    #expect(!accepted(barred, .noAllowedPair(bars: ["avoid_ids": 1])))
    #expect(!accepted(lonely, .nobody(.junior)))
    #expect(!accepted(open, .everyCaseEmpty(OptimalityProof(cases: []))))
    guard case .optimal(_, let proof) = try open.problem.solution(options: .init()).outcome else {
      Issue.record("the open programme has a matching")
      return
    }
    #expect(!accepted(open, .everyCaseEmpty(proof)))
    // Column 0 or 1 is T; nobody is there for T.
    let column = try short.column("T")
    func shortage(_ required: Int, _ available: Int, members: [Int]) -> InfeasibilityWitness {
      .tooFewPartners(
        .init(
          DegreeWitness(
            side: .columns, members: members, neighbours: [], required: required,
            available: available), of: short.problem))
    }
    #expect(accepted(short, shortage(1, 0, members: [column])))
    #expect(!accepted(short, shortage(2, 0, members: [column])))
    #expect(!accepted(short, shortage(1, 0, members: [1 - column])))
    #expect(!accepted(short, shortage(0, 0, members: [])))
  }

  @Test("checks programmes that only the rule against teaching both ways makes impossible")
  func everyCaseEmpty() throws {
    let fixture = try Fixture([
      .on(.both, "A") { $0.capacityMinimum = 1 }, .on(.both, "B") { $0.capacityMinimum = 1 },
    ])
    guard
      case .infeasible(.everyCaseEmpty(let proof)) = try fixture.problem.solution(
        options: .init()
      ).outcome
    else {
      Issue.record("each must teach the other")
      return
    }
    let verifier = MatchingVerifier(fixture.problem)
    #expect(verifier.refusals(of: .infeasible(.everyCaseEmpty(proof))).isEmpty)
    var without = proof
    without.cases.removeLast()
    #expect(!verifier.refusals(of: .infeasible(.everyCaseEmpty(without))).isEmpty)
  }
}
