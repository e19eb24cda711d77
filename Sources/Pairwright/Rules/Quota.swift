/// Bounds how many distinct people of one group of a side are matched.
public struct Quota: Rule {
  /// The word for this kind in a program file.
  public static let kind = "quota"

  /// Which groups the bounds hold for.
  public enum Groups: Sendable, Hashable {
    /// One value of the column.
    case one(String)
    /// Every value among the participants, each apart.
    case each
  }

  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// The side whose people are counted.
  public var side: Side
  /// The text column that makes the groups.
  public var column: String
  /// Which groups the bounds hold for.
  public var groups: Groups
  /// The fewest people.
  public var minimum: Int
  /// The most people.
  public var maximum: Int?

  /// Makes the rule.
  public init(side: Side, by column: String, groups: Groups, minimum: Int = 0, maximum: Int? = nil)
  {
    self.side = side
    self.column = column
    self.groups = groups
    self.minimum = minimum
    self.maximum = maximum
  }

  package init?(reading reader: ConfigurationReader) {
    let side = reader.word("side", as: Side.self)
    if side == nil { reader.require("side", form: "junior | senior") }
    let column = reader.text("by")
    if column == nil { reader.require("by", form: "a column, such as department") }
    let group = reader.text("group")
    let each = reader.boolean("each") ?? false
    minimum = reader.integer("min", in: 0...1_000_000) ?? 0
    maximum = reader.integer("max", in: 0...1_000_000)
    if (group == nil) == !each {
      reader.fail(
        "clashing-keys", at: reader.location, "\(reader.subject) needs either group or each: true.",
        "group: Finance, or each: true")
      return nil
    }
    guard reader.requireBound("min", "max"),
      reader.checkBounds(minimum, maximum, keys: ("min", "max")), let side, let column
    else { return nil }
    self.side = side
    self.column = column
    groups = group.map(Groups.one) ?? .each
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    var group: ConfigurationValue?
    var each: ConfigurationValue?
    switch groups {
    case .one(let value): group = ConfigurationValue(.scalar(value, isQuoted: true))
    case .each: each = .text("true")
    }
    return [
      ("side", .text(side.rawValue)), ("by", .text(column)), ("group", group), ("each", each),
      ("min", .text(String(minimum))), ("max", maximum.map { .text(String($0)) }),
    ]
  }

  /// The text columns that the rule looks at.
  public var textColumns: [String] { [column] }
}
