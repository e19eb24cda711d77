/// How many distinct members of a group of rows, or of columns, must and may be used.
///
/// A row or column counts once however many pairs are chosen at it. Quotas of one side must be
/// nested or disjoint: of two groups with a common member, one contains the other.
public struct UsageQuota: Sendable, Hashable {
  /// The indices of the members, without repetition, in any order.
  public var members: [Int]
  /// The fewest members that must be used.
  public var minimum: Int
  /// The most members that may be used; `nil` for any number.
  ///
  /// A maximum is allowed only when each member may be used at most once or must be used anyway.
  /// With members that may take several pairs or none, the problem would not be convex, and this
  /// method could not prove its answers.
  public var maximum: Int?

  /// A quota for a group.
  public init(members: [Int], minimum: Int = 0, maximum: Int? = nil) {
    self.members = members
    self.minimum = minimum
    self.maximum = maximum
  }
}
