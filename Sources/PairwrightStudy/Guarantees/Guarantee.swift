package import LinearAssignment

/// Something that every answer of a strategy has.
///
/// What compares an answer with other matchings means, for strategies that keep the rules, those
/// matchings that keep them too.
package enum Guarantee: String, Sendable, Hashable, CaseIterable {
  /// Only allowed pairs, each once, within the capacities.
  case feasible
  /// No pair can be added.
  case maximal
  /// No two people would both rather be paired with each other.
  case stable
  /// No other matching is better for one junior and worse for none.
  case paretoEfficientForJuniors = "pareto_efficient_for_juniors"
  /// No matching has more pairs.
  case mostPairs = "most_pairs"
  /// No addition, move or exchange of two partners raises the total.
  case swapOptimal = "swap_optimal"
  /// Every rule that counts people or pairs is kept.
  case keepsRules = "keeps_rules"
  /// No matching is better in an objective of the program and as good in all before it.
  case bestObjectives = "best_objectives"
  /// No matching has a larger total.
  case bestTotal = "best_total"
  /// The total is at least half of the largest.
  case halfOfBestTotal = "half_of_best_total"
  /// No matching covers more people, and none that covers as many has a larger total.
  case bestCoverage = "best_coverage"
  /// No matching with as many pairs has a better worst score.
  case bestWorst = "best_worst"
  /// No matching with as many pairs is better when scores are compared from the worst up.
  case leximin
  /// No matching has more first choices of juniors, of those none more second choices, and so on.
  case rankMaximalForJuniors = "rank_maximal_for_juniors"
  /// The same for the choices of seniors.
  case rankMaximalForSeniors = "rank_maximal_for_seniors"
  /// As ``rankMaximalForJuniors``, among matchings with as many pairs.
  case greedyByRankForJuniors = "greedy_by_rank_for_juniors"
  /// As ``rankMaximalForSeniors``, among matchings with as many pairs.
  case greedyByRankForSeniors = "greedy_by_rank_for_seniors"
  /// No matching with as many pairs has fewer last choices of juniors, then next to last, ...
  case generousForJuniors = "generous_for_juniors"
  /// The same for the choices of seniors.
  case generousForSeniors = "generous_for_seniors"

  /// Returns whether pairs have it, or `nil` when only a search of all matchings could tell.
  ///
  /// Shares no code with any strategy.
  package func isKept(by pairs: [AssignedPair], in problem: StudyProblem) -> Bool? {
    switch self {
    case .feasible: return GuaranteeCheck.isFeasible(pairs, in: problem)
    case .maximal: return GuaranteeCheck.isMaximal(pairs, in: problem)
    case .stable: return GuaranteeCheck.blockingPairs(pairs, in: problem).isEmpty
    case .paretoEfficientForJuniors:
      return GuaranteeCheck.isParetoEfficientForJuniors(pairs, in: problem)
    case .mostPairs: return GuaranteeCheck.hasMostPairs(pairs, in: problem)
    case .swapOptimal: return GuaranteeCheck.isSwapOptimal(pairs, in: problem)
    case .keepsRules: return GuaranteeCheck.brokenRules(pairs, in: problem) == 0
    case .bestTotal, .halfOfBestTotal, .bestCoverage, .bestObjectives, .bestWorst, .leximin,
      .rankMaximalForJuniors, .rankMaximalForSeniors, .greedyByRankForJuniors,
      .greedyByRankForSeniors, .generousForJuniors, .generousForSeniors:
      return nil
    }
  }
}
