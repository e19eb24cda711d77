import Pairwright
import Testing

@Suite("AssignmentSolver against an exhaustive search")
struct AssignmentSolverTests {
  @Test("finds the best objective values, with people on both sides and capacities")
  func agreesWithExhaustion() throws {
    for seed in 0..<250 {
      let small = try SmallProgramme(seed: UInt64(seed))
      try expectAgreement(small, seed: seed)
    }
  }

  @Test("agrees on feasibility when capacities have minimums")
  func agreesOnFeasibility() throws {
    var infeasible = 0
    for seed in 1_000..<1_300 {
      let small = try SmallProgramme(seed: UInt64(seed), minimums: true)
      if try expectAgreement(small, seed: seed) { infeasible += 1 }
    }
    #expect(infeasible > 10, "the cases should include impossible ones")
  }

  @Test("finds the same pairs whatever the order of the rows")
  func ignoresRowOrder() throws {
    for seed in 0..<50 {
      let small = try SmallProgramme(seed: UInt64(seed))
      let reversed = try Roster(people: small.roster.people.reversed())
      let one = try small.program.match(small.roster)
      let other = try small.program.match(reversed)
      #expect(one.matching?.pairs == other.matching?.pairs, "seed \(seed)")
    }
  }

  @Test("stops at once when told to")
  func stops() throws {
    let small = try SmallProgramme(seed: 5)
    let solution = try small.program.match(
      small.roster, options: SolveOptions(shouldStop: { .cancelled }))
    switch solution.outcome {
    case .unknown(.cancelled), .feasible(_, _, .cancelled), .infeasible: break
    default: Issue.record("the solve went on to \(solution.outcome)")
    }
  }

  @discardableResult
  private func expectAgreement(_ small: SmallProgramme, seed: Int) throws -> Bool {
    let expected = small.bestByExhaustion()
    let solution = try small.program.match(small.roster)
    switch solution.outcome {
    case .optimal(let matching, _):
      let values = matching.objectives.map(\.value) + [matching.pairs.count]
      if small.program.objective.contains(.total) {
        #expect(values == expected, "seed \(seed)")
      } else {
        #expect(values.dropLast() == expected?.dropLast(), "seed \(seed)")
      }
      return false
    case .infeasible(.tooFewPartners), .infeasible(.everyCaseEmpty):
      #expect(expected == nil, "seed \(seed)")
      return true
    case .infeasible:
      // Nobody on one side, or no allowed pair: the only choice is the empty one.
      #expect(expected == nil || expected?.last == 0, "seed \(seed)")
      return true
    default:
      Issue.record("seed \(seed) gave no answer")
      return false
    }
  }
}
