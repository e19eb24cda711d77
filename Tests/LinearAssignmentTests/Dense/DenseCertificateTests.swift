import Testing
import _PairwrightTestSupport

@testable import LinearAssignment

@Suite struct DenseCertificateTests {
  /// Checks `solution`, changed by `change`, against the matrix it came from.
  private func verdict(
    rows: Int, columns: Int, fitsDouble: Bool = true, change: (inout DenseSolution) -> Void
  ) throws -> Bool {
    var random = SplitMix64(seed: 31)
    let flat = (0..<(rows * columns)).map { _ in Double(random.next() % 50) }
    return try flat.withUnsafeBufferPointer { buffer in
      let outcome = try DenseMatrixAssignment.solve(buffer, rowCount: rows, columnCount: columns)
      guard case .optimal(var solution) = outcome, let base = buffer.baseAddress else {
        return false
      }
      change(&solution)
      let matrix = DenseMatrix<Double>(
        base: base, rowCount: rows, columnCount: columns, sign: 1, absentValue: nil)
      return DenseCertificate.holds(
        matrix, exponent: 0, fitsDouble: fitsDouble, columnOfRow: solution.columnOfRow,
        rowDuals: solution.rowDuals, columnDuals: solution.columnDuals, threads: 2)
    }
  }

  @Test(arguments: [true, false], [9, 12])
  func acceptsTheTruthAndNothingElse(fitsDouble: Bool, columns: Int) throws {
    func verdict(_ change: (inout DenseSolution) -> Void) throws -> Bool {
      try self.verdict(rows: 9, columns: columns, fitsDouble: fitsDouble, change: change)
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
        $0.rowDuals[3] += 1000
        $0.columnDuals[$0.columnOfRow[3]] -= 1000
      })
    #expect(try !verdict { $0.columnOfRow[0] = -1 })
    #expect(try !verdict { $0.columnOfRow[0] = columns })
    #expect(try !verdict { $0.columnDuals.removeLast() })
  }

  @Test func sparesNoEntry() throws {
    // One entry at a time is made cheaper than its duals: each must be noticed, last ones included.
    for columns in [1, 2, 3, 17, 32, 33] {
      for place in 0..<columns {
        var flat = [Double](repeating: 4, count: columns)
        flat[place] = 3
        let holds = flat.withUnsafeBufferPointer { buffer -> Bool? in
          guard let base = buffer.baseAddress else { return nil }
          let matrix = DenseMatrix<Double>(
            base: base, rowCount: 1, columnCount: columns, sign: 1, absentValue: nil)
          return DenseCertificate.holds(
            matrix, exponent: 0, fitsDouble: true, columnOfRow: [(place + 1) % columns],
            rowDuals: [4], columnDuals: Array(repeating: 0, count: columns), threads: 1)
        }
        #expect(holds == false)
      }
    }
  }

  @Test func violatorMustViolate() {
    let absent = Double.infinity
    let flat = [1, absent, absent, 2, absent, absent, 3, 4, 5]
    flat.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      let matrix = DenseMatrix<Double>(
        base: base, rowCount: 3, columnCount: 3, sign: 1, absentValue: nil)
      #expect(DenseCertificate.violatesHall(matrix, rows: [0, 1]))
      #expect(!DenseCertificate.violatesHall(matrix, rows: [0, 2]))
      #expect(!DenseCertificate.violatesHall(matrix, rows: [0, 0]))
      #expect(!DenseCertificate.violatesHall(matrix, rows: []))
    }
  }
}
