/// Bars pairs in which one is a candidate for the post of the other.
///
/// Two rivals for a third post may meet. Status and consent do not matter.
public struct NoSuccessionRisk: PairRule {
  /// The word for this kind in a program file.
  public static let kind = "no_succession_risk"
  /// How coordinators call this rule.
  public var label = RuleLabel()

  /// Makes the rule.
  public init() {}

  package init?(reading reader: ConfigurationReader) {}

  /// The rule has no parameters.
  public var parameters: [(String, ConfigurationValue?)] { [] }

  /// Needs every post to be held by somebody on record, or an exclusion would vanish.
  public func check(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    let roster = context.roster
    let posts = Set(roster.people.compactMap(\.positionID))
    for person in roster.people {
      for post in person.successionCandidateFor
      where !posts.contains(post) && roster.index(of: PersonID(post)) == nil {
        diagnostics.error(
          "unknown-post",
          at: roster.location(of: person, column: RosterColumn.successionCandidateFor.rawValue),
          "\(person.id) is a candidate for a post that no row has as position_id or employee_id.",
          mend: "Add the holder of the post, or take the post out of the list.", value: post)
      }
    }
  }

  /// Prepares the set of barred pairs.
  public func prepared(for context: RuleContext) -> any PreparedPairRule {
    let people = context.roster.people
    var holders: [String: [Int]] = [:]
    for (index, person) in people.enumerated() {
      if let post = person.positionID { holders[post, default: []].append(index) }
    }
    var pairs: Set<UnorderedPair> = []
    for (index, person) in people.enumerated() {
      for target in person.successionCandidateFor {
        for holder in holders[target] ?? [] { pairs.insert(UnorderedPair(index, holder)) }
        if let holder = context.roster.index(of: PersonID(target)) {
          pairs.insert(UnorderedPair(index, holder))
        }
      }
    }
    return BarredPairs(pairs)
  }
}

/// A prepared rule that bars a given set of pairs and no others.
package struct BarredPairs: PreparedPairRule {
  private var partners: [Int: Set<Int>] = [:]

  /// Makes the rule from pairs of positions in the roster.
  package init(_ pairs: Set<UnorderedPair>) {
    for pair in pairs {
      partners[pair.low, default: []].insert(pair.high)
      partners[pair.high, default: []].insert(pair.low)
    }
  }

  /// Returns whether the two are listed.
  package func bars(junior: Int, senior: Int) -> Bool {
    partners[junior]?.contains(senior) ?? false
  }

  /// Looks at seniors only when the junior is listed at all.
  package func mark(
    junior: Int, seniors: [Int], barred: UnsafeMutableBufferPointer<Bool>
  ) {
    guard let listed = partners[junior] else { return }
    for (column, senior) in seniors.enumerated() where listed.contains(senior) {
      barred[column] = true
    }
  }
}
