/// A basis of a linear program as triangular factors, with the columns exchanged since.
///
/// Columns that stand alone in a row, and rows alone in a column, are eliminated first: of the basis
/// of an assignment problem that leaves nothing, of one with quotas a small nucleus, which is
/// eliminated by ``NucleusElimination``. Exchanges are kept in product form (Dantzig &
/// Orchard-Hays, "The product form for the inverse in the simplex method", Mathematical Tables and
/// Other Aids to Computation 8, 1954, pp. 64-67), so that the latest can be forgotten again.
///
/// A column below `columnCount` is one of the matrix, the others stand for the rows: column
/// `columnCount + row` has the single coefficient -1 in `row`.
final class BasisFactors {
  /// A pivot smaller than this counts as 0.
  static let smallestPivot = 1e-9

  let size: Int
  let matrix: SparseRows
  // Pivots in the order of elimination.
  let pivotRows: UnsafeMutablePointer<Int32>
  let pivotPositions: UnsafeMutablePointer<Int32>
  let pivotValues: UnsafeMutablePointer<Double>
  var pivotCount = 0
  // What was subtracted from rows: a pivot row and multiples of it, step by step.
  var lowerRows = GrowingBuffer<Int32>(capacity: 64)
  var lowerStarts = GrowingBuffer<Int>(capacity: 64)
  var lowerIndices = GrowingBuffer<Int32>(capacity: 256)
  var lowerValues = GrowingBuffer<Double>(capacity: 256)
  // What was left of each pivot row: positions and values, in the order of elimination.
  let upperStarts: UnsafeMutablePointer<Int>
  var upperIndices = GrowingBuffer<Int32>(capacity: 256)
  var upperValues = GrowingBuffer<Double>(capacity: 256)
  // The same by positions: rows and values.
  let upperColumnStarts: UnsafeMutablePointer<Int>
  var upperColumnRows = GrowingBuffer<Int32>(capacity: 256)
  var upperColumnValues = GrowingBuffer<Double>(capacity: 256)
  // Exchanges.
  private var exchangePositions = GrowingBuffer<Int32>(capacity: 64)
  private var exchangePivots = GrowingBuffer<Double>(capacity: 64)
  private var exchangeStarts = GrowingBuffer<Int>(capacity: 64)
  private var exchangeIndices = GrowingBuffer<Int32>(capacity: 1024)
  private var exchangeValues = GrowingBuffer<Double>(capacity: 1024)
  let scratch: UnsafeMutablePointer<Double>

  init(_ matrix: SparseRows) {
    self.matrix = matrix
    size = matrix.rowCount
    pivotRows = .filled(0, count: size)
    pivotPositions = .filled(0, count: size)
    pivotValues = .filled(1, count: size)
    upperStarts = .filled(0, count: size + 1)
    upperColumnStarts = .filled(0, count: size + 1)
    scratch = .filled(0, count: size)
  }

  deinit {
    pivotRows.deallocate()
    pivotPositions.deallocate()
    pivotValues.deallocate()
    upperStarts.deallocate()
    upperColumnStarts.deallocate()
    scratch.deallocate()
    lowerRows.free()
    lowerStarts.free()
    lowerIndices.free()
    lowerValues.free()
    upperIndices.free()
    upperValues.free()
    upperColumnRows.free()
    upperColumnValues.free()
    exchangePositions.free()
    exchangePivots.free()
    exchangeStarts.free()
    exchangeIndices.free()
    exchangeValues.free()
  }

  /// How many columns were exchanged since the factors were made.
  var exchangeCount: Int { exchangePositions.count }
  /// How many numbers the exchanges take.
  var exchangeSize: Int { exchangeIndices.count }

  /// Forgets all exchanges after the first `count`.
  func forgetExchanges(after count: Int) {
    guard count < exchangeCount else { return }
    let end = exchangeStarts.base[count]
    exchangePositions.shrink(to: count)
    exchangePivots.shrink(to: count)
    exchangeStarts.shrink(to: count)
    exchangeIndices.shrink(to: end)
    exchangeValues.shrink(to: end)
  }

  /// Puts a column at a position; `solved` is the column as ``solve(_:into:)`` gives it.
  func exchange(position: Int, solved: UnsafeMutablePointer<Double>) {
    exchangePositions.append(Int32(position))
    exchangePivots.append(solved[position])
    let start = exchangeIndices.count
    exchangeStarts.append(start)
    exchangeIndices.extend(by: size)
    exchangeValues.extend(by: size)
    let (indices, values) = (exchangeIndices.base, exchangeValues.base)
    var end = start
    for index in 0..<size where abs(solved[index]) > 1e-14 && index != position {
      indices[end] = Int32(index)
      values[end] = solved[index]
      end += 1
    }
    exchangeIndices.shrink(to: end)
    exchangeValues.shrink(to: end)
  }

