/// The capacity of everyone on one side whose roster row gives none.
public struct Capacity: Rule {
  /// The word for this kind in a program file.
  public static let kind = "capacity"
  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// The side.
  public var side: Side
  /// The most partners.
  public var maximum: Int
  /// The fewest partners.
  public var minimum: Int

  /// Makes the rule.
  public init(side: Side, maximum: Int = 1, minimum: Int = 0) {
    self.side = side
    self.maximum = maximum
    self.minimum = minimum
  }

  package init?(reading reader: ConfigurationReader) {
    let side = reader.word("side", as: Side.self)
    if side == nil { reader.require("side", form: "junior | senior") }
    minimum = reader.integer("min", in: 0...1_000) ?? 0
    maximum = reader.integer("max", in: 1...1_000) ?? max(1, minimum)
    guard let side, reader.checkBounds(minimum, maximum, keys: ("min", "max")) else { return nil }
    self.side = side
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    [
      ("side", .text(side.rawValue)), ("min", .text(String(minimum))),
      ("max", .text(String(maximum))),
    ]
  }
}
