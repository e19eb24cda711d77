/// One row of the roster: everything that matching may know of a person.
///
/// Whatever the roster does not say stays `nil` or empty; no default is filled in here.
public struct Person: Sendable, Identifiable {
  /// Whether the person is at work.
  public enum Status: String, Sendable, Hashable, CaseIterable {
    /// At work.
    case active
    /// Away for a while.
    case leave
    /// Has left.
    case terminated
  }

  /// Whether the person agreed to take part.
  public enum Consent: String, Sendable, Hashable, CaseIterable {
    /// Agreed.
    case yes
    /// Declined.
    case no
    /// Has not answered.
    case pending
  }

  /// The identity, unique in the roster.
  public var id: PersonID
  /// The name to show; the id where the roster has no name.
  public var name: String
  /// The side as written, or `nil` when the program derives it.
  public var side: SideMembership?
  /// Whether the person is at work.
  public var status: Status = .active
  /// The line manager, or `nil` at the top.
  public var managerID: PersonID?
  /// Managers in the matrix, beside the line.
  public var matrixManagerIDs: [PersonID] = []
  /// The partner in human resources.
  public var hrPartnerID: PersonID?
  /// Text columns by canonical name (`department`, `team`, `location`, `group_gender`, ...);
  /// empty cells are left out.
  public var fields: [String: String] = [:]
  /// The grade, larger for more senior.
  public var grade: Int?
  /// The IANA name of the time zone, or a fixed offset such as `+02:00`.
  public var timeZone: String?
  /// The first day in the organisation.
  public var hireDate: CalendarDate?
  /// The year of birth.
  public var birthYear: Int?
  /// The name of a generation band of the program, where there is no year of birth.
  public var generation: String?
  /// The languages spoken.
  public var languages: [LanguageSkill] = []
  /// What the person can teach.
  public var skillsOffered: [SkillLevel] = []
  /// What the person wants to learn.
  public var skillsWanted: [SkillWish] = []
  /// Present levels of wanted skills.
  public var skillsCurrent: [SkillLevel] = []
  /// How well the person teaches, 1 to 5.
  public var teachingAbility: Int?
  /// Interests, as written.
  public var interests: [String] = []
  /// Personal goals, as written.
  public var goals: [String] = []
  /// The organisation's goals for the person, as written.
  public var organisationGoals: [String] = []
  /// Weekly slots in local time, merged and in order.
  public var availability: [WeeklySlot] = []
  /// Hours a month for the programme, in hundredths; zero leaves the person out.
  public var hundredthHoursPerMonth: Int?
  /// The most partners, on each side the person stands on.
  public var capacityMaximum: Int?
  /// The fewest partners, on each side the person stands on.
  public var capacityMinimum: Int?
  /// Whether the person agreed to take part.
  public var consent: Consent?
  /// How committed the person is, 1 to 5.
  public var commitment: Int?
  /// The tier that is matched first, 1 before 2.
  public var priorityTier: Int?
  /// The post that the person holds.
  public var positionID: String?
  /// Posts or holders of posts that the person is a candidate for.
  public var successionCandidateFor: [String] = []
  /// Wished-for partners, best first.
  public var preferredIDs: [PersonID] = []
  /// People never to be paired with.
  public var avoidIDs: [PersonID] = []
  /// Past partners.
  public var pastPartnerIDs: [PersonID] = []
  /// The partner of the present round.
  public var currentPartnerID: PersonID?
  /// Whether the pair with the present partner is to stay.
  public var isLocked: Bool = false
  /// The line of the roster file, from 1.
  public var line: Int?

  /// Makes a person of whom only the identity is known.
  public init(id: PersonID, name: String? = nil, side: SideMembership? = nil) {
    self.id = id
    self.name = name ?? id.rawValue
    self.side = side
  }

  /// Returns the value of a column by which people can be grouped or compared, or `nil` when it
  /// is empty.
  package func text(of column: String) -> String? {
    switch RosterColumn(rawValue: column) {
    case .grade: grade.map(String.init)
    case .timezone: timeZone
    case .managerID: managerID?.rawValue
    case .hrPartnerID: hrPartnerID?.rawValue
    case .generation: generation
    case .birthYear: birthYear.map(String.init)
    case .positionID: positionID
    case .status: status.rawValue
    default: fields[column]
    }
  }
}
