/// Where elimination stands.
private struct SingletonElimination {
  let rowDone: UnsafeMutablePointer<Bool>
  let positionDone: UnsafeMutablePointer<Bool>
  /// How many columns that are left each row has.
  let rowCounts: UnsafeMutablePointer<Int32>
  /// How many rows that are left each position has.
  let positionCounts: UnsafeMutablePointer<Int32>
  /// The basis by rows.
  let rowStarts: UnsafeMutablePointer<Int32>
  var rowPositions = GrowingBuffer<Int32>(capacity: 256)
  var rowValues = GrowingBuffer<Double>(capacity: 256)
  var queue = GrowingBuffer<Int32>(capacity: 64)

  init(size: Int) {
    rowDone = .filled(false, count: size)
    positionDone = .filled(false, count: size)
    rowCounts = .filled(0, count: size)
    positionCounts = .filled(0, count: size)
    rowStarts = .filled(0, count: size + 1)
  }

  func free() {
    rowDone.deallocate()
    positionDone.deallocate()
    rowCounts.deallocate()
    positionCounts.deallocate()
    rowStarts.deallocate()
    rowPositions.free()
    rowValues.free()
    queue.free()
  }
}

extension BasisFactors {
  /// Makes the factors of the basis whose columns `head` names by position.
  ///
  /// Where the columns depend on each other, some are replaced in `head` by columns of rows.
  /// Returns whether that was so.
  /// - Complexity: O(size + terms of the basis), and the elimination of the nucleus.
  func factorize(_ head: UnsafeMutablePointer<Int32>) -> Bool {
    var isMended = false
    // Each round replaces a column at least, and columns of rows alone are independent.
    for _ in 0...size {
      clear()
      var state = SingletonElimination(size: size)
      defer { state.free() }
      collectRows(head, &state)
      eliminateColumnSingletons(head, &state)
      eliminateRowSingletons(head, &state)
      if pivotCount < size {
        var nucleus = NucleusElimination(self, state.rowDone, state.positionDone)
        defer { nucleus.free() }
        for row in 0..<size where !state.rowDone[row] {
          for index in Int(state.rowStarts[row])..<Int(state.rowStarts[row + 1]) {
            let position = Int(state.rowPositions.base[index])
            if !state.positionDone[position] {
              nucleus.add(row: row, position: position, value: state.rowValues.base[index])
            }
          }
        }
        nucleus.eliminate()
      }
      if pivotCount == size {
        transposeUpper()
        return isMended
      }
      isMended = true
      let rows = (0..<size).filter { !state.rowDone[$0] }
      let positions = (0..<size).filter { !state.positionDone[$0] }
      for (row, position) in zip(rows, positions) {
        head[position] = Int32(matrix.columnCount + row)
      }
    }
    return isMended
  }

  private func collectRows(
    _ head: UnsafeMutablePointer<Int32>, _ state: inout SingletonElimination
  ) {
    let counts = state.rowCounts
    for position in 0..<size {
      let column = Int(head[position])
      if column >= matrix.columnCount {
        counts[column - matrix.columnCount] += 1
        state.positionCounts[position] = 1
      } else {
        let range = matrix.columnStarts[column]..<matrix.columnStarts[column + 1]
        for index in range { counts[Int(matrix.rows[index])] += 1 }
        state.positionCounts[position] = Int32(range.count)
      }
    }
    for row in 0..<size { state.rowStarts[row + 1] = state.rowStarts[row] + counts[row] }
    let total = Int(state.rowStarts[size])
    state.rowPositions.extend(by: total)
    state.rowValues.extend(by: total)
    let positions = state.rowPositions.base
    let values = state.rowValues.base
    // The counts serve as cursors and are full again at the end.
    for row in 0..<size { counts[row] = 0 }
    func add(_ row: Int, _ position: Int, _ value: Double) {
      let index = Int(state.rowStarts[row] + counts[row])
      positions[index] = Int32(position)
      values[index] = value
      counts[row] += 1
    }
    for position in 0..<size {
      let column = Int(head[position])
      if column >= matrix.columnCount {
        add(column - matrix.columnCount, position, -1)
      } else {
        for index in matrix.columnStarts[column]..<matrix.columnStarts[column + 1] {
          add(Int(matrix.rows[index]), position, matrix.columnValues[index])
        }
      }
    }
  }

  /// The one row that is left of a position, with its value.
  private func remainingRow(
    _ column: Int, _ rowDone: UnsafeMutablePointer<Bool>
  ) -> (row: Int, value: Double)? {
    if column >= matrix.columnCount {
      let row = column - matrix.columnCount
      return rowDone[row] ? nil : (row, -1)
    }
    for index in matrix.columnStarts[column]..<matrix.columnStarts[column + 1] {
      let row = Int(matrix.rows[index])
      if !rowDone[row] { return (row, matrix.columnValues[index]) }
    }
    return nil
  }

