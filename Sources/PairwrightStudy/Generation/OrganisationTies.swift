internal import Pairwright

/// Connects the people of a generated organisation beyond the reporting line: partners in human
/// resources, matrix managers, succession, wishes, past pairs, and pairs that are set or barred.
struct OrganisationTies {
  let structure: OrganisationStructure
  private(set) var people: [Person]
  private(set) var constraints: [PairConstraint] = []
  private(set) var history: [PastPair] = []
  /// People in a pair that is forced or locked, who must not be barred from each other.
  private var isBound: [Bool]
  /// Positions of the participants on each side.
  private let juniors: [Int]
  private let seniors: [Int]
  private var generator: SeededGenerator

  /// Connects the people, who stand in the order of the posts.
  init(structure: OrganisationStructure, people: [Person], seed: UInt64) {
    self.structure = structure
    self.people = people
    isBound = people.map { _ in false }
    juniors = people.indices.filter { Organisation.takesPart(people[$0], as: .junior) }
    seniors = people.indices.filter { Organisation.takesPart(people[$0], as: .senior) }
    generator = SeededGenerator(seed: seed, stream: 4)
    nameResourcePartners()
    nameMatrixManagers()
    planSuccession()
    guard !juniors.isEmpty, !seniors.isEmpty else { return }
    setPairs()
    recordHistory()
    wishAndAvoid()
    listPairs()
  }

  private func isIn(_ division: Int, _ index: Int) -> Bool {
    structure.posts[index].division == division
  }

  private mutating func nameResourcePartners() {
    let peopleDivision = OrganisationVocabulary.peopleDivision
    let partners = people.indices.filter { index in
      isIn(peopleDivision, index) && structure.posts[index].depth > 1
        && structure.posts[index].grade > 3 && people[index].status != .terminated
    }
    guard !partners.isEmpty else { return }
    for index in people.indices where !isIn(peopleDivision, index) {
      let post = structure.posts[index]
      let place = (post.division ?? 0) * OrganisationVocabulary.sites.count + post.site
      if !generator.chance(50) {
        people[index].hrPartnerID = people[partners[place % partners.count]].id
      }
    }
  }

  private mutating func nameMatrixManagers() {
    let managers = people.indices.filter { index in
      structure.posts[index].isManager && structure.posts[index].depth > 1
    }
    guard !managers.isEmpty else { return }
    for index in people.indices where structure.posts[index].depth > 1 {
      guard generator.chance(60) else { continue }
      let manager = generator.pick(managers)
      if structure.posts[manager].division != structure.posts[index].division {
        people[index].matrixManagerIDs = [people[manager].id]
      }
    }
  }

  /// Names one or two candidates for many leading posts, half of them from the holder's own line.
  private mutating func planSuccession() {
    var reports = people.map { _ in [Int]() }
    var membersOfDivision = OrganisationVocabulary.divisions.map { _ in [Int]() }
    for (index, post) in structure.posts.enumerated() {
      if let manager = post.manager { reports[manager].append(index) }
      if let division = post.division { membersOfDivision[division].append(index) }
    }
    for (holder, post) in structure.posts.enumerated() where post.isManager {
      guard generator.chance(post.depth < 3 ? 900 : 450) else { continue }
      for _ in 0..<generator.number(in: 1...2) {
        let isOwnLine = post.division == nil || generator.chance(500)
        let pool = isOwnLine ? reports[holder] : membersOfDivision[post.division ?? 0]
        let candidate = generator.pick(pool)
        let candidateGrade = structure.posts[candidate].grade
        guard candidate != holder, candidateGrade < post.grade, candidateGrade > 2,
          let position = people[holder].positionID,
          !people[candidate].successionCandidateFor.contains(position)
        else { continue }
        people[candidate].successionCandidateFor.append(position)
        let readiness = ["now", "12m", "24m", "later"][generator.position(weights: [2, 3, 3, 2])]
        people[candidate].fields["successor_readiness"] = readiness
      }
    }
  }

