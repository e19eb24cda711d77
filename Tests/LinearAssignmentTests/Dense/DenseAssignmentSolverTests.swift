import Synchronization
import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite struct DenseAssignmentSolverTests {
  /// Solves `table` with Int64 entries, over all entries and on candidate lists, and returns the
  /// total of both assignments, after checking each; `nil` when infeasible.
  private func solvedTotal(_ table: [[Int64?]], maximizes: Bool = false) throws -> Int128? {
    let totals = try [0, Int.max].map {
      try solvedTotal(table, maximizes: maximizes, mostEntriesInFull: $0)
    }
    #expect(totals[0] == totals[1])
    return totals[0]
  }

  private func solvedTotal(
    _ table: [[Int64?]], maximizes: Bool, mostEntriesInFull: Int
  ) throws -> Int128? {
    let columns = table.first?.count ?? 0
    var options = DenseAssignmentOptions<Int64>(
      maximizes: maximizes, absentValue: .max, threadCount: 1)
    options.mostEntriesInFull = mostEntriesInFull
    let outcome = try DenseAssignmentSolver.solve(
      table.flatMap { $0.map { $0 ?? .max } }, rowCount: table.count, columnCount: columns,
      options: options)
    switch outcome {
    case .optimal(let assignment):
      let pairs = assignment.pairs
      #expect(pairs.count == min(table.count, columns))
      #expect(Set(pairs.map(\.column)).count == pairs.count)
      var total: Int128 = 0
      for pair in pairs { total += Int128(try #require(table[pair.row][pair.column])) }
      #expect(assignment.value == (maximizes ? -total : total))
      return total
    case .infeasible(let witness):
      let lines =
        witness.side == .rows
        ? table : (0..<columns).map { column in table.map { $0[column] } }
      var reached: Set<Int> = []
      for line in witness.members {
        for (cross, entry) in lines[line].enumerated() where entry != nil { reached.insert(cross) }
      }
      #expect(reached.count < witness.members.count)
      return nil
    case .stopped:
      Issue.record("nobody asked to stop")
      return nil
    }
  }

  @Test(arguments: DenseFamily.allCases)
  func agreesWithBruteForce(family: DenseFamily) throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<150 {
      let rows = 1 + Int(random.next() % 5)
      let columns = 1 + Int(random.next() % 6)
      let table = family.table(rows: rows, columns: columns, using: &random)
      let expected = bruteForceTotal(table)
      #expect(textbookHungarianTotal(table) == expected)
      #expect(try solvedTotal(table) == expected, "\(family) \(table)")
    }
  }

  @Test(arguments: DenseFamily.allCases)
  func agreesWithTextbookHungarian(family: DenseFamily) throws {
    var random = SplitMix64(seed: 12)
    for (rows, columns, repeats) in [
      (12, 12, 40), (12, 17, 20), (17, 12, 20), (40, 40, 6), (20, 45, 6), (70, 70, 2),
    ] {
      for _ in 0..<repeats {
        let table = family.table(rows: rows, columns: columns, using: &random)
        #expect(try solvedTotal(table) == textbookHungarianTotal(table), "\(family) \(rows)")
      }
    }
  }

  @Test func maximisesLikeMinimisingTheNegative() throws {
    var random = SplitMix64(seed: 13)
    for family in [DenseFamily.small, .ties, .wide, .absent, .rankOne] {
      for _ in 0..<20 {
        let table = family.table(rows: 9, columns: 9, using: &random)
        let negated = table.map { $0.map { entry in entry.map { -$0 } } }
        #expect(
          try solvedTotal(table, maximizes: true) == textbookHungarianTotal(negated).map { -$0 })
      }
    }
  }

  @Test func sameAnswerForAnyNumberOfThreads() throws {
    var random = SplitMix64(seed: 14)
    for family in [DenseFamily.small, .ties, .geometric, .absent] {
      let table = family.table(rows: 280, columns: 280, using: &random)
      let flat = table.flatMap { $0.map { $0 ?? Int64.max } }
      let outcomes = try [1, 2, 5].map {
        var options = DenseAssignmentOptions(absentValue: Int64.max, threadCount: $0)
        options.leastEntriesToShare = 0
        return try DenseAssignmentSolver.solve(
          flat, rowCount: 280, columnCount: 280, options: options)
      }
      #expect(Set(outcomes).count == 1)
    }
  }

  @Test func workingMemoryLeavesNoTrace() throws {
    var random = SplitMix64(seed: 17)
    let solver = DenseAssignmentSolver()
    for (rows, columns) in [(20, 20), (190, 200), (20, 20), (200, 190), (1, 9), (200, 200)] {
      for family in [DenseFamily.small, .wide, .rankOne, .mostlyAbsent] {
        let table = family.table(rows: rows, columns: columns, using: &random)
        let flat = table.flatMap { $0.map { $0 ?? .max } }
        let options = DenseAssignmentOptions<Int64>(absentValue: .max)
        #expect(
          try solver.solve(flat, rowCount: rows, columnCount: columns, options: options)
            == DenseAssignmentSolver.solve(
              flat, rowCount: rows, columnCount: columns, options: options))
      }
    }
  }

  @Test("answers that are given back change nothing, and copies of them stay as they are")
  func recyclesAnswers() throws {
    var random = SplitMix64(seed: 18)
    let solver = DenseAssignmentSolver()
    var kept: [(copy: DenseAssignment, anew: DenseAssignment)] = []
    for (rows, columns) in [(9, 9), (9, 9), (9, 12), (12, 9), (12, 9), (9, 12), (9, 9), (1, 1)] {
      for keepsCopy in [true, false, false] {
        let flat = (0..<(rows * columns)).map { _ in Int64(random.next() % 100) }
        guard
          case .optimal(let answer) = try solver.solve(flat, rowCount: rows, columnCount: columns),
          case .optimal(let anew) = try DenseAssignmentSolver.solve(
            flat, rowCount: rows, columnCount: columns)
        else {
          Issue.record("not solved")
          return
        }
        #expect(answer == anew)
        if keepsCopy { kept.append((answer, anew)) }
        solver.recycle(answer)
      }
    }
    #expect(kept.count == 8 && kept.allSatisfy { $0.copy == $0.anew })
  }

  @Test("an answer that is given back lends its memory to the next, also after one that is none")
  func reusesMemoryOfAnswers() throws {
    let solver = DenseAssignmentSolver()
    /// Where the answer's three arrays lie; the answer is given back.
    func places(rows: Int, columns: Int) throws -> [UnsafeRawPointer?] {
      let costs = (0..<(rows * columns)).map { Float($0 * 7919 % 1009) }
      let outcome = try solver.solve(costs, rowCount: rows, columnCount: columns)
      guard case .optimal(let answer) = outcome else { return [] }
      defer { solver.recycle(answer) }
      return [
        answer.columnOfRow.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) },
        answer.potentials.rows.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) },
        answer.potentials.columns.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) },
      ]
    }
    for (rows, columns) in [(30, 30), (190, 200), (200, 190)] {
      let first = try places(rows: rows, columns: columns)
      let impossible = [Double](repeating: .infinity, count: rows * columns)
      guard
        case .infeasible = try solver.solve(impossible, rowCount: rows, columnCount: columns),
        case .stopped = try solver.solve(
          impossible, rowCount: rows, columnCount: columns,
          options: DenseAssignmentOptions(shouldStop: { .cancelled }))
      else {
        Issue.record("solved")
        return
      }
      // Memory that was freed would be handed out again here.
      let others = (0..<6).map { _ in [Int](repeating: 0, count: max(rows, columns)) }
      #expect(try places(rows: rows, columns: columns) == first && first.count == 3)
      withExtendedLifetime(others) {}
    }
  }

  @Test func stopsWhenAsked() throws {
    var random = SplitMix64(seed: 18)
    let table = DenseFamily.geometric.table(rows: 200, columns: 200, using: &random)
    let flat = table.flatMap { $0.map { $0 ?? 0 } }
    // Told so after a number of times that it is asked, from the first to the last.
    for patience in [0, 1, 5, 20] {
      let asked = Mutex(0)
      let told = Mutex<[AssignmentProgress.Stage]>([])
      let outcome = try DenseAssignmentSolver.solve(
        flat, rowCount: 200, columnCount: 200,
        options: DenseAssignmentOptions(
          shouldStop: {
            asked.withLock { count in
              count += 1
              return count > patience ? .cancelled : nil
            }
          }, onProgress: { progress in told.withLock { $0.append(progress.stage) } }))
      #expect(outcome == .stopped(.cancelled))
      #expect(told.withLock { $0.first } == .reading)
      #expect(told.withLock { $0.count } == patience + 1)
    }
  }

  @Test func rankOneCostsPairLargestWithSmallest() throws {
    var random = SplitMix64(seed: 15)
    for count in [150, 260] {
      let first = (1...count).map(Int64.init).shuffled(using: &random)
      let second = (1...count).map(Int64.init).shuffled(using: &random)
      let table: [[Int64?]] = first.map { left in second.map { left * $0 } }
      let expected = zip(first.sorted(), second.sorted(by: >)).reduce(Int128(0)) {
        $0 + Int128($1.0 * $1.1)
      }
      #expect(try solvedTotal(table) == expected)
    }
  }

  @Test func dualValuesBeyondTheRangeOfDoubles() throws {
    // Every row but the last may take its own column for nothing or the next one dearly; the last
    // must have column 0. So every row pays, and the prices form a staircase of that many steps.
    for count in [4, 12, 40] {
      let dear: Int64 = 1 << 50
      let table: [[Int64?]] = (0..<count).map { row in
        (0..<count).map { column in
          if row == count - 1 { return column == 0 ? 0 : nil }
          return column == row ? 0 : column == row + 1 ? dear : nil
        }
      }
      #expect(try solvedTotal(table) == Int128(count - 1) * Int128(dear))
    }
  }

  @Test("an entry that is no cost is refused, and a huge one proven, where samples see it first")
  func oddEntriesInSamples() throws {
    let count = 200
    for row in [0, 17, 98, 199] {
      for odd in [Double.nan, -.infinity, 1.7e308, -1.7e308] {
        var costs = (0..<(count * count)).map { Double(($0 / count + 1) * ($0 % count + 1)) }
        costs[row * count + 3] = odd
        let outcome = Result {
          try DenseAssignmentSolver.solve(costs, rowCount: count, columnCount: count)
        }
        guard odd > -.infinity else {
          #expect(throws: AssignmentError.self) { try outcome.get() }
          continue
        }
        guard case .optimal(let answer) = try outcome.get() else {
          Issue.record("not solved")
          continue
        }
        #expect(
          CertificateChecker.flaw(in: answer, of: costs, rowCount: count, columnCount: count) == nil
        )
      }
    }
  }

  @Test func fewOddRowsAmongManyLikeRows() throws {
    // The first pass guesses scale and kind from a few rows; here they mislead it.
    let count = 40
    for odd in [1e300, 0.5, -1e12, 1e-3, .infinity, .nan, -.infinity] {
      var flat = [Double](repeating: 1, count: count * count)
      for index in flat.indices { flat[index] = Double((index * 7919) % 101) }
      for row in 0..<count { flat[row * count + row] = row == 13 ? odd : 0 }
      var options = DenseAssignmentOptions<Double>()
      options.mostEntriesInFull = 0
      let outcome = Result { [options] in
        try DenseAssignmentSolver.solve(flat, rowCount: count, columnCount: count, options: options)
      }
      if odd.isNaN || odd == -.infinity {
        #expect(throws: AssignmentError.self) { try outcome.get() }
      } else if odd == 1e300 {
        guard case .optimal(let solution) = try outcome.get() else { continue }
        #expect(solution.isLossless && solution.total < 1e300)
      } else {
        guard case .optimal(let solution) = try outcome.get() else { continue }
        let table = (0..<count).map { row in
          (0..<count).map { column -> Int64? in
            let value = flat[row * count + column] * 0x1p20
            return value < .infinity ? Int64(value) : nil
          }
        }
        let total = solution.columnOfRow.enumerated().reduce(Int128(0)) {
          $0 + Int128(table[$1.offset][$1.element] ?? 0)
        }
        #expect(total == textbookHungarianTotal(table))
      }
    }
  }

  @Test func acceptsEveryElementType() throws {
    var random = SplitMix64(seed: 16)
    for _ in 0..<30 {
      let table = DenseFamily.small.table(rows: 7, columns: 7, using: &random)
      let expected = textbookHungarianTotal(table)
      let integers = table.flatMap { $0.map { $0 ?? 0 } }
      #expect(try total(integers.map { Int32($0) }) == expected)
      #expect(try total(integers.map { Float($0) / 8 }, unit: 8) == expected)
      #expect(try total(integers.map { Double($0) / 1024 }, unit: 1024) == expected)
    }
  }

  private func total<Element: DenseElement>(_ flat: [Element], unit: Double = 1) throws -> Int128? {
    let outcome = try DenseAssignmentSolver.solve(flat, rowCount: 7, columnCount: 7)
    guard case .optimal(let solution) = outcome else { return nil }
    #expect(solution.roundingBound == 0)
    return solution.columnOfRow.enumerated().reduce(Int128(0)) {
      $0 + Int128(flat[$1.offset * 7 + $1.element].nearestDouble * unit)
    }
  }

  @Test func emptyAndSingleLines() throws {
    #expect(try solvedTotal([]) == 0)
    #expect(try solvedTotal([[], []]) == 0)
    #expect(try solvedTotal([[5, 3, 4]]) == 3)
    #expect(try solvedTotal([[5], [3], [4]]) == 3)
    #expect(try solvedTotal([[nil, nil]]) == nil)
    #expect(try solvedTotal([[nil], [nil]]) == nil)
  }

  @Test func refusesWhatItCannotSolveExactly() {
    func failure<Element: DenseElement>(
      _ flat: [Element], maximizes: Bool = false, absent: Element? = nil
    ) -> AssignmentError.Code? {
      do {
        _ = try DenseAssignmentSolver.solve(
          flat, rowCount: 2, columnCount: 2,
          options: DenseAssignmentOptions(maximizes: maximizes, absentValue: absent))
        return nil
      } catch { return error.code }
    }
    #expect(failure([1.0, .nan, 2, 3]) == .costInvalid)
    #expect(failure([1.0, .infinity, 2, 3]) == nil)
    #expect(failure([1.0, -.infinity, 2, 3]) == .costInvalid)
    #expect(failure([1.0, .infinity, 2, 3], maximizes: true) == .costInvalid)
    #expect(failure([Float.nan, 1, 2, 3]) == .costInvalid)
    #expect(failure([1.0, 2]) == .sizeMismatch)
    #expect(failure([1.0, 2, 3, 4], absent: 3) == .costInvalid)
    #expect(failure([Int64(0), 1 << 59, 0, 0]) == nil)
    #expect(failure([Int64(0), (1 << 59) + 1, 0, 0]) == .costRangeTooLarge)
    #expect(failure([Int64.max, Int64.max, .max, .max]) == .costRangeTooLarge)
    #expect(failure([Int64.max, Int64.max, .max, .max], absent: .max) == nil)
    // As doubles these are the absent value.
    #expect(failure([Int64.max - 1, .max, .max, 1], absent: .max) == .costRangeTooLarge)
    #expect(failure([Int64(1) << 53, 1, 1, 1], absent: 1 << 53 + 1) == nil)
  }
}
