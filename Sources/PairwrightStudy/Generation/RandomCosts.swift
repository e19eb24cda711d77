package import Pairwright

/// The random assignment problem: independent costs with the exponential distribution of mean 1.
///
/// The expected least cost with n people on each side is the sum of 1/k^2 for k from 1 to n, which
/// tends to pi^2/6 (Mézard & Parisi 1987, Parisi 1998; Aldous, Random Structures & Algorithms 18,
/// 2001; Linusson & Wästlund, Probability Theory and Related Fields 128, 2004). A cost is held in
/// steps of 2^-25, and one above 32, which nobody has ever drawn, counts as 32.
package struct RandomCosts: ProblemGenerator {
  package static let kind = "random_costs"
  package static let summary =
    "The random assignment problem: independent exponential costs of mean 1, as scores from the "
    + "top down."

  private static let top = 1 << 30
  private static let unitsPerOne = 0x1p25

  private let shape: ProblemShape

  package init(reading reader: ConfigurationReader) { shape = ProblemShape(reading: reader) }

  package func problem(_ random: inout SeededGenerator) -> GeneratedProblem {
    let allowed = shape.allowed(&random)
    let scores = allowed.map { isAllowed in
      let cost = min(Double(Self.top), (random.exponential() * Self.unitsPerOne).rounded())
      return isAllowed ? Int32(Self.top - Int(cost)) : StudyProblem.barred
    }
    var problem = shape.problem(scores: scores, &random)
    problem.costScale = .init(top: Self.top, unitsPerOne: Self.unitsPerOne)
    return GeneratedProblem(problem: problem)
  }
}
