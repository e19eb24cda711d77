/// Bars pairs that have met before, by history.csv or the column `past_partner_ids`.
public struct NoRepeat: PairRule {
  /// The word for this kind in a program file.
  public static let kind = "no_repeat"
  /// How coordinators call this rule.
  public var label = RuleLabel()

  /// Makes the rule.
  public init() {}

  package init?(reading reader: ConfigurationReader) {}

  /// The rule has no parameters.
  public var parameters: [(String, ConfigurationValue?)] { [] }

  /// Prepares the set of past pairs, whichever way round they met.
  public func prepared(for context: RuleContext) -> any PreparedPairRule {
    let roster = context.roster
    var pairs: Set<UnorderedPair> = []
    for past in roster.history {
      if let senior = roster.index(of: past.senior), let junior = roster.index(of: past.junior) {
        pairs.insert(UnorderedPair(senior, junior))
      }
    }
    for (index, person) in roster.people.enumerated() {
      for partner in person.pastPartnerIDs.compactMap(roster.index(of:)) {
        pairs.insert(UnorderedPair(index, partner))
      }
    }
    return BarredPairs(pairs)
  }
}
