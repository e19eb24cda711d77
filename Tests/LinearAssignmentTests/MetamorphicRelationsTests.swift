import Foundation
import LinearAssignment
import Testing
import _PairwrightTestSupport

/// Twelve changes to a problem whose effect on the answer is known without solving it, and the
/// exchange of rows for rows of copies; each is tried on every route.
@Suite struct MetamorphicRelationsTests {
  private typealias Table = [[Int64?]]
  private typealias Answer = (total: Int128, pairs: [AssignedPair])

  private static let families: [DenseFamily] = [
    .small, .ties, .twoCosts, .negative, .rankOne, .geometric, .absent, .mostlyAbsent,
  ]

  /// Hands `body` problems of all families and shapes with what a route answers to them.
  private func forEachProblem(
    _ route: AssignmentRoute, seed: UInt64, shapes: [(Int, Int)] = [(9, 9), (7, 11), (11, 7)],
    _ body: (Table, Answer?, inout SplitMix64) throws -> Void
  ) throws {
    var generator = SplitMix64(seed: seed)
    for family in Self.families {
      for (rows, columns) in shapes {
        let table = family.table(rows: rows, columns: columns, using: &generator)
        try body(table, try route.solve(table), &generator)
      }
    }
  }

  private func transposed(_ table: Table) -> Table {
    table[0].indices.map { column in table.map { $0[column] } }
  }

  private func mapped(_ table: Table, _ change: (Int, Int, Int64) -> Int64?) -> Table {
    table.enumerated().map { row, cells in
      cells.enumerated().map { column, cost in cost.flatMap { change(row, column, $0) } }
    }
  }

