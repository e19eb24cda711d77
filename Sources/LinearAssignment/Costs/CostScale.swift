/// The power of two by which floating-point costs become integers.
///
/// It is the smallest power from 1 on with which every cost is an integer. Where that would break
/// the rule (rows + columns) x (largest - smallest cost) <= 2^61, it is the largest that keeps the
/// rule; costs are then rounded to the nearest integer, ties to even.
package struct CostScale: Sendable, Hashable {
  /// Costs are multiplied by two to this power.
  package let exponent: Int
  /// Whether every cost times two to `exponent` is an integer.
  package let isLossless: Bool

  /// Finds the scale for costs, of which infinite ones are left out of account.
  ///
  /// - Parameters:
  ///   - costs: finite costs, and infinities for absent edges.
  ///   - nodeCount: the number of rows and columns together.
  ///   - includesZero: whether 0 counts as a cost, as it must where the number of pairs is free.
  /// - Complexity: O(costs).
  package init(_ costs: UnsafeBufferPointer<Double>, nodeCount: Int, includesZero: Bool) {
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
    // At the first exponent tried, costs reach 2^62 at most, so the integers fit.
    var widest = 61 - Int(max(abs(smallest), abs(largest)).exponent)
    while !Self.keepsRule(span, exponent: widest, nodeCount: nodeCount) { widest -= 1 }
    isLossless = -finest <= widest
    exponent = isLossless ? (widest >= 0 ? max(-finest, 0) : -finest) : widest
  }

  /// Returns a finite cost of those that the scale was made for as an integer.
  package func integer(_ cost: Double) -> Int64 { Self.integer(cost, exponent: exponent) }

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
