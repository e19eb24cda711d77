import Pairwright
import PairwrightStudy
import Testing

@Suite struct OrganisationGeneratorTests {
  private static let sizes = [2, 7, 10, 11, 25, 60, 137, 600, 2_500]

  private func roster(_ people: Int, seed: UInt64 = 3) throws -> Roster {
    try OrganisationGenerator(people: people, seed: seed).organisation().roster
  }

  @Test(arguments: sizes) func refersOnlyToPeopleAndPostsThatExist(size: Int) throws {
    let roster = try roster(size)
    #expect(roster.people.count == size)
    let posts = Set(roster.people.compactMap(\.positionID))
    #expect(posts.count == size)
    for person in roster.people {
      var ids = [person.managerID, person.hrPartnerID, person.currentPartnerID].compactMap { $0 }
      ids += person.matrixManagerIDs + person.preferredIDs
      ids += person.avoidIDs + person.pastPartnerIDs
      for id in ids {
        #expect(roster.person(id) != nil)
        #expect(id != person.id)
      }
      #expect(posts.isSuperset(of: person.successionCandidateFor))
      #expect(person.successionCandidateFor.allSatisfy { $0 != person.positionID })
      #expect(Set(person.preferredIDs).isDisjoint(with: person.avoidIDs))
    }
    let listed = roster.constraints.flatMap { [$0.first, $0.second] }
    let past = roster.history.flatMap { [$0.senior, $0.junior] }
    #expect((listed + past).allSatisfy { roster.person($0) != nil })
  }

  @Test(arguments: sizes) func hasOneTopAndSpansOfFourToNine(size: Int) throws {
    let roster = try roster(size)
    #expect(roster.people.count { $0.managerID == nil } == 1)
    var spans: [PersonID: Int] = [:]
    for person in roster.people {
      guard let manager = person.managerID else { continue }
      spans[manager, default: 0] += 1
      let grade = try #require(person.grade)
      #expect(grade <= (roster.person(manager)?.grade ?? 0))
    }
    // Nine people or fewer cannot always make teams of four.
    #expect(spans.values.allSatisfy { (size < 11 || $0 >= 4) && $0 <= 9 })
  }

  @Test func growsDeeperWithSize() throws {
    let depths = try [10, 60, 600, 6_000].map { size in
      let roster = try roster(size)
      return roster.people.map { person in
        Array(sequence(first: person) { $0.managerID.flatMap(roster.person) }).count - 1
      }.max() ?? 0
    }
    #expect(depths == depths.sorted())
    #expect(depths[1] >= 2 && depths[3] >= 5 && depths[3] <= 10)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func keepsSharesWithinBounds(seed: UInt64) throws {
    let people = try roster(3_000, seed: seed).people
    func share(_ holds: (Person) -> Bool) -> Int { people.count(where: holds) * 1_000 / 3_000 }
    #expect((430...540).contains(share { $0.side == .junior }))
    #expect((430...540).contains(share { $0.side == .senior }))
    #expect((10...60).contains(share { $0.side == .both }))
    #expect((10...50).contains(share { $0.side == SideMembership.none }))
    #expect((900...960).contains(share { $0.consent == .yes }))
    #expect((10...50).contains(share { $0.status != .active }))
    #expect((20...120).contains(share { !$0.successionCandidateFor.isEmpty }))
    #expect((3...30).contains(share { $0.capacityMaximum == 0 }))
    #expect((50...200).contains(share { $0.interests.isEmpty }))
  }

  /// What the rules of the generated programme need to know of everybody is there.
  @Test func leavesNoGapsWhereRulesLook() throws {
    for person in try roster(1_000).people {
      #expect(person.grade != nil && person.birthYear != nil && person.timeZone != nil)
      #expect(!person.languages.isEmpty && !person.availability.isEmpty)
      #expect(person.fields["department"] != nil && person.consent != nil)
    }
  }

  @Test func datesAndLevelsMakeSense() throws {
    for person in try roster(1_000).people {
      let hired = try #require(person.hireDate)
      let age = try #require(person.birthYear.map { 2027 - $0 })
      #expect((18...75).contains(age))
      #expect(hired.year - (person.birthYear ?? 0) >= 18)
      if let moved = person.fields["position_start_date"].flatMap(CalendarDate.init(iso:)) {
        #expect(hired < moved)
      }
      var names: [String] = []
      for skill in person.skillsOffered { names.append(skill.skill) }
      for wish in person.skillsWanted {
        names.append(wish.skill)
        let present = person.skillsCurrent.first { $0.skill == wish.skill }?.level ?? 0
        #expect(wish.target > present && wish.target <= 5)
      }
      #expect(Set(names).count == names.count)
      #expect(person.skillsOffered.allSatisfy { (1...5).contains($0.level) })
      let side = person.side ?? .none
      #expect(!side.includes(.junior) || !person.skillsOffered.isEmpty)
      #expect(!side.includes(.senior) || !person.skillsWanted.isEmpty)
    }
  }

  @Test func everySkillIsInTheCatalogue() throws {
    let roster = try roster(500)
    var names: [String] = []
    for person in roster.people {
      names += person.skillsOffered.map(\.skill)
      names += person.skillsWanted.map(\.skill)
      names += person.interests + person.goals
      names += person.organisationGoals
    }
    #expect(names.allSatisfy(roster.catalogue.contains))
    #expect(
      roster.relatedness.relations.allSatisfy {
        roster.catalogue.contains($0.from) && roster.catalogue.contains($0.to)
          && abs($0.value) <= Relatedness.one
      })
  }

  /// Nobody is in two pairs that are set, and the two of a locked pair name each other.
  @Test func setPairsDoNotClash() throws {
    let roster = try roster(2_000)
    let locked = roster.people.filter(\.isLocked)
    let forced = roster.constraints.filter { $0.kind == .force }
    #expect(!locked.isEmpty && !forced.isEmpty)
    var bound = forced.flatMap { [$0.first, $0.second] }
    for person in locked {
      let partner = try #require(person.currentPartnerID.flatMap(roster.person))
      #expect(partner.currentPartnerID == person.id)
      bound += [person.id, partner.id]
    }
    #expect(Set(bound).count == bound.count)
    for id in bound {
      let person = try #require(roster.person(id))
      #expect(person.consent == .yes && person.status == .active && person.capacityMaximum != 0)
    }
  }

  /// Roster and programme fit without any finding: nothing forced or locked is barred.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func itsProgrammeFits(seed: UInt64) throws {
    let organisation = try OrganisationGenerator(people: 330, seed: seed).organisation()
    var diagnostics = Diagnostics()
    let program = MentoringProgram(reading: organisation.program, into: &diagnostics)
    let problem = try MatchingProblem(organisation.roster, program, diagnostics: &diagnostics)
    #expect(diagnostics.errors.isEmpty && diagnostics.warnings.isEmpty)
    #expect(problem.allowedPairCount > 1_000)
    #expect(problem.juniorCount > 120 && problem.seniorCount > 120)
  }

  @Test func differsFromSeedToSeed() throws {
    let first = try roster(60, seed: 1).people.map(\.name)
    let second = try roster(60, seed: 2).people.map(\.name)
    #expect(first != second)
  }

  @Test func clampsTheSize() {
    #expect(OrganisationGenerator(people: -4, seed: 0).people == 2)
    #expect(OrganisationGenerator(people: .max, seed: 0).people == 99_999)
  }
}
