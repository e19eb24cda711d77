import Foundation
import LinearAssignment
import Testing

/// Every sample of the documentation, line by line, with what its comments promise.
@Suite struct DocumentationSamplesTests {
  @Test func everySampleStandsHere() throws {
    let tests = URL(fileURLWithPath: #filePath)
    let package = tests.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let compiled = try Self.code(String(contentsOf: tests, encoding: .utf8))
    let sources = package.appending(path: "Sources/LinearAssignment").resolvingSymlinksInPath()
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var count = 0
    for case let file as URL in files where ["md", "swift"].contains(file.pathExtension) {
      for sample in try Self.samples(
        String(contentsOf: file, encoding: .utf8), inComments: file.pathExtension == "swift")
      {
        count += 1
        #expect(compiled.contains(Self.code(sample)), "\(file.lastPathComponent):\n\(sample)")
      }
    }
    #expect(count >= 12)
  }

  /// The lines without indentation and without those that are only a comment.
  private static func code(_ text: String) -> String {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { !$0.isEmpty && !$0.hasPrefix("//") }.joined(separator: "\n")
  }

  /// The Swift blocks of an article, or of comments that document a declaration.
  private static func samples(_ text: String, inComments: Bool) -> [String] {
    var samples: [String] = []
    var lines: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let content = line.drop { $0 == " " }
      let isDocumented = inComments && content.hasPrefix("///")
      let inner = isDocumented ? content.dropFirst(3).drop { $0 == " " } : content
      if inner == "```swift" {
        lines = []
      } else if inner == "```", let sample = lines {
        samples.append(sample.joined(separator: "\n"))
        lines = nil
      } else {
        lines?.append(inner)
      }
    }
    return samples
  }

  // MARK: - LinearAssignment, DenseMatrices

