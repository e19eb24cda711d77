/// The power of two by which floating-point costs become exact integers, and the way back.
///
/// ``DenseAssignmentSolver`` takes floating-point matrices as they are; every other method here takes
/// integers, which this makes:
///
/// ```swift
/// let scale = try CostScale(scores, rowCount: 3, columnCount: 4, maximizes: true)
/// let costs = try DenseCosts(rowCount: 3, columnCount: 4, cells: scale.integers(scores))
/// if case .ranked(let best) = try costs.bestAssignments(3) {
///   print(best.entries.map { scale.cost(of: $0.value) })
/// }
/// ```
///
/// The power is the smallest from 1 on with which every cost is an integer, so that nothing is lost.
/// Where that would lead out of the range in which 64-bit arithmetic is exact, it is the largest that
/// does not; costs are then rounded to the nearest integer, ties to even, and ``isLossless`` and
/// ``roundingBound(pairCount:)`` say so.
public struct CostScale: Sendable, Hashable {
  /// Costs are multiplied by two to this power.
  public let exponent: Int
  /// Whether every cost that the scale was made for, times two to ``exponent``, is an integer.
  public let isLossless: Bool
  /// Whether integers have the opposite sign, because the greatest total is sought.
  public let maximizes: Bool

  /// Finds the scale for all costs of a problem.
  ///
  /// The integers suit every method of this module: (rows + columns) x (largest - smallest, 0 included)
  /// stays within 2^58, which leaves ``IncrementalAssignment`` room for as many rows and columns again.
  /// - Parameters:
  ///   - costs: the costs; infinity marks a pair that is not allowed, minus infinity when maximising.
  ///   - rowCount: the number of rows of the problem.
  ///   - columnCount: the number of columns.
  ///   - maximizes: whether the greatest total is sought.
  /// - Throws: `AssignmentError` with code `costInvalid` for what is not a number or infinite in the
  ///   wrong direction, and `sizeMismatch` for a number of rows or columns that cannot be.
  /// - Complexity: O(costs).
  public init(
    _ costs: [Double], rowCount: Int, columnCount: Int, maximizes: Bool = false
  ) throws(AssignmentError) {
    let nodeCount = try Self.roomyNodeCount(rowCount, columnCount)
    try Self.validate(costs, maximizes: maximizes)
    self = costs.withUnsafeBufferPointer {
      CostScale($0, nodeCount: nodeCount, includesZero: true, maximizes: maximizes)
    }
  }

  /// Finds the scale for costs that are computed on demand, of which the range is known beforehand.
  ///
  /// It is the finest that suits, as with all costs at hand; but as nobody has seen the costs, they
  /// count as rounded.
  /// - Parameters:
  ///   - range: what all finite costs lie in; costs outside it are refused, see ``integer(_:)``.
  ///   - rowCount: the number of rows of the problem.
  ///   - columnCount: the number of columns.
  ///   - maximizes: whether the greatest total is sought.
  /// - Throws: `AssignmentError` with code `costInvalid` for a range without end, and `sizeMismatch`
  ///   for a number of rows or columns that cannot be.
  public init(
    covering range: ClosedRange<Double>, rowCount: Int, columnCount: Int, maximizes: Bool = false
  ) throws(AssignmentError) {
    let nodeCount = try Self.roomyNodeCount(rowCount, columnCount)
    let span = (smallest: min(0, range.lowerBound), largest: max(0, range.upperBound))
    guard span.largest - span.smallest < .infinity else {
      throw AssignmentError(
        code: .costInvalid, message: "The costs reach from \(span.smallest) to \(span.largest).",
        advice: "infinity marks pairs that are not allowed and is no part of the range.")
    }
    self.maximizes = maximizes
    isLossless = span.largest == span.smallest
    exponent = isLossless ? 0 : Self.widestExponent(span, nodeCount: nodeCount)
  }

  /// A number of nodes with which the rule for a range leaves room for every method, and for as many
  /// rows and columns again.
  private static func roomyNodeCount(
    _ rowCount: Int, _ columnCount: Int
  ) throws(AssignmentError) -> Int {
    let counts = 0...Int(Int32.max)
    guard counts.contains(rowCount), counts.contains(columnCount) else {
      throw AssignmentError(
        code: .sizeMismatch,
        message: "There cannot be \(rowCount) rows and \(columnCount) columns.",
        advice: "a count was mistaken for an index.")
    }
    return 8 * (rowCount + columnCount)
  }

  /// The costs as integers, ``absentEdge`` for pairs that are not allowed.
  ///
  /// Costs other than those that the scale was made for, such as those of somebody who joins later,
  /// may be finer; then they are rounded, see ``isLossless(for:)``.
  /// - Throws: `AssignmentError` with code `costInvalid` as at first, and with code
  ///   `costRangeTooLarge` for a cost that comes to more than 2^62.
  /// - Complexity: O(costs).
  public func integers(_ costs: [Double]) throws(AssignmentError) -> [Int64] {
    try Self.validate(costs, maximizes: maximizes)
    if let far = costs.first(where: { integer($0) == .min }) {
      throw AssignmentError(
        code: .costRangeTooLarge,
        message: "The cost \(far) is too large for a scale of two to the power \(exponent).",
        advice: "the scale was made for other costs; make it for these, too.")
    }
    return costs.map(integer)
  }

