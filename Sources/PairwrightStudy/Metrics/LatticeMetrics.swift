internal import LinearAssignment

/// Metrics of all stable matchings of a problem, the same for every strategy; a study computes them on
/// request.
enum LatticeMetrics {
  /// The most stable matchings that are counted.
  private static let mostMatchings = 1_000_000

  static let all: [StudyMetric] = [
    StudyMetric(
      "stable_partners", unit: "seniors", .neither,
      definition:
        "Over juniors with a partner in stable matchings, the mean number of seniors who are a "
        + "junior's partner in some stable matching; where everybody may have one partner.",
      source: "Knuth, Motwani & Pittel, Random Structures & Algorithms 1, 1990."
    ) { answer in
      StableLattice(answer.problem).flatMap { lattice in
        let pairs = lattice.stablePairs
        return pairs.isEmpty ? nil : Double(pairs.count) / Double(Set(pairs.map(\.row)).count)
      }
    },
    StudyMetric(
      "stable_matchings", unit: "matchings", .neither,
      definition:
        "The number of stable matchings, up to a million; where everybody may have one partner.",
      source: "Pittel, SIAM Journal on Discrete Mathematics 2, 1989."
    ) { answer in
      StableLattice(answer.problem)?.count(upTo: mostMatchings).map(Double.init)
    },
  ]
}
