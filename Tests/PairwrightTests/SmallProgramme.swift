import Pairwright
import _PairwrightTestSupport

/// Small random programmes for comparing the engine with an exhaustive search.
struct SmallProgramme {
  let roster: Roster
  let program: MentoringProgram

  /// Makes a roster of a few people on both sides with random skills, capacities and bars.
  init(seed: UInt64, doubles: Bool = true, minimums: Bool = false) throws {
    var random = SplitMix64(seed: seed)
    let skills = ["writing", "coding", "speaking", "finance"]
    func skill() -> String { skills.randomElement(using: &random) ?? "writing" }
    let count = Int.random(in: 3...6, using: &random)
    var people: [Person] = []
    for number in 0..<count {
      var sides: [SideMembership] = [.junior, .senior]
      if doubles { sides += [.both] }
      var person = Person(id: PersonID("P\(number)"), side: sides.randomElement(using: &random))
      person.skillsOffered = [SkillLevel(skill(), level: .random(in: 1...5, using: &random))]
      person.skillsWanted = [
        SkillWish(
          skill(), target: .random(in: 1...5, using: &random),
          priority: .random(in: 1...3, using: &random))
      ]
      person.capacityMaximum = .random(in: 1...2, using: &random)
      if minimums, Int.random(in: 0..<4, using: &random) == 0 { person.capacityMinimum = 1 }
      if Int.random(in: 0..<3, using: &random) == 0 {
        person.avoidIDs = [PersonID("P\((number + 1) % count)")]
      }
      person.priorityTier = [nil, 1, 2].randomElement(using: &random) ?? nil
      person.commitment = .random(in: 1...5, using: &random)
      if number > 0, Bool.random(using: &random) {
        person.managerID = PersonID("P\(Int.random(in: 0..<number, using: &random))")
      }
      people.append(person)
    }
    roster = try Roster(people: people)
    var program = MentoringProgram()
    program.rules = [NoReportingLine(depth: .levels(1))]
    program.score = ScoreSettings(weights: [.skills: FixedPoint(3), .commitment: FixedPoint(1)])
    program.objective =
      [
        [.coverage, .total], [.total], [.pairs, .total], [.priorityTier, .coverage, .total],
        [.coverage, .pairs, .total],
      ].randomElement(using: &random) ?? [.total]
    program.seed = UInt64.random(in: 0...9, using: &random)
    self.program = program
  }

  /// Returns the best objective values over every set of pairs that satisfies the rules, or `nil`
  /// when there is none; it works from the people alone.
  func bestByExhaustion() -> [Int]? {
    let people = roster.people
    var pairs: [(junior: Int, senior: Int, score: Int)] = []
    for junior in people.indices where people[junior].side?.includes(.junior) == true {
      for senior in people.indices where people[senior].side?.includes(.senior) == true {
        guard junior != senior, !isBarred(people[junior], people[senior]) else { continue }
        pairs.append((junior, senior, score(junior: people[junior], senior: people[senior])))
      }
    }
    var best: [Int]?
    var chosen: [Int] = []
    func visit(_ next: Int) {
      if next == pairs.count {
        if let values = values(of: chosen.map { pairs[$0] }), values.lexicographicallyExceeds(best) {
          best = values
        }
        return
      }
      visit(next + 1)
      let pair = pairs[next]
      let juniorLoad = chosen.count { pairs[$0].junior == pair.junior }
      let seniorLoad = chosen.count { pairs[$0].senior == pair.senior }
      guard juniorLoad < people[pair.junior].capacityMaximum ?? 1,
        seniorLoad < people[pair.senior].capacityMaximum ?? 1,
        !chosen.contains(where: {
          pairs[$0].junior == pair.senior && pairs[$0].senior == pair.junior
        })
      else { return }
      chosen.append(next)
      visit(next + 1)
      chosen.removeLast()
    }
    visit(0)
    return best
  }

  private func isBarred(_ one: Person, _ other: Person) -> Bool {
    one.managerID == other.id || other.managerID == one.id || one.avoidIDs.contains(other.id)
      || other.avoidIDs.contains(one.id)
  }

  /// Skills 75 points, shared 0.7 to 0.3, and commitment 25 points.
  private func score(junior: Person, senior: Person) -> Int {
    func direction(_ teacher: Person, _ learner: Person, _ weight: Int) -> Int {
      guard let want = learner.skillsWanted.first, let offer = teacher.skillsOffered.first else {
        return 0
      }
      let present = learner.skillsOffered.first { $0.skill == want.skill }?.level ?? 0
      guard want.target > present, offer.skill == want.skill else { return 0 }
      let lift = min(max(offer.level - present, 0), want.target - present)
      return Int((Double(weight * lift) / Double(want.target - present) + 0.5).rounded(.down))
    }
    let commitment = (junior.commitment ?? 3) + (senior.commitment ?? 3) - 2
    return direction(junior, senior, 525_000) + direction(senior, junior, 225_000)
      + Int((Double(250_000 * commitment) / 8 + 0.5).rounded(.down))
  }

  private func values(of pairs: [(junior: Int, senior: Int, score: Int)]) -> [Int]? {
    let people = roster.people
    for index in people.indices {
      for (side, load) in [
        (Side.junior, pairs.count { $0.junior == index }),
        (Side.senior, pairs.count { $0.senior == index }),
      ] where people[index].side?.includes(side) == true {
        if load < people[index].capacityMinimum ?? 0 { return nil }
      }
    }
    let covered = Set(pairs.flatMap { [$0.junior, $0.senior] })
    let takingPart = people
    return program.objective.flatMap { objective -> [Int] in
      switch objective {
      case .coverage: [covered.count]
      case .pairs: [pairs.count]
      case .total: [pairs.reduce(0) { $0 + $1.score }]
      case .priorityTier:
        Set(takingPart.compactMap(\.priorityTier)).sorted().map { tier in
          covered.count { people[$0].priorityTier == tier }
        }
      default: []
      }
    } + [pairs.count]
  }
}

extension [Int] {
  fileprivate func lexicographicallyExceeds(_ other: [Int]?) -> Bool {
    other.map { $0.lexicographicallyPrecedes(self) } ?? true
  }
}
