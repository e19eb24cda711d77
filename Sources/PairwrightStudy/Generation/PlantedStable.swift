internal import LinearAssignment
package import Pairwright

/// Preferences with a planted stable matching.
///
/// Both sides' worths are drawn evenly. Wherever two people would rather have each other than
/// their planted partners, the junior's worth of that senior is drawn again from below the worth
/// of the planted one, so no pair blocks. The score of a pair is the mean of the two worths.
package struct PlantedStable: ProblemGenerator {
  package static let kind = "planted_stable"
  package static let summary =
    "Random preferences of both sides in which a planted matching is stable; the score is the mean "
    + "of both worths."

  private let shape: ProblemShape

  package init(reading reader: ConfigurationReader) {
    shape = ProblemShape(reading: reader)
    if shape.capacity > 1 {
      reader.fail(
        "planted-capacity", at: reader.location(of: "capacity"),
        "A planted stable matching is one-to-one.", "capacity: 1")
    }
    if shape.juniors > shape.seniors {
      reader.fail(
        "planted-sides", at: reader.location(of: "seniors"),
        "A planted stable matching gives every junior a senior.", "seniors: at least juniors")
    }
  }

  package func problem(_ random: inout SeededGenerator) -> GeneratedProblem {
    let planted = shape.plantedPairs(&random)
    let width = shape.seniors
    func worths() -> [Int64] {
      (0..<shape.pairCount).map { _ in Int64(random.number(below: PairScorer.fullScore)) }
    }
    var juniorWorth = worths()
    let seniorWorth = worths()
    var allowed = shape.allowed(&random)
    var partnerOfSenior = [Int?](repeating: nil, count: shape.seniors)
    for pair in planted {
      partnerOfSenior[pair.column] = pair.row
      allowed[pair.row * width + pair.column] = true
      // A planted worth of 0 would leave no room below it.
      let cell = pair.row * width + pair.column
      juniorWorth[cell] = max(juniorWorth[cell], 1)
    }
    for pair in planted {
      let own = juniorWorth[pair.row * width + pair.column]
      for senior in 0..<width where senior != pair.column {
        let cell = pair.row * width + senior
        let least = partnerOfSenior[senior].map { seniorWorth[$0 * width + senior] } ?? -1
        if juniorWorth[cell] >= own, seniorWorth[cell] >= least {
          juniorWorth[cell] = Int64(random.number(below: Int(own)))
        }
      }
    }
    let scores = allowed.indices.map { cell in
      allowed[cell] ? Int32((juniorWorth[cell] + seniorWorth[cell]) / 2) : StudyProblem.barred
    }
    return GeneratedProblem(
      problem: shape.problem(
        scores: scores, juniorWorth: juniorWorth, seniorWorth: seniorWorth, &random),
      planted: planted)
  }
}
