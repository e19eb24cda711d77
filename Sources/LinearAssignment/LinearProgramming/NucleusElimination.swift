/// Eliminates what is left of a basis when rows and columns that stand alone are gone.
///
/// Pivots are chosen for little fill and large enough a value (Markowitz, "The elimination form of
/// the inverse", Management Science 3, 1957, pp. 255-269).
struct NucleusElimination {
  /// A pivot is at least this share of the largest value of its column.
  private static let threshold = 0.1
  /// How many columns of fewest rows are looked at for a pivot.
  private static let candidateCount = 4

  /// The columns and values of a row that is left.
  private struct Span {
    var start: Int
    var count: Int
    var capacity: Int
  }

  private let factors: BasisFactors
  private let rowDone: UnsafeMutablePointer<Bool>
  private let positionDone: UnsafeMutablePointer<Bool>
  private let rowSpans: UnsafeMutablePointer<Span>
  private let columnSpans: UnsafeMutablePointer<Span>
  private var rowIndices = GrowingBuffer<Int32>(capacity: 1024)
  private var rowValues = GrowingBuffer<Double>(capacity: 1024)
  private var columnIndices = GrowingBuffer<Int32>(capacity: 1024)
  private var openPositions: [Int32] = []
  /// The pivot row, by positions, while it is subtracted.
  private let pivotRow: UnsafeMutablePointer<Double>

  init(
    _ factors: BasisFactors, _ rowDone: UnsafeMutablePointer<Bool>,
    _ positionDone: UnsafeMutablePointer<Bool>
  ) {
    self.factors = factors
    self.rowDone = rowDone
    self.positionDone = positionDone
    let none = Span(start: 0, count: 0, capacity: 0)
    rowSpans = .filled(none, count: factors.size)
    columnSpans = .filled(none, count: factors.size)
    pivotRow = .filled(0, count: factors.size)
    for position in 0..<factors.size where !positionDone[position] {
      openPositions.append(Int32(position))
    }
  }

  mutating func free() {
    rowSpans.deallocate()
    columnSpans.deallocate()
    pivotRow.deallocate()
    rowIndices.free()
    rowValues.free()
    columnIndices.free()
  }

  /// Adds a value to the nucleus.
  mutating func add(row: Int, position: Int, value: Double) {
    makeRoom(row: row)
    let span = rowSpans[row]
    rowIndices.base[span.start + span.count] = Int32(position)
    rowValues.base[span.start + span.count] = value
    rowSpans[row].count += 1
    makeRoom(position: position)
    let column = columnSpans[position]
    columnIndices.base[column.start + column.count] = Int32(row)
    columnSpans[position].count += 1
  }

  private mutating func makeRoom(row: Int) {
    let span = rowSpans[row]
    guard span.count == span.capacity else { return }
    let capacity = max(8, 2 * span.capacity)
    let start = rowIndices.count
    rowIndices.extend(by: capacity)
    rowValues.extend(by: capacity)
    for offset in 0..<span.count {
      rowIndices.base[start + offset] = rowIndices.base[span.start + offset]
      rowValues.base[start + offset] = rowValues.base[span.start + offset]
    }
    rowSpans[row] = Span(start: start, count: span.count, capacity: capacity)
  }

  private mutating func makeRoom(position: Int) {
    let span = columnSpans[position]
    guard span.count == span.capacity else { return }
    let capacity = max(8, 2 * span.capacity)
    let start = columnIndices.count
    columnIndices.extend(by: capacity)
    for offset in 0..<span.count {
      columnIndices.base[start + offset] = columnIndices.base[span.start + offset]
    }
    columnSpans[position] = Span(start: start, count: span.count, capacity: capacity)
  }

  /// Eliminates as long as there are pivots.
  mutating func eliminate() {
    while !openPositions.isEmpty, let pivot = choosePivot() {
      eliminate(row: pivot.row, position: pivot.position)
    }
  }

  private func value(_ row: Int, _ position: Int) -> Double {
    let span = rowSpans[row]
    for index in span.start..<span.start + span.count
    where rowIndices.base[index] == Int32(position) {
      return rowValues.base[index]
    }
    return 0
  }

