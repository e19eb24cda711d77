extension Guarantee {
  /// What it says, for readers of results.
  package var meaning: String {
    switch self {
    case .feasible: "Only allowed pairs, each once, nobody with more partners than there is room."
    case .maximal: "No pair can be added."
    case .stable: "No two people would both rather be paired with each other."
    case .paretoEfficientForJuniors: "No matching is better for one junior and worse for none."
    case .mostPairs: "No matching has more pairs."
    case .swapOptimal: "No addition, move or exchange of two partners raises the total."
    case .keepsRules: "Every rule that counts people or pairs is kept."
    case .bestObjectives:
      "No matching is better in an objective of the program and as good in all before it."
    case .bestTotal: "No matching has a larger total."
    case .halfOfBestTotal: "The total is at least half of the largest."
    case .bestCoverage:
      "No matching gives more people a partner, and none that gives as many has a larger total."
    case .bestWorst: "No matching has more pairs, and none with as many a better worst score."
    case .leximin:
      "No matching has more pairs, and none with as many is better from the worst score up."
    case .rankMaximalForJuniors:
      "No matching has more first choices of juniors, of those none more second, and so on."
    case .rankMaximalForSeniors:
      "No matching has more first choices of seniors, of those none more second, and so on."
    case .greedyByRankForJuniors:
      "No matching has more pairs; of those none more first choices of juniors, then second, ..."
    case .greedyByRankForSeniors:
      "No matching has more pairs; of those none more first choices of seniors, then second, ..."
    case .generousForJuniors:
      "No matching has more pairs; of those none fewer last choices of juniors, then next to last, ..."
    case .generousForSeniors:
      "No matching has more pairs; of those none fewer last choices of seniors, then next to last, ..."
    case .cappedProbabilities: "No pair is drawn with a probability above the cap."
    case .bestExpectedTotal: "No lottery within the cap has a larger expected total."
    }
  }

  /// How it is seen to hold.
  package var evidence: String {
    switch self {
    case .feasible, .maximal, .stable, .paretoEfficientForJuniors, .mostPairs, .swapOptimal,
      .keepsRules:
      "looked at in every cell"
    case .halfOfBestTotal: "shown by prices in every cell, where they can"
    case .bestTotal, .bestCoverage, .bestWorst:
      "looked at in every cell (no exchange improves); under rules by the proof of the solver"
    case .leximin:
      "looked at in every cell up to 40,000 pairs (no exchange improves); under rules by the proof "
        + "of the solver"
    case .rankMaximalForJuniors, .rankMaximalForSeniors, .greedyByRankForJuniors,
      .greedyByRankForSeniors, .generousForJuniors, .generousForSeniors:
      "looked at in every cell up to 40,000 pairs (no exchange improves)"
    case .bestObjectives: "by the proof of the solver, which is checked in every cell"
    case .cappedProbabilities, .bestExpectedTotal:
      "by construction; tested against all changes of probabilities"
    }
  }
}
