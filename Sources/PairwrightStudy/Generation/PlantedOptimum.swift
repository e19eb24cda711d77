internal import LinearAssignment
package import Pairwright

/// Scores whose best matching is known, because it was planted with its proof.
///
/// Everybody gets a price; a planted pair scores the sum of the two prices, any other pair less
/// than that by a slack of at least `gap`. No matching can be worth more than all prices, and the
/// planted one is (duality), so it is the only optimum when the gap is positive.
package struct PlantedOptimum: ProblemGenerator {
  package static let kind = "planted_optimum"
  package static let summary =
    "A planted best matching, proven by prices; every other pair falls short of its prices by gap "
    + "points at least."

  private let shape: ProblemShape
  private let gap: Int

  package init(reading reader: ConfigurationReader) {
    shape = ProblemShape(reading: reader)
    gap = reader.decimal("gap", in: FixedPoint(0)...FixedPoint(40))?.units ?? 10_000
    if shape.capacity > 1 {
      reader.fail(
        "planted-capacity", at: reader.location(of: "capacity"),
        "A planted optimum is one-to-one.", "capacity: 1")
    }
  }

  package func problem(_ random: inout SeededGenerator) -> GeneratedProblem {
    let planted = shape.plantedPairs(&random)
    var juniorPrices = [Int](repeating: 0, count: shape.juniors)
    var seniorPrices = [Int](repeating: 0, count: shape.seniors)
    for pair in planted {
      juniorPrices[pair.row] = random.number(in: 400_000...500_000)
      seniorPrices[pair.column] = random.number(in: 400_000...500_000)
    }
    let allowed = shape.allowed(&random)
    let mostSlack = 400_000
    var scores: [Int32] = []
    for cell in 0..<shape.pairCount {
      let prices = juniorPrices[cell / shape.seniors] + seniorPrices[cell % shape.seniors]
      let score = prices - random.number(in: gap...mostSlack)
      scores.append(allowed[cell] ? Int32(score) : StudyProblem.barred)
    }
    for pair in planted {
      scores[pair.row * shape.seniors + pair.column] =
        Int32(juniorPrices[pair.row] + seniorPrices[pair.column])
    }
    return GeneratedProblem(problem: shape.problem(scores: scores, &random), planted: planted)
  }
}
