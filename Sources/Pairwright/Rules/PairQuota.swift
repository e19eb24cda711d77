/// Bounds how many chosen pairs, or which share of them, are of one kind.
public struct PairQuota: Rule {
  /// The word for this kind in a program file.
  public static let kind = "pair_quota"

  /// Which pairs are counted; an empty value is neither same nor different.
  public enum Kind: Sendable, Hashable {
    /// Both have the same value of a column.
    case same(String)
    /// The two have different values of a column.
    case differ(String)
    /// Each listed column of the junior and of the senior has the given value.
    case values(junior: [String: String], senior: [String: String])
  }

  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// Which pairs are counted.
  public var counted: Kind
  /// The fewest such pairs.
  public var minimum: Int?
  /// The most such pairs.
  public var maximum: Int?
  /// The smallest share of all pairs.
  public var minimumShare: FixedPoint?
  /// The largest share of all pairs.
  public var maximumShare: FixedPoint?

  /// Makes the rule.
  public init(
    _ counted: Kind, minimum: Int? = nil, maximum: Int? = nil, minimumShare: FixedPoint? = nil,
    maximumShare: FixedPoint? = nil
  ) {
    self.counted = counted
    self.minimum = minimum
    self.maximum = maximum
    self.minimumShare = minimumShare
    self.maximumShare = maximumShare
  }

  package init?(reading reader: ConfigurationReader) {
    let same = reader.text("same")
    let condition = reader.mapping("where")
    minimum = reader.integer("min", in: 0...1_000_000)
    maximum = reader.integer("max", in: 0...1_000_000)
    minimumShare = reader.decimal("min_share", in: FixedPoint(0)...FixedPoint(1))
    maximumShare = reader.decimal("max_share", in: FixedPoint(0)...FixedPoint(1))
    guard (same == nil) != (condition == nil) else {
      reader.fail(
        "clashing-keys", at: reader.location, "\(reader.subject) needs either same or where.",
        "same: department, or where: {junior.department: Sales, senior.department: Finance}")
      return nil
    }
    guard reader.requireBound("min", "max", "min_share", "max_share"),
      reader.checkBounds(minimum, maximum, keys: ("min", "max")),
      reader.checkBounds(
        minimumShare?.units, maximumShare?.units, keys: ("min_share", "max_share"))
    else { return nil }
    if let same {
      counted = .same(same)
    } else if let condition, let kind = PairQuota.kind(reading: condition) {
      counted = kind
    } else {
      return nil
    }
  }

  private static func kind(reading condition: ConfigurationReader) -> Kind? {
    defer { condition.finish() }
    let differ = condition.text("differ")
    let same = condition.text("same")
    var values: [Side: [String: String]] = [:]
    for key in condition.presentKeys where key != "differ" && key != "same" {
      for side in Side.allCases where key.hasPrefix("\(side.rawValue).") {
        values[side, default: [:]][String(key.dropFirst(side.rawValue.count + 1))] =
          condition.text(key)
      }
    }
    switch (differ, same, values.isEmpty) {
    case (let column?, nil, true): return .differ(column)
    case (nil, let column?, true): return .same(column)
    case (nil, nil, false):
      return .values(junior: values[.junior] ?? [:], senior: values[.senior] ?? [:])
    default:
      condition.fail(
        "clashing-keys", at: condition.location,
        "\(condition.subject) needs differ, same, or columns of the junior and the senior.",
        "{differ: location}, or {junior.department: Sales, senior.department: Finance}")
      return nil
    }
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    var same: ConfigurationValue?
    var condition: ConfigurationValue?
    switch counted {
    case .same(let column): same = .text(column)
    case .differ(let column): condition = .keys([("differ", .text(column))])
    case .values(let junior, let senior):
      func entries(_ values: [String: String], _ side: Side) -> [(String, ConfigurationValue?)] {
        values.sorted { $0.key < $1.key }.map {
          ("\(side.rawValue).\($0.key)", ConfigurationValue(.scalar($0.value, isQuoted: true)))
        }
      }
      condition = .keys(entries(junior, .junior) + entries(senior, .senior))
    }
    return [
      ("same", same), ("where", condition), ("min", minimum.map { .text(String($0)) }),
      ("max", maximum.map { .text(String($0)) }),
      ("min_share", minimumShare.map { .text($0.description) }),
      ("max_share", maximumShare.map { .text($0.description) }),
    ]
  }

  /// The text columns that the rule looks at.
  public var textColumns: [String] {
    switch counted {
    case .same(let column), .differ(let column): [column]
    case .values(let junior, let senior): Set(junior.keys).union(senior.keys).sorted()
    }
  }
}
