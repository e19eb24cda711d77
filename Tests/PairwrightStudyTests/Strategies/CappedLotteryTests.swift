import LinearAssignment
import Pairwright
import PairwrightStudy
import Testing

@Suite struct CappedLotteryTests {
  private func lottery(cap: String) -> CappedLottery {
    let log = DiagnosticLog()
    defer { #expect(log.diagnostics.all.isEmpty) }
    return CappedLottery(
      reading: ConfigurationReader(
        .keys([("cap", .text(cap))]), subject: "the strategy", log: log))
  }

  private static let caps: [(text: String, most: Int, outOf: Int)] = [
    ("1/2", 1, 2), ("2/3", 2, 3), ("0.4", 2, 5), ("0.75", 3, 4), ("7/10", 7, 10), ("1", 1, 1),
    ("2/4", 1, 2), ("33/100", 33, 100),
  ]

  /// Weights add up to one, every matching is one, pairs have the probabilities asked for, none above
  /// the cap, and nobody has more or fewer partners than the expected number, rounded.
  @Test(arguments: caps) func hasExactMarginals(text: String, most: Int, outOf: Int) throws {
    for number in 0..<40 {
      let problem = SmallProblems.problem(number, mostCapacity: number % 2 + 1)
      let lottery = lottery(cap: text)
      let counts = try lottery.counts(problem)
      let prizes = try lottery.prizes(problem)
      #expect(prizes.allSatisfy { $0.weight > 0 })
      #expect(prizes.reduce(0) { $0 + $1.weight } == outOf)
      #expect(counts.values.allSatisfy { $0 <= most })
      var found: [AssignedPair: Int] = [:]
      for prize in prizes {
        #expect(GuaranteeCheck.isFeasible(prize.pairs, in: problem))
        for pair in prize.pairs { found[pair, default: 0] += prize.weight }
      }
      #expect(found == counts)
      for junior in 0..<problem.juniorCount {
        let sum = counts.filter { $0.key.row == junior }.values.reduce(0, +)
        let degrees = prizes.map { $0.pairs.count { $0.row == junior } }
        #expect(degrees.allSatisfy { $0 * outOf > sum - outOf && $0 * outOf < sum + outOf })
      }
    }
  }

  /// No probabilities within the cap have a larger expected total: there are prices under which
  /// nothing is gained, found by a search for cycles and paths of positive gain in what is left open
  /// (Ahuja, Magnanti & Orlin 1993, theorem 9.1).
  @Test(arguments: caps) func hasTheBestExpectedTotal(text: String, most: Int, outOf: Int) throws {
    for number in 0..<60 {
      let problem = SmallProblems.problem(number, mostCapacity: number % 2 + 1)
      let counts = try lottery(cap: text).counts(problem)
      #expect(!canGain(counts, most: most, outOf: outOf, problem), "problem \(number)")
    }
  }

  /// Whether some change of counts raises the total, by longest walks (Bellman & Ford).
  private func canGain(
    _ counts: [AssignedPair: Int], most: Int, outOf: Int, _ problem: StudyProblem
  ) -> Bool {
    // Nodes: juniors, seniors, and one that holds what nobody uses.
    let rest = problem.juniorCount + problem.seniorCount
    var edges: [(from: Int, to: Int, gain: Int)] = []
    for pair in problem.allowedPairs {
      let (junior, senior) = (pair.row, problem.juniorCount + pair.column)
      let count = counts[pair] ?? 0
      if count < most { edges.append((junior, senior, problem.score(pair))) }
      if count > 0 { edges.append((senior, junior, -problem.score(pair))) }
    }
    func used(_ isOfPerson: (AssignedPair) -> Bool) -> Int {
      counts.filter { isOfPerson($0.key) }.values.reduce(0, +)
    }
    for junior in 0..<problem.juniorCount {
      let used = used { $0.row == junior }
      if used < problem.juniorCapacities[junior] * outOf { edges.append((rest, junior, 0)) }
      if used > 0 { edges.append((junior, rest, 0)) }
    }
    for senior in 0..<problem.seniorCount {
      let used = used { $0.column == senior }
      let node = problem.juniorCount + senior
      if used < problem.seniorCapacities[senior] * outOf { edges.append((node, rest, 0)) }
      if used > 0 { edges.append((rest, node, 0)) }
    }
    var longest = [Int](repeating: 0, count: rest + 1)
    for _ in 0...(rest + 1) {
      var isChanged = false
      for edge in edges where longest[edge.from] + edge.gain > longest[edge.to] {
        longest[edge.to] = longest[edge.from] + edge.gain
        isChanged = true
      }
      if !isChanged { return false }
    }
    return true
  }

  @Test func drawsEachPairAsOftenAsItShould() throws {
    let problem = StudyProblem(
      scores: [9, 1, 1, 9], juniorCapacities: [1, 1], seniorCapacities: [1, 1])
    var random = SeededGenerator(seed: 2, stream: 8)
    let lottery = lottery(cap: "0.7")
    var best = 0
    for _ in 0..<3_000 {
      let pairs = try lottery.pairs(problem, random: &random)
      if pairs == [AssignedPair(row: 0, column: 0), AssignedPair(row: 1, column: 1)] { best += 1 }
    }
    // Seven tenths of 3,000, with a standard deviation of 25.
    #expect(abs(best - 2_100) < 130)
  }

  @Test(arguments: ["0", "1.01", "3/2", "1/0", "1/101", "0.0001", "a", "1/2/3", "/"])
  func refusesWhatIsNoCap(text: String) {
    let log = DiagnosticLog()
    _ = CappedLottery(
      reading: ConfigurationReader(
        .keys([("cap", .text(text))]), subject: "the strategy", log: log))
    #expect(log.diagnostics.all.map(\.code) == ["wrong-value"], "\(text)")
  }

  @Test func refusesTwoCaps() {
    let log = DiagnosticLog()
    _ = CappedLottery(
      reading: ConfigurationReader(
        .keys([("cap", .text("1/2")), ("one_in", .text("2"))]), subject: "the strategy", log: log))
    #expect(log.diagnostics.all.map(\.code) == ["clashing-keys"])
  }
}
