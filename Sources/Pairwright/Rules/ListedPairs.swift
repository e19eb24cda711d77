/// Lets constraints.csv speak: its `forbid` lines bar pairs, its `force` lines make them, and its
/// `prefer` lines count in the score.
public struct ListedPairs: PairRule {
  /// The word for this kind in a program file.
  public static let kind = "pairs"
  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// The file, relative to the program; `nil` is constraints.csv beside the roster.
  public var file: String?

  /// Makes the rule.
  public init(file: String? = nil) { self.file = file }

  package init?(reading reader: ConfigurationReader) { file = reader.text("file") }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    [("file", file.map(ConfigurationValue.text))]
  }

  /// Needs the people of each line to be on record; of a wish that is only a warning.
  public func check(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    for line in context.roster.constraints {
      for id in [line.first, line.second] where context.roster.index(of: id) == nil {
        diagnostics.append(
          Diagnostic(
            line.kind == .prefer ? .warning : .error, "unknown-id", at: line.location,
            "A \(line.kind.rawValue) line names an id that is not in the roster.",
            mend: "Correct the id or take the line out.", value: id.rawValue))
      }
    }
  }

  /// Prepares the set of forbidden pairs.
  public func prepared(for context: RuleContext) -> any PreparedPairRule {
    BarredPairs(
      Set(
        context.roster.constraints.filter { $0.kind == .forbid }.compactMap { line in
          guard let first = context.roster.index(of: line.first),
            let second = context.roster.index(of: line.second)
          else { return nil }
          return UnorderedPair(first, second)
        }))
  }
}
