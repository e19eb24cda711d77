import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite struct DenseCertificateTests {
  /// The parts of an answer, to be changed.
  private struct Answer {
    var columnOfRow: [Int]
    var rowDuals: [Int64]
    var columnDuals: [Int64]
    var scaleExponent = 0

    /// The verdict, which must be the same with a digest of the matrix and without.
    func holds(for matrix: DenseMatrix<Double>, threads: Int) -> Bool {
      let arena = DenseArena()
      let answer = DenseAnswer(
        columnOfRow: columnOfRow, rowDuals: rowDuals, columnDuals: columnDuals,
        scaleExponent: scaleExponent, in: arena)
      let digest = DenseDigest(
        rowCount: matrix.rowCount, columnCount: matrix.columnCount, arena: arena)
      var tally = DenseTally(matrix)
      for row in 0..<matrix.rowCount {
        _ = tally.take(row: matrix.start(of: row), into: digest.place(of: row))
      }
      let verdict = DenseCertificate.holds(answer, for: matrix, threads: threads, arena: arena)
      #expect(
        DenseCertificate.holds(
          answer, for: matrix, digest: digest, threads: threads, arena: arena) == verdict)
      return verdict
    }
  }

  /// Checks an answer, changed by `change`, against the matrix it came from.
  private func verdict(
    rows: Int, columns: Int, unit: Double, change: (inout Answer) -> Void
  ) throws -> Bool {
    var random = SplitMix64(seed: 31)
    let flat = (0..<(rows * columns)).map { _ in unit * Double(random.next() % 50) }
    guard
      case .optimal(let found) = try DenseAssignmentSolver.solve(
        flat, rowCount: rows, columnCount: columns)
    else { return false }
    var answer = Answer(
      columnOfRow: found.columnOfRow, rowDuals: found.potentials.rows,
      columnDuals: found.potentials.columns, scaleExponent: found.scaleExponent)
    change(&answer)
    return flat.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      let matrix = DenseMatrix<Double>(
        base: base, rowCount: rows, columnCount: columns, sign: 1, absentValue: nil)
      return answer.holds(for: matrix, threads: 2)
    }
  }

  @Test(
    "accepts the truth and nothing else, whether or not duals fit a double",
    arguments: [1, 0x1p50], [9, 12, 70])
  func acceptsTheTruthAndNothingElse(unit: Double, columns: Int) throws {
    func verdict(_ change: (inout Answer) -> Void) throws -> Bool {
      try self.verdict(rows: 9, columns: columns, unit: unit, change: change)
    }
    #expect(try verdict { _ in })
    for row in 0..<9 {
      #expect(try !verdict { $0.rowDuals[row] += 1 })
      #expect(try !verdict { $0.rowDuals[row] -= 1 })
      #expect(try !verdict { $0.columnOfRow[row] = $0.columnOfRow[(row + 1) % 9] })
    }
    for column in 0..<columns {
      #expect(try !verdict { $0.columnDuals[column] += 1 })
      #expect(try !verdict { $0.columnDuals[column] -= 1 })
    }
    // Tight on the chosen edges, but another edge becomes too cheap.
    #expect(
      try !verdict {
        $0.rowDuals[3] += 1 << 60
        $0.columnDuals[$0.columnOfRow[3]] -= 1 << 60
      })
    #expect(try !verdict { $0.columnOfRow[0] = -1 })
    #expect(try !verdict { $0.columnOfRow[0] = columns })
  }

  @Test(arguments: [1, 0x1p50])
  func sparesNoEntry(unit: Double) throws {
    // One entry at a time is made cheaper than its duals: each must be noticed, last ones included.
    for columns in [1, 2, 3, 17, 32, 33] {
      for place in 0..<columns {
        var flat = [Double](repeating: 4 * unit, count: columns)
        flat[place] = 3 * unit
        let holds = flat.withUnsafeBufferPointer { buffer -> Bool? in
          guard let base = buffer.baseAddress else { return nil }
          let matrix = DenseMatrix<Double>(
            base: base, rowCount: 1, columnCount: columns, sign: 1, absentValue: nil)
          let answer = Answer(
            columnOfRow: [(place + 1) % columns], rowDuals: [Int64(4 * unit)],
            columnDuals: Array(repeating: 0, count: columns))
          return answer.holds(for: matrix, threads: 1)
        }
        #expect(holds == false)
      }
    }
  }

  @Test("reads the blocks that a digest leaves open")
  func readsOpenBlocks() {
    // Row 0 has the cheap columns 5, 40 and 69; rows 1 and 2 have taken two of them, at a price.
    let columns = 70
    var flat = [Double](repeating: 4, count: 3 * columns)
    for column in [5, 40, 69] { flat[column] = 3 }
    flat[columns + 40] = 1
    flat[2 * columns + 69] = 1
    for price: Int64 in [0, -1, -2] {
      var duals = [Int64](repeating: 0, count: columns)
      duals[40] = price
      duals[69] = price
      let verdicts = flat.withUnsafeBufferPointer { buffer -> [Bool] in
        guard let base = buffer.baseAddress else { return [] }
        let matrix = DenseMatrix<Double>(
          base: base, rowCount: 3, columnCount: columns, sign: 1, absentValue: nil)
        // Column 7 costs row 0 as much as its dual would be, but column 5 is cheaper than that allows.
        return [(5, 3), (7, 4)].map { (column: Int, dual: Int64) in
          Answer(
            columnOfRow: [column, 40, 69], rowDuals: [dual, 1 - price, 1 - price],
            columnDuals: duals
          ).holds(for: matrix, threads: 1)
        }
      }
      #expect(verdicts == [true, false])
    }
  }

  @Test("takes an entry as the integer that it is rounded to, ties to even")
  func rounds() {
    for quarters in -8...24 {
      let entry = Double(quarters) / 4
      let rounded = Int64(entry.rounded(.toNearestOrEven))
      for dual: Int64 in -3...7 {
        let flat = [Double(dual), entry]
        let holds = flat.withUnsafeBufferPointer { buffer -> Bool? in
          guard let base = buffer.baseAddress else { return nil }
          let matrix = DenseMatrix<Double>(
            base: base, rowCount: 1, columnCount: 2, sign: 1, absentValue: nil)
          return Answer(columnOfRow: [0], rowDuals: [dual], columnDuals: [0, 0])
            .holds(for: matrix, threads: 1)
        }
        #expect(holds == (rounded >= dual), "entry \(entry), dual \(dual)")
      }
    }
  }

  @Test("sees a single entry that is too cheap in any row of a group", arguments: [65, 70, 200])
  func seesOneCheapEntry(columns: Int) {
    // All entries are 100; in every third row a pair of duals leaves nothing to spare.
    let rows = 70
    var entries = [Double](repeating: 100, count: rows * columns)
    let rowDuals = (0..<rows).map { Int64($0 % 3 == 0 ? 100 : 90) }
    let columnDuals = [Int64](repeating: 0, count: columns)
    for row in 0..<rows { entries[row * columns + row % columns] = Double(rowDuals[row]) }
    // More rows than columns would make it another problem.
    let matched = min(rows, columns)
    func holds() -> Bool {
      entries.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return false }
        return Answer(
          columnOfRow: Array(0..<matched), rowDuals: Array(rowDuals[..<matched]),
          columnDuals: columnDuals
        ).holds(
          for: DenseMatrix<Double>(
            base: base, rowCount: matched, columnCount: columns, sign: 1, absentValue: nil),
          threads: 1)
      }
    }
    #expect(holds())
    for row in [0, 1, 2, 30, 31, 32, 33, 63, 64, matched - 1] {
      for column in stride(from: row % 7, to: columns, by: 7) where column != row {
        let place = row * columns + column
        entries[place] = Double(rowDuals[row]) - 1
        #expect(!holds(), "row \(row), column \(column)")
        entries[place] = 100
      }
    }
  }

  @Test("is not deceived by an entry that looks absent in doubles")
  func looksBehindAbsence() {
    let entries: [Int64] = [1 << 53, 0, 0, 0]
    let arena = DenseArena()
    let answer = DenseAnswer(
      columnOfRow: [1, 0], rowDuals: [0, 0], columnDuals: [0, 0], in: arena)
    entries.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let matrix = DenseMatrix<Int64>(
        base: base, rowCount: 2, columnCount: 2, sign: -1, absentValue: (1 << 53) + 1)
      #expect(!DenseCertificate.holds(answer, for: matrix, threads: 1, arena: arena))
    }
  }

  @Test("reads every block that the digest leaves open, however many there are in a row")
  func readsManyOpenBlocks() {
    let count = 197
    let blockCount = 13
    let rowDuals = (0..<count).map { Int64(3 * $0) }
    // In an open block the column of the greatest dual has no cheap entry, but others have.
    let columnDuals = (0..<count).map { Int64($0 % 16 == 0 ? 5 : 0) }
    var cells = (0..<count).flatMap { row in
      (0..<count).map { column in
        let isOpen = (column / 16 + row) % blockCount < row % (blockCount + 1)
        let slack: Int64 = row == column ? 0 : isOpen ? (column % 16 == 0 ? 20 : 1) : 6
        return Double(rowDuals[row] + columnDuals[column] + slack)
      }
    }
    let answer = Answer(
      columnOfRow: Array(0..<count), rowDuals: rowDuals, columnDuals: columnDuals)
    func holds() -> Bool {
      cells.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return false }
        return answer.holds(
          for: DenseMatrix<Double>(
            base: base, rowCount: count, columnCount: count, sign: 1, absentValue: nil),
          threads: 2)
      }
    }
    #expect(holds())
    var random = SplitMix64(seed: 88)
    for row in 0..<count {
      let column = (row + 1 + Int(random.next() % UInt64(count - 1))) % count
      let place = row * count + column
      let cost = cells[place]
      cells[place] = Double(rowDuals[row] + columnDuals[column])
      #expect(holds())
      cells[place] -= 1
      #expect(!holds())
      cells[place] = cost
    }
  }
}
