internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// A matrix turned into exact integers of a problem that is minimised.
///
/// An integer is cost x 2^scale - offset, with the sign of the cost changed to maximise.
struct AssignCosts {
  /// The integers, in the layout of the matrix.
  enum Source {
    case dense(DenseCosts)
    case sparse(SparseCosts)
  }

  let source: Source
  let scale: Int
  let isLossless: Bool
  let offset: Int64

  /// - Throws: ``Failure`` when the costs lie too far apart for exact arithmetic.
  /// Costs are to stay smaller by the factor `headroom`, for prices that are added to them.
  init(_ task: AssignTask, headroom: Int = 1) throws {
    let matrix = task.matrix
    let nodeCount = (matrix.rowCount + matrix.columnCount) * headroom
    var integers: [Int64]
    switch matrix.values {
    case .integers(let numbers):
      (scale, isLossless) = (0, true)
      try Self.check(numbers, nodeCount: nodeCount, includesZero: !task.hasFixedCount)
      integers = numbers
    case .floats(let numbers):
      let scale = numbers.withUnsafeBufferPointer {
        CostScale($0, nodeCount: nodeCount, includesZero: !task.hasFixedCount)
      }
      (self.scale, isLossless) = (scale.exponent, scale.isLossless)
      integers = numbers.map { $0 == .infinity ? absentEdge : scale.integer($0) }
    }
    let sign: Int64 = task.maximizes ? -1 : 1
    var smallest = Int64.max
    for number in integers where number != absentEdge { smallest = min(smallest, sign * number) }
    // Where 0 is no cost, only differences count; small numbers serve all solvers.
    offset = task.hasFixedCount && smallest != .max ? smallest : 0
    if sign < 0 || offset != 0 {
      let offset = self.offset
      for place in integers.indices where integers[place] != absentEdge {
        integers[place] = sign * integers[place] - offset
      }
    }
    switch matrix.layout {
    case .dense:
      source = .dense(
        try DenseCosts(
          rowCount: matrix.rowCount, columnCount: matrix.columnCount, cells: integers))
    case .sparse(let rowStarts, let columns):
      let edges = (0..<matrix.rowCount).flatMap { row in
        (rowStarts[row]..<rowStarts[row + 1]).map {
          SparseCosts.Edge(row: row, column: columns[$0], cost: integers[$0])
        }
      }
      source = .sparse(
        try SparseCosts(rowCount: matrix.rowCount, columnCount: matrix.columnCount, edges: edges))
    }
  }

  private static func check(_ numbers: [Int64], nodeCount: Int, includesZero: Bool) throws {
    var smallest = includesZero ? 0 : Int64.max
    var largest = includesZero ? 0 : Int64.min
    for number in numbers where number != CostMatrix.absentInteger {
      smallest = min(smallest, number)
      largest = max(largest, number)
    }
    guard smallest <= largest else { return }
    let span = Int128(largest) - Int128(smallest)
    guard Int128(nodeCount) * span <= Int128(1) << 61, smallest >= -(1 << 62), largest <= 1 << 62
    else {
      throw AssignmentError(
        code: .costRangeTooLarge,
        message:
          "The costs lie too far apart for \(nodeCount) rows and columns together.",
        advice: "a huge cost is meant to forbid a pair.")
    }
  }
}
