package import Pairwright

/// Worths that people of a side share, and that the two sides of a pair share.
///
/// A junior's worth of a senior is `common` x the senior's popularity + (1 - common) x a taste of
/// the pair; likewise for seniors. The tastes of the two sides are one number with probability
/// `mutual`, else independent. The score is the mean of both worths.
package struct CorrelatedWorth: ProblemGenerator {
  package static let kind = "correlated"
  package static let summary =
    "Preferences that people of one side have in common (common, 0 to 1) and that the two sides of "
    + "a pair have in common (mutual, 0 to 1)."

  private let shape: ProblemShape
  private let common: Int
  private let mutual: Int

  package init(reading reader: ConfigurationReader) {
    shape = ProblemShape(reading: reader)
    let range = FixedPoint(0)...FixedPoint(1)
    common = reader.decimal("common", in: range)?.units ?? 5_000
    mutual = reader.decimal("mutual", in: range)?.units ?? 0
  }

  package func problem(_ random: inout SeededGenerator) -> GeneratedProblem {
    func draw() -> Int { random.number(below: PairScorer.fullScore) }
    let seniorPopularity = (0..<shape.seniors).map { _ in draw() }
    let juniorPopularity = (0..<shape.juniors).map { _ in draw() }
    let allowed = shape.allowed(&random)
    var juniorWorth: [Int64] = []
    var seniorWorth: [Int64] = []
    var scores: [Int32] = []
    for cell in 0..<shape.pairCount {
      let taste = draw()
      let other = draw()
      let isMutual = random.number(below: 10_000) < mutual
      func worth(_ popularity: Int, _ taste: Int) -> Int64 {
        Int64((common * popularity + (10_000 - common) * taste) / 10_000)
      }
      let junior = worth(seniorPopularity[cell % shape.seniors], taste)
      let senior = worth(juniorPopularity[cell / shape.seniors], isMutual ? taste : other)
      juniorWorth.append(junior)
      seniorWorth.append(senior)
      scores.append(allowed[cell] ? Int32((junior + senior) / 2) : StudyProblem.barred)
    }
    return GeneratedProblem(
      problem: shape.problem(
        scores: scores, juniorWorth: juniorWorth, seniorWorth: seniorWorth, &random))
  }
}
