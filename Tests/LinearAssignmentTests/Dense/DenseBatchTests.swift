import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct DenseBatchTests {
  @Test func solvesEachMatrixAsAlone() throws {
    var random = SplitMix64(seed: 41)
    let size = 12
    let flat = (0..<(30 * size * size)).map { index -> Double in
      // One matrix holds no number, one no assignment.
      if index == 7 * size * size + 5 { return .nan }
      if index / (size * size) == 9 && index % size == 0 { return .infinity }
      return Double(random.next() % 1000) / 8
    }
    for threads in [1, 2, 3] {
      let results = try flat.withUnsafeBufferPointer {
        try DenseMatrixAssignment.solveBatch(
          $0, count: 30, rowCount: size, columnCount: size, threads: threads)
      }
      #expect(results.count == 30)
      for (index, result) in results.enumerated() {
        let one = Array(flat[(index * size * size)..<((index + 1) * size * size)])
        let alone = one.withUnsafeBufferPointer { buffer in
          Result { () throws(DenseMatrixError) in
            try DenseMatrixAssignment.solve(buffer, rowCount: size, columnCount: size)
          }
        }
        switch (result, alone) {
        case (.success(.optimal(let first)), .success(.optimal(let second))):
          #expect(first.columnOfRow == second.columnOfRow)
          #expect(first.rowDuals == second.rowDuals)
        case (.success(.infeasible(let first)), .success(.infeasible(let second))):
          #expect(first == second)
          #expect(index == 9)
        case (.failure(let first), .failure(let second)):
          #expect(first == second)
          #expect(index == 7)
        default: Issue.record("matrix \(index): \(result) but alone \(alone)")
        }
      }
    }
  }

  @Test func emptyBatchAndWrongCount() throws {
    let none = UnsafeBufferPointer<Double>(start: nil, count: 0)
    #expect(
      try DenseMatrixAssignment.solveBatch(none, count: 0, rowCount: 3, columnCount: 3).isEmpty)
    #expect(throws: DenseMatrixError.wrongCount) {
      try DenseMatrixAssignment.solveBatch(none, count: 1, rowCount: 3, columnCount: 3)
    }
  }
}
