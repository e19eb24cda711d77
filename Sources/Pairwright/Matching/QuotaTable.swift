/// The program's quotas as groups of participants with bounds.
///
/// A quota counts the distinct people of its group, on its side, who have a partner.
package struct QuotaTable: Sendable {
  /// One group.
  package struct Group: Sendable, Hashable {
    /// The rule's name and the value that makes the group.
    package let name: String
    /// The side whose people are counted.
    package let side: Side
    /// The members, as rows for juniors and columns for seniors, in ascending order.
    package let members: [Int]
    /// The fewest members with a partner.
    package internal(set) var minimum: Int
    /// The most members with a partner.
    package internal(set) var maximum: Int?
  }

  /// The groups of juniors, in the program's order.
  package internal(set) var juniors: [Group] = []
  /// The groups of seniors, in the program's order.
  package internal(set) var seniors: [Group] = []

  /// All groups, those of juniors first.
  package var all: [Group] { juniors + seniors }

  /// Makes the groups of a program's quotas; what is wrong or cannot be solved is reported.
  init(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    for case let rule as Quota in context.program.rules {
      context.requireTextColumn(rule.column, for: rule, into: &diagnostics)
      guard context.roster.columns.contains(rule.column) else { continue }
      let groups = QuotaTable.groups(of: rule, context, into: &diagnostics)
      if rule.side == .junior { juniors += groups } else { seniors += groups }
    }
  }

  /// Whether a flow can keep all quotas: the groups of one side are nested or disjoint, and under a
  /// maximum everybody in the group has one partner at most or one at least.
  package func isFlow(
    _ juniorCapacities: [ClosedRange<Int>], _ seniorCapacities: [ClosedRange<Int>]
  ) -> Bool {
    !QuotaTable.areCrossing(juniors) && !QuotaTable.areCrossing(seniors)
      && !QuotaTable.limitsSeveralPlaces(juniors, juniorCapacities)
      && !QuotaTable.limitsSeveralPlaces(seniors, seniorCapacities)
  }

  private static func groups(
    of rule: Quota, _ context: RuleContext, into diagnostics: inout Diagnostics
  ) -> [Group] {
    let people = context.roster.people
    let positions = rule.side == .junior ? context.juniors : context.seniors
    var members: [String: [Int]] = [:]
    for (index, position) in positions.enumerated() {
      if let value = people[position].text(of: rule.column) {
        members[value, default: []].append(index)
        continue
      }
      let person = people[position]
      diagnostics.error(
        "missing-field", at: context.roster.location(of: person, column: rule.column),
        "\(person.id) takes part and has no \(rule.column), which the quota \(rule.name) needs.",
        mend: "Fill in \(rule.column), leave the person out, or drop the quota.")
    }
    func group(_ value: String) -> Group {
      Group(
        name: "\(rule.name): \(value)", side: rule.side, members: members[value] ?? [],
        minimum: rule.minimum, maximum: rule.maximum)
    }
    switch rule.groups {
    case .each:
      for value in members.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        checkMinimum(rule, value, context, into: &diagnostics)
      }
      return members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map(group)
    case .one(let value):
      let known = Set(people.compactMap { $0.text(of: rule.column) })
      guard known.contains(value) else {
        let nearest = NearestName.nearest(to: value, among: known.sorted())
        diagnostics.error(
          "unknown-group", at: rule.label.location,
          "The quota \(rule.name) is for a group that nobody in the file belongs to"
            + (nearest.map { "; did you mean \($0)?" } ?? "."),
          mend: "Correct group, or drop the quota.", value: value)
        return []
      }
      checkMinimum(rule, value, context, into: &diagnostics)
      return [group(value)]
    }
  }

  /// A minimum above everybody of the group in the file can never be kept.
  private static func checkMinimum(
    _ rule: Quota, _ value: String, _ context: RuleContext, into diagnostics: inout Diagnostics
  ) {
    let count = context.roster.people.count { $0.text(of: rule.column) == value }
    guard rule.minimum > count else { return }
    diagnostics.error(
      "quota-above-group", at: rule.label.location,
      "The quota \(rule.name) asks for at least \(rule.minimum) people of \(value), and the file "
        + "has \(count).", mend: "Lower min.")
  }

  /// Whether some groups have people in common and neither contains the other.
  private static func areCrossing(_ groups: [Group]) -> Bool {
    for (index, one) in groups.enumerated() {
      let members = Set(one.members)
      for other in groups[(index + 1)...] {
        let common = other.members.count { members.contains($0) }
        if common > 0, common < one.members.count, common < other.members.count { return true }
      }
    }
    return false
  }

  /// Whether a maximum concerns people who may have several partners or none.
  private static func limitsSeveralPlaces(
    _ groups: [Group], _ capacities: [ClosedRange<Int>]
  ) -> Bool {
    groups.contains { group in
      group.maximum.map { $0 < group.members.count } ?? false
        && group.members.contains {
          capacities[$0].upperBound > 1 && capacities[$0].lowerBound == 0
        }
    }
  }
}
