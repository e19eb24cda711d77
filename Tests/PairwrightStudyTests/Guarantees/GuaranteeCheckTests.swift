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
