import LinearAssignment
import Pairwright
import PairwrightStudy
import Testing

@Suite struct CappedLotteryTests {
  private func lottery(_ oneIn: Int) -> CappedLottery {
    CappedLottery(
      reading: ConfigurationReader(
        .keys([("one_in", .text(String(oneIn)))]), subject: "the strategy", log: DiagnosticLog()))
  }

  /// Every class is a matching, every pair is in one class at most, and the expected total is that
  /// of the best choice of probabilities, found by looking at all choices on the wider capacities.
  @Test(arguments: [1, 2, 3]) func hasExactMarginalsAndTheBestExpectedTotal(oneIn: Int) throws {
    for number in 0..<60 {
      let problem = SmallProblems.problem(number, mostCapacity: number % 2 + 1)
      let classes = try lottery(oneIn).matchings(problem)
      #expect(classes.count == oneIn)
      for pairs in classes { #expect(GuaranteeCheck.isFeasible(pairs, in: problem)) }
      let all = classes.flatMap(\.self)
      #expect(Set(all).count == all.count)
      let wide = StudyProblem(
        scores: problem.scores, juniorCapacities: problem.juniorCapacities.map { $0 * oneIn },
        seniorCapacities: problem.seniorCapacities.map { $0 * oneIn })
      guard wide.allowedPairs.count <= 9 else { continue }
      let best = SmallProblems.matchings(wide).map { $0.reduce(0) { $0 + wide.score($1) } }.max()
      #expect(all.reduce(0) { $0 + problem.score($1) } == best)
    }
  }

  @Test func drawsEachMatchingAsOften() throws {
    let problem = StudyProblem(
      scores: [Int32](repeating: 5, count: 9), juniorCapacities: [1, 1, 1],
      seniorCapacities: [1, 1, 1])
    var random = SeededGenerator(seed: 2, stream: 8)
    var counts: [AssignedPair: Int] = [:]
    for _ in 0..<3_000 {
      for pair in try lottery(3).pairs(problem, random: &random) { counts[pair, default: 0] += 1 }
    }
    #expect(counts.count == 9)
    // A third of 3,000 each, with a standard deviation of 26.
    for (pair, count) in counts { #expect(abs(count - 1_000) < 130, "\(pair)") }
  }
}
