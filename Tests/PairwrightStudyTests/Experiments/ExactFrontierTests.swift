import LinearAssignment
import Pairwright
import PairwrightStudy
import Testing

/// Frontiers against a look at all matchings.
@Suite struct ExactFrontierTests {
  private func withDepartments(_ problem: StudyProblem) -> StudyProblem {
    var problem = problem
    problem.juniors = problem.juniors.indices.map { StudyPerson(department: $0 % 2) }
    problem.seniors = problem.seniors.indices.map {
      StudyPerson(department: $0 == 3 ? nil : $0 % 3)
    }
    return problem
  }

  /// How much of an aim pairs have; shares in parts of 27720, which all denominators up to 12 divide.
  private func level(
    _ aim: ExactFrontier.Aim, _ pairs: [AssignedPair], _ problem: StudyProblem
  ) -> Int {
    let across = pairs.count { pair in
      guard let junior = problem.juniors[pair.row].department,
        let senior = problem.seniors[pair.column].department
      else { return false }
      return junior != senior
    }
    return switch aim {
    case .worst: pairs.map { problem.score($0) }.min() ?? 0
    case .pairs: pairs.count
    case .coverage: SmallProblems.coverage(pairs, problem)
    case .crossDepartment: across
    case .crossDepartmentShare: pairs.isEmpty ? 0 : across * 27_720 / pairs.count
    }
  }

  /// The levels and totals that no other matching equals in one and beats in the other.
  private func frontier(
    _ aim: ExactFrontier.Aim, _ problem: StudyProblem
  ) -> [[Int]] {
    var all = SmallProblems.matchings(problem).filter { SmallProblems.keepsRules($0, problem) }
    if aim == .worst || aim == .crossDepartmentShare {
      let most = all.map(\.count).max()
      all = all.filter { $0.count == most }
    }
    var bestTotal: [Int: Int] = [:]
    for pairs in all {
      let total = pairs.reduce(0) { $0 + problem.score($1) }
      bestTotal[level(aim, pairs, problem)] = max(
        bestTotal[level(aim, pairs, problem)] ?? 0, total)
    }
    return bestTotal.filter { own in
      !bestTotal.contains { $0.key > own.key && $0.value >= own.value }
    }.map { [$0.key, $0.value] }.sorted { $0[0] < $1[0] }
  }

  private func expectFrontiers(_ problem: StudyProblem, _ number: Int) throws -> Int {
    let points = try ExactFrontier.points(problem)
    #expect(points.allSatisfy { $0.bound == $0.total })
    for aim in ExactFrontier.Aim.allCases {
      let found = points.filter { $0.aim == aim }.map { point in
        [
          aim == .crossDepartmentShare
            ? Int((point.level * 27_720).rounded()) : Int(point.level), point.total,
        ]
      }
      #expect(found == frontier(aim, problem), "\(aim.rawValue), problem \(number)")
    }
    return points.count
  }

  @Test(arguments: [1, 2]) func isWholeAndExact(mostCapacity: Int) throws {
    var count = 0
    for number in 0..<60 {
      let problem = SmallProblems.problem(number, mostCapacity: mostCapacity)
      count += try expectFrontiers(withDepartments(problem), number)
    }
    #expect(count > 300)
  }

  @Test(arguments: [1, 2]) func isWholeAndExactUnderRules(mostCapacity: Int) throws {
    var count = 0
    for number in 0..<60 {
      count += try expectFrontiers(
        SmallProblems.ruled(number, mostCapacity: mostCapacity), number)
    }
    #expect(count > 150)
  }

  @Test func pricesWhatFairnessCosts() throws {
    // The best total takes 90 + 1; the best worst score 50 + 40.
    let problem = StudyProblem(
      scores: [90, 50, 40, 1], juniorCapacities: [1, 1], seniorCapacities: [1, 1])
    let worst = try ExactFrontier.points(problem).filter { $0.aim == .worst }
    #expect(worst.map(\.total) == [91, 90])
    #expect(worst.map(\.worst) == [1, 40])
    #expect(worst.map(\.price) == [0, 1 - 90.0 / 91])
  }
}
