import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct DenseMatrixAssignmentTests {
  /// Solves `table` with Int64 entries and returns the total of the assignment, after checking that
  /// it is one; `nil` when infeasible, after checking the violator.
  private func solvedTotal(
    _ table: [[Int64?]], maximize: Bool = false, threads: Int = 1
  ) throws -> Int128? {
    let columns = table.first?.count ?? 0
    let absent = Int64.max
    let flat = table.flatMap { $0.map { $0 ?? absent } }
    let outcome = try flat.withUnsafeBufferPointer {
      try DenseMatrixAssignment.solve(
        $0, rowCount: table.count, columnCount: columns, maximize: maximize, absentValue: absent,
        threads: threads)
    }
    switch outcome {
    case .optimal(let solution):
      let chosen = solution.columnOfRow.enumerated().filter { $0.element >= 0 }
      #expect(chosen.count == min(table.count, columns))
      #expect(Set(chosen.map(\.element)).count == chosen.count)
      var total: Int128 = 0
      for (row, column) in chosen { total += Int128(try #require(table[row][column])) }
      let duals = (solution.rowDuals + solution.columnDuals).reduce(Int128(0)) { $0 + Int128($1) }
      #expect(duals == (maximize ? -total : total))
      return total
    case .infeasible(let violator):
      let lines =
        violator.areRows
        ? table : (0..<columns).map { column in table.map { $0[column] } }
      var reached: Set<Int> = []
      for line in violator.lines {
        for (cross, entry) in lines[line].enumerated() where entry != nil { reached.insert(cross) }
      }
      #expect(reached.count < violator.lines.count)
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

  @Test func solvesAllThreeByThree() throws {
    // All matrices over {0, 1, 2, absent} whose first row ascends: the others are these with
    // columns exchanged.
    let values: [Int64?] = [0, 1, 2, nil]
    for code in 0..<(1 << 18) {
      let digits = (0..<9).map { (code >> (2 * $0)) & 3 }
      guard digits[0] <= digits[1], digits[1] <= digits[2] else { continue }
      let table = (0..<3).map { row in (0..<3).map { values[digits[3 * row + $0]] } }
      let flat = table.flatMap { $0.map { $0 ?? 9 } }
      let outcome = try flat.withUnsafeBufferPointer {
        try DenseMatrixAssignment.solve($0, rowCount: 3, columnCount: 3, absentValue: 9)
      }
      let expected = bruteForceTotal(table)
      switch outcome {
      case .infeasible: #expect(expected == nil, "\(table)")
      case .optimal(let solution):
        let total = solution.columnOfRow.enumerated().reduce(Int64(0)) {
          $0 + (table[$1.offset][$1.element] ?? 1000)
        }
        #expect(expected == Int128(total), "\(table)")
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
          try solvedTotal(table, maximize: true) == textbookHungarianTotal(negated).map { -$0 })
      }
    }
  }

  @Test func sameAnswerForAnyNumberOfThreads() throws {
    var random = SplitMix64(seed: 14)
    for family in [DenseFamily.small, .ties, .geometric, .absent] {
      let table = family.table(rows: 280, columns: 280, using: &random)
      let flat = table.flatMap { $0.map { $0 ?? Int64.max } }
      var answers: [[Int]] = []
      var duals: [[Int64]] = []
      for threads in [1, 2, 5] {
        let outcome = try flat.withUnsafeBufferPointer {
          try DenseMatrixAssignment.solve(
            $0, rowCount: 280, columnCount: 280, absentValue: .max, threads: threads)
        }
        guard case .optimal(let solution) = outcome else { continue }
        answers.append(solution.columnOfRow)
        duals.append(solution.columnDuals)
      }
      #expect(answers.count == 3)
      #expect(Set(answers).count == 1)
      #expect(Set(duals).count == 1)
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

  @Test func fewOddRowsAmongManyLikeRows() throws {
    // The first pass guesses scale and kind from a few rows; here they mislead it.
    let count = 40
    for odd in [1e300, 0.5, -1e12, 1e-3, .infinity, .nan, -.infinity] {
      var flat = [Double](repeating: 1, count: count * count)
      for index in flat.indices { flat[index] = Double((index * 7919) % 101) }
      for row in 0..<count { flat[row * count + row] = row == 13 ? odd : 0 }
      let outcome = Result {
        try flat.withUnsafeBufferPointer {
          try DenseMatrixAssignment.solve($0, rowCount: count, columnCount: count)
        }
      }
      if odd.isNaN || odd == -.infinity {
        #expect(throws: DenseMatrixError.self) { try outcome.get() }
      } else if odd == 1e300 {
        guard case .optimal(let solution) = try outcome.get() else { continue }
        #expect(solution.roundingBound > 0)
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
    let outcome = try flat.withUnsafeBufferPointer {
      try DenseMatrixAssignment.solve($0, rowCount: 7, columnCount: 7)
    }
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
      _ flat: [Element], maximize: Bool = false, absent: Element? = nil
    ) -> DenseMatrixError? {
      do {
        _ = try flat.withUnsafeBufferPointer {
          try DenseMatrixAssignment.solve(
            $0, rowCount: 2, columnCount: 2, maximize: maximize, absentValue: absent)
        }
        return nil
      } catch let error as DenseMatrixError { return error } catch { return nil }
    }
    #expect(failure([1.0, .nan, 2, 3]) == .notANumber)
    #expect(failure([1.0, .infinity, 2, 3]) == nil)
    #expect(failure([1.0, -.infinity, 2, 3]) == .wrongInfinity)
    #expect(failure([1.0, .infinity, 2, 3], maximize: true) == .wrongInfinity)
    #expect(failure([Float.nan, 1, 2, 3]) == .notANumber)
    #expect(failure([1.0, 2]) == .wrongCount)
    #expect(failure([1.0, 2, 3, 4], absent: 3) == .absentValueNotNeeded)
    #expect(failure([Int64(0), 1 << 59, 0, 0]) == nil)
    #expect(failure([Int64(0), (1 << 59) + 1, 0, 0]) == .rangeTooLarge)
    #expect(failure([Int64.max, Int64.max, .max, .max]) == .rangeTooLarge)
    #expect(failure([Int64.max, Int64.max, .max, .max], absent: .max) == nil)
    #expect(
      failure([-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude, 0, 0]) == .rangeTooLarge)
  }
}
