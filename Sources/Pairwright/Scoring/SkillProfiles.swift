/// Numbers for skills, one for all spellings and synonyms of each.
package struct SkillIndex {
  private let catalogue: SkillCatalogue
  private var numbers: [String: Int] = [:]

  /// Makes an empty index over the names of a catalogue.
  package init(catalogue: SkillCatalogue) { self.catalogue = catalogue }

  /// The number of skills met so far.
  package var count: Int { numbers.count }

  /// Returns the number of a skill, a new one where it was not met before.
  package mutating func number(of skill: String) -> Int {
    let key = catalogue.key(for: skill)
    if let number = numbers[key] { return number }
    numbers[key] = numbers.count
    return numbers.count - 1
  }
}

/// The offers and wants of one side, in flat arrays.
package struct SkillProfiles: Sendable {
  /// Levels run from 0 (nothing) to 5.
  package static let levelCount = 6

  /// A skill that a person offers.
  package struct Offer: Sendable {
    package let skill: Int
    package let level: Int
  }

  /// A skill that a person wants, with what is still needed.
  package struct Want: Sendable, Hashable {
    package let skill: Int
    package let present: Int
    package let need: Int
    package let priority: Int
  }

  /// A want without its priority: people who want the same lift of the same skill share it.
  package struct WantKind: Sendable, Hashable {
    package let skill: Int
    package let present: Int
    package let need: Int
  }

  private var allOffers: [Offer] = []
  private var offerStarts: [Int32] = [0]
  private var offerCells: [Int32] = []
  private var allWants: [Want] = []
  private var wantStarts: [Int32] = [0]
  private var kindOfWant: [Int32] = []
  private var priorityOfWant: [Int32] = []
  private var kindsOfSkill: [Int: [Int]] = [:]
  /// The distinct kinds of want.
  package private(set) var wantKinds: [WantKind] = []
  /// For each person the sum of priority x need, in ten-thousandths of a level.
  package private(set) var totalNeed: [Int] = []

  /// Collects the profiles of people.
  ///
  /// The present level of a wanted skill is the one stated, else the level that the person offers,
  /// else 0. A want whose target is not above it asks for nothing and is left out.
  package init(_ people: [Person], index: inout SkillIndex) {
    var numberOfKind: [WantKind: Int] = [:]
    for person in people {
      var offered: [Int: Int] = [:]
      for offer in person.skillsOffered {
        let skill = index.number(of: offer.skill)
        // Of two spellings of one skill the first counts, here and as the present level.
        guard offered[skill] == nil else { continue }
        offered[skill] = offer.level
        allOffers.append(Offer(skill: skill, level: offer.level))
        offerCells.append(Int32(skill * SkillProfiles.levelCount + offer.level))
      }
      offerStarts.append(Int32(allOffers.count))
      var current: [Int: Int] = [:]
      for skill in person.skillsCurrent {
        let number = index.number(of: skill.skill)
        current[number] = current[number] ?? skill.level
      }
      var total = 0
      var seen: Set<Int> = []
      for wish in person.skillsWanted {
        let skill = index.number(of: wish.skill)
        let present = current[skill] ?? offered[skill] ?? 0
        guard wish.target > present, seen.insert(skill).inserted else { continue }
        let want = Want(
          skill: skill, present: present, need: wish.target - present, priority: wish.priority)
        let kind = WantKind(skill: skill, present: present, need: want.need)
        let number = numberOfKind[kind] ?? wantKinds.count
        if number == wantKinds.count {
          numberOfKind[kind] = number
          wantKinds.append(kind)
          kindsOfSkill[skill, default: []].append(number)
        }
        allWants.append(want)
        kindOfWant.append(Int32(number))
        priorityOfWant.append(Int32(want.priority))
        total += want.priority * want.need * Relatedness.one
      }
      wantStarts.append(Int32(allWants.count))
      totalNeed.append(total)
    }
  }

  /// Returns what a person offers.
  package func offers(of person: Int) -> ArraySlice<Offer> {
    allOffers[Int(offerStarts[person])..<Int(offerStarts[person + 1])]
  }

  /// Returns what a person wants.
  package func wants(of person: Int) -> ArraySlice<Want> {
    allWants[Int(wantStarts[person])..<Int(wantStarts[person + 1])]
  }

  /// Returns the kinds of want that concern a skill.
  package func wantKinds(of skill: Int) -> [Int] { kindsOfSkill[skill] ?? [] }

  /// Calls `body` with the wants of everyone: where each person's begin, their kinds and
  /// priorities.
  package func withWantKinds(
    _ body: (
      UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Int32>
    ) -> Void
  ) {
    wantStarts.withUnsafeBufferPointer { starts in
      kindOfWant.withUnsafeBufferPointer { kinds in
        priorityOfWant.withUnsafeBufferPointer { body(starts, kinds, $0) }
      }
    }
  }

  /// Calls `body` with the offers of everyone: where each person's begin, and for each offer
  /// skill x ``levelCount`` + level.
  package func withOffers(
    _ body: (UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Int32>) -> Void
  ) {
    offerStarts.withUnsafeBufferPointer { starts in
      offerCells.withUnsafeBufferPointer { body(starts, $0) }
    }
  }
}

/// The relatedness of numbered skills, by either end.
package struct SkillRelations: Sendable {
  /// One relation, seen from its other end.
  package struct End: Sendable {
    package let skill: Int
    package let value: Int
  }

  /// The number of skills.
  package let skillCount: Int
  private let outgoing: [[End]]
  private let incoming: [[End]]

  /// Numbers the relations; every skill also serves itself fully.
  package init(_ relatedness: Relatedness, index: inout SkillIndex) {
    var values: [SkillPair: Int] = [:]
    for relation in relatedness.relations {
      let pair = SkillPair(from: index.number(of: relation.from), to: index.number(of: relation.to))
      values[pair] = relation.value
    }
    skillCount = index.count
    for skill in 0..<skillCount { values[SkillPair(from: skill, to: skill)] = Relatedness.one }
    var outgoing = [[End]](repeating: [], count: skillCount)
    var incoming = outgoing
    for (pair, value) in values.sorted(by: { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) })
    {
      outgoing[pair.from].append(End(skill: pair.to, value: value))
      incoming[pair.to].append(End(skill: pair.from, value: value))
    }
    self.outgoing = outgoing
    self.incoming = incoming
  }

  /// Returns what an offer of `skill` serves.
  package func to(from skill: Int) -> [End] { outgoing[skill] }

  /// Returns what serves a want of `skill`.
  package func from(to skill: Int) -> [End] { incoming[skill] }

  /// Returns what one offer adds to one want, in ten-thousandths of a level.
  package func gain(_ offer: SkillProfiles.Offer, _ want: SkillProfiles.Want) -> Int {
    guard let relation = outgoing[offer.skill].first(where: { $0.skill == want.skill }) else {
      return 0
    }
    return relation.value * min(max(offer.level - want.present, 0), want.need)
  }

  private struct SkillPair: Hashable {
    let from: Int
    let to: Int
  }
}
