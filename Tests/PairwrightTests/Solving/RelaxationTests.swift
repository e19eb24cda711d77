import Testing
import _PairwrightConformance
import _PairwrightTestSupport

@testable import Pairwright

@Suite("What would mend a programme without a matching")
struct RelaxationTests {
  @Test("shares move as far as they must, and no less would do", arguments: 0..<4)
  func movesShares(block: Int) throws {
    var moved = 0
    for seed in (60_000 + 16 * block)..<(60_016 + 16 * block) {
      let random = try SmallProgramme(seed: UInt64(seed), minimums: true, pairRules: true)
      var program = random.program
      // Every pair is the same or different, so two small shares clash once there must be a pair.
      let shares = [0.1, 0.2, 0.3, 0.45].map { FixedPoint(units: Int($0 * 10_000)) }
      program.rules = program.rules.filter { !($0 is PairQuota) }
      program.rules += [
        PairQuota(.same("location"), maximumShare: shares[seed % 4]),
        PairQuota(.same("department"), minimumShare: shares[seed / 4 % 4]),
        PairQuota(.differ("location"), maximumShare: shares[seed / 16 % 4]),
      ]
      for (index, name) in zip(program.rules.indices.suffix(3), ["one", "two", "three"]) {
        program.rules[index].label = RuleLabel(id: name)
      }
      let small = SmallProgramme(roster: random.roster, program: program)
      guard small.bestByExhaustion() == nil else { continue }
      let solution = try small.program.match(small.roster)
      for relaxation in solution.relaxations where relaxation.isShare {
        let places = small.program.rules.indices.filter {
          (small.program.rules[$0] as? PairQuota)?.name == relaxation.rule
        }
        guard places.count == 1, let rule = small.program.rules[places[0]] as? PairQuota else {
          continue
        }
        func best(_ share: FixedPoint) -> [Int]? {
          var program = small.program
          var changed = rule
          if relaxation.bound == .maximum {
            changed.maximumShare = share
          } else {
            changed.minimumShare = share
          }
          program.rules[places[0]] = changed
          return SmallProgramme(roster: small.roster, program: program).bestByExhaustion()
        }
        let step = relaxation.bound == .maximum ? -1 : 1
        #expect(best(relaxation.to)?.first == relaxation.gives.value, "seed \(seed)")
        #expect(best(FixedPoint(units: relaxation.to.units + step)) == nil, "seed \(seed)")
        moved += 1
      }
    }
    #expect(moved > 0, "the cases should include shares that can be mended")
  }

  @Test("capacities move as far as they must", arguments: 0..<4)
  func movesCapacities(block: Int) throws {
    var moved = 0
    for seed in (61_000 + 60 * block)..<(61_060 + 60 * block) {
      let small = try SmallProgramme(seed: UInt64(seed), doubles: false, minimums: true)
      let solution = try small.program.match(small.roster)
      guard case .infeasible(.tooFewPartners) = solution.outcome else { continue }
      // By trying every person with every change of a capacity up to two.
      for (index, person) in small.roster.people.enumerated() {
        let name = "capacity of \(person.id) as \(person.side == .junior ? "junior" : "senior")"
        for bound in [Relaxation.Bound.minimum, .maximum] {
          let found = solution.relaxations.first { $0.rule == name && $0.bound == bound }
          let from =
            bound == .minimum ? person.capacityMinimum ?? 0 : person.capacityMaximum ?? 1
          let places = bound == .minimum ? Array((0..<from).reversed()) : [from + 1, from + 2]
          let expected = places.lazy.compactMap { place -> (to: Int, values: [Int])? in
            var people = small.roster.people
            if bound == .minimum {
              people[index].capacityMinimum = place
            } else {
              people[index].capacityMaximum = place
            }
            guard let roster = try? Roster(people: people, constraints: small.roster.constraints),
              let values = SmallProgramme(roster: roster, program: small.program)
                .bestByExhaustion()
            else { return nil }
            return (place, values)
          }.first
          #expect(found?.to == expected.map { FixedPoint($0.to) }, "seed \(seed) \(name)")
          #expect(found?.gives.value == expected?.values.first, "seed \(seed) \(name)")
          if found != nil { moved += 1 }
        }
      }
    }
    #expect(moved > 5, "the cases should include capacities that can be mended")
  }
}
