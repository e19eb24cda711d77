internal import Pairwright

/// Fills the posts of a generated organisation with people.
struct OrganisationPeople {
  /// The day as of which the generated programme starts.
  static let startYear = 2027
  /// The last month in which anybody was hired or moved, counted from year 0.
  private static let lastMonth = 2026 * 12 + 7

  let structure: OrganisationStructure
  let seed: UInt64

  /// Returns the people in the order of the posts, with ids in the order of their hiring.
  func people() -> [Person] {
    var people = structure.posts.indices.map(person)
    let byHireDate = people.indices.sorted { left, right in
      let (first, second) = (hireDay(people[left]), hireDay(people[right]))
      return first != second ? first < second : left < right
    }
    for (rank, index) in byHireDate.enumerated() {
      people[index].id = PersonID("E" + OrganisationPeople.padded(rank + 1, to: 5))
      people[index].fields["email"] = people[index].fields["email"].map {
        "\($0).\(rank + 1)@pairwright.example"
      }
    }
    for index in people.indices {
      people[index].managerID = structure.posts[index].manager.map { people[$0].id }
    }
    return people
  }

  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private func hireDay(_ person: Person) -> Int { person.hireDate?.daysSince1970 ?? 0 }

  private func person(at index: Int) -> Person {
    let post = structure.posts[index]
    var generator = SeededGenerator(seed: seed, stream: 1_000 + UInt64(index))
    let firstName = generator.pick(OrganisationVocabulary.firstNames)
    let lastName = generator.pick(OrganisationVocabulary.lastNames)
    var person = Person(id: PersonID("post \(index)"), name: "\(firstName) \(lastName)")
    if !generator.chance(20) {
      person.fields["email"] = "\(firstName).\(lastName)".lowercased()
    }
    person.grade = post.grade
    person.side = side(of: post, using: &generator)
    person.positionID = "POS-" + OrganisationPeople.padded(index + 1, to: 5)
    fillStatus(of: &person, at: post, using: &generator)
    fillPlace(of: &person, at: post, using: &generator)
    fillDates(of: &person, at: post, using: &generator)
    fillParticipation(of: &person, at: post, using: &generator)
    OrganisationSkills(post: post).fill(&person, using: &generator)
    return person
  }

  private func side(
    of post: OrganisationStructure.Post, using generator: inout SeededGenerator
  ) -> SideMembership {
    if generator.chance(25) { return .none }
    if post.grade < 4 { return .junior }
    if post.grade > 4 { return .senior }
    return [.junior, .both, .senior][generator.position(weights: [4, 3, 3])]
  }

  private func fillStatus(
    of person: inout Person, at post: OrganisationStructure.Post,
    using generator: inout SeededGenerator
  ) {
    let isTop = post.manager == nil
    if !isTop, generator.chance(20) { person.status = .leave }
    if !post.isManager, generator.chance(10) { person.status = .terminated }
    person.consent = [.yes, .no, .pending][generator.position(weights: [94, 3, 3])]
    if isTop { person.consent = .yes }
  }

  private func fillPlace(
    of person: inout Person, at post: OrganisationStructure.Post,
    using generator: inout SeededGenerator
  ) {
    let site = OrganisationVocabulary.sites[post.site]
    person.fields["department"] = post.department
    person.fields["division"] = "Executive"
    person.fields["team"] = post.team
    person.fields["job_title"] = "Chief Executive"
    if let division = post.division.map({ OrganisationVocabulary.divisions[$0] }) {
      person.fields["division"] = division.name
      person.fields["job_title"] = title(of: post, in: division, using: &generator)
      if !generator.chance(100) { person.fields["job_code"] = "\(division.code)-\(post.grade)" }
      if !generator.chance(50) {
        person.fields["cost_center"] = "CC-\(division.code)-\(post.departmentNumber + 1)"
      }
    }
    person.fields["location"] = site.city
    person.fields["country"] = site.country
    person.timeZone = site.timeZone
    person.fields["remote"] = ["no", "hybrid", "yes"][generator.position(weights: [4, 4, 2])]
    person.languages = languages(at: site, using: &generator)
  }

  private func title(
    of post: OrganisationStructure.Post, in division: OrganisationVocabulary.Division,
    using generator: inout SeededGenerator
  ) -> String {
    if post.isManager {
      if post.depth == 1 { return "Head of \(division.name)" }
      return post.depth == 2 ? "\(post.department) Director" : "\(post.department) Manager"
    }
    let profession = generator.pick(division.professions)
    switch post.grade {
    case ...1: return "Trainee \(profession)"
    case 2...3: return profession
    case 4...5: return "Senior \(profession)"
    case 6: return "Lead \(profession)"
    default: return "Principal \(profession)"
    }
  }

