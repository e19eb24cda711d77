package import LinearAssignment
internal import Pairwright

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
  /// The lottery that pairs are drawn from gives no pair a probability above its cap.
  case cappedProbabilities = "capped_probabilities"
  /// No lottery within the cap has a larger expected total.
  case bestExpectedTotal = "best_expected_total"

  /// Returns whether pairs have it, or `nil` when that cannot be told from them.
  ///
  /// Shares no code with any strategy. Optima are told by exchanges, where nothing but capacities and
  /// barred pairs is to be kept; under rules that count people or pairs, which make integer programs,
  /// only the proof of the solver shows them, which is checked before an answer is given. What a lottery
  /// has does not show in one draw.
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
    case .halfOfBestTotal: return GuaranteeCheck.hasHalfOfBestTotal(pairs, in: problem)
    case .rankMaximalForJuniors, .rankMaximalForSeniors, .greedyByRankForJuniors,
      .greedyByRankForSeniors, .generousForJuniors, .generousForSeniors:
      return isKeptByRanks(pairs, in: problem)
    case .bestTotal, .bestCoverage, .bestObjectives, .bestWorst, .leximin:
      return problem.isPlain ? isKeptByScores(pairs, in: problem) : nil
    case .cappedProbabilities, .bestExpectedTotal: return nil
    }
  }

  /// Whether answers have it, too, that are not proven to be the best.
  var isKeptUnproven: Bool { self == .feasible || self == .keepsRules }

  private func isKeptByScores(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool? {
    switch self {
    case .bestTotal: GuaranteeCheck.hasBestTotal(pairs, in: problem)
    case .bestCoverage: GuaranteeCheck.hasBestCoverage(pairs, in: problem)
    case .bestObjectives where problem.rules.objectives == [.coverage, .total]:
      GuaranteeCheck.hasBestCoverage(pairs, in: problem)
    case .bestWorst: GuaranteeCheck.hasBestWorst(pairs, in: problem)
    case .leximin: GuaranteeCheck.isLeximin(pairs, in: problem)
    default: nil
    }
  }

  private func isKeptByRanks(_ pairs: [AssignedPair], in problem: StudyProblem) -> Bool? {
    switch self {
    case .rankMaximalForJuniors:
      GuaranteeCheck.isBestByRank(pairs, in: problem, of: .junior, pairsFirst: false)
    case .rankMaximalForSeniors:
      GuaranteeCheck.isBestByRank(pairs, in: problem, of: .senior, pairsFirst: false)
    case .greedyByRankForJuniors:
      GuaranteeCheck.isBestByRank(pairs, in: problem, of: .junior, pairsFirst: true)
    case .greedyByRankForSeniors:
      GuaranteeCheck.isBestByRank(pairs, in: problem, of: .senior, pairsFirst: true)
    case .generousForJuniors: GuaranteeCheck.isGenerous(pairs, in: problem, of: .junior)
    case .generousForSeniors: GuaranteeCheck.isGenerous(pairs, in: problem, of: .senior)
    default: nil
    }
  }
}
