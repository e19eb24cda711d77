import LinearAssignment
import PairwrightStudy
import Testing

/// Frontiers against a look at all matchings.
@Suite struct ExactFrontierTests {
  private func withDepartments(_ problem: StudyProblem) -> StudyProblem {
    var problem = problem
    problem.juniors = problem.juniors.indices.map { StudyPerson(department: $0 % 2) }
    problem.seniors = problem.seniors.indices.map { StudyPerson(department: $0 % 3) }
    return problem
  }

  private func measure(
    _ aim: ExactFrontier.Aim, _ pairs: [AssignedPair], _ problem: StudyProblem
  ) -> Int {
    switch aim {
    case .worst: pairs.map { problem.score($0) }.min() ?? 0
    case .pairs: pairs.count
    case .crossDepartment:
      pairs.count { problem.juniors[$0.row].department != problem.seniors[$0.column].department }
    }
  }

  @Test(arguments: [1, 2]) func holdsNoPointThatAnotherMatchingBeats(mostCapacity: Int) throws {
    var count = 0
    for number in 0..<40 {
      let problem = withDepartments(SmallProblems.problem(number, mostCapacity: mostCapacity))
      let all = SmallProblems.matchings(problem)
      let most = all.map(\.count).max() ?? 0
      for point in try ExactFrontier.points(problem) {
        // The worst score is looked at among largest numbers of pairs.
        let rivals = point.aim == .worst ? all.filter { $0.count == most } : all
        let best = rivals.filter { measure(point.aim, $0, problem) >= point.level }
          .map { $0.reduce(0) { $0 + problem.score($1) } }.max()
        #expect(best == point.total, "\(point), problem \(number)")
        count += 1
      }
    }
    #expect(count > 100)
  }

  /// Between corners of the frontier of pairs the best totals lie on the line, never above.
  @Test func leavesNothingAboveItsLines() throws {
    for number in 0..<40 {
      let problem = withDepartments(SmallProblems.problem(number))
      let all = SmallProblems.matchings(problem)
      let points = try ExactFrontier.points(problem)
      for aim in [ExactFrontier.Aim.pairs, .crossDepartment] {
        let own = points.filter { $0.aim == aim }
        #expect(own.map(\.level) == Set(own.map(\.level)).sorted())
        for (left, right) in zip(own, own.dropFirst()) {
          for pairs in all {
            let level = measure(aim, pairs, problem)
            guard left.level < level, level < right.level else { continue }
            let total = pairs.reduce(0) { $0 + problem.score($1) }
            let line =
              left.total * (right.level - level) + right.total * (level - left.level)
            #expect(total * (right.level - left.level) <= line)
          }
        }
      }
    }
  }

  @Test func pricesWhatFairnessCosts() throws {
    // The best total takes 90 + 1; the best worst score 50 + 40.
    let problem = StudyProblem(
      scores: [90, 50, 40, 1], juniorCapacities: [1, 1], seniorCapacities: [1, 1])
    let worst = try ExactFrontier.points(problem).filter { $0.aim == .worst }
    #expect(worst.map(\.total) == [91, 90])
    #expect(worst.map(\.level) == [1, 40])
    #expect(worst.map(\.price) == [0, 1 - 90.0 / 91])
  }
}