  /// Solves basis x result = right, with `right` by rows, which is destroyed, `result` by positions.
  func solve(_ right: UnsafeMutablePointer<Double>, into result: UnsafeMutablePointer<Double>) {
    applyLower(right)
    let (rows, values) = (upperColumnRows.base, upperColumnValues.base)
    for step in stride(from: size - 1, through: 0, by: -1) {
      let row = Int(pivotRows[step])
      let position = Int(pivotPositions[step])
      let entry = right[row]
      if entry == 0 {
        result[position] = 0
        continue
      }
      let share = entry / pivotValues[step]
      result[position] = share
      for index in upperColumnStarts[position]..<upperColumnStarts[position + 1] {
        right[Int(rows[index])] -= values[index] * share
      }
    }
    applyExchanges(result)
  }

  private func applyLower(_ right: UnsafeMutablePointer<Double>) {
    let (starts, indices, values) = (lowerStarts.base, lowerIndices.base, lowerValues.base)
    let rows = lowerRows.base
    let end = lowerIndices.count
    let count = lowerRows.count
    for step in 0..<count {
      let pivot = right[Int(rows[step])]
      if pivot == 0 { continue }
      for index in starts[step]..<(step + 1 < count ? starts[step + 1] : end) {
        right[Int(indices[index])] -= values[index] * pivot
      }
    }
  }

  private func applyExchanges(_ result: UnsafeMutablePointer<Double>) {
    let (starts, indices, values) = (exchangeStarts.base, exchangeIndices.base, exchangeValues.base)
    let end = exchangeIndices.count
    let (positions, pivots) = (exchangePositions.base, exchangePivots.base)
    let count = exchangePositions.count
    for step in 0..<count {
      let position = Int(positions[step])
      if result[position] == 0 { continue }
      let share = result[position] / pivots[step]
      result[position] = share
      for index in starts[step]..<(step + 1 < count ? starts[step + 1] : end) {
        result[Int(indices[index])] -= values[index] * share
      }
    }
  }

  /// Solves result x basis = right, with `right` by positions, which is destroyed, `result` by rows.
  func solveTransposed(
    _ right: UnsafeMutablePointer<Double>, into result: UnsafeMutablePointer<Double>
  ) {
    applyExchangesTransposed(right)
    let (indices, values) = (upperIndices.base, upperValues.base)
    for step in 0..<size {
      let row = Int(pivotRows[step])
      let entry = right[Int(pivotPositions[step])]
      if entry == 0 {
        result[row] = 0
        continue
      }
      let share = entry / pivotValues[step]
      result[row] = share
      for index in upperStarts[step]..<upperStarts[step + 1] {
        right[Int(indices[index])] -= values[index] * share
      }
    }
    applyLowerTransposed(result)
  }

  private func applyExchangesTransposed(_ right: UnsafeMutablePointer<Double>) {
    let (starts, indices, values) = (exchangeStarts.base, exchangeIndices.base, exchangeValues.base)
    let (positions, pivots) = (exchangePositions.base, exchangePivots.base)
    var end = exchangeIndices.count
    for step in stride(from: exchangePositions.count - 1, through: 0, by: -1) {
      let position = Int(positions[step])
      var sum = right[position]
      for index in starts[step]..<end { sum -= values[index] * right[Int(indices[index])] }
      right[position] = sum == 0 ? 0 : sum / pivots[step]
      end = starts[step]
    }
  }

  private func applyLowerTransposed(_ result: UnsafeMutablePointer<Double>) {
    let (starts, indices, values) = (lowerStarts.base, lowerIndices.base, lowerValues.base)
    let rows = lowerRows.base
    var end = lowerIndices.count
    for step in stride(from: lowerRows.count - 1, through: 0, by: -1) {
      var sum = result[Int(rows[step])]
      for index in starts[step]..<end { sum -= values[index] * result[Int(indices[index])] }
      result[Int(rows[step])] = sum
      end = starts[step]
    }
  }

  /// Forgets the factors and all exchanges.
  func clear() {
    pivotCount = 0
    lowerRows.shrink(to: 0)
    lowerStarts.shrink(to: 0)
    lowerIndices.shrink(to: 0)
    lowerValues.shrink(to: 0)
    upperIndices.shrink(to: 0)
    upperValues.shrink(to: 0)
    exchangePositions.shrink(to: 0)
    exchangePivots.shrink(to: 0)
    exchangeStarts.shrink(to: 0)
    exchangeIndices.shrink(to: 0)
    exchangeValues.shrink(to: 0)
  }
}
