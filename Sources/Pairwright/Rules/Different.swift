/// Allows only pairs whose values of a text column differ; a missing value bars a pair.
public struct Different: PairRule {
  /// The word for this kind in a program file.
  public static let kind = "different"
  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// The canonical column.
  public var field: String

  /// Makes the rule for a canonical column.
  public init(field: String) { self.field = field }

  package init?(reading reader: ConfigurationReader) {
    guard let field = reader.text("field") else {
      reader.require("field", form: "a column, such as department")
      return nil
    }
    self.field = field
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] { [("field", .text(field))] }
  /// The text columns that the rule looks at.
  public var textColumns: [String] { [field] }

  /// Needs the column.
  public func check(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    context.requireTextColumn(field, for: self, into: &diagnostics)
  }

  /// Prepares a comparison of numbered values.
  public func prepared(for context: RuleContext) -> any PreparedPairRule {
    Prepared(values: context.numberedValues(of: field))
  }

  private struct Prepared: PreparedPairRule {
    let values: [Int32]

    func bars(junior: Int, senior: Int) -> Bool {
      values[junior] < 0 || values[senior] < 0 || values[junior] == values[senior]
    }
  }
}
