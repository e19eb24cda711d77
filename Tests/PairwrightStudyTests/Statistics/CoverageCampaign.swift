import PairwrightStudy

/// Simulated studies in which the truth is known, to see how often intervals cover it.
struct CoverageCampaign {
  let replicates: Int
  let draws: Int
  /// Whether differences are exponential in part, as far from normal as those of real studies.
  let isSkewed: Bool

  /// Returns in which share of studies the first interval covers the truth, without a correction,
  /// and in which share all five do, with the largest studentised difference.
  func run(studies: Int) -> (alone: Double, together: Double) {
    let truths = [0.0, 1, -1, 3, 0.2]
    var alone = 0
    var together = 0
    for study in 0..<studies {
      var random = SeededGenerator(seed: 77, stream: UInt64(study))
      // Differences of one study go together, as they share problems and baseline.
      let shared = (0..<replicates).map { _ in random.normal() }
      let rows = truths.map { truth in
        (0..<replicates).map { replicate -> Double? in
          let own = isSkewed ? random.exponential() - 1 : random.normal()
          return truth + own + 0.7 * shared[replicate]
        }
      }
      func covers(_ correction: Correction) -> [Bool] {
        PairedBootstrap(confidence: 0.95, draws: draws, correction: correction)
          .estimates(rows, random: &random).enumerated().map { row, estimate in
            estimate.map { $0.low <= truths[row] && truths[row] <= $0.high } ?? false
          }
      }
      if covers(.none)[0] { alone += 1 }
      if covers(.maxT).allSatisfy(\.self) { together += 1 }
    }
    return (Double(alone) / Double(studies), Double(together) / Double(studies))
  }
}
