@testable import LinearAssignment
import Testing
import _PairwrightTestSupport

/// Inputs on which public solvers have been reported to hang or to answer wrongly.
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
    switch try costs.denseAssignment() {
    case .optimal(let assignment): #expect(assignment.value == report.value)
    case .infeasible: #expect(report.value == nil)
    case .stopped: Issue.record("nobody asked to stop")
    }
    switch try costs.assignmentProblem().solve() {
    case .optimal(let assignment): #expect(assignment.value == report.value)
    case .infeasible: #expect(report.value == nil)
    case .stopped: Issue.record("nobody asked to stop")
    }
  }

  // MARK: - Floating point

  struct FloatReport: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rows: [[Double]]
    /// The lowest total, `nil` when there is no assignment.
    var total: Double?
    /// Why it is refused, if it is.
    var refusal: AssignmentError.Code?
  }

  static let floatReports = [
    FloatReport(
      testDescription: "FugroRoames/Munkres.jl 5: loops for ever on NaN",
      rows: [[1, .nan], [2, 3]], refusal: .costInvalid),
    FloatReport(
      testDescription: "google-deepmind/optax 1179: loops for ever on nothing but NaN",
      rows: [[.nan, .nan, .nan], [.nan, .nan, .nan], [.nan, .nan, .nan]], refusal: .costInvalid),
    FloatReport(
      testDescription: "scipy/scipy 7005: never returns when a row has nothing but infinity",
      rows: [
        [.infinity, .infinity, 4], [.infinity, .infinity, .infinity], [.infinity, 4, .infinity],
      ]),
    FloatReport(
      testDescription: "evenfurther/pathfinding 349: never returns on infinity everywhere",
      rows: [[.infinity, .infinity], [.infinity, .infinity]]),
    FloatReport(
      testDescription: "evenfurther/pathfinding 349: the same with negative infinity",
      rows: [[-.infinity, -.infinity], [-.infinity, -.infinity]], refusal: .costInvalid),
    FloatReport(
      testDescription: "bmc/munkres 5: loops for ever on large numbers in a column",
      rows: [[5e17], [5e17]], total: 5e17),
    FloatReport(
      testDescription: "bmc/munkres 5: loops for ever on the largest floating-point number",
      rows: [[.greatestFiniteMagnitude, 0], [0, .greatestFiniteMagnitude]], total: 0),
    FloatReport(
      testDescription: "Gnimuc/Hungarian.jl 18: hangs when a node cannot be assigned",
      rows: [[1, .infinity], [.infinity, .infinity]]),
    FloatReport(
      testDescription: "google-deepmind/optax 1273: no assignment for a plain matrix",
      rows: [
        [2.1536477, 2.7017763, 2.0492606], [0.8976828, 2.7900887, 1.3230644],
        [0.8135518, 1.4669538, 0.44517508],
      ], total: 2.7017763 + 0.8976828 + 0.44517508),
  ]

  private func solve(_ rows: [[Double]]) throws -> DenseAssignmentOutcome {
    try DenseAssignmentSolver.solve(
      rows.flatMap { $0 }, rowCount: rows.count, columnCount: rows[0].count)
  }

  private func total(_ outcome: DenseAssignmentOutcome, _ rows: [[Double]]) -> Double? {
    guard case .optimal(let solution) = outcome else { return nil }
    var total = 0.0
    for (row, column) in zip(rows, solution.columnOfRow) where column >= 0 { total += row[column] }
    return total
  }

  @Test(arguments: floatReports)
  func isAnsweredInFloatingPoint(report: FloatReport) throws {
    if let refusal = report.refusal {
      let error = #expect(throws: AssignmentError.self) { try solve(report.rows) }
      #expect(error?.code == refusal)
    } else {
      let found = total(try solve(report.rows), report.rows)
      #expect((found == nil) == (report.total == nil))
      #expect(abs((found ?? 0) - (report.total ?? 0)) < 1e-12)
    }
  }

  /// LAPJV-algorithm-c 2, src-d/lapjv 12, accord-net/framework 1638: rounding errors in distances
  /// between points, of which many are nearly tied, lead to endless loops.
  ///
  /// The matrices here are of that kind: distances between points of a grid, of which many differ in
  /// the last bits only. In whatever order the rows come, the total in exact integers is the same.
  @Test(arguments: [16, 60])
  func nearTiesInFloatingPoint(count: Int) throws {
    var generator = SplitMix64(seed: 1638)
    let points = (0..<(2 * count)).map { _ in
      (
        Double(Int.random(in: 0...6, using: &generator)) * 0.1,
        Double(Int.random(in: 0...6, using: &generator)) * 0.1
      )
    }
    let rows = points.prefix(count).map { from in
      points.suffix(count).map { to in
        let (across, down) = (from.0 - to.0, from.1 - to.1)
        return (across * across + down * down).squareRoot()
      }
    }
    func integerTotal(_ rows: [[Double]]) throws -> Int128? {
      guard case .optimal(let solution) = try solve(rows) else { return nil }
      let duals = solution.potentials.rows + solution.potentials.columns
      #expect(solution.roundingBound < 1e-12)
      return duals.reduce(0) { $0 + Int128($1) }
    }
    let expected = try integerTotal(rows)
    #expect(expected != nil)
    for _ in 0..<5 {
      #expect(try integerTotal(rows.shuffled(using: &generator)) == expected)
    }
  }

  /// src-d/lapjv 9: another total when the rows of a matrix with many ties are reversed.
  @Test func orderOfRowsDoesNotMatter() throws {
    var generator = SplitMix64(seed: 52)
    let rows = (0..<52).map { _ in (0..<52).map { _ in Int64.random(in: 0...9, using: &generator) }
    }
    guard case .optimal(let forwards) = try DenseCosts(rows: rows).denseAssignment(),
      case .optimal(let backwards) = try DenseCosts(rows: rows.reversed()).denseAssignment()
    else {
      Issue.record("not solved")
      return
    }
    #expect(forwards.value == backwards.value)
  }
}
