@testable import LinearAssignment

extension DenseAnswer {
  /// An answer made of arrays.
  init(
    columnOfRow: [Int], rowDuals: [Int64], columnDuals: [Int64], scaleExponent: Int = 0,
    in arena: DenseArena
  ) {
    func copy<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafePointer<Value> {
      let memory = arena.allocate(Value.self, values.count)
      for (place, value) in values.enumerated() { memory[place] = value }
      return UnsafePointer(memory)
    }
    self.init(
      columnOfRow: copy(columnOfRow.map { Int32($0) }), rowDuals: copy(rowDuals),
      columnDuals: copy(columnDuals), scaleExponent: scaleExponent, isLossless: true,
      work: DenseAssignmentWork())
  }

  /// What a search that has assigned every row has found for the first `rowCount` of them.
  init<Element>(
    of search: borrowing DenseSearch<ScaledRows<Element>>, rowCount: Int, in arena: DenseArena
  ) {
    let columnOfRow = (0..<rowCount).map { Int(search.columnOfRow[$0]) }
    let prices = (0..<search.columnCount).map { search.prices[$0] }
    self.init(
      columnOfRow: columnOfRow,
      rowDuals: (0..<rowCount).map { search.chosenCost[$0] - prices[columnOfRow[$0]] },
      columnDuals: prices, in: arena)
  }

  /// The total of an answer to `matrix`.
  func value<Element>(for matrix: DenseMatrix<Element>) -> Int128 {
    DenseAnswerMemory().assignment(self, for: matrix, isTurned: false).value
  }
}
