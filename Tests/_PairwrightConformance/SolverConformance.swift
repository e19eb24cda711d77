package import Pairwright

/// What every solver of matching problems must get right, whatever it is made of.
///
/// Each family is a series of small random programmes, impossible ones among them. A solver's answer
/// is held against an exhaustive search that shares no code with the library, and its proof or
/// witness is given to the verifier.
package enum SolverConformance {
  /// What the programmes of a series have in common.
  package enum Family: String, CaseIterable, Sendable {
    /// Reporting lines, avoid lists, capacities.
    case reportingLines
    /// Candidates for the post of another.
    case successionRisk
    /// People on both sides.
    case bothSides
    /// People who must have a partner.
    case minimums
    /// Floors under scores and benefits.
    case floors
    /// Pairs that are forced or locked.
    case forcedPairs
    /// Nested quotas on departments.
    case quotas
    /// Bounds on kinds of pairs, alternatives, crossing quotas.
    case kindsOfPairs
    /// The worst-off pair, and leximin.
    case lowestScores
  }

  /// What came of a family.
  package struct Report {
    /// What the solver got wrong.
    package var flaws: [String] = []
    /// How many programmes it solved.
    package var optimal = 0
    /// How many it showed to be impossible.
    package var infeasible = 0
    /// How many it refused by name, which only a solver of flows may.
    package var refused = 0
  }

  /// Lets a solver solve a family.
  package static func report(on solver: any MatchingSolver, _ family: Family, cases: Int) -> Report
  {
    var report = Report()
    for seed in 0..<cases {
      do {
        try run(solver, family, UInt64(70_000 + seed), &report)
      } catch {
        report.flaws.append("\(family.rawValue) \(seed): \(error)")
      }
    }
    return report
  }

  private static func run(
    _ solver: any MatchingSolver, _ family: Family, _ seed: UInt64, _ report: inout Report
  ) throws {
    let small = try SmallProgramme(
      seed: seed, doubles: family == .bothSides || seed % 4 == 0, minimums: family == .minimums,
      forced: family == .forcedPairs, floors: family == .floors, quotas: family == .quotas,
      pairRules: family == .kindsOfPairs, fairness: family == .lowestScores,
      succession: family == .successionRisk)
    var forced: Set<Set<SmallProgramme.Pair>> = []
    if family == .forcedPairs {
      // What cannot be forced is bad data, and no solver sees it.
      guard case .pairs(let pairs) = small.forced() else { return }
      forced = pairs
    }
    var diagnostics = Diagnostics()
    let problem = try MatchingProblem(small.roster, small.program, diagnostics: &diagnostics)
    let solution: Solution
    do {
      solution = try solver.solve(problem, options: SolveOptions())
    } catch {
      guard error.code == .unsupportedRules, problem.route == .integerProgram else { throw error }
      report.refused += 1
      return
    }
    let label = "\(family.rawValue) \(seed)"
    for refusal in MatchingVerifier(problem).refusals(of: solution.outcome) {
      report.flaws.append("\(label): \(refusal.message)")
    }
    let best = small.bestByExhaustion(forced: forced)
    switch solution.outcome {
    case .optimal(let matching, _):
      report.optimal += 1
      var (found, expected) = (small.values(of: matching), best)
      if !small.program.objective.contains(.total) {
        // Without a total the number of pairs, which comes last, is nobody's objective.
        found.removeLast()
        expected?.removeLast()
      }
      if found != expected {
        report.flaws.append("\(label): \(found) in place of \(expected ?? [])")
      }
    case .infeasible(.nobody), .infeasible(.noAllowedPair):
      // The only matching is the empty one.
      report.infeasible += 1
      if let best, best.last != 0 { report.flaws.append("\(label): \(best) is possible") }
    case .infeasible:
      report.infeasible += 1
      if let best { report.flaws.append("\(label): \(best) is possible") }
    case .feasible, .unknown:
      report.flaws.append("\(label): left open though nothing limits it")
    }
  }
}
