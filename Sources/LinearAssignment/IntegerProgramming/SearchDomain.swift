/// What is decided in a case: columns, and narrowed bounds of rows.
///
/// Changes are kept in order, so that they can be taken back and made again elsewhere. It also draws
/// the conclusions that single rows force.
final class SearchDomain {
  /// A decision on a column, or a narrower bound of a row.
  struct Change {
    enum Kind: UInt8 {
      case exclude, choose, raiseMinimum, lowerMaximum
    }
    let kind: Kind
    /// A column, or a row for the last two kinds.
    let index: Int32
    let bound: Int64

    init(column: Int, value: Bool) {
      kind = value ? .choose : .exclude
      index = Int32(column)
      bound = 0
    }

    init(row: Int, minimum: Int64) {
      kind = .raiseMinimum
      index = Int32(row)
      bound = minimum
    }

    init(row: Int, maximum: Int64) {
      kind = .lowerMaximum
      index = Int32(row)
      bound = maximum
    }
  }

  let matrix: SparseRows
  /// -1 for a free column, else 0 or 1.
  let decisions: UnsafeMutablePointer<Int8>
  /// Bounds of rows; where there is none, what the row can reach at least or at most.
  let minimums: UnsafeMutablePointer<Int64>
  let maximums: UnsafeMutablePointer<Int64>
  /// The smallest and largest sum of each row that the decisions leave.
  private let hasOwnMinimum: [Bool]
  private let hasOwnMaximum: [Bool]
  /// The sums that each row can reach when nothing is decided.
  private let reach: [ClosedRange<Int64>]
  let smallestSums: UnsafeMutablePointer<Int64>
  private let largestSums: UnsafeMutablePointer<Int64>
  private let largestCoefficients: UnsafeMutablePointer<Int64>
  private(set) var trail: [Change] = []
  /// The bounds before those changes of the trail that are about rows.
  private var oldBounds: [Int64] = []
  private var queue: [Int32] = []
  private let isQueued: UnsafeMutablePointer<Bool>

  init(_ program: IntegerProgram, _ matrix: SparseRows) {
    self.matrix = matrix
    decisions = .filled(-1, count: matrix.columnCount)
    minimums = .filled(0, count: matrix.rowCount)
    maximums = .filled(0, count: matrix.rowCount)
    smallestSums = .filled(0, count: matrix.rowCount)
    largestSums = .filled(0, count: matrix.rowCount)
    largestCoefficients = .filled(0, count: matrix.rowCount)
    isQueued = .filled(false, count: matrix.rowCount)
    hasOwnMinimum = program.rows.map { $0.minimum != nil }
    hasOwnMaximum = program.rows.map { $0.maximum != nil }
    reach = program.rows.map { rule in
      let smallest = rule.terms.reduce(0) { $0 + min(0, $1.coefficient) }
      return smallest...rule.terms.reduce(0) { $0 + max(0, $1.coefficient) }
    }
    for (row, rule) in program.rows.enumerated() {
      (smallestSums[row], largestSums[row]) = (reach[row].lowerBound, reach[row].upperBound)
      for term in rule.terms {
        largestCoefficients[row] = max(largestCoefficients[row], abs(term.coefficient))
      }
      minimums[row] = rule.minimum ?? min(smallestSums[row], rule.maximum ?? 0)
      maximums[row] = rule.maximum ?? max(largestSums[row], rule.minimum ?? 0)
    }
  }

  deinit {
    decisions.deallocate()
    minimums.deallocate()
    maximums.deallocate()
    smallestSums.deallocate()
    largestSums.deallocate()
    largestCoefficients.deallocate()
    isQueued.deallocate()
  }

  /// Whether a column is still free.
  func isFree(_ column: Int) -> Bool { decisions[column] < 0 }

