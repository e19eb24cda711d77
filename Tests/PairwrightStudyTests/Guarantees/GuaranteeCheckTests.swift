import LinearAssignment
import Pairwright
import PairwrightStudy
import Testing

/// The predicates agree with their definitions, read out over all matchings.
@Suite struct GuaranteeCheckTests {
  @Test func tellsParetoEfficiencyAsTheDefinitionDoes() {
    var found = [true: 0, false: 0]
    for number in 0..<40 {
      let problem = SmallProblems.problem(number)
      let all = SmallProblems.matchings(problem)
      for pairs in all {
        func rank(_ pairs: [AssignedPair], _ junior: Int) -> Int32 {
          pairs.first { $0.row == junior }.map { problem.juniorRank($0) } ?? StudyProblem.unranked
        }
        let isDominated = all.contains { other in
          let changes = (0..<problem.juniorCount).map { (rank(other, $0), rank(pairs, $0)) }
          return changes.allSatisfy { $0.0 <= $0.1 } && changes.contains { $0.0 < $0.1 }
        }
        let isEfficient = GuaranteeCheck.isParetoEfficientForJuniors(pairs, in: problem)
        #expect(isEfficient == !isDominated)
        found[isEfficient, default: 0] += 1
      }
    }
    #expect(found.values.allSatisfy { $0 > 50 })
  }

  @Test(arguments: [1, 2]) func tellsMaximalAndMostPairs(mostCapacity: Int) {
    for number in 0..<20 {
      let problem = SmallProblems.problem(number, mostCapacity: mostCapacity)
      let all = SmallProblems.matchings(problem)
      let most = all.map(\.count).max() ?? 0
      let sets = all.prefix(300).map { Set($0) }
      for (pairs, set) in zip(all, sets) {
        #expect(GuaranteeCheck.isFeasible(pairs, in: problem))
        #expect(GuaranteeCheck.hasMostPairs(pairs, in: problem) == (pairs.count == most))
        let isMaximal = !all.contains { $0.count == pairs.count + 1 && set.isSubset(of: $0) }
        #expect(GuaranteeCheck.isMaximal(pairs, in: problem) == isMaximal)
      }
    }
  }

  private static let optima: [Guarantee] = [
    .bestTotal, .bestCoverage, .bestObjectives, .bestWorst, .leximin, .rankMaximalForJuniors,
    .rankMaximalForSeniors, .greedyByRankForJuniors, .greedyByRankForSeniors, .generousForJuniors,
    .generousForSeniors,
  ]

  /// Exchanges tell optima as a look at all matchings does, of every matching there is.
  @Test(arguments: [1, 2]) func tellsOptimaAsTheDefinitionsDo(mostCapacity: Int) {
    var found: [Guarantee: [Bool: Int]] = [:]
    for number in 0..<25 {
      let problem = SmallProblems.problem(number, mostCapacity: mostCapacity)
      let exhaustive = ExhaustiveGuarantee(problem, keepingRules: false)
      for guarantee in Self.optima {
        for pairs in exhaustive.matchings.prefix(150) + exhaustive.matchings.suffix(50) {
          let isKept = exhaustive.isKept(guarantee, by: pairs)
          #expect(
            guarantee.isKept(by: pairs, in: problem) == isKept,
            "\(guarantee.rawValue), problem \(number), \(pairs)")
          found[guarantee, default: [:]][isKept ?? false, default: 0] += 1
        }
      }
    }
    #expect(found.count == Self.optima.count)
    #expect(found.values.allSatisfy { $0[true, default: 0] > 3 && $0[false, default: 0] > 50 })
  }

  /// Prices never show half of the best total where there is less, and often where there is half.
  @Test(arguments: [1, 2]) func showsHalfOfTheBestTotal(mostCapacity: Int) {
    var shown = 0
    for number in 0..<40 {
      let problem = SmallProblems.problem(number, mostCapacity: mostCapacity)
      let exhaustive = ExhaustiveGuarantee(problem, keepingRules: false)
      for pairs in exhaustive.matchings.prefix(300) {
        guard Guarantee.halfOfBestTotal.isKept(by: pairs, in: problem) == true else { continue }
        #expect(exhaustive.isKept(.halfOfBestTotal, by: pairs) == true)
        shown += 1
      }
    }
    #expect(shown > 30)
  }

  /// Under rules a better matching may not be allowed, so exchanges tell nothing.
  @Test func leavesOptimaUnderRulesToProofs() {
    var problem = SmallProblems.problem(3)
    problem.rules.counted = [StudyRule(name: "a", isOfJuniors: true, members: [0], maximum: 0)]
    #expect(Guarantee.bestTotal.isKept(by: [], in: problem) == nil)
  }

  @Test func findsBlockingPairs() {
    // Both juniors and both seniors like their namesake best.
    let problem = StudyProblem(
      scores: [9, 1, 1, 9], juniorCapacities: [1, 1], seniorCapacities: [1, 1])
    let crossed = [AssignedPair(row: 0, column: 1), AssignedPair(row: 1, column: 0)]
    let straight = [AssignedPair(row: 0, column: 0), AssignedPair(row: 1, column: 1)]
    #expect(GuaranteeCheck.blockingPairs(crossed, in: problem) == straight)
    #expect(GuaranteeCheck.blockingPairs(straight, in: problem).isEmpty)
    #expect(GuaranteeCheck.blockingPairs([], in: problem).count == 4)
  }

  @Test func refusesWhatIsNoMatching() {
    let problem = StudyProblem(
      scores: [9, -1, 1, 9], juniorCapacities: [1, 1], seniorCapacities: [1, 1])
    let cases: [[(Int, Int)]] = [
      [(0, 1)], [(0, 0), (0, 0)], [(0, 0), (1, 0)], [(2, 0)], [(0, -1)],
    ]
    for pairs in cases {
      let pairs = pairs.map { AssignedPair(row: $0.0, column: $0.1) }
      #expect(!GuaranteeCheck.isFeasible(pairs, in: problem))
    }
  }

  @Test func countsMissedQuotas() {
    var problem = StudyProblem(
      scores: [9, 1, 1, 9], juniorCapacities: [1, 1], seniorCapacities: [1, 1])
    problem.rules.counted = [
      StudyRule(name: "a", isOfJuniors: true, members: [0, 1], minimum: 2),
      StudyRule(name: "b", isOfJuniors: false, members: [0], maximum: 0),
    ]
    #expect(
      GuaranteeCheck.quotaShortfall([AssignedPair(row: 0, column: 0)], in: problem) == 2)
    #expect(
      GuaranteeCheck.quotaShortfall([AssignedPair(row: 0, column: 1)], in: problem) == 1)
  }
}
