package import Pairwright

/// Skills of which a few are common and most are rare.
///
/// The skill of rank r is drawn with a weight of 1 / r^skew (Zipf's law; skew 0 is even). Each side
/// offers some skills and wants some; what one receives is the share of its wants that the other
/// offers. A junior's worth of a senior is what the junior receives, and the other way round; the
/// score is 60 points for the senior's share, 30 for the junior's and 10 for different departments.
package struct SkewedSkills: ProblemGenerator {
  package static let kind = "skewed_skills"
  package static let summary =
    "Offers and wants of skills with Zipf's popularity; the score is the covered share of wants, "
    + "60 to 30 for the senior, and 10 points across departments."

  private let shape: ProblemShape
  private let skills: Int
  private let offered: Int
  private let wanted: Int
  private let skew: Int

  package init(reading reader: ConfigurationReader) {
    shape = ProblemShape(reading: reader)
    skills = reader.integer("skills", in: 1...1_000) ?? 40
    offered = reader.integer("offered", in: 1...100) ?? 6
    wanted = reader.integer("wanted", in: 1...100) ?? 4
    skew = reader.integer("skew", in: 0...3) ?? 1
  }

  package func problem(_ random: inout SeededGenerator) -> GeneratedProblem {
    let weights = (1...skills).map { rank in
      (0..<skew).reduce(1_000_000_000) { weight, _ in weight / rank }
    }.map { max(1, $0) }
    func draw(_ count: Int) -> Set<Int> {
      // Draws with repetition: somebody may offer fewer different skills.
      Set((0..<count).map { _ in random.position(weights: weights) })
    }
    let juniorOffers = (0..<shape.juniors).map { _ in draw(offered) }
    let juniorWants = (0..<shape.juniors).map { _ in draw(wanted) }
    let seniorOffers = (0..<shape.seniors).map { _ in draw(offered) }
    let seniorWants = (0..<shape.seniors).map { _ in draw(wanted) }
    let juniors = shape.people(juniors: true, &random)
    let seniors = shape.people(juniors: false, &random)
    let allowed = shape.allowed(&random)
    var scores: [Int32] = []
    var juniorWorth: [Int64] = []
    var seniorWorth: [Int64] = []
    for cell in 0..<shape.pairCount {
      let (junior, senior) = (cell / shape.seniors, cell % shape.seniors)
      func share(_ offers: Set<Int>, _ wants: Set<Int>) -> Int {
        PairScorer.fullScore * offers.intersection(wants).count / wants.count
      }
      let toSenior = share(juniorOffers[junior], seniorWants[senior])
      let toJunior = share(seniorOffers[senior], juniorWants[junior])
      let isAcross = juniors[junior].department != seniors[senior].department
      let score = (60 * toSenior + 30 * toJunior) / 100 + (isAcross ? 100_000 : 0)
      juniorWorth.append(Int64(toJunior))
      seniorWorth.append(Int64(toSenior))
      scores.append(allowed[cell] ? Int32(score) : StudyProblem.barred)
    }
    var problem = shape.problem(
      scores: scores, juniorWorth: juniorWorth, seniorWorth: seniorWorth, &random)
    problem.juniors = juniors
    problem.seniors = seniors
    return GeneratedProblem(problem: problem)
  }
}
