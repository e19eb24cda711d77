import LinearAssignment
import Testing
import _PairwrightTestSupport

@Suite struct DenseAssignmentBatchTests {
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
      let results = try DenseAssignmentSolver.solveBatch(
        flat, count: 30, rowCount: size, columnCount: size,
        options: DenseAssignmentOptions(threadCount: threads))
      #expect(results.count == 30)
      for (index, result) in results.enumerated() {
        let one = Array(flat[(index * size * size)..<((index + 1) * size * size)])
        let alone = Result { () throws(AssignmentError) in
          try DenseAssignmentSolver.solve(one, rowCount: size, columnCount: size)
        }
        switch (result, alone) {
        case (.success(.optimal(let first)), .success(.optimal(let second))):
          #expect(first == second)
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
    let none: [Double] = []
    #expect(
      try DenseAssignmentSolver.solveBatch(none, count: 0, rowCount: 3, columnCount: 3).isEmpty)
    for count in [1, -1] {
      let error = #expect(throws: AssignmentError.self) {
        try DenseAssignmentSolver.solveBatch(none, count: count, rowCount: 3, columnCount: 3)
      }
      #expect(error?.code == .sizeMismatch)
    }
  }
}
