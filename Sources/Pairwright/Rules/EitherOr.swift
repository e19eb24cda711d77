/// Allows at most so many of some listed pairs.
public struct EitherOr: Rule {
  /// The word for this kind in a program file.
  public static let kind = "either_or"

  /// One listed pair.
  public struct Pair: Sendable, Hashable {
    /// The junior.
    public var junior: PersonID
    /// The senior.
    public var senior: PersonID

    /// Makes a pair.
    public init(junior: PersonID, senior: PersonID) {
      self.junior = junior
      self.senior = senior
    }
  }

  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// The listed pairs.
  public var pairs: [Pair]
  /// How many of them may be chosen.
  public var maximum: Int

  /// Makes the rule.
  public init(_ pairs: [Pair], maximum: Int = 1) {
    self.pairs = pairs
    self.maximum = maximum
  }

  package init?(reading reader: ConfigurationReader) {
    maximum = reader.integer("max", in: 0...1_000_000) ?? 1
    guard let items = reader.list("pairs") else {
      reader.require("pairs", form: "[[junior, senior], ...]")
      return nil
    }
    pairs = []
    for item in items {
      guard case .sequence(let two) = item.content, two.count == 2,
        case .scalar(let junior, _) = two[0].content, case .scalar(let senior, _) = two[1].content
      else {
        reader.fail(
          "wrong-type", at: item.location, "pairs in \(reader.subject) must be lists of two ids.",
          "pairs: [[J12, S3], [J13, S4]]")
        return nil
      }
      pairs.append(Pair(junior: PersonID(junior), senior: PersonID(senior)))
    }
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    func id(_ id: PersonID) -> ConfigurationValue {
      ConfigurationValue(.scalar(id.rawValue, isQuoted: true))
    }
    return [
      ("pairs", .list(pairs.map { .list([id($0.junior), id($0.senior)]) })),
      ("max", .text(String(maximum))),
    ]
  }
}
