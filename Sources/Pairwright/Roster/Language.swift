/// A level of the Common European Framework of Reference, lowest first.
public enum LanguageLevel: String, Sendable, Hashable, Comparable, CaseIterable {
  /// Breakthrough.
  case a1 = "A1"
  /// Waystage.
  case a2 = "A2"
  /// Threshold.
  case b1 = "B1"
  /// Vantage.
  case b2 = "B2"
  /// Effective operational proficiency.
  case c1 = "C1"
  /// Mastery.
  case c2 = "C2"

  private var rank: Int { LanguageLevel.allCases.firstIndex(of: self) ?? 0 }

  /// Returns whether `left` is the lower level.
  public static func < (left: LanguageLevel, right: LanguageLevel) -> Bool {
    left.rank < right.rank
  }
}

/// A language that a person speaks.
public struct LanguageSkill: Sendable, Hashable {
  /// The BCP 47 tag as written, such as `en` or `pt-BR`.
  public var tag: String
  /// The level, or `nil` when the roster gives none, which counts as fluent.
  public var level: LanguageLevel?

  /// Makes a language at a level.
  public init(_ tag: String, level: LanguageLevel? = nil) {
    self.tag = tag
    self.level = level
  }

  /// The primary language subtag in lower case: `pt` for `pt-BR`.
  public var primarySubtag: String {
    String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }
}
