/// Who takes part on which side, and why everybody else does not.
public struct Participation: Sendable {
  /// Why a person takes no part; the raw values are the fixed codes of unmatched.csv.
  public enum Exclusion: String, Sendable, Hashable, CaseIterable {
    /// Away for a while.
    case onLeave = "on_leave"
    /// Has left.
    case terminated
    /// Stands on neither side.
    case noSide = "no_side"
    /// Declined.
    case noConsent = "no_consent"
    /// Has not answered, and the program waits for an answer.
    case consentPending = "consent_pending"
    /// Has no place for a partner.
    case noCapacity = "no_capacity"
    /// Has no hours for the programme.
    case noHours = "no_hours"

    /// A sentence for coordinators.
    package var sentence: String {
      switch self {
      case .onLeave: "On leave."
      case .terminated: "Has left the organisation."
      case .noSide: "Stands on neither side of the programme."
      case .noConsent: "Did not consent."
      case .consentPending: "Has not answered the request for consent."
      case .noCapacity: "Has a capacity of 0."
      case .noHours: "Has 0 hours a month."
      }
    }
  }

  /// Positions in the roster of those who take part as juniors, in roster order.
  public let juniors: [Int]
  /// Positions in the roster of those who take part as seniors, in roster order.
  public let seniors: [Int]
  /// For each position in the roster, why the person takes no part, or `nil`.
  public let exclusions: [Exclusion?]
  /// The side of each person, from the roster or from the grade.
  package let memberships: [SideMembership]

  /// Applies the program's sides and consent policy to a roster.
  package init(_ roster: Roster, _ program: MentoringProgram, into diagnostics: inout Diagnostics) {
    let consent = Participation.consentPolicy(of: roster, program)
    var juniors: [Int] = []
    var seniors: [Int] = []
    var exclusions: [Exclusion?] = []
    var memberships: [SideMembership] = []
    for (index, person) in roster.people.enumerated() {
      let known = Participation.side(of: person, program)
      let side = known ?? .none
      memberships.append(side)
      let exclusion = Participation.exclusion(of: person, side: known, consent: consent)
      exclusions.append(exclusion)
      if known == nil, exclusion == nil {
        reportMissingSide(of: person)
      }
      guard exclusion == nil else { continue }
      if side.includes(.junior) { juniors.append(index) }
      if side.includes(.senior) { seniors.append(index) }
    }
    self.juniors = juniors
    self.seniors = seniors
    self.exclusions = exclusions
    self.memberships = memberships

    func reportMissingSide(of person: Person) {
      switch program.sides {
      case .column:
        diagnostics.error(
          "missing-side", at: roster.location(of: person, column: RosterColumn.side.rawValue),
          "\(person.id) has no side.",
          mend: "Fill in side (junior, senior, both or none), or take sides from the grade.")
      case .grade:
        diagnostics.error(
          "missing-side", at: roster.location(of: person, column: RosterColumn.grade.rawValue),
          "\(person.id) has no grade, from which the program takes the side.",
          mend: "Fill in grade.")
      }
    }
  }

  /// Returns the policy that holds: the program's, or `required` where the column is there.
  package static func consentPolicy(
    of roster: Roster, _ program: MentoringProgram
  ) -> MentoringProgram.ConsentPolicy {
    if let consent = program.consent { return consent }
    return roster.columns.contains(RosterColumn.consent.rawValue) ? .required : .assumed
  }

  /// Returns the side of a person, or `nil` when the roster does not tell it.
  ///
  /// The program's grades are on the scale of the roster: where grade 1 is the top, a junior is at
  /// most as senior as the grade given, which is a larger number.
  private static func side(
    of person: Person, _ program: MentoringProgram
  ) -> SideMembership? {
    switch program.sides {
    case .column: return person.side
    case .grade(let juniorAtMost, let seniorAtLeast):
      guard let grade = person.grade else { return nil }
      let sign = program.gradeOrder == .descending ? -1 : 1
      switch (grade <= sign * juniorAtMost, grade >= sign * seniorAtLeast) {
      case (true, true): return .both
      case (true, false): return .junior
      case (false, true): return .senior
      case (false, false): return SideMembership.none
      }
    }
  }

  private static func exclusion(
    of person: Person, side: SideMembership?, consent: MentoringProgram.ConsentPolicy
  ) -> Exclusion? {
    switch person.status {
    case .leave: return .onLeave
    case .terminated: return .terminated
    case .active: break
    }
    if side == SideMembership.none { return .noSide }
    switch (consent, person.consent) {
    case (_, .no): return .noConsent
    case (.required, .pending): return .consentPending
    case (.required, nil), (.requiredOrPending, nil): return .noConsent
    default: break
    }
    if person.capacityMaximum == 0 { return .noCapacity }
    if person.hundredthHoursPerMonth == 0 { return .noHours }
    return nil
  }
}
