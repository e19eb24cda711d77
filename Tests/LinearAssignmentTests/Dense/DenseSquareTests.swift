import Synchronization
import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("A rectangle made square")
struct DenseSquareTests {
  private let control = WorkControl(shouldStop: { nil }, onProgress: nil)

  @Test(
    "has the same optimum, and its dual values prove the one of the rectangle",
    arguments: DenseFamily.allCases, [(1, 2), (9, 10), (10, 40), (30, 40)])
  func provesRectangle(family: DenseFamily, shape: (rows: Int, columns: Int)) {
    var random = SplitMix64(seed: 89)
    let (rows, columns) = shape
    for sign in [1.0, -1] {
      // What is wide does not fit doubles.
      let table = family.table(rows: rows, columns: columns, using: &random).map {
        $0.map { $0.map { family == .wide ? $0 >> 12 : $0 } }
      }
      let cells = table.flatMap { $0.map { sign * ($0.map { Double($0) } ?? .infinity) } }
      let arena = DenseArena()
      let value = cells.withUnsafeBufferPointer { buffer -> Int128? in
        guard let base = buffer.baseAddress else { return nil }
        let matrix = DenseMatrix(
          base: base, rowCount: rows, columnCount: columns, sign: sign, absentValue: nil)
        let square = DenseSquare(
          of: ScaledRows(matrix: matrix, exponent: 0, isIntegral: true), in: arena)
        var search = DenseSearch(
          rows: ScaledRows(matrix: square.matrix, exponent: 0, isIntegral: true), arena: arena)
        search.rebuildAll(threads: 1)
        guard case .assigned = search.run(.endless, control: control) else { return nil }
        square.makePricesRectangular(in: search)
        let answer = DenseAnswer(of: search, rowCount: rows, in: arena)
        #expect(DenseCertificate.holds(answer, for: matrix, threads: 1, arena: arena))
        return answer.value(for: matrix)
      }
      withExtendedLifetime(arena) { #expect(value == textbookHungarianTotal(table)) }
    }
  }

  /// Costs of a rectangle whose rows prefer the same columns, some of them absent.
  private func table(absences: Int) -> [[Int64?]] {
    var random = SplitMix64(seed: 90)
    return (1...200).map { row in
      (1...220).map { column in
        random.next() % 100 < UInt64(absences) ? nil : Int64(row * column)
      }
    }
  }

  @Test(
    "is solved for every kind of entry and any number of threads",
    arguments: [1, 5], [false, true])
  func solvesEveryKind(threads: Int, maximizes: Bool) throws {
    let sign: Int64 = maximizes ? -1 : 1
    let table = table(absences: 3)
    let wanted = textbookHungarianTotal(table)
    let cells = table.flatMap { $0.map { $0.map { sign * $0 } } }
    func value<Element: DenseElement>(
      _ entries: [Element], absentValue: Element?
    ) throws -> Int128? {
      var options = DenseAssignmentOptions(
        maximizes: maximizes, absentValue: absentValue, threadCount: threads)
      options.leastEntriesToShare = 0
      let outcome = try DenseAssignmentSolver.solve(
        entries, rowCount: 200, columnCount: 220, options: options)
      guard case .optimal(let answer) = outcome else { return nil }
      return answer.value
    }
    let infinity = Double(sign) * .infinity
    #expect(
      try value(cells.map { $0.map { Double($0) } ?? infinity }, absentValue: nil) == wanted)
    #expect(
      try value(cells.map { $0.map { Float($0) } ?? Float(infinity) }, absentValue: nil) == wanted
    )
    #expect(try value(cells.map { Int32($0 ?? 7_777_777) }, absentValue: 7_777_777) == wanted)
    #expect(try value(cells.map { $0 ?? .max }, absentValue: .max) == wanted)
  }

  @Test("spares most of the searching")
  func savesWork() throws {
    let cells = table(absences: 0).flatMap { $0.map { Double($0 ?? 0) } }
    let outcome = try DenseAssignmentSolver.solve(cells, rowCount: 200, columnCount: 220)
    guard case .optimal(let answer) = outcome else {
      Issue.record("not solved")
      return
    }
    // Searched over all entries instead, it takes as many looks at rows as there are pairs of them.
    #expect(answer.work.rowScans < 200 * 220 / 10)
  }

  @Test("can be stopped at any time")
  func stops() throws {
    let cells = table(absences: 0).flatMap { $0.map { Double($0 ?? 0) } }
    var stopped = 0
    for patience in stride(from: 0, to: 120, by: 6) {
      let asked = Mutex(0)
      let outcome = try DenseAssignmentSolver.solve(
        cells, rowCount: 200, columnCount: 220,
        options: DenseAssignmentOptions(shouldStop: {
          asked.withLock {
            $0 += 1
            return $0 > patience ? .cancelled : nil
          }
        }))
      if case .stopped(.cancelled) = outcome { stopped += 1 }
      if case .infeasible = outcome { Issue.record("not infeasible") }
    }
    #expect(stopped > 10)
  }

  @Test("names rows with too few columns")
  func findsViolator() throws {
    var table = table(absences: 0)
    for row in [20, 90, 150] {
      table[row] = table[row].enumerated().map { [5, 7].contains($0.offset) ? $0.element : nil }
    }
    let cells = table.flatMap { $0.map { $0.map { Double($0) } ?? .infinity } }
    let outcome = try DenseAssignmentSolver.solve(cells, rowCount: 200, columnCount: 220)
    guard case .infeasible(let witness) = outcome else {
      Issue.record("not infeasible")
      return
    }
    #expect(witness.members == [20, 90, 150] && witness.available == 2)
  }
}
