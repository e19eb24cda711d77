import Pairwright
import Testing

@Suite("RosterRanges")
struct RosterRangesTests {
  @Test("refuses every number that lies off its scale")
  func ranges() throws {
    let changes: [(String, @Sendable (inout Person) -> Void)] = [
      ("grade", { $0.grade = .max }),
      ("birth_year", { $0.birthYear = -1 }),
      ("teaching_ability", { $0.teachingAbility = 6 }),
      ("commitment", { $0.commitment = 0 }),
      ("capacity_max", { $0.capacityMaximum = -1 }),
      ("capacity_max", { $0.capacityMaximum = 1_001 }),
      ("capacity_min", { $0.capacityMinimum = -1 }),
      ("hours_per_month", { $0.hundredthHoursPerMonth = -1 }),
      ("priority_tier", { $0.priorityTier = 0 }),
      ("skills_offered", { $0.skillsOffered = [SkillLevel("a", level: 6)] }),
      ("skills_offered", { $0.skillsOffered = [SkillLevel("a", level: 0)] }),
      ("skills_current", { $0.skillsCurrent = [SkillLevel("a", level: -1)] }),
      ("skills_wanted", { $0.skillsWanted = [SkillWish("a", target: 6)] }),
      ("skills_wanted", { $0.skillsWanted = [SkillWish("a", target: 3, priority: 4)] }),
      ("availability", { $0.availability = [WeeklySlot(weekday: 7, start: 0, end: 60)] }),
      ("availability", { $0.availability = [WeeklySlot(weekday: 0, start: 60, end: 60)] }),
      ("availability", { $0.availability = [WeeklySlot(weekday: 0, start: 0, end: 1_441)] }),
      ("timezone", { $0.timeZone = "Mars/Olympus" }),
    ]
    for (column, change) in changes {
      var person = Person.junior("A")
      person.line = 4
      change(&person)
      let error = try #require(throws: InvalidInput.self) { try Roster(people: [person]) }
      #expect(error.diagnostics.codes(.error) == ["out-of-range"], "\(column)")
      #expect(error.diagnostics.errors[0].location.columnName == column)
      #expect(error.diagnostics.errors[0].location.line == 4)
    }
  }

  @Test("accepts the ends of every scale")
  func ends() throws {
    let people = [(1, 1, 0, 0), (5, 3, 1_000, 5)].enumerated().map { number, ends in
      Person.junior("P\(number)") {
        ($0.teachingAbility, $0.commitment) = (ends.0, ends.0)
        $0.skillsOffered = [SkillLevel("a", level: ends.0)]
        $0.skillsWanted = [SkillWish("a", target: ends.0, priority: ends.1)]
        $0.skillsCurrent = [SkillLevel("a", level: ends.3)]
        ($0.capacityMaximum, $0.capacityMinimum) = (ends.2, ends.2)
        $0.availability = [WeeklySlot(weekday: 6, start: 0, end: 1_440)]
        $0.timeZone = "+05:30"
      }
    }
    #expect(throws: Never.self) { try Roster(people: people) }
  }

  @Test("refuses a relation beyond -1 to 1", arguments: [10_001, -10_001, Int.min])
  func relations(value: Int) {
    #expect(throws: InvalidInput.self) {
      try Roster(people: [], relatedness: Relatedness([.init(from: "a", to: "b", value: value)]))
    }
  }
}