  @Test(arguments: AssignmentRoute.allCases)
  func r01PermutedRows(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 101) { table, answer, generator throws in
      let permuted = table.shuffled(using: &generator)
      #expect(try route.solve(permuted)?.total == answer?.total)
    }
  }

  @Test(arguments: AssignmentRoute.allCases)
  func r02PermutedColumns(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 102) { table, answer, generator throws in
      let permuted = transposed(transposed(table).shuffled(using: &generator))
      #expect(try route.solve(permuted)?.total == answer?.total)
    }
  }

  @Test(arguments: AssignmentRoute.allCases)
  func r03Transposed(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 103) { table, answer, _ throws in
      #expect(try route.solve(transposed(table))?.total == answer?.total)
    }
  }

  /// Only nodes that are surely assigned pay a shift exactly once.
  @Test(arguments: AssignmentRoute.allCases)
  func r04ShiftedRowOrColumn(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 104) { table, answer, generator throws in
      let shift = Int64.random(in: -5000...5000, using: &generator)
      if table.count <= table[0].count {
        let chosen = Int.random(in: table.indices, using: &generator)
        let shifted = mapped(table) { row, _, cost in row == chosen ? cost + shift : cost }
        #expect(try route.solve(shifted)?.total == answer.map { $0.total + Int128(shift) })
      }
      if table.count >= table[0].count {
        let chosen = Int.random(in: table[0].indices, using: &generator)
        let shifted = mapped(table) { _, column, cost in column == chosen ? cost + shift : cost }
        #expect(try route.solve(shifted)?.total == answer.map { $0.total + Int128(shift) })
      }
    }
  }

  @Test(arguments: AssignmentRoute.allCases)
  func r05ScaledByAPositiveFactor(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 105) { table, answer, generator throws in
      let factor = Int64.random(in: 2...1000, using: &generator)
      let scaled = mapped(table) { _, _, cost in cost * factor }
      #expect(try route.solve(scaled)?.total == answer.map { $0.total * Int128(factor) })
    }
  }

  /// Every route minimises; the fast method maximises the opposite numbers.
  @Test(arguments: AssignmentRoute.allCases)
  func r06NegatedAndMaximised(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 106) { table, answer, _ throws in
      let cells = table.flatMap { $0.map { $0.map { -$0 } ?? absentEdge } }
      let outcome = try DenseAssignmentSolver.solve(
        cells, rowCount: table.count, columnCount: table[0].count,
        options: DenseAssignmentOptions(maximizes: true, absentValue: absentEdge))
      guard case .optimal(let solution) = outcome else {
        #expect(answer == nil)
        return
      }
      var total: Int128 = 0
      for (row, column) in solution.columnOfRow.enumerated() where column >= 0 {
        total += Int128(table[row][column] ?? absentEdge)
      }
      #expect(total == answer?.total)
    }
  }

  /// A row dearer than all others in every column is not needed where rows may be left over.
  @Test(arguments: AssignmentRoute.allCases)
  func r07DominatedRowAppended(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 107, shapes: [(9, 9), (11, 7)]) { table, answer, _ throws in
      guard let answer else { return }
      let dearest = table.flatMap { $0.compactMap { $0 } }.max() ?? 0
      let longer = table + [table[0].map { _ in dearest + 1 }]
      #expect(try route.solve(longer)?.total == answer.total)
    }
  }

  /// A copy of a row that is left over is left over too.
  @Test(arguments: AssignmentRoute.allCases)
  func r08FreeRowDuplicated(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 108, shapes: [(11, 7), (8, 7)]) { table, answer, _ throws in
      guard let answer else { return }
      let used = Set(answer.pairs.map(\.row))
      guard let free = table.indices.first(where: { !used.contains($0) }) else { return }
      #expect(try route.solve(table + [table[free]])?.total == answer.total)
    }
  }

  @Test(arguments: AssignmentRoute.allCases)
  func r09UnusedPairForbiddenOrDearer(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 109) { table, answer, generator throws in
      guard let answer else { return }
      let pair = AssignedPair(
        row: Int.random(in: table.indices, using: &generator),
        column: Int.random(in: table[0].indices, using: &generator))
      if answer.pairs.contains(pair) { return }
      for replacement in [nil, Int64(1) << 40] {
        let changed = mapped(table) { row, column, cost in
          row == pair.row && column == pair.column ? replacement : cost
        }
        #expect(try route.solve(changed)?.total == answer.total)
      }
    }
  }

  @Test(arguments: AssignmentRoute.allCases)
  func r10ChosenPairMadeCheaper(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 110) { table, answer, generator throws in
      guard let answer, let pair = answer.pairs.randomElement(using: &generator) else { return }
      let cheaper = mapped(table) { row, column, cost in
        row == pair.row && column == pair.column ? cost - 777 : cost
      }
      #expect(try route.solve(cheaper)?.total == answer.total - 777)
    }
  }

  @Test(arguments: AssignmentRoute.allCases)
  func r11IndependentProblemsGlued(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 111, shapes: [(6, 6), (4, 7)]) {
      table, answer, generator throws in
      let other = DenseFamily.small.table(
        rows: table.count, columns: table[0].count, using: &generator)
      let gap = [Int64?](repeating: nil, count: table[0].count)
      let glued = table.map { $0 + gap } + other.map { gap + $0 }
      let rest = try #require(try route.solve(other))
      #expect(try route.solve(glued)?.total == answer.map { $0.total + rest.total })
    }
  }

  /// What is left of an optimal assignment is optimal for what is left of the problem.
  @Test(arguments: AssignmentRoute.allCases)
  func r12OptimalPairRemovedOrForced(route: AssignmentRoute) throws {
    try forEachProblem(route, seed: 112) { table, answer, generator throws in
      guard let answer, let pair = answer.pairs.randomElement(using: &generator),
        let cost = table[pair.row][pair.column]
      else { return }
      var left = table
      left.remove(at: pair.row)
      for row in left.indices { left[row].remove(at: pair.column) }
      #expect(try route.solve(left)?.total == answer.total - Int128(cost))
      let forced = mapped(table) { row, column, cost in
        (row == pair.row) == (column == pair.column) ? cost : nil
      }
      #expect(try route.solve(forced)?.total == answer.total)
    }
  }

  /// All 3 x 3 matrices over 0, 1, 2 and absent, up to the order of rows and of columns, on every
  /// route; the plain loop over all six permutations is the oracle.
  ///
  /// The least of all reorderings of a matrix, read row by row, has its rows and its columns in
  /// order, so that looking at matrices with both in order misses none.
  @Test(arguments: AssignmentRoute.allCases)
  func everySmallMatrix(route: AssignmentRoute) throws {
    let rows: [[Int64?]] = (0..<64).map { number in
      [number >> 4, number >> 2 & 3, number & 3].map { $0 == 3 ? nil : Int64($0) }
    }
    let permutations = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    var wrong = 0
    for first in rows.indices {
      for second in first..<64 {
        for third in second..<64 {
          let table = [rows[first], rows[second], rows[third]]
          let columnCodes = [4, 2, 0].map { shift in
            (first >> shift & 3) << 4 | (second >> shift & 3) << 2 | third >> shift & 3
          }
          if columnCodes != columnCodes.sorted() { continue }
          var expected: Int64?
          for order in permutations {
            guard let one = table[0][order[0]], let two = table[1][order[1]],
              let three = table[2][order[2]]
            else { continue }
            expected = min(expected ?? .max, one + two + three)
          }
          if try route.solve(table)?.total != expected.map({ Int128($0) }) { wrong += 1 }
        }
      }
    }
    #expect(wrong == 0)
  }

  /// All 262,144 of these matrices on every route; takes too long but for a campaign in release.
  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["PAIRWRIGHT_CAMPAIGN"] != nil),
    arguments: AssignmentRoute.allCases)
  func everySmallMatrixOnEveryRoute(route: AssignmentRoute) throws {
    var wrong: [Int] = []
    for code in 0..<(1 << 18) {
      let table: [[Int64?]] = (0..<3).map { row in
        (0..<3).map { column in
          let digit = code >> (2 * (3 * row + column)) & 3
          return digit == 3 ? nil : Int64(digit)
        }
      }
      if try route.solve(table)?.total != bruteForceTotal(table) { wrong.append(code) }
    }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, the first \(wrong.prefix(3))")
  }

  /// All 262,144 of these matrices, in every order of rows and columns, on the dense routes; solvers
  /// treat rows in turn, so that the order could matter.
  @Test(arguments: 0..<8, [Int.max, 0])
  func everySmallMatrixInEveryOrder(block: Int, mostEntriesInFull: Int) throws {
    var options = DenseAssignmentOptions<Int64>(absentValue: 3)
    options.mostEntriesInFull = mostEntriesInFull
    let solver = DenseAssignmentSolver()
    let permutations = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    var wrong: [Int] = []
    var table = [Int64](repeating: 0, count: 9)
    for code in (block << 15)..<((block + 1) << 15) {
      for cell in 0..<9 { table[cell] = Int64(code >> (2 * cell) & 3) }
      var expected: Int64?
      for order in permutations {
        let (one, two, three) = (table[order[0]], table[3 + order[1]], table[6 + order[2]])
        if max(one, two, three) < 3 { expected = min(expected ?? .max, one + two + three) }
      }
      switch try solver.solve(table, rowCount: 3, columnCount: 3, options: options) {
      case .optimal(let found):
        let columns = found.columnOfRow
        let cells = [table[columns[0]], table[3 + columns[1]], table[6 + columns[2]]]
        if Set(columns).count < 3 || cells.contains(3) || cells[0] + cells[1] + cells[2] != expected
        {
          wrong.append(code)
        }
      case .infeasible: if expected != nil { wrong.append(code) }
      case .stopped: wrong.append(code)
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, the first \(wrong.prefix(3))")
  }
}
