/// How far each skill serves a want of another: a sparse matrix of values from -1 to 1.
///
/// Values are fixed-point with four decimals, so 1 is stored as 10,000. A skill serves itself
/// fully and a relation that is not listed is 0. The relation has a direction: what programming
/// does for a want of data analysis need not hold the other way round.
public struct Relatedness: Sendable {
  /// The stored value of a full relation.
  public static let one = 10_000

  /// One relation: an offer of `from` serves a want of `to` by `value` ten-thousandths.
  public struct Relation: Sendable, Hashable {
    /// The skill offered, as written.
    public var from: String
    /// The skill wanted, as written.
    public var to: String
    /// The value in ten-thousandths, -10,000 to 10,000.
    public var value: Int

    /// Makes a relation.
    public init(from: String, to: String, value: Int) {
      self.from = from
      self.to = to
      self.value = value
    }
  }

  /// All relations between different skills, in file order.
  public let relations: [Relation]

  /// Makes the matrix from its listed relations.
  public init(_ relations: [Relation] = []) { self.relations = relations }
}
