/// Whether low or high costs are wanted.
public enum CostDirection: Sendable, Hashable {
  /// Low costs are better.
  case minimize
  /// High costs, or scores, are better.
  case maximize

  /// A number that is the smaller, the better the cost.
  ///
  /// The bitwise complement reverses the order of all 64-bit integers and, unlike negation, cannot
  /// overflow; applied twice it gives back the number.
  @inline(__always)
  func rank(_ cost: Int64) -> Int64 { self == .minimize ? cost : ~cost }
}

/// The costs of another source without those that are not better than a limit.
///
/// A ``DegreeWitness`` for such costs proves that some pair must be as bad as the limit.
public struct LimitedCosts<Costs: CostSource>: CostSource {
  /// The source that is limited.
  public let costs: Costs
  /// Whether low or high costs are better.
  public let direction: CostDirection
  /// Pairs are absent unless their cost is better than this.
  public let limit: Int64
  /// Whether pairs are present that are exactly as good as the limit.
  public let includesLimit: Bool

  /// Limits a source.
  public init(
    _ costs: Costs, betterThan limit: Int64, direction: CostDirection, includingLimit: Bool = false
  ) {
    self.costs = costs
    self.limit = limit
    self.direction = direction
    includesLimit = includingLimit
  }

  /// The number of rows.
  public var rowCount: Int { costs.rowCount }
  /// The number of columns.
  public var columnCount: Int { costs.columnCount }

  /// Reads a row and marks what is beyond the limit.
  public func readCosts(ofRow row: Int, into buffer: UnsafeMutableBufferPointer<Int64>) {
    costs.readCosts(ofRow: row, into: buffer)
    let limitRank = direction.rank(limit)
    for column in buffer.indices where buffer[column] != absentEdge {
      let rank = direction.rank(buffer[column])
      if rank > limitRank || (rank == limitRank && !includesLimit) { buffer[column] = absentEdge }
    }
  }
}