  /// One cost as an integer, ``absentEdge`` for the infinity that marks a pair which is not allowed.
  ///
  /// For sources that compute their costs and cannot throw: what is not a number, infinite in the
  /// wrong direction or comes to more than 2^62 becomes -2^63, which no method that adds costs takes.
  public func integer(_ cost: Double) -> Int64 {
    if abs(cost) <= Double(sign: .plus, exponent: 62 - exponent, significand: 1),
      abs(cost) < .infinity
    {
      return (maximizes ? -1 : 1) * Self.integer(cost, exponent: exponent)
    }
    return cost == (maximizes ? -.infinity : .infinity) ? absentEdge : .min
  }

  /// Whether ``integers(_:)`` keeps these costs exactly.
  ///
  /// - Complexity: O(costs).
  public func isLossless(for costs: [Double]) throws(AssignmentError) -> Bool {
    try zip(costs, integers(costs)).allSatisfy { cost, integer in
      integer == absentEdge || self.cost(of: integer) == cost
    }
  }

  /// A total, a price or a cost of the integers in the units of the costs, with their sign.
  ///
  /// - Returns: the nearest `Double`.
  public func cost(of integer: some BinaryInteger) -> Double {
    Double(sign: .plus, exponent: -exponent, significand: Double(integer)) * (maximizes ? -1 : 1)
  }

  /// A bound on how far a total may lie from the true optimum because costs were rounded, in the units
  /// of the costs; 0 when none was, of those that the scale was made for.
  ///
  /// Every cost moved by half a unit at most, in the assignment found and in the best one.
  public func roundingBound(pairCount: Int) -> Double {
    isLossless ? 0 : Double(sign: .plus, exponent: -exponent, significand: Double(pairCount))
  }

  private static func validate(
    _ costs: [Double], maximizes: Bool
  ) throws(AssignmentError) {
    let forbidding: Double = maximizes ? -.infinity : .infinity
    guard let place = costs.firstIndex(where: { !(abs($0) < .infinity || $0 == forbidding) }) else {
      return
    }
    throw AssignmentError(
      code: .costInvalid,
      message:
        "Cost number \(place) is \(costs[place]); only \(forbidding) marks a pair that is not "
        + "allowed.",
      advice: "a missing score was read as not a number, or the direction is wrong.")
  }

  /// Finds the scale for costs, of which infinite ones are left out of account.
  ///
  /// - Parameters:
  ///   - costs: finite costs, and infinities for absent edges.
  ///   - nodeCount: the number of rows and columns together.
  ///   - includesZero: whether 0 counts as a cost, as it must where the number of pairs is free.
  /// - Complexity: O(costs).
  package init(
    _ costs: UnsafeBufferPointer<Double>, nodeCount: Int, includesZero: Bool,
    maximizes: Bool = false
  ) {
    self.maximizes = maximizes
    var finest = Int.max
    var smallest = includesZero ? 0 : Double.infinity
    var largest = includesZero ? 0 : -Double.infinity
    for cost in costs where abs(cost) < .infinity {
      smallest = min(smallest, cost)
      largest = max(largest, cost)
      if cost != 0 { finest = min(finest, Parts(cost).lowestBit) }
    }
    guard finest != .max else {
      (exponent, isLossless) = (0, true)
      return
    }
    let span = (smallest, largest)
    let widest = Self.widestExponent(span, nodeCount: nodeCount)
    isLossless = -finest <= widest
    exponent = isLossless ? (widest >= 0 ? max(-finest, 0) : -finest) : widest
  }

  /// The largest exponent that keeps the rule for costs that are not all 0.
  private static func widestExponent(
    _ span: (smallest: Double, largest: Double), nodeCount: Int
  ) -> Int {
    // At the first exponent tried, costs reach 2^62 at most, so the integers fit.
    var widest = 61 - Int(max(abs(span.smallest), abs(span.largest)).exponent)
    while !keepsRule(span, exponent: widest, nodeCount: nodeCount) { widest -= 1 }
    return widest
  }

  private static func keepsRule(
    _ span: (smallest: Double, largest: Double), exponent: Int, nodeCount: Int
  ) -> Bool {
    let difference =
      Int128(integer(span.largest, exponent: exponent))
      - Int128(integer(span.smallest, exponent: exponent))
    return Int128(nodeCount) * difference <= Int128(1) << 61
  }

  /// Returns cost x 2^exponent, rounded to the nearest integer, ties to even.
  private static func integer(_ cost: Double, exponent: Int) -> Int64 {
    let parts = Parts(cost)
    let shift = parts.exponent + exponent
    var magnitude: Int64
    if shift >= 0 {
      magnitude = parts.significand << Int64(shift)
    } else if shift < -54 {
      magnitude = 0
    } else {
      let dropped = Int64(-shift)
      magnitude = parts.significand >> dropped
      let rest = parts.significand - magnitude << dropped
      let half = Int64(1) << (dropped - 1)
      if rest > half || (rest == half && magnitude & 1 == 1) { magnitude += 1 }
    }
    return parts.isNegative ? -magnitude : magnitude
  }

  /// A finite number as significand x 2^exponent, taken from its bits.
  private struct Parts {
    let isNegative: Bool
    let significand: Int64
    let exponent: Int

    init(_ value: Double) {
      let bits = value.bitPattern
      let field = Int(bits >> 52 & 0x7FF)
      let fraction = Int64(bits & (1 << 52 - 1))
      isNegative = bits >> 63 == 1
      significand = field == 0 ? fraction : fraction | 1 << 52
      exponent = max(field, 1) - 1075
    }

    /// The exponent of the lowest bit that is set; the significand must not be 0.
    var lowestBit: Int { exponent + significand.trailingZeroBitCount }
  }
}
