import LinearAssignment
import PairwrightStudy
import Testing

@Suite struct StableLatticeTests {
  @Test func findsTheStableMatchingsThatASearchFinds() throws {
    var several = 0
    for number in 0..<200 {
      let problem = SmallProblems.problem(number)
      let stable = SmallProblems.matchings(problem).filter {
        GuaranteeCheck.blockingPairs($0, in: problem).isEmpty
      }
      let lattice = try #require(StableLattice(problem))
      #expect(lattice.stablePairs == Set(stable.flatMap(\.self)), "problem \(number)")
      #expect(lattice.count(upTo: 1_000) == stable.count)
      if stable.count > 1 { several += 1 }
    }
    #expect(several > 2)
    #expect(StableLattice(SmallProblems.problem(1, mostCapacity: 3)) == nil)
  }

  /// The preferences of Irving and Leather's smallest problem: four with ten stable matchings.
  @Test func countsTenWhereThereAreTen() throws {
    let juniors = [[0, 1, 2, 3], [1, 0, 3, 2], [2, 3, 0, 1], [3, 2, 1, 0]]
    let seniors = [[3, 2, 1, 0], [2, 3, 0, 1], [1, 0, 3, 2], [0, 1, 2, 3]]
    var juniorWorth = [Int64](repeating: 0, count: 16)
    var seniorWorth = juniorWorth
    for person in 0..<4 {
      for rank in 0..<4 {
        juniorWorth[person * 4 + juniors[person][rank]] = Int64(-rank)
        seniorWorth[seniors[person][rank] * 4 + person] = Int64(-rank)
      }
    }
    let ones = [1, 1, 1, 1]
    let problem = StudyProblem(
      scores: [Int32](repeating: 1, count: 16), juniorCapacities: ones, seniorCapacities: ones,
      juniorWorth: juniorWorth, seniorWorth: seniorWorth)
    let lattice = try #require(StableLattice(problem))
    #expect(lattice.count(upTo: 100) == 10)
    #expect(lattice.count(upTo: 9) == nil)
    #expect(lattice.stablePairs.count == 16)
  }
}