  func record(pivotRow row: Int, position: Int, value: Double) {
    pivotRows[pivotCount] = Int32(row)
    pivotPositions[pivotCount] = Int32(position)
    pivotValues[pivotCount] = value
    upperStarts[pivotCount] = upperIndices.count
    pivotCount += 1
  }

  private func eliminateColumnSingletons(
    _ head: UnsafeMutablePointer<Int32>, _ state: inout SingletonElimination
  ) {
    let (positionDone, rowDone) = (state.positionDone, state.rowDone)
    let counts = state.positionCounts
    for position in 0..<size where counts[position] == 1 { state.queue.append(Int32(position)) }
    while state.queue.count > 0 {
      let position = Int(state.queue.base[state.queue.count - 1])
      state.queue.shrink(to: state.queue.count - 1)
      guard !positionDone[position], counts[position] == 1,
        let (row, value) = remainingRow(Int(head[position]), rowDone)
      else { continue }
      record(pivotRow: row, position: position, value: value)
      rowDone[row] = true
      positionDone[position] = true
      for index in Int(state.rowStarts[row])..<Int(state.rowStarts[row + 1]) {
        let other = Int(state.rowPositions.base[index])
        if positionDone[other] { continue }
        upperIndices.append(Int32(other))
        upperValues.append(state.rowValues.base[index])
        counts[other] -= 1
        if counts[other] == 1 { state.queue.append(Int32(other)) }
      }
    }
  }

  private func eliminateRowSingletons(
    _ head: UnsafeMutablePointer<Int32>, _ state: inout SingletonElimination
  ) {
    let (positionDone, rowDone) = (state.positionDone, state.rowDone)
    let counts = state.rowCounts
    for row in 0..<size where !rowDone[row] {
      var count: Int32 = 0
      for index in Int(state.rowStarts[row])..<Int(state.rowStarts[row + 1])
      where !positionDone[Int(state.rowPositions.base[index])] {
        count += 1
      }
      counts[row] = count
      if count == 1 { state.queue.append(Int32(row)) }
    }
    while state.queue.count > 0 {
      let row = Int(state.queue.base[state.queue.count - 1])
      state.queue.shrink(to: state.queue.count - 1)
      guard !rowDone[row], counts[row] == 1 else { continue }
      var found: (position: Int, value: Double)?
      for index in Int(state.rowStarts[row])..<Int(state.rowStarts[row + 1]) {
        let position = Int(state.rowPositions.base[index])
        if !positionDone[position] { found = (position, state.rowValues.base[index]) }
      }
      guard let (position, value) = found else { continue }
      record(pivotRow: row, position: position, value: value)
      rowDone[row] = true
      positionDone[position] = true
      let start = lowerIndices.count
      // A column of a row has no second coefficient, and was a singleton before.
      let column = Int(head[position])
      for index in matrix.columnStarts[column]..<matrix.columnStarts[column + 1] {
        let other = Int(matrix.rows[index])
        if rowDone[other] { continue }
        lowerIndices.append(Int32(other))
        lowerValues.append(matrix.columnValues[index] / value)
        counts[other] -= 1
        if counts[other] == 1 { state.queue.append(Int32(other)) }
      }
      if lowerIndices.count > start {
        lowerRows.append(Int32(row))
        lowerStarts.append(start)
      }
    }
  }

  /// Makes the copy of the upper factor that is ordered by positions.
  private func transposeUpper() {
    upperStarts[size] = upperIndices.count
    let total = upperIndices.count
    for position in 0...size { upperColumnStarts[position] = 0 }
    for index in 0..<total { upperColumnStarts[Int(upperIndices.base[index]) + 1] += 1 }
    for position in 0..<size { upperColumnStarts[position + 1] += upperColumnStarts[position] }
    upperColumnRows.shrink(to: 0)
    upperColumnValues.shrink(to: 0)
    upperColumnRows.extend(by: total)
    upperColumnValues.extend(by: total)
    // The starts serve as cursors and are moved back afterwards.
    for step in 0..<size {
      for index in upperStarts[step]..<upperStarts[step + 1] {
        let position = Int(upperIndices.base[index])
        let target = upperColumnStarts[position]
        upperColumnRows.base[target] = pivotRows[step]
        upperColumnValues.base[target] = upperValues.base[index]
        upperColumnStarts[position] = target + 1
      }
    }
    for position in stride(from: size, to: 0, by: -1) {
      upperColumnStarts[position] = upperColumnStarts[position - 1]
    }
    upperColumnStarts[0] = 0
  }
}
