internal import Pairwright

/// The counts that describe an organisation.
struct OrganisationFigures {
  /// Names and counts, in the order in which they are shown.
  let rows: [(name: String, count: Int)]

  /// Counts a roster.
  init(_ roster: Roster) {
    let people = roster.people
    func count(_ holds: (Person) -> Bool) -> Int { people.filter(holds).count }
    func different(_ column: String) -> Int { Set(people.compactMap { $0.fields[column] }).count }
    func constraints(_ kind: PairConstraint.Kind) -> Int {
      roster.constraints.filter { $0.kind == kind }.count
    }
    rows = [
      ("people", people.count),
      ("juniors", count { $0.side == .junior }),
      ("seniors", count { $0.side == .senior }),
      ("on both sides", count { $0.side == .both }),
      ("on no side", count { $0.side == SideMembership.none }),
      ("taking part as juniors", count { Organisation.takesPart($0, as: .junior) }),
      ("taking part as seniors", count { Organisation.takesPart($0, as: .senior) }),
      ("on leave or gone", count { $0.status != .active }),
      ("without consent", count { $0.consent != .yes }),
      ("departments", different("department")),
      ("sites", different("location")),
      ("time zones", Set(people.compactMap(\.timeZone)).count),
      ("steps from the lowest post to the top", OrganisationFigures.depth(of: roster)),
      ("managers", Set(people.compactMap(\.managerID)).count),
      ("people with a matrix manager", count { !$0.matrixManagerIDs.isEmpty }),
      ("succession candidates", count { !$0.successionCandidateFor.isEmpty }),
      ("people who avoid somebody", count { !$0.avoidIDs.isEmpty }),
      ("people who wish for somebody", count { !$0.preferredIDs.isEmpty }),
      ("seniors with room for several", count { ($0.capacityMaximum ?? 1) > 1 }),
      ("locked pairs", count(\.isLocked)),
      ("forced pairs", constraints(.force)),
      ("forbidden pairs", constraints(.forbid)),
      ("preferred pairs", constraints(.prefer)),
      ("past pairs", roster.history.count),
    ]
  }

  private static func depth(of roster: Roster) -> Int {
    var deepest = 0
    for person in roster.people {
      var steps = 0
      var manager = person.managerID
      while let id = manager, let above = roster.person(id) {
        steps += 1
        manager = above.managerID
      }
      deepest = max(deepest, steps)
    }
    return deepest
  }
}
