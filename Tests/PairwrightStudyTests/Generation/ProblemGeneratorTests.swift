import LinearAssignment
import Pairwright
import PairwrightStudy
import Testing

@Suite struct ProblemGeneratorTests {
  private func problem(
    _ kind: String, _ parameters: [(String, ConfigurationValue?)] = [], seed: UInt64 = 1
  ) throws -> GeneratedProblem {
    let type = try #require(GeneratorCatalogue.generator(kind))
    let log = DiagnosticLog()
    let generator = type.init(
      reading: ConfigurationReader(.keys(parameters), subject: "the problem", log: log))
    #expect(log.diagnostics.all.isEmpty)
    var random = SeededGenerator(seed: seed, stream: 1)
    return try generator.problem(&random)
  }

  private func strategy(_ kind: String) throws -> any MatchingStrategy {
    try #require(StrategyCatalogue.strategy(kind)).init(
      reading: ConfigurationReader(.keys([]), subject: "the strategy", log: DiagnosticLog()))
  }

  @Test(arguments: GeneratorCatalogue.all.map { $0.kind })
  func makesTheSameFromTheSameSeed(kind: String) throws {
    let problems = try [1, 1, 2].map { try problem(kind, seed: $0).problem }
    #expect(problems[0].scores == problems[1].scores)
    #expect(problems[0].juniorRanks == problems[1].juniorRanks)
    #expect(problems[0].juniors == problems[1].juniors)
    #expect(problems[0].scores != problems[2].scores)
    #expect(problems[0].scores.allSatisfy { $0 >= StudyProblem.barred })
  }

  @Test(arguments: [(12, 12), (9, 14), (14, 9)])
  func plantsAnOptimum(juniors: Int, seniors: Int) throws {
    for seed in 1...8 {
      let made = try problem(
        "planted_optimum",
        [
          ("juniors", .text(String(juniors))), ("seniors", .text(String(seniors))),
          ("density", .text("0.5")), ("gap", .text("0.5")),
        ], seed: UInt64(seed))
      var random = SeededGenerator(seed: 1, stream: 1)
      #expect(try strategy("hungarian").pairs(made.problem, random: &random) == made.planted)
    }
  }

  @Test func plantsAStableMatching() throws {
    for seed in 1...20 {
      let made = try problem(
        "planted_stable", [("juniors", .text("8")), ("seniors", .text("10"))], seed: UInt64(seed))
      let planted = try #require(made.planted)
      #expect(planted.count == 8)
      #expect(GuaranteeCheck.blockingPairs(planted, in: made.problem).isEmpty)
    }
  }

  @Test func barsAsManyPairsAsTheDensitySays() throws {
    let made = try problem("uniform", [("juniors", .text("100")), ("density", .text("0.2"))])
    let share = Double(made.problem.allowedPairs.count) / 10_000
    #expect(abs(share - 0.2) < 0.02)
  }

  @Test func sidesAgreeAsMuchAsAsked() throws {
    func correlation(_ parameters: [(String, String)]) throws -> Double {
      let made = try problem(
        "correlated",
        [("juniors", .text("60"))] + parameters.map { ($0.0, ConfigurationValue.text($0.1)) })
      let pairs = zip(made.problem.juniorWorth, made.problem.seniorWorth)
        .map { (Double($0), Double($1)) }
      let count = Double(pairs.count)
      let means = (
        pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count
      )
      var (product, first, second) = (0.0, 0.0, 0.0)
      for pair in pairs {
        product += (pair.0 - means.0) * (pair.1 - means.1)
        first += (pair.0 - means.0) * (pair.0 - means.0)
        second += (pair.1 - means.1) * (pair.1 - means.1)
      }
      return product / (first * second).squareRoot()
    }
    #expect(try correlation([("common", "0"), ("mutual", "1")]) == 1)
    #expect(abs(try correlation([("common", "0"), ("mutual", "0.5")]) - 0.5) < 0.05)
    #expect(abs(try correlation([("common", "0"), ("mutual", "0")])) < 0.05)
  }

  @Test func takesForcedPairsOutOfARoster() throws {
    var junior = Person(id: PersonID("J"), side: .junior)
    junior.currentPartnerID = PersonID("S")
    junior.isLocked = true
    var senior = Person(id: PersonID("S"), side: .senior)
    senior.capacityMaximum = 2
    let roster = try Roster(people: [junior, senior, Person(id: PersonID("K"), side: .junior)])
    var diagnostics = Diagnostics()
    let matching = try MatchingProblem(roster, MentoringProgram(), diagnostics: &diagnostics)
    let options = RosterProblemOptions(
      reading: ConfigurationReader(.keys([]), subject: "the problem", log: DiagnosticLog()))
    let problem = StudyProblem(matching, options)
    #expect(problem.allowedPairs.count == 1)
    #expect(problem.seniorCapacities == [1])
    #expect(problem.juniorCapacities.sorted() == [0, 1])
  }

  @Test func logarithmsAndPowersAreExactEnough() {
    for number in [1e-9, 0.1, 0.5, 1, 1.4142, 2, 3, 10, 1e9] {
      let logarithm = StableLogarithm.natural(number)
      #expect(abs(StableLogarithm.exponential(logarithm) / number - 1) < 1e-11)
    }
    #expect(abs(StableLogarithm.natural(10) - 2.302585092994046) < 1e-15)
    #expect(abs(StableLogarithm.exponential(1) - 2.718281828459045) < 1e-12)
  }
}
