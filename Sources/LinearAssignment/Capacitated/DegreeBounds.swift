/// How often a row or a column may be used, and what its first use is worth.
public struct DegreeBounds: Sendable, Hashable {
  /// The fewest pairs that must be chosen at this row or column.
  public var minimum: Int
  /// The most pairs that may be chosen at this row or column.
  public var maximum: Int
  /// A cost added once when at least one pair is chosen here; never positive.
  ///
  /// A negative value is a reward for using the row or column at all. A positive one would make
  /// the problem a fixed-charge problem, which this method does not solve, and is refused.
  public var firstUseCost: Int64

  /// Bounds with a reward for the first use; by default there is none.
  public init(minimum: Int = 0, maximum: Int = 1, firstUseCost: Int64 = 0) {
    self.minimum = minimum
    self.maximum = maximum
    self.firstUseCost = firstUseCost
  }
}
