import Pairwright
import Synchronization
import Testing
import _PairwrightConformance

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

  @Test("agrees when nested quotas bound how many of a group have a partner")
  func agreesUnderQuotas() throws {
    var infeasible = 0
    for seed in 5_000..<5_600 {
      let small = try SmallProgramme(
        seed: UInt64(seed), doubles: seed % 2 == 0, minimums: seed % 5 == 0, quotas: true)
      if try expectAgreement(small, seed: seed) { infeasible += 1 }
    }
    #expect(infeasible > 30, "the cases should include impossible ones")
  }

  @Test("agrees when scores and benefits have floors")
  func agreesUnderFloors() throws {
    for seed in 2_000..<2_250 {
      try expectAgreement(try SmallProgramme(seed: UInt64(seed), floors: true), seed: seed)
    }
  }

  @Test("agrees when pairs are forced and locked, below the floors too")
  func agreesWhenForced() throws {
    var tally = ["forced": 0, "either way": 0, "invalid": 0, "infeasible": 0]
    for seed in 3_000..<3_600 {
      let small = try SmallProgramme(
        seed: UInt64(seed), minimums: seed % 2 == 0, forced: true, floors: seed % 3 == 0)
      switch small.forced() {
      case .invalid:
        tally["invalid", default: 0] += 1
        #expect(throws: InvalidInput.self, "seed \(seed)") { try small.program.match(small.roster) }
      case .pairs(let pairs):
        tally["forced", default: 0] += 1
        if pairs.contains(where: { $0.count == 2 }) { tally["either way", default: 0] += 1 }
        if try expectAgreement(small, forced: pairs, seed: seed) {
          tally["infeasible", default: 0] += 1
        }
      }
    }
    #expect(tally.values.allSatisfy { $0 > 10 }, "\(tally)")
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

  @Test("forces a pair of people on both sides the same way round, whoever is named first")
  func ignoresForcedOrder() throws {
    for seed in 4_000..<4_100 {
      let small = try SmallProgramme(seed: UInt64(seed), forced: true)
      let swapped = try Roster(
        people: small.roster.people,
        constraints: small.roster.constraints.map { PairConstraint($0.kind, $0.second, $0.first) })
      let one = try? small.program.match(small.roster)
      let other = try? small.program.match(swapped)
      #expect(one?.matching?.pairs == other?.matching?.pairs, "seed \(seed)")
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

  @Test("gives a bound that no matching exceeds, wherever it is stopped")
  func boundsWhenStopped() throws {
    var stopped = 0
    for seed in 0..<250 {
      let small = try SmallProgramme(seed: UInt64(seed))
      let best = try small.program.match(small.roster).matching?.objectives ?? []
      for polls in 1...6 {
        let left = Mutex(polls)
        let options = SolveOptions(shouldStop: {
          left.withLock { left in
            left -= 1
            return left < 0 ? .timeLimit : nil
          }
        })
        guard
          case .feasible(let matching, let bound, .timeLimit) =
            try small.program.match(small.roster, options: options).outcome
        else { continue }
        stopped += 1
        let index = try #require(
          best.firstIndex { $0.objective == bound.objective && $0.tier == bound.tier },
          "seed \(seed), \(polls): \(bound) \(best) \(matching.objectives)")
        // The objectives before have come to their bounds.
        #expect(best.prefix(index) == matching.objectives.prefix(index), "seed \(seed)")
        #expect(bound.value >= best[index].value, "seed \(seed), \(polls) polls")
        #expect(bound.value >= matching.objectives[index].value)
      }
    }
    #expect(stopped > 10, "some solves should be stopped between two cases")
  }
}
