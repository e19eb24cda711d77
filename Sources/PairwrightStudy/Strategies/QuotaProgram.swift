package import LinearAssignment
package import Pairwright

/// The program itself: its objectives in order under all of its rules, as `pairwright match` does it.
///
/// Quotas of people, bounds on kinds of pairs, either-or rules and minimums make an integer program;
/// prices bound it and a search decides what they leave open. A problem that comes from no program
/// pursues coverage, then the total.
package struct QuotaProgram: MatchingStrategy {
  package static let kind = "quota_program"
  package static let summary =
    "The program's objectives in order under all of its rules, an integer program: what match does."
  package static let ruleKeeping = RuleKeeping.kept

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .keepsRules, .bestObjectives]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    problem.isPlain && problem.rules.objectives == [.coverage, .total]
      ? try CoverageFirst.plainPairs(problem)
      : try RuledMatching.pairs(problem, problem.rules.objectives)
  }
}