  /// Whether a row is bounded in the direction of a multiplier's sign.
  func isBounded(_ row: Int, below: Bool) -> Bool {
    below
      ? hasOwnMinimum[row] || minimums[row] > reach[row].lowerBound
      : hasOwnMaximum[row] || maximums[row] < reach[row].upperBound
  }

  private func enqueue(_ row: Int) {
    guard !isQueued[row] else { return }
    isQueued[row] = true
    queue.append(Int32(row))
  }

  /// Makes a change; a column that is decided already must not be decided differently.
  func apply(_ change: Change) {
    let index = Int(change.index)
    switch change.kind {
    case .exclude, .choose:
      guard decisions[index] < 0 else { return }
      let isChosen = change.kind == .choose
      decisions[index] = isChosen ? 1 : 0
      move(column: index, isChosen: isChosen, direction: 1)
    case .raiseMinimum:
      oldBounds.append(minimums[index])
      minimums[index] = max(minimums[index], change.bound)
      enqueue(index)
    case .lowerMaximum:
      oldBounds.append(maximums[index])
      maximums[index] = min(maximums[index], change.bound)
      enqueue(index)
    }
    trail.append(change)
  }

  private func move(column: Int, isChosen: Bool, direction: Int64) {
    for index in matrix.columnStarts[column]..<matrix.columnStarts[column + 1] {
      let row = Int(matrix.rows[index])
      let coefficient = direction * matrix.columnCoefficients[index]
      if isChosen == (matrix.columnCoefficients[index] > 0) {
        smallestSums[row] += isChosen ? coefficient : -coefficient
      } else {
        largestSums[row] += isChosen ? coefficient : -coefficient
      }
      if direction > 0 { enqueue(row) }
    }
  }

  /// Takes back all changes after the first `count`.
  func undo(to count: Int) {
    clearQueue()
    while trail.count > count {
      let change = trail.removeLast()
      let index = Int(change.index)
      switch change.kind {
      case .exclude, .choose:
        decisions[index] = -1
        move(column: index, isChosen: change.kind == .choose, direction: -1)
      case .raiseMinimum: minimums[index] = oldBounds.removeLast()
      case .lowerMaximum: maximums[index] = oldBounds.removeLast()
      }
    }
  }

  /// Has the next propagation look at all rows.
  func queueAll() {
    for row in 0..<matrix.rowCount { enqueue(row) }
  }

  /// Has the next propagation look at nothing but what changes from now on.
  func clearQueue() {
    for row in queue { isQueued[Int(row)] = false }
    queue.removeAll(keepingCapacity: true)
  }

  /// Decides what single rows force, and writes the steps that show it.
  ///
  /// Returns true when a row can no longer be kept; the last step then ends the case.
  func propagate(_ steps: inout [IntegerProgramProof.Step]) -> Bool {
    while let next = queue.popLast() {
      let row = Int(next)
      isQueued[row] = false
      for multiplier: Int64 in [1, -1] {
        // How far the row can still go beyond its bound on the allowed side.
        let slack =
          multiplier > 0 ? largestSums[row] - minimums[row] : maximums[row] - smallestSums[row]
        if slack < 0 {
          steps.append(.close(Self.single(row, multiplier)))
          clearQueue()
          return true
        }
        guard largestCoefficients[row] > slack else { continue }
        var isFirst = true
        for index in matrix.rowStarts[row]..<matrix.rowStarts[row + 1] {
          let column = Int(matrix.columns[index])
          guard decisions[column] < 0, abs(matrix.coefficients[index]) > slack else { continue }
          if isFirst { steps.append(.decide(Self.single(row, multiplier))) }
          isFirst = false
          apply(Change(column: column, value: multiplier * matrix.coefficients[index] > 0))
        }
      }
    }
    return false
  }

  private static func single(_ row: Int, _ multiplier: Int64) -> RowMultipliers {
    RowMultipliers(
      costWeight: 0, terms: [RowMultipliers.Term(row: row, multiplier: multiplier)])
  }
}
