/// A proof that no choice of pairs can give every row, or every column, its minimum.
///
/// The `members` of one side need `required` pairs between them. A node of the other side can
/// take part in no more of them than its own maximum allows, nor in more than it has edges to
/// members, so at most `available` pairs are to be had; and `available` is less than `required`.
/// With all minimums and maximums equal to 1 this is a violator of Hall's condition.
///
/// Looking at one side at a time loses nothing: when the minimums of the rows can be kept and
/// those of the columns can be kept, then both can be kept at once (Mendelsohn & Dulmage 1958,
/// "Some generalizations of the problem of distinct representatives", Canadian Journal of
/// Mathematics 10).
public struct DegreeWitness: Sendable, Hashable {
  /// A node of the other side that has an edge to a member.
  public struct Neighbour: Sendable, Hashable {
    /// The index of the node on its side.
    public let index: Int
    /// The number of members that it has an edge to.
    public let edgeCount: Int
    /// The most pairs that may be chosen at it.
    public let maximum: Int

    /// The most pairs with members that it can take part in.
    public var available: Int { min(edgeCount, maximum) }

    /// Describes a node of the other side.
    public init(index: Int, edgeCount: Int, maximum: Int) {
      self.index = index
      self.edgeCount = edgeCount
      self.maximum = maximum
    }
  }

  /// The side whose minimums cannot be kept.
  public let side: BipartiteSide
  /// The nodes of that side which between them need too much, in ascending order.
  public let members: [Int]
  /// All nodes of the other side with an edge to a member, in ascending order.
  public let neighbours: [Neighbour]
  /// The sum of the minimums of the members.
  public let required: Int
  /// The sum of what the neighbours can give.
  public let available: Int

  /// Collects the parts of a witness; ``CertificateChecker`` tells whether it proves anything.
  public init(
    side: BipartiteSide, members: [Int], neighbours: [Neighbour], required: Int, available: Int
  ) {
    self.side = side
    self.members = members
    self.neighbours = neighbours
    self.required = required
    self.available = available
  }
}
