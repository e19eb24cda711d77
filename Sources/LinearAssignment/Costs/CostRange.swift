/// The span of the numbers of a problem, and whether 64-bit arithmetic is exact for it.
///
/// Every distance and potential that a solver forms is a difference of the costs along paths that
/// visit no node twice. So with (number of nodes) x (largest - smallest) at most 2^61, none of
/// them, nor a sum of the few that are added, leaves 64 bits.
struct CostRange {
  var smallest: Int64
  var largest: Int64

  /// - Throws: `AssignmentError` with code `costRangeTooLarge`.
  func check(nodeCount: Int) throws(AssignmentError) {
    let span = Int128(largest) - Int128(smallest)
    let farthest = max(smallest.magnitude, largest.magnitude)
    guard farthest <= 1 << 62 else {
      throw AssignmentError(
        code: .costRangeTooLarge,
        message: "The costs reach from \(smallest) to \(largest), beyond 2^62.",
        advice: "the costs can be shifted: subtract the same number from all of them.")
    }
    guard Int128(nodeCount) * span <= Int128(1) << 61 else {
      throw AssignmentError(
        code: .costRangeTooLarge,
        message: "The costs reach from \(smallest) to \(largest); for \(nodeCount) rows, "
          + "columns and quotas together they may lie at most \((Int128(1) << 61) / Int128(nodeCount)) apart.",
        advice: "some costs are meant to forbid a pair; leave such pairs out instead.")
    }
  }

  /// Checks the range of the costs together with 0 and the first-use costs of all nodes.
  ///
  /// - Throws: `AssignmentError` with code `costRangeTooLarge`.
  func check(with bounds: [DegreeBounds]) throws(AssignmentError) {
    let leastReward = bounds.reduce(0) { min($0, $1.firstUseCost) }
    try CostRange(smallest: min(smallest, leastReward), largest: max(0, largest))
      .check(nodeCount: bounds.count)
  }
}
