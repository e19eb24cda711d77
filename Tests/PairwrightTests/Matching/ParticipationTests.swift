import Pairwright
import Testing

@Suite("Participation")
struct ParticipationTests {
  private func participation(
    _ people: [Person], columns: Set<String>? = nil, _ configure: (inout MentoringProgram) -> Void
  ) throws -> (participation: Participation, found: Diagnostics) {
    var program = MentoringProgram()
    configure(&program)
    var found = Diagnostics()
    return (
      Participation(try Roster(people: people, columns: columns), program, into: &found), found
    )
  }

  @Test("applies each consent policy to each answer")
  func consent() throws {
    typealias Policy = MentoringProgram.ConsentPolicy
    let answers: [Person.Consent?] = [.yes, .no, .pending, nil]
    let out = Participation.Exclusion.noConsent
    let cases: [(Policy?, [Participation.Exclusion?])] = [
      (.required, [nil, out, .consentPending, out]), (.requiredOrPending, [nil, out, nil, out]),
      (.assumed, [nil, out, nil, nil]), (nil, [nil, out, .consentPending, out]),
    ]
    let people = answers.enumerated().map { number, answer in
      Person.junior("P\(number)") { $0.consent = answer }
    }
    for (policy, expected) in cases {
      #expect(
        try participation(people) { $0.consent = policy }.participation.exclusions == expected)
    }
  }

  @Test("requires consent by default exactly where the column is there")
  func consentDefault() throws {
    let people = [Person.junior("J")]
    for (columns, exclusion) in [
      (Set(["side"]), nil), (Set(["side", "consent"]), .noConsent), (nil, nil),
    ] as [(Set<String>?, Participation.Exclusion?)] {
      let result = try participation(people, columns: columns) { _ in }.participation
      #expect(result.exclusions == [exclusion], "\(String(describing: columns))")
    }
  }

  @Test(
    "leaves out whoever is away, on no side, without room or without hours, by the first reason")
  func exclusions() throws {
    let people = [
      Person.junior("1") { $0.status = .leave }, .senior("2") { $0.status = .terminated },
      .on(.none, "3"), .junior("4") { $0.capacityMaximum = 0 },
      .junior("5") { $0.hundredthHoursPerMonth = 0 },
      .junior("6") { $0.hundredthHoursPerMonth = 1 },
      .on(.none, "7") { ($0.status, $0.capacityMaximum) = (.leave, 0) },
      .junior("8") { ($0.capacityMaximum, $0.capacityMinimum) = (0, 1) },
    ]
    let (result, found) = try participation(people) { _ in }
    #expect(
      result.exclusions == [
        .onLeave, .terminated, .noSide, .noCapacity, .noHours, nil, .onLeave, .noCapacity,
      ])
    #expect(result.juniors == [5] && result.seniors.isEmpty)
    #expect(found.all.isEmpty)
  }

  @Test("takes sides from grades, ascending or descending, both where the ranges meet")
  func grades() throws {
    let people = (1...9).map { (grade: Int) in Person.on(.none, "G\(grade)") { $0.grade = grade } }
    func sides(_ junior: Int, _ senior: Int) throws -> [SideMembership] {
      try participation(people) { $0.sides = .grade(juniorAtMost: junior, seniorAtLeast: senior) }
        .participation.memberships
    }
    #expect(
      try sides(4, 7) == Array(repeating: .junior, count: 4) + [.none, .none]
        + Array(repeating: .senior, count: 3))
    #expect(
      try sides(7, 7) == Array(repeating: .junior, count: 6) + [.both]
        + Array(repeating: .senior, count: 2))
    // Where 1 is the top, the grades of the file are held negated.
    let descending = (1...9).map { (grade: Int) in
      Person.on(.none, "G\(grade)") { $0.grade = -grade }
    }
    let memberships = try participation(descending) {
      $0.gradeOrder = .descending
      $0.sides = .grade(juniorAtMost: 7, seniorAtLeast: 4)
    }.participation.memberships
    #expect(
      memberships == Array(repeating: .senior, count: 4) + [.none, .none]
        + Array(repeating: .junior, count: 3))
  }

  @Test("needs a side or a grade of those who would take part, and of no others")
  func missingSide() throws {
    let people = [
      Person(id: "1"), .junior("2"), .senior("3"),
      {
        var person = Person(id: "4"); person.status = .leave; return person
      }(),
      {
        var person = Person(id: "5"); person.consent = .no; return person
      }(),
    ]
    let (_, found) = try participation(people) { $0.consent = .assumed }
    #expect(found.errors.map(\.code) == ["missing-side"])
    #expect(found.errors[0].location.columnName == "side")
    let (_, byGrade) = try participation(people) {
      $0.consent = .assumed
      $0.sides = .grade(juniorAtMost: 1, seniorAtLeast: 2)
    }
    #expect(byGrade.errors.map(\.location.columnName) == ["grade", "grade", "grade"])
  }
}
