package import LinearAssignment
package import Pairwright

/// As many people with a partner as the quotas allow, then the largest total score.
///
/// Quotas on groups of one side that are disjoint or nested make an integer program whose matrix
/// is a network, so that a flow solves it exactly (Ahuja, Magnanti & Orlin, "Network Flows", 1993,
/// section 11.12). Without quotas this is ``CoverageFirst``.
package struct QuotaProgram: MatchingStrategy {
  package static let kind = "quota_program"
  package static let summary =
    "Keeps the quotas of the problem, with as many people and then as large a total as they allow; "
    + "an integer program solved as a flow."

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    [.feasible, .keepsQuotas]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    let factor = Int64(problem.mostPairs + 1)
    let person = (Int64(problem.largestScore) * factor + 1) * factor
    let edges = problem.allowedPairs.map {
      SparseCosts.Edge(
        row: $0.row, column: $0.column, cost: -(Int64(problem.score($0)) * factor + 1))
    }
    func quotas(_ isOfJuniors: Bool) -> [UsageQuota] {
      problem.quotas.filter { $0.isOfJuniors == isOfJuniors }.map {
        UsageQuota(members: $0.members, minimum: $0.minimum, maximum: $0.maximum)
      }
    }
    let assignment = CapacitatedAssignmentProblem(
      costs: try SparseCosts(
        rowCount: problem.juniorCount, columnCount: problem.seniorCount, edges: edges),
      rows: problem.juniorCapacities.map { DegreeBounds(maximum: $0, firstUseCost: -person) },
      columns: problem.seniorCapacities.map { DegreeBounds(maximum: $0, firstUseCost: -person) })
    let outcome: QuotaAssignmentOutcome
    do {
      outcome = try QuotaAssignmentProblem(
        assignment: assignment, rowQuotas: quotas(true), columnQuotas: quotas(false)
      ).solve()
    } catch {
      guard error.code == .quotaUnsupported else { throw error }
      throw StudyError(.unsolvable, "The quotas are no flow: \(error.message)")
    }
    switch outcome {
    case .optimal(let answer): return answer.pairs
    case .infeasible:
      throw StudyError(.unsolvable, "No choice of pairs keeps all quotas of the problem.")
    case .stopped:
      throw StudyError(.unsolvable, "The search for pairs that keep the quotas was stopped.")
    }
  }
}
