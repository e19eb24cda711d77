import Testing

@testable import LinearAssignment

@Suite struct RowReaderTests {
  /// A source whose costs tell the row and the column.
  private struct Numbered: CostSource {
    let rowCount = 100
    let columnCount = 3
    func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
      for column in 0..<3 { costs[column] = Int64(10 * row + column) }
    }
  }

  @Test(arguments: [0, 1, 2, 5])
  func handsRowsOnInOrder(threadCount: Int) throws {
    let reader = RowReader(costs: Numbered(), threadCount: threadCount)
    let rows = [7, 3] + Array(20..<100) + [0]
    var read: [Int] = []
    try reader.read(rows, pollStop: { _ in }) { row, costs in
      #expect(Array(costs) == [Int64(10 * row), Int64(10 * row + 1), Int64(10 * row + 2)])
      read.append(row)
    }
    #expect(read == rows)
    #expect(reader.readingCount == rows.count)
  }

  @Test func stopsWhenAsked() throws {
    let reader = RowReader(costs: Numbered(), threadCount: 2)
    var read = 0
    #expect(throws: SolverStop.self) {
      try reader.read(
        Array(0..<100),
        pollStop: { row throws(SolverStop) in
          if row > 0 { throw SolverStop(reason: .cancelled) }
        }
      ) { _, _ in read += 1 }
    }
    #expect(read > 0 && read < 100)
  }
}
