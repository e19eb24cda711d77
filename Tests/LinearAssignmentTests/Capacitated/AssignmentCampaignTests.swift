import Foundation
import LinearAssignment
import Testing
import _PairwrightTestSupport

/// Random problems of all families, solved in several ways that must agree.
///
/// A few run with every test. `PAIRWRIGHT_CAMPAIGN=5000 swift test --filter AssignmentCampaign`
/// runs that many of each family.
@Suite struct AssignmentCampaignTests {
  enum Family: CaseIterable, Sendable {
    case medium
    case structured
    case extreme

    func problem(seed: UInt64) throws -> CapacitatedAssignmentProblem<DenseCosts> {
      switch self {
      case .medium: try RandomProblem.medium(seed: seed)
      case .structured: try RandomProblem.structured(seed: seed)
      case .extreme: try RandomProblem.extreme(seed: seed)
      }
    }
  }

  private static let count =
    ProcessInfo.processInfo.environment["PAIRWRIGHT_CAMPAIGN"].flatMap { Int($0) } ?? 30

  @Test(arguments: Family.allCases)
  func severalWaysAgree(family: Family) throws {
    for seed in 0..<UInt64(Self.count) {
      let label = "\(family), seed \(seed)"
      var generator = SplitMix64(seed: seed)
      var assignment = try family.problem(seed: seed)
      if seed % 2 == 0 { limitToOne(&assignment) }
      let problem = QuotaAssignmentProblem(
        assignment: assignment,
        rowQuotas: RandomProblem.quotas(assignment.rows, using: &generator),
        columnQuotas: RandomProblem.quotas(assignment.columns, using: &generator))
      let options = self.options(for: assignment, using: &generator)

      let plain = try value(assignment.solve())
      #expect(try value(assignment.solve(options)) == plain, "\(label)")
      let quoted = try value(problem.solve())
      #expect(try value(problem.solve(options)) == quoted, "\(label)")
      #expect(try value(transposed(problem).solve()) == quoted, "\(label)")
      if let quoted, let plain { #expect(quoted >= plain, "\(label)") }
      if plain == nil { #expect(quoted == nil, "\(label)") }
    }
  }

  private func value(_ outcome: CapacitatedAssignmentOutcome) -> Int128? {
    if case .optimal(let assignment) = outcome { return assignment.value }
    return nil
  }

  private func value(_ outcome: QuotaAssignmentOutcome) -> Int128? {
    if case .optimal(let assignment) = outcome { return assignment.value }
    return nil
  }

  /// Gives all nodes a capacity of 1, so that quotas can have maximums.
  private func limitToOne(_ problem: inout CapacitatedAssignmentProblem<DenseCosts>) {
    for row in problem.rows.indices {
      problem.rows[row].maximum = min(1, problem.rows[row].maximum)
      problem.rows[row].minimum = 0
    }
    for column in problem.columns.indices {
      problem.columns[column].maximum = min(1, problem.columns[column].maximum)
      problem.columns[column].minimum = min(1, problem.columns[column].minimum)
    }
  }

  /// Few candidates, and sometimes wild expectations.
  private func options(
    for problem: CapacitatedAssignmentProblem<DenseCosts>, using generator: inout SplitMix64
  ) -> CapacitatedAssignmentOptions {
    var options = CapacitatedAssignmentOptions()
    options.candidatesPerRow = Int.random(in: 1...6, using: &generator)
    options.candidatesPerColumn = Int.random(in: 1...4, using: &generator)
    let magnitude: Int64 = [0, 1000, 1 << 58][Int.random(in: 0..<3, using: &generator)]
    if magnitude > 0 {
      options.expectedPotentials = Potentials(
        rows: problem.rows.map { _ in Int64.random(in: -magnitude...magnitude, using: &generator) },
        columns: problem.columns.map { _ in
          Int64.random(in: -magnitude...magnitude, using: &generator)
        })
    }
    return options
  }

  private func transposed(
    _ problem: QuotaAssignmentProblem<DenseCosts>
  ) -> QuotaAssignmentProblem<DenseCosts> {
    QuotaAssignmentProblem(
      assignment: CapacitatedAssignmentProblem(
        costs: problem.assignment.costs.transposed(), rows: problem.assignment.columns,
        columns: problem.assignment.rows), rowQuotas: problem.columnQuotas,
      columnQuotas: problem.rowQuotas)
  }
}
