@testable import LinearAssignment
import Testing
import _PairwrightTestSupport

/// Inputs on which public solvers have been reported to hang or to answer wrongly.
///
/// Those that are about NaN, infinity and rounding cannot be put to this module, which knows
/// integers only.
@Suite struct PublicSolverIssuesTests {
  struct Report: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rows: [[Int64?]]
    /// The lowest total, or `nil` when the smaller side cannot be assigned.
    let value: Int128?

    init(_ testDescription: String, _ rows: [[Int64?]], value: Int128?) {
      self.testDescription = testDescription
      self.rows = rows
      self.value = value
    }
  }

  static let reports = [
    Report(
      "bmc/munkres 28: loops for ever on forbidden cells",
      [[nil, 161, nil], [nil, 1, nil], [nil, 157, nil], [37, nil, 5]], value: nil),
    Report(
      "vivet/HungarianAlgorithm 19: loops for ever on more rows than columns",
      [[0, 0], [0, 0], [0, 0]], value: 0),
    Report(
      "vivet/HungarianAlgorithm 24: not optimal on more rows than columns",
      [[3, 4], [1, 1], [2, 5]], value: 3),
    Report(
      "gatagat/lap 20: not optimal on forbidden cells in a rectangle",
      [[nil, 11, 8], [8, nil, 7]], value: 16),
    Report(
      "gatagat/lap 19: answers something when a row has no cell",
      [[4, 10, 5, nil], [0, nil, 0, 0], [3, 3, nil, nil], [nil, nil, nil, nil]], value: nil),
    Report(
      "src-d/lapjv 83: not optimal",
      [[90, 76, 75, 70], [35, 85, 55, 65], [125, 95, 90, 105], [45, 110, 95, 115]], value: 265),
    Report(
      "hrldcpr/pyLAPJV 5: fails on a textbook example",
      [[1, 1, 1, 2], [3, 2, 4, 1], [4, 4, 2, 4], [2, 3, 3, 3]], value: 6),
  ]

  @Test(arguments: reports)
  func isAnswered(report: Report) throws {
    let costs = try DenseCosts(rows: report.rows)
    switch try costs.assignment() {
    case .optimal(let assignment): #expect(assignment.value == report.value)
    case .infeasible: #expect(report.value == nil)
    case .stopped: Issue.record("nobody asked to stop")
    }
    switch try costs.unitProblem().solve() {
    case .optimal(let assignment): #expect(assignment.value == report.value)
    case .infeasible: #expect(report.value == nil)
    case .stopped: Issue.record("nobody asked to stop")
    }
  }

  /// src-d/lapjv 9: another total when the rows of a matrix with many ties are reversed.
  @Test func orderOfRowsDoesNotMatter() throws {
    var generator = SplitMix64(seed: 52)
    let rows = (0..<52).map { _ in (0..<52).map { _ in Int64.random(in: 0...9, using: &generator) }
    }
    guard case .optimal(let forwards) = try DenseCosts(rows: rows).assignment(),
      case .optimal(let backwards) = try DenseCosts(rows: rows.reversed()).assignment()
    else {
      Issue.record("not solved")
      return
    }
    #expect(forwards.value == backwards.value)
  }
}
