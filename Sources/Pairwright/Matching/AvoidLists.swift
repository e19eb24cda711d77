/// The roster's own avoid lists, which hold whatever a program says.
enum AvoidLists {
  /// The name of the lists among what bars a pair.
  static let name = RosterColumn.avoidIDs.rawValue

  /// Reports ids that are not in the roster, because a protection would vanish with them.
  static func check(_ roster: Roster, into diagnostics: inout Diagnostics) {
    for person in roster.people {
      for id in person.avoidIDs where roster.index(of: id) == nil {
        diagnostics.error(
          "unknown-id", at: roster.location(of: person, column: name),
          "\(name) of \(person.id) names somebody who is not in the roster.",
          mend: "Correct the id, or take it out of the list.", value: id.rawValue)
      }
    }
  }

  /// Returns the barred pairs; it is enough that one of the two avoids the other.
  static func barred(_ roster: Roster) -> BarredPairs {
    var pairs: Set<UnorderedPair> = []
    for (index, person) in roster.people.enumerated() {
      for other in person.avoidIDs.compactMap(roster.index(of:)) {
        pairs.insert(UnorderedPair(index, other))
      }
    }
    return BarredPairs(pairs)
  }
}
