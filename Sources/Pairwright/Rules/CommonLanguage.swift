/// Allows only pairs that share a language at a level or better.
///
/// Languages compare by primary subtag. A language without a level counts as fluent.
public struct CommonLanguage: PairRule {
  /// The word for this kind in a program file.
  public static let kind = "common_language"
  /// How coordinators call this rule.
  public var label = RuleLabel()
  /// The level that both must have; `nil` asks for the language alone.
  public var level: LanguageLevel?

  /// Makes the rule.
  public init(level: LanguageLevel? = nil) { self.level = level }

  package init?(reading reader: ConfigurationReader) {
    level = reader.word("level", as: LanguageLevel.self)
  }

  /// The parameters as they stand in a program file.
  public var parameters: [(String, ConfigurationValue?)] {
    [("level", level.map { .text($0.rawValue) })]
  }

  /// Needs everybody's languages, and says how many have no level.
  public func check(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    context.requireField(.languages, for: self, into: &diagnostics) { $0.languages.isEmpty }
    let withoutLevel = context.participants.count {
      context.roster.people[$0].languages.contains { $0.level == nil }
    }
    if withoutLevel > 0, level != nil {
      diagnostics.information(
        "language-without-level",
        "\(withoutLevel) participants have a language without a level; it counts as fluent.")
    }
  }

  /// Prepares a bit for each language that somebody speaks well enough.
  public func prepared(for context: RuleContext) -> any PreparedPairRule {
    var bits: [String: Int] = [:]
    let spoken = context.roster.people.map { person in
      person.languages.filter { ($0.level ?? .c2) >= (level ?? .a1) }.map { language in
        let bit = bits[language.primarySubtag] ?? bits.count
        bits[language.primarySubtag] = bit
        return bit
      }
    }
    return Prepared(languages: BitRows(spoken, columns: bits.count))
  }

  private struct Prepared: PreparedPairRule {
    let languages: BitRows

    func bars(junior: Int, senior: Int) -> Bool { !languages.intersect(junior, senior) }
  }
}