  /// Sets some pairs that every rule of the generated programme allows: half locked from the
  /// round before, half forced by a decision.
  private mutating func setPairs() {
    let wanted = people.count < 40 ? 0 : max(2, people.count / 150)
    var made = 0
    for _ in 0..<wanted * 400 where made < wanted {
      let (junior, senior) = (generator.pick(juniors), generator.pick(seniors))
      guard !isBound[junior], !isBound[senior], surelyAllows(junior, senior) else { continue }
      isBound[junior] = true
      isBound[senior] = true
      made += 1
      if made.isMultiple(of: 2) {
        constraints.append(
          PairConstraint(
            .force, people[junior].id, people[senior].id, reason: "agreed with the board"))
      } else {
        people[junior].currentPartnerID = people[senior].id
        people[senior].currentPartnerID = people[junior].id
        people[senior].isLocked = true
      }
    }
  }

  /// Returns whether no rule of the generated programme can bar the pair, judged from the safe
  /// side: same site, different divisions, no other tie at all.
  private func surelyAllows(_ junior: Int, _ senior: Int) -> Bool {
    let (lower, upper) = (structure.posts[junior], structure.posts[senior])
    guard lower.site == upper.site, lower.depth > 1, upper.depth > 1,
      let lowerDivision = lower.division, let upperDivision = upper.division,
      lowerDivision != upperDivision, lowerDivision != OrganisationVocabulary.peopleDivision,
      upperDivision != OrganisationVocabulary.peopleDivision,
      upper.grade - lower.grade >= OrganisationProgram.minimumGradeGap,
      let juniorBirth = people[junior].birthYear, let seniorBirth = people[senior].birthYear,
      juniorBirth - seniorBirth >= OrganisationProgram.minimumYears
    else { return false }
    for person in [people[junior], people[senior]] {
      guard person.matrixManagerIDs.isEmpty, person.successionCandidateFor.isEmpty else {
        return false
      }
    }
    return people[junior].availability.contains { first in
      people[senior].availability.contains { second in
        first.weekday == second.weekday
          && min(first.end, second.end) - max(first.start, second.start)
            >= OrganisationProgram.minimumMinutes
      }
    }
  }

  private mutating func recordHistory() {
    let rounds: [(start: CalendarDate?, end: CalendarDate?)] = [2025, 2026].map { year in
      (CalendarDate(year: year, month: 2, day: 2), CalendarDate(year: year, month: 11, day: 20))
    }
    for round in rounds {
      for junior in juniors where !isBound[junior] && generator.chance(50) {
        let senior = generator.pick(seniors)
        guard senior != junior, !isBound[senior] else { continue }
        history.append(
          PastPair(
            senior: people[senior].id, junior: people[junior].id, start: round.start,
            end: round.end, outcome: generator.chance(850) ? "completed" : "ended early"))
      }
    }
    for junior in juniors where !isBound[junior] && generator.chance(15) {
      let senior = generator.pick(seniors)
      if senior != junior, !isBound[senior] {
        people[junior].pastPartnerIDs = [people[senior].id]
      }
    }
  }

  private mutating func wishAndAvoid() {
    for index in people.indices where !isBound[index] {
      if generator.chance(20) {
        let other = generator.number(below: people.count)
        if other != index, !isBound[other] { people[index].avoidIDs = [people[other].id] }
      }
      guard let side = people[index].side, side != .none, generator.chance(100) else { continue }
      let pool = side.includes(.junior) ? seniors : juniors
      for _ in 0..<generator.number(in: 1...3) {
        let wish = generator.pick(pool)
        let id = people[wish].id
        if wish != index, !people[index].preferredIDs.contains(id),
          !people[index].avoidIDs.contains(id)
        {
          people[index].preferredIDs.append(id)
        }
      }
    }
  }

  private mutating func listPairs() {
    let count = max(1, people.count / 120)
    for kind in [PairConstraint.Kind.forbid, .prefer] {
      for _ in 0..<count {
        let (junior, senior) = (generator.pick(juniors), generator.pick(seniors))
        guard junior != senior, !isBound[junior], !isBound[senior] else { continue }
        let isForbidden = kind == .forbid
        constraints.append(
          PairConstraint(
            kind, people[junior].id, people[senior].id,
            reason: isForbidden
              ? generator.pick(["asked to be kept apart", "former close colleagues"])
              : "met at an information day",
            visibility: isForbidden ? .coordinator : .participant))
      }
    }
  }
}
