package import Pairwright

/// Scores drawn independently and evenly from 0 to 100 points; preferences by score or apart.
package struct UniformScores: ProblemGenerator {
  package static let kind = "uniform"
  package static let summary =
    "Independent scores, even from 0 to 100 points; preferences: score (of both sides by the "
    + "score) or independent (random lists)."

  enum Preferences: String, CaseIterable { case score, independent }

  private let shape: ProblemShape
  private let preferences: Preferences

  package init(reading reader: ConfigurationReader) {
    shape = ProblemShape(reading: reader)
    preferences = reader.word("preferences") ?? .score
  }

  package func problem(_ random: inout SeededGenerator) -> GeneratedProblem {
    let allowed = shape.allowed(&random)
    let scores = allowed.map { isAllowed in
      let score = Int32(random.number(below: PairScorer.fullScore + 1))
      return isAllowed ? score : StudyProblem.barred
    }
    func worth() -> [Int64]? {
      preferences == .score
        ? nil : (0..<shape.pairCount).map { _ in Int64(random.number(below: 1 << 40)) }
    }
    let (juniorWorth, seniorWorth) = (worth(), worth())
    return GeneratedProblem(
      problem: shape.problem(
        scores: scores, juniorWorth: juniorWorth, seniorWorth: seniorWorth, &random))
  }
}
