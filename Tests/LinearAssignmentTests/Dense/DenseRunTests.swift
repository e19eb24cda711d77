import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite("A run of the search")
struct DenseRunTests {
  private let control = WorkControl(shouldStop: { nil }, onProgress: nil)

  /// Runs `body` on a search over a matrix, and returns the total and whether its proof holds.
  private func result<Element: DenseElement>(
    _ entries: [Element], rows: Int, columns: Int, maximizes: Bool, absentValue: Element?,
    _ body: (inout DenseSearch<ScaledRows<Element>>) -> DenseRunResult
  ) -> (total: Int128?, holds: Bool) {
    entries.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return (nil, false) }
      let matrix = DenseMatrix(
        base: base, rowCount: rows, columnCount: columns, sign: maximizes ? -1 : 1,
        absentValue: absentValue)
      let arena = DenseArena()
      var search = DenseSearch(
        rows: ScaledRows(matrix: matrix, exponent: 0, isIntegral: true), arena: arena)
      guard case .assigned = body(&search) else { return (nil, false) }
      let answer = DenseAnswer(of: search, rowCount: rows, in: arena)
      return (
        answer.value(for: matrix),
        DenseCertificate.holds(answer, for: matrix, threads: 1, arena: arena)
      )
    }
  }

  @Test(
    "over all entries assigns whatever is left at the least total, for every kind of entry",
    arguments: [(1, 2), (17, 17), (15, 40), (40, 40)], [false, true])
  func finishesAnything(shape: (rows: Int, columns: Int), maximizes: Bool) throws {
    var random = SplitMix64(seed: 81)
    let (rows, columns) = shape
    for family in [DenseFamily.small, .ties, .negative, .rankOne, .absent] {
      let table = family.table(rows: rows, columns: columns, using: &random)
      let wanted = textbookHungarianTotal(
        table.map { $0.map { entry in entry.map { maximizes ? -$0 : $0 } } })
      let cells = table.flatMap(\.self)
      let infinity = maximizes ? -Double.infinity : .infinity
      let doubles = result(
        cells.map { $0.map { Double($0) } ?? infinity }, rows: rows, columns: columns,
        maximizes: maximizes, absentValue: nil
      ) { $0.finishInFull(control: control) }
      #expect(doubles.total == wanted && doubles.holds == (wanted != nil))
      let floats = result(
        cells.map { $0.map { Float($0) } ?? Float(infinity) }, rows: rows, columns: columns,
        maximizes: maximizes, absentValue: nil
      ) { $0.finishInFull(control: control) }
      #expect(floats.total == wanted && floats.holds == (wanted != nil))
      let integers = result(
        cells.map { Int32($0 ?? .init(Int32.max)) }, rows: rows, columns: columns,
        maximizes: maximizes, absentValue: .max
      ) { $0.finishInFull(control: control) }
      #expect(integers.total == wanted && integers.holds == (wanted != nil))
    }
  }

  @Test("is given up when the search for one of the last rows reaches nearly all")
  func takesOver() throws {
    let count = 400
    // Two rows are the same and want the same column; only the one farthest from it is left over.
    let table = (1...count).map { row in
      (1...count).map { Optional(Int64((row == 1 ? count : row) * $0)) }
    }
    var isFarReaching = false
    let answer = result(
      table.flatMap { $0.map { Double($0 ?? 0) } }, rows: count, columns: count, maximizes: false,
      absentValue: nil
    ) { search in
      for column in 0..<count {
        search.setPrice(column, Int64(count * column - column * column / 2))
      }
      search.rebuildAll(threads: 1)
      let result = search.run(.untilLastRows, control: control)
      guard case .farReaching(let rowsLeft) = result else { return result }
      isFarReaching = true
      #expect(rowsLeft <= DensePatience.lastRowCount)
      return search.finishInFull(control: control)
    }
    #expect(isFarReaching)
    #expect(answer.total == textbookHungarianTotal(table) && answer.holds)
  }

  @Test(
    "is right after an auction, for costs of all kinds",
    arguments: DenseFamily.allCases, [2, 17, 40])
  func followsAuction(family: DenseFamily, count: Int) {
    var random = SplitMix64(seed: 83)
    for _ in 0..<10 {
      let table = family.table(rows: count, columns: count, using: &random)
      // What is wide does not fit doubles.
      let reduced = family == .wide ? table.map { $0.map { $0.map { $0 >> 12 } } } : table
      for isLong in [false, true] {
        let answer = result(
          reduced.flatMap { $0.map { $0.map { Double($0) } ?? .infinity } }, rows: count,
          columns: count, maximizes: false, absentValue: nil
        ) { search in
          search.rebuildAll(threads: 1)
          _ = search.auction(isLong: isLong, control: control)
          return search.run(.endless, control: control)
        }
        let wanted = textbookHungarianTotal(reduced)
        #expect(answer.total == wanted && answer.holds == (wanted != nil))
      }
    }
  }

  @Test("finds who has too few columns though an auction would never end")
  func endsAuction() {
    let count = 40
    var random = SplitMix64(seed: 84)
    let cells = (0..<count).flatMap { row in
      (0..<count).map { column in
        row < 20 && column >= 19 ? .infinity : Double(random.next() % 1000) * 0x1p40
      }
    }
    var (isViolated, lowest) = (false, Int64(0))
    _ = result(cells, rows: count, columns: count, maximizes: false, absentValue: nil) { search in
      search.rebuildAll(threads: 1)
      _ = search.auction(isLong: true, control: control)
      lowest = (0..<count).map { search.prices[$0] }.min() ?? 0
      let result = search.run(.endless, control: control)
      if case .violator(let rows) = result {
        isViolated = !search.hasOverflowed && Set(rows).isSubset(of: 0..<20)
      }
      return result
    }
    #expect(isViolated)
    // It went far, and stopped in time: without the floor prices leave 64 bits here.
    let floor = -ScaledRows<Double>.largestDual / 2
    #expect(lowest >= floor && lowest < floor / 2)
  }

  @Test("looks at fewer edges of geometric costs because of the auction")
  func savesWork() {
    var random = SplitMix64(seed: 85)
    let count = 800
    let cells = DenseFamily.geometric.table(rows: count, columns: count, using: &random)
      .flatMap { $0.map { Double($0 ?? 0) * 0x1p30 } }
    func listedEntries(_ body: (inout DenseSearch<ScaledRows<Double>>) -> DenseRunResult) -> Int {
      var listed = 0
      let answer = result(
        cells, rows: count, columns: count, maximizes: false, absentValue: nil
      ) { search in
        search.rebuildAll(threads: 1)
        let result = body(&search)
        listed = search.work.listedEntries
        return result
      }
      #expect(answer.holds)
      return listed
    }
    let plain = listedEntries { search in
      search.waitForColumns()
      for _ in 0..<3 { search.reduceRows(limit: 8 * count) }
      for place in 0..<search.waitingCount {
        guard search.augment(root: Int(search.waiting[place])) == .found else {
          return .violator(UnsafeBufferPointer(start: nil, count: 0))
        }
      }
      return .assigned
    }
    let withAuction = listedEntries { $0.run(.untilLastRows, control: control) }
    #expect(2 * withAuction < plain)
  }

  @Test("in 64-bit integers finds rows with too few columns, however far their costs lie apart")
  func findsViolatorsInIntegers() throws {
    let range: Int64 = (1 << 61) / 60
    let absent = Int64.max
    let cases: [(count: Int, contested: [[Int64]])] = [
      (3, [[0, 10 * range], [10 * range, 0], [7, 10 * range]]),
      (3, [[range << 1, 0], [0, range << 1], [range, range]]),
      (30, [[0, range / 2], [range / 2, 0], [range / 2 - 7, range / 3]]),
      (
        3,
        [
          [4_509_667_943_873_068_419, 4_244_427_657_334_306_030],
          [4_252_447_567_030_257_683, 4_569_325_989_851_490_000],
          [4_454_273_621_244_641_464, 4_325_578_478_454_223_235],
        ]
      ),
    ]
    for (count, contested) in cases {
      var costs = [Int64](repeating: contested[0][0], count: count * count)
      for row in 0..<3 {
        for column in 0..<count {
          costs[row * count + column] = column < 2 ? contested[row][column] : absent
        }
      }
      var options = DenseAssignmentOptions<Int64>(absentValue: absent)
      for mostEntriesInFull in [0, .max] {
        options.mostEntriesInFull = mostEntriesInFull
        let outcome = try DenseAssignmentSolver.solve(
          costs, rowCount: count, columnCount: count, options: options)
        guard case .infeasible(let witness) = outcome else {
          Issue.record("\(count): \(outcome)")
          continue
        }
        #expect(witness.available < witness.required)
      }
    }
  }

  @Test("in doubles finds three rows for two columns among a thousand")
  func findsViolatorsInDoubles() throws {
    let count = 1000
    var random = SplitMix64(seed: 87)
    for _ in 0..<5 {
      let costs = (0..<(count * count)).map { place in
        place < 3 * count && place % count >= 2
          ? .infinity : Double(random.next() >> 11) * 0x1p-53
      }
      let outcome = try DenseAssignmentSolver.solve(costs, rowCount: count, columnCount: count)
      guard case .infeasible(let witness) = outcome else {
        Issue.record("an assignment that cannot be")
        continue
      }
      #expect(witness.available == 2 && witness.required == 3)
    }
  }
}
