import Pairwright
import Testing
import _PairwrightConformance

/// Returns whether the programme is infeasible.
@discardableResult
func expectAgreement(
  _ small: SmallProgramme, forced: Set<Set<SmallProgramme.Pair>> = [], seed: Int
) throws -> Bool {
  let expected = small.bestByExhaustion(forced: forced)
  let solution = try small.program.match(small.roster)
  switch solution.outcome {
  case .optimal(let matching, _):
    let values = small.values(of: matching)
    if small.program.objective.contains(.total) {
      #expect(values == expected, "seed \(seed)")
    } else {
      #expect(values.dropLast() == expected?.dropLast(), "seed \(seed)")
    }
    return false
  case .infeasible(.tooFewPartners), .infeasible(.everyCaseEmpty), .infeasible(.quotasClash),
    .infeasible(.rulesClash):
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
