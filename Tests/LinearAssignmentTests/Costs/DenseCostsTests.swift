import LinearAssignment
import Testing

@Suite struct DenseCostsTests {
  @Test func readsWhatWasWritten() throws {
    let costs = try DenseCosts(rows: [[1, nil, 3], [4, 5, nil]])
    #expect(costs.rowCount == 2)
    #expect(costs.columnCount == 3)
    #expect(costs[0, 1] == nil)
    #expect(costs[1, 1] == 5)
    #expect(costs.transposed()[2, 0] == 3)
    #expect(costs.transposed().transposed() == costs)
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: 3) { buffer in
      costs.readCosts(ofRow: 1, into: buffer)
      #expect(Array(buffer) == [4, 5, absentEdge])
    }
  }

  @Test func errorsNameTheValues() {
    let error = #expect(throws: AssignmentError.self) { try DenseCosts(rows: [[1, 2], [3]]) }
    #expect(error?.code == .sizeMismatch)
    #expect(error?.message == "Row 1 has 1 costs, but row 0 has 2.")
  }
}
