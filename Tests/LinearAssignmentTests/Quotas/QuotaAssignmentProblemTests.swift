import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct QuotaAssignmentProblemTests {
  private func problem(
    from assignment: CapacitatedAssignmentProblem<DenseCosts>, seed: UInt64
  ) -> QuotaAssignmentProblem<DenseCosts> {
    var generator = SplitMix64(seed: seed &+ 77)
    var assignment = assignment
    // Half of the problems have members of capacity 1, so that maximums occur often.
    if seed % 2 == 0 {
      for row in assignment.rows.indices {
        assignment.rows[row].maximum = min(1, assignment.rows[row].maximum)
        assignment.rows[row].minimum = min(1, assignment.rows[row].minimum)
      }
      for column in assignment.columns.indices {
        assignment.columns[column].maximum = min(1, assignment.columns[column].maximum)
        assignment.columns[column].minimum = min(1, assignment.columns[column].minimum)
      }
    }
    return QuotaAssignmentProblem(
      assignment: assignment, rowQuotas: RandomProblem.quotas(assignment.rows, using: &generator),
      columnQuotas: RandomProblem.quotas(assignment.columns, using: &generator))
  }

  private func isKept(_ quotas: [UsageQuota], _ used: [Int]) -> Bool {
    quotas.allSatisfy { quota in
      let count = Set(used).intersection(quota.members).count
      return count >= quota.minimum && count <= quota.maximum ?? .max
    }
  }

  private func optimum(_ problem: QuotaAssignmentProblem<DenseCosts>) -> Int128? {
    let costs = problem.assignment.costs
    var present: [AssignedPair] = []
    for row in 0..<costs.rowCount {
      for column in 0..<costs.columnCount where costs[row, column] != nil {
        present.append(AssignedPair(row: row, column: column))
      }
    }
    var best: Int128?
    for choice in 0..<(1 << present.count) {
      let pairs = present.indices.filter { choice >> $0 & 1 == 1 }.map { present[$0] }
      guard let value = BruteForce.value(of: pairs, in: problem.assignment),
        best.map({ value < $0 }) ?? true, isKept(problem.rowQuotas, pairs.map(\.row)),
        isKept(problem.columnQuotas, pairs.map(\.column))
      else { continue }
      best = value
    }
    return best
  }

  @Test(arguments: 0..<8)
  func agreesWithTryingEverything(block: Int) throws {
    var few = CapacitatedAssignmentOptions()
    few.candidatesPerRow = 1
    few.candidatesPerColumn = 1
    var counts = (optimal: 0, infeasible: 0)
    for seed in (block * 100)..<(block * 100 + 100) {
      let seed = UInt64(seed)
      let problem = problem(from: try RandomProblem.small(seed: seed), seed: seed)
      let expected = optimum(problem)
      for options in [CapacitatedAssignmentOptions(), few] {
        switch try problem.solve(options) {
        case .optimal(let found):
          counts.optimal += 1
          #expect(found.value == expected, "seed \(seed)")
          #expect(try problem.lowerBound(found.potentials) == expected, "seed \(seed)")
        case .infeasible(let witness):
          counts.infeasible += 1
          #expect(expected == nil, "seed \(seed)")
          #expect(witness.excess > 0, "seed \(seed)")
        case .stopped: Issue.record("seed \(seed) was stopped")
        }
      }
    }
    #expect(counts.optimal > 20)
    #expect(counts.infeasible > 20)
  }

  @Test(arguments: 0..<120)
  func mediumProblems(seed: UInt64) throws {
    let problem = problem(from: try RandomProblem.medium(seed: seed), seed: seed)
    var few = CapacitatedAssignmentOptions()
    few.candidatesPerRow = 2
    few.candidatesPerColumn = 1
    let transposed = QuotaAssignmentProblem(
      assignment: CapacitatedAssignmentProblem(
        costs: problem.assignment.costs.transposed(), rows: problem.assignment.columns,
        columns: problem.assignment.rows), rowQuotas: problem.columnQuotas,
      columnQuotas: problem.rowQuotas)
    switch (try problem.solve(), try problem.solve(few), try transposed.solve()) {
    case (.optimal(let many), .optimal(let few), .optimal(let transposed)):
      #expect(many.value == few.value)
      #expect(many.value == transposed.value)
    case (.infeasible, .infeasible, .infeasible): break
    case (let many, let few, let transposed): Issue.record("\(many), \(few), \(transposed)")
    }
  }

  @Test func quotasWithoutEffectChangeNothing() throws {
    for seed in 0..<20 {
      let assignment = try RandomProblem.medium(seed: UInt64(seed))
      let problem = QuotaAssignmentProblem(
        assignment: assignment,
        rowQuotas: [UsageQuota(members: Array(assignment.rows.indices))])
      switch (try assignment.solve(), try problem.solve()) {
      case (.optimal(let plain), .optimal(let quoted)): #expect(plain.value == quoted.value)
      case (.infeasible, .infeasible): break
      case (let plain, let quoted): Issue.record("\(plain) but \(quoted)")
      }
    }
  }

  private func story() throws -> QuotaAssignmentProblem<DenseCosts> {
    let costs = try DenseCosts(rows: [[-9, -8], [-7, -1], [-2, -3]])
    return QuotaAssignmentProblem(
      assignment: CapacitatedAssignmentProblem(
        costs: costs, rows: [DegreeBounds](repeating: DegreeBounds(), count: 3),
        columns: [DegreeBounds](repeating: DegreeBounds(), count: 2)))
  }

  @Test func storyOfAQuota() throws {
    var problem = try story()
    func value() throws -> Int128? {
      if case .optimal(let found) = try problem.solve() { return found.value }
      return nil
    }
    #expect(try value() == -15)
    problem.rowQuotas = [UsageQuota(members: [0, 1], maximum: 1)]
    #expect(try value() == -12)
    problem.rowQuotas = [UsageQuota(members: [2], minimum: 1)]
    #expect(try value() == -12)
    problem.rowQuotas.append(UsageQuota(members: [0, 1, 2], maximum: 1))
    #expect(try value() == -3)
    problem.columnQuotas = [UsageQuota(members: [0], minimum: 1)]
    #expect(try value() == -2)
    problem.columnQuotas = [UsageQuota(members: [0, 1], minimum: 2)]
    #expect(try value() == nil)
  }

  @Test func tamperingIsNoticed() throws {
    var problem = try story()
    problem.rowQuotas = [UsageQuota(members: [0, 1], maximum: 1)]
    guard case .optimal(let found) = try problem.solve() else {
      Issue.record("not solved")
      return
    }
    #expect(CertificateChecker.flaw(in: found, of: problem) == nil)
    problem.rowQuotas[0].maximum = 2
    #expect(CertificateChecker.flaw(in: found, of: problem) != nil)
    problem.rowQuotas[0].maximum = 0
    #expect(
      CertificateChecker.flaw(in: found, of: problem) == .quotaBroken(.rows, index: 0, used: 1))
    problem.rowQuotas = []
    #expect(CertificateChecker.flaw(in: found, of: problem) == .malformed)

    problem.rowQuotas = [UsageQuota(members: [0, 1, 2], minimum: 3)]
    guard case .infeasible(let witness) = try problem.solve() else {
      Issue.record("three rows cannot share two columns")
      return
    }
    #expect(witness.excess == 1)
    #expect(CertificateChecker.flaw(in: witness, of: problem) == nil)
    problem.rowQuotas[0].minimum = 2
    #expect(CertificateChecker.flaw(in: witness, of: problem) != nil)
  }

  @Test func badQuotasAreRefused() throws {
    var problem = try story()
    func code(_ quotas: [UsageQuota]) throws -> AssignmentError.Code? {
      problem.rowQuotas = quotas
      do {
        _ = try problem.solve()
        return nil
      } catch {
        #expect(error.description.contains("\nMaybe "))
        return error.code
      }
    }
    #expect(try code([UsageQuota(members: [])]) == nil)
    #expect(try code([UsageQuota(members: [3])]) == .quotaInvalid)
    #expect(try code([UsageQuota(members: [-1])]) == .quotaInvalid)
    #expect(try code([UsageQuota(members: [1, 1])]) == .quotaInvalid)
    #expect(try code([UsageQuota(members: [1], minimum: 2, maximum: 1)]) == .quotaInvalid)
    #expect(try code([UsageQuota(members: [1], minimum: -1)]) == .quotaInvalid)
    let overlapping = [UsageQuota(members: [0, 1]), UsageQuota(members: [1, 2])]
    #expect(try code(overlapping) == .quotaUnsupported)
    problem.assignment.rows[1].maximum = 2
    #expect(try code([UsageQuota(members: [1], maximum: 1)]) == .quotaUnsupported)
    #expect(try code([UsageQuota(members: [1], minimum: 1)]) == nil)
  }
}