  /// The pivot of least Markowitz count among the columns of fewest rows.
  private mutating func choosePivot() -> (row: Int, position: Int)? {
    var best: (row: Int, position: Int)?
    var bestCount = Int.max
    var bestValue = 0.0
    var limit = 0
    // Columns that have turned out dependent are given up.
    openPositions.removeAll { positionDone[Int($0)] }
    while best == nil {
      var least = Int.max
      for position in openPositions {
        let count = columnSpans[Int(position)].count
        if count > limit && count < least { least = count }
      }
      guard least < .max else { return nil }
      limit = least
      var looked = 0
      for position in openPositions where columnSpans[Int(position)].count == least {
        let span = columnSpans[Int(position)]
        var largest = 0.0
        for index in span.start..<span.start + span.count {
          let entry = value(Int(columnIndices.base[index]), Int(position))
          largest = max(largest, abs(entry))
        }
        guard largest > BasisFactors.smallestPivot else { continue }
        for index in span.start..<span.start + span.count {
          let row = Int(columnIndices.base[index])
          let entry = abs(value(row, Int(position)))
          guard entry >= Self.threshold * largest else { continue }
          let count = (rowSpans[row].count - 1) * (least - 1)
          if count < bestCount || (count == bestCount && entry > bestValue) {
            (best, bestCount, bestValue) = ((row, Int(position)), count, entry)
          }
        }
        looked += 1
        if looked == Self.candidateCount { break }
      }
    }
    return best
  }

  private mutating func eliminate(row: Int, position: Int) {
    let span = rowSpans[row]
    var pivot = 1.0
    factors.record(pivotRow: row, position: position, value: value(row, position))
    pivot = factors.pivotValues[factors.pivotCount - 1]
    rowDone[row] = true
    positionDone[position] = true
    for index in span.start..<span.start + span.count {
      let other = rowIndices.base[index]
      removeFromColumn(row: row, position: Int(other))
      if Int(other) == position { continue }
      let value = rowValues.base[index]
      factors.upperIndices.append(other)
      factors.upperValues.append(value)
      pivotRow[Int(other)] = value
    }
    let column = columnSpans[position]
    let start = factors.lowerIndices.count
    for index in column.start..<column.start + column.count {
      let target = Int(columnIndices.base[index])
      let multiple = removeFromRow(row: target, position: position) / pivot
      factors.lowerIndices.append(Int32(target))
      factors.lowerValues.append(multiple)
      subtract(multiple, of: span, from: target, except: position)
    }
    columnSpans[position].count = 0
    if factors.lowerIndices.count > start {
      factors.lowerRows.append(Int32(row))
      factors.lowerStarts.append(start)
    }
    for index in span.start..<span.start + span.count { pivotRow[Int(rowIndices.base[index])] = 0 }
  }

  /// Subtracts a multiple of the pivot row, which lies in `pivotRow` and in `span`.
  private mutating func subtract(
    _ multiple: Double, of span: Span, from target: Int, except position: Int
  ) {
    let row = rowSpans[target]
    var index = row.start
    var end = row.start + row.count
    while index < end {
      let other = Int(rowIndices.base[index])
      let entry = pivotRow[other]
      if entry != 0 {
        rowValues.base[index] -= multiple * entry
        // Marks the entry as seen; what remains is fill.
        pivotRow[other] = 0
        if abs(rowValues.base[index]) < 1e-13 {
          end -= 1
          rowIndices.base[index] = rowIndices.base[end]
          rowValues.base[index] = rowValues.base[end]
          removeFromColumn(row: target, position: other)
          continue
        }
      }
      index += 1
    }
    rowSpans[target].count = end - row.start
    for index in span.start..<span.start + span.count {
      let other = Int(rowIndices.base[index])
      if other == position { continue }
      let value = rowValues.base[index]
      if pivotRow[other] == 0 {
        pivotRow[other] = value
      } else {
        add(row: target, position: other, value: -multiple * value)
      }
    }
  }

  private func removeFromColumn(row: Int, position: Int) {
    let span = columnSpans[position]
    for index in span.start..<span.start + span.count
    where columnIndices.base[index] == Int32(row) {
      columnIndices.base[index] = columnIndices.base[span.start + span.count - 1]
      columnSpans[position].count -= 1
      return
    }
  }

  /// Takes an entry out of a row and returns its value.
  private func removeFromRow(row: Int, position: Int) -> Double {
    let span = rowSpans[row]
    for index in span.start..<span.start + span.count
    where rowIndices.base[index] == Int32(position) {
      let value = rowValues.base[index]
      rowIndices.base[index] = rowIndices.base[span.start + span.count - 1]
      rowValues.base[index] = rowValues.base[span.start + span.count - 1]
      rowSpans[row].count -= 1
      return value
    }
    return 0
  }
}