  @Test func matrixInMemory() throws {
    let costs = [4.0, 1, 3, 2, 0, 5, 3, 2, 2]
    let outcome = try DenseAssignmentSolver.solve(costs, rowCount: 3, columnCount: 3)
    guard case .optimal(let found) = outcome else {
      Issue.record("can be assigned")
      return
    }
    #expect(found.columnOfRow == [1, 0, 2])
    #expect(
      found.columnOfRow.enumerated().reduce(0) { $0 + costs[3 * $1.offset + $1.element] } == 5)
  }

  @Test func manyMatrices() throws {
    let matrices = [[Double](repeating: 2, count: 2500), [Double](repeating: 3, count: 2500)]
    var totals: [Double] = []
    let solver = DenseAssignmentSolver()
    for costs in matrices {
      let outcome = try solver.solve(costs, rowCount: 50, columnCount: 50)
      guard case .optimal(let answer) = outcome else { continue }
      totals.append(answer.total)
      solver.recycle(answer)
    }
    #expect(totals == [100, 150])
  }

  @Test func matrixOfScores() throws {
    let scores: [Float] = [4, 1, 3, 2, -.infinity, 5]
    let outcome = try DenseAssignmentSolver.solve(
      scores, rowCount: 2, columnCount: 3, options: DenseAssignmentOptions(maximizes: true))
    switch outcome {
    case .optimal(let assignment): print(assignment.columnOfRow, assignment.total)
    case .infeasible(let witness): print(witness.members)
    case .stopped(let reason): print(reason)
    }
    guard case .optimal(let assignment) = outcome else {
      Issue.record("can be assigned")
      return
    }
    #expect(assignment.columnOfRow == [0, 2] && assignment.total == 9)
  }

  // MARK: - CostSources

  @Test func presentPairsOnly() throws {
    let sparse = try SparseCosts(
      columnCount: 4, rowStarts: [0, 2, 4, 5], columns: [0, 3, 1, 2, 3], costs: [7, 2, 4, 1, 3])
    let assigned = try sparse.assignment()
    guard case .optimal(let found) = assigned else {
      Issue.record("can be assigned")
      return
    }
    #expect(found.pairs.map(\.column) == [0, 2, 3] && found.value == 11)
  }

  @Test func computedOnDemand() throws {
    struct Distances: CostSource {
      let from: [Int64]
      let to: [Int64]
      var rowCount: Int { from.count }
      var columnCount: Int { to.count }

      func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
        for column in costs.indices { costs[column] = abs(from[row] - to[column]) }
      }
    }

    let nearest = try Distances(from: [1, 5, 9], to: [2, 4, 8, 30]).assignment()
    guard case .optimal(let found) = nearest else {
      Issue.record("can be assigned")
      return
    }
    #expect(found.pairs.map(\.column) == [0, 1, 2] && found.value == 3)
  }

  @Test func greatestTotal() throws {
    var isDone = false
    defer { #expect(isDone) }
    let scores = try DenseCosts(rows: [[4, 1, nil], [2, 0, 5]])
    guard case .optimal(let best) = try scores.negated().assignment() else { return }
    let total = -best.value
    #expect(total == 9 && best.pairs.map(\.column) == [0, 2])
    isDone = true
  }

  @Test func noWholeNumbers() throws {
    var isDone = false
    defer { #expect(isDone) }
    let prices = [0.5, 2.25, 1, 3, .infinity, 0.75]
    let scale = try CostScale(prices, rowCount: 2, columnCount: 3)
    let costs = try DenseCosts(rowCount: 2, columnCount: 3, cells: scale.integers(prices))
    guard case .ranked(let ranking) = try costs.bestAssignments(2) else { return }
    let totals = ranking.entries.map { scale.cost(of: $0.value) }
    #expect(totals == [1.25, 3] && scale.isLossless)
    isDone = true
  }

  @Test func computedFloatingPoint() throws {
    var isDone = false
    defer { #expect(isDone) }
    struct Hops: CostSource {
      let points: [Double]
      let scale: CostScale
      var rowCount: Int { points.count }
      var columnCount: Int { points.count }

      func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
        for column in costs.indices {
          let distance = abs(points[row] - points[column])
          costs[column] = scale.integer(row == column ? .infinity : distance)
        }
      }
    }

    let points = [0, 0.25, 0.5, 0.875]
    let hops = Hops(
      points: points, scale: try CostScale(covering: 0...1, rowCount: 4, columnCount: 4))
    guard case .optimal(let tour) = try hops.assignment() else { return }
    let length = hops.scale.cost(of: tour.value)
    #expect(abs(length - 1.25) <= hops.scale.roundingBound(pairCount: 4))
    #expect(tour.pairs.map(\.column) == [1, 0, 3, 2])
    isDone = true
  }

  @Test func usedMoreThanOnce() throws {
    var isDone = false
    defer { #expect(isDone) }
    let tasks = CapacitatedAssignmentProblem(
      costs: try DenseCosts(rows: [[-3, -1], [-2, nil], [-5, -4]]),
      rows: [DegreeBounds(), DegreeBounds(), DegreeBounds(minimum: 1, maximum: 2)],
      columns: [DegreeBounds(maximum: 2), DegreeBounds(maximum: 1, firstUseCost: -2)])
    guard case .optimal(let chosen) = try tasks.solve() else { return }
    #expect(chosen.value == -14)
    #expect(
      chosen.pairs == [
        AssignedPair(row: 0, column: 0), AssignedPair(row: 2, column: 0),
        AssignedPair(row: 2, column: 1),
      ])
    isDone = true
  }

  @Test func scale() throws {
    var isDone = false
    defer { #expect(isDone) }
    let scores = [4, 1.5, 3, 2, 2, 0, 5, 1, 3, 2, 2, 1]
    let scale = try CostScale(scores, rowCount: 3, columnCount: 4, maximizes: true)
    let costs = try DenseCosts(rowCount: 3, columnCount: 4, cells: scale.integers(scores))
    if case .ranked(let best) = try costs.bestAssignments(3) {
      print(best.entries.map { scale.cost(of: $0.value) })
    }
    guard case .ranked(let best) = try costs.bestAssignments(3) else { return }
    #expect(best.entries.map { scale.cost(of: $0.value) } == [11, 10, 10])
    isDone = true
  }

  // MARK: - FurtherAnswers

  @Test func furtherAnswers() throws {
    var isDone = false
    defer { #expect(isDone) }
    let costs = try DenseCosts(rows: [[4, 1, 3], [2, 0, 5], [3, 2, 2]])
    let fairest = try costs.bottleneckAssignment(.minimize, findsBestTotal: true)
    let few = try costs.bestAssignments(3)

    let problem = costs.assignmentProblem()
    guard case .optimal(let best) = try costs.assignment() else { return }
    let sensitivity = try AssignmentSensitivity(problem, best)
    let prices = try sensitivity.forcingPrices(ofColumn: 0)
    guard case .possible(let change) = try sensitivity.forbidding(best.pairs[0]) else { return }

    guard case .ready(var kept) = try IncrementalAssignment.solving(costs) else { return }
    let left = try kept.removeRow(1)
    let joined = try kept.addRow([1, 6, nil])
    let refused = try kept.replaceColumn(2, with: [nil, nil, nil])

    let clock = ContinuousClock()
    let end = clock.now + .seconds(2)
    let ranked: AssignmentRanking?
    switch try costs.bestAssignments(100, shouldStop: { clock.now < end ? nil : .deadline }) {
    case .ranked(let ranking): ranked = ranking
    case .stopped(_, let ranking): ranked = ranking
    case .infeasible: ranked = nil
    }

    guard case .optimal(let fairestFound) = fairest, case .ranked(let fewFound) = few else {
      Issue.record("can be assigned")
      return
    }
    #expect(fairestFound.worst == 2 && fairestFound.total == 5)
    #expect(fewFound.entries.map(\.value) == [5, 6, 6])
    #expect(prices == [1, 0, 1])
    #expect(change.price == 1 && change.removed.contains(best.pairs[0]))
    #expect(left == .optimal(number: 1) && joined == .optimal(number: 1))
    guard case .infeasible = refused else {
      Issue.record("column 2 has no row")
      return
    }
    #expect(kept.value == 4)
    #expect(ranked.map { $0.entries.count <= 6 } ?? true)
    isDone = true
  }

  // MARK: - IntegerPrograms

  @Test func integerProgram() throws {
    let program = try IntegerProgram(
      costs: [30, 20, 40],
      rows: [
        .init(
          [.init(column: 0, coefficient: 1), .init(column: 1, coefficient: 1)], minimum: 1),
        .init(
          [.init(column: 1, coefficient: 3), .init(column: 2, coefficient: 5)], maximum: 6),
      ])
    let result = try IntegerProgramSolver().solve(program)
    #expect(result.value == 20)
  }
}
