import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct CapacitatedAssignmentProblemTests {
  /// Compares an outcome with the lowest value found by trying everything.
  private func expectAgreement(
    _ problem: CapacitatedAssignmentProblem<DenseCosts>, _ label: String
  ) throws {
    let expected = BruteForce.optimum(problem)
    switch try problem.solve() {
    case .optimal(let assignment):
      #expect(assignment.value == expected, "\(label)")
      #expect(BruteForce.value(of: assignment.pairs, in: problem) == expected, "\(label)")
      #expect(try problem.lowerBound(assignment.potentials) == expected, "\(label)")
      #expect(assignment.pairs == assignment.pairs.sorted(), "\(label)")
    case .infeasible(let witness):
      #expect(expected == nil, "\(label)")
      #expect(witness.required > witness.available, "\(label)")
      #expect(CertificateChecker.flaw(in: witness, of: problem) == nil, "\(label)")
    case .stopped:
      Issue.record("\(label) was stopped")
    }
  }

  @Test(arguments: 0..<8)
  func agreesWithTryingEverything(block: Int) throws {
    for seed in (block * 150)..<(block * 150 + 150) {
      try expectAgreement(try RandomProblem.small(seed: UInt64(seed)), "seed \(seed)")
    }
  }

  /// All matrices of 3 x 3 cells over 0, 1, 2 and absent, up to the order of rows, with the bounds
  /// of a perfect assignment.
  @Test(arguments: 0..<8)
  func everySmallMatrix(block: Int) throws {
    let unit = [DegreeBounds](repeating: DegreeBounds(minimum: 1), count: 3)
    let rows: [[Int64?]] = (0..<64).map { number in
      [number & 3, number >> 2 & 3, number >> 4].map { $0 == 3 ? nil : Int64($0) }
    }
    for first in rows.indices where first % 8 == block {
      for second in first..<64 {
        for third in second..<64 {
          let costs = try DenseCosts(rows: [rows[first], rows[second], rows[third]])
          let expected = BruteForce.assignmentOptimum(costs)
          let problem = CapacitatedAssignmentProblem(costs: costs, rows: unit, columns: unit)
          var found: Int128?
          if case .optimal(let assignment) = try problem.solve() { found = assignment.value }
          if found != expected {
            Issue.record("rows \(first), \(second), \(third): \(String(describing: found))")
          }
        }
      }
    }
  }
}