  private func languages(
    at site: OrganisationVocabulary.Site, using generator: inout SeededGenerator
  ) -> [LanguageSkill] {
    var languages = [LanguageSkill(site.language, level: generator.chance(850) ? .c2 : .c1)]
    if site.language != "en" {
      let level: LanguageLevel = [.b1, .b2, .c1, .c2][generator.position(weights: [1, 4, 4, 1])]
      languages.append(LanguageSkill("en", level: level))
    }
    if generator.chance(180) {
      let level: LanguageLevel = [.a2, .b1, .b2, .c1][generator.position(weights: [2, 3, 3, 1])]
      let further = generator.pick(["es", "de", "fr", "it", "pl"])
      if further != site.language { languages.append(LanguageSkill(further, level: level)) }
    }
    return languages
  }

  /// Ages rise with grades; a few people changed profession late.
  private func fillDates(
    of person: inout Person, at post: OrganisationStructure.Post,
    using generator: inout SeededGenerator
  ) {
    var age = 21 + post.grade * 5 / 2 + generator.number(below: 10)
    if post.grade < 6, generator.chance(70) { age += generator.number(in: 8...18) }
    person.birthYear = OrganisationPeople.startYear - age
    // The smaller of two draws: most people were hired in recent years.
    let longest = min(30, age - 20) * 12
    let tenure = min(generator.number(below: longest), generator.number(below: longest))
    let hired = OrganisationPeople.lastMonth - tenure
    person.hireDate = OrganisationPeople.date(month: hired, day: generator.number(in: 1...28))
    guard !generator.chance(60), tenure > 1 else { return }
    let moved = hired + generator.number(in: 1...tenure)
    let promoted = generator.number(in: hired + 1...moved)
    person.fields["position_start_date"] =
      OrganisationPeople.date(month: moved, day: 1)?.description
    if generator.chance(600) {
      person.fields["last_promotion_date"] =
        OrganisationPeople.date(month: promoted, day: 1)?.description
    }
  }

  private static func date(month: Int, day: Int) -> CalendarDate? {
    CalendarDate(year: month / 12, month: month % 12 + 1, day: day)
  }

  private func fillParticipation(
    of person: inout Person, at post: OrganisationStructure.Post,
    using generator: inout SeededGenerator
  ) {
    let isSenior = person.side == .senior
    person.fields["group_gender"] =
      [nil, "woman", "man", "non-binary"][
        generator.position(weights: [8, 45, 45, 2])]
    person.fields["meeting_mode"] =
      ["either", "remote", "in_person"][
        generator.position(weights: [6, 3, 1])]
    person.fields["training_completed"] =
      [nil, "yes", "no"][
        generator.position(weights: [2, 5, 3])]
    person.fields["retention_risk"] =
      [nil, "low", "medium", "high"][
        generator.position(weights: [8, 7, 4, 1])]
    person.fields["cohort"] = "\(OrganisationPeople.startYear)"
    if !generator.chance(100) {
      person.hundredthHoursPerMonth =
        [0, 100, 150, 200, 300, 400][
          generator.position(weights: [1, 20, 25, 40, 20, 14])]
    }
    switch generator.position(weights: isSenior ? [20, 66, 9, 4, 1] : [30, 65, 4, 0, 1]) {
    case 0: break
    case 2: person.capacityMaximum = 2
    case 3: person.capacityMaximum = 3
    case 4: person.capacityMaximum = 0
    default: person.capacityMaximum = 1
    }
    if person.capacityMaximum != nil, generator.chance(500) { person.capacityMinimum = 0 }
    if !generator.chance(60) {
      person.commitment = 1 + generator.position(weights: [1, 3, 8, 10, 6])
    }
    if !generator.chance(person.side == .junior ? 80 : 350) {
      person.teachingAbility = 1 + generator.position(weights: [1, 4, 9, 8, 4])
    }
    person.priorityTier = post.grade >= 10 ? 1 : (post.grade >= 8 ? 2 : nil)
    if post.grade < 4, generator.chance(40) { person.priorityTier = 2 }
    person.availability = availability(using: &generator)
    person.interests = generator.sample(
      [0, 1, 2, 3, 4][generator.position(weights: [2, 4, 8, 6, 3])],
      of: SkillVocabulary.interests)
    person.goals = generator.sample(
      [0, 1, 2, 3][generator.position(weights: [3, 8, 8, 3])], of: SkillVocabulary.goals)
    person.organisationGoals = generator.sample(
      [0, 1, 2][generator.position(weights: [5, 6, 2])], of: SkillVocabulary.organisationGoals)
    if generator.chance(50) {
      person.fields["topics_avoid"] = generator.pick(["Politics", "Health", "Religion", "Pay"])
    }
  }

  /// Three to five slots in a week, at most one a day.
  private func availability(using generator: inout SeededGenerator) -> [WeeklySlot] {
    let starts = [9 * 60, 10 * 60, 11 * 60 + 30, 13 * 60, 14 * 60, 15 * 60 + 30]
    let days = generator.sample(generator.number(in: 3...5), of: Array(0..<5)).sorted()
    return days.map { day in
      let start = generator.pick(starts)
      return WeeklySlot(
        weekday: day, start: start, end: start + 30 * generator.number(in: 2...5))
    }
  }
}
