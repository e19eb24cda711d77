package import Pairwright
import _PairwrightTestSupport

/// Small random programmes for comparing the engine with an exhaustive search.
package struct SmallProgramme {
  /// The people.
  package let roster: Roster
  /// The rules and objectives.
  package let program: MentoringProgram

  /// Takes a roster and a program of this kind.
  package init(roster: Roster, program: MentoringProgram) {
    self.roster = roster
    self.program = program
  }

  /// Makes a roster of a few people on both sides with random skills, capacities and bars; on
  /// request also smallest capacities, forced and locked pairs, floors under the scores, nested
  /// quotas (then with room for one partner each), rules that count kinds of pairs or overlapping
  /// groups, objectives that look at the lowest scores, and candidates for others' posts.
  package init(
    seed: UInt64, doubles: Bool = true, minimums: Bool = false, forced: Bool = false,
    floors: Bool = false, quotas: Bool = false, pairRules: Bool = false, fairness: Bool = false,
    succession: Bool = false
  ) throws {
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
      person.capacityMaximum = quotas ? 1 : .random(in: 1...2, using: &random)
      if quotas {
        person.fields = [
          "department": Bool.random(using: &random) ? "A" : "B", "division": "all",
        ]
      }
      if pairRules {
        person.fields = [
          "department": ["A", "B", "C"].randomElement(using: &random) ?? "A",
          "location": Bool.random(using: &random) ? "X" : "Y",
        ]
        if Int.random(in: 0..<6, using: &random) == 0 { person.fields["department"] = nil }
        if number < 2 { person.fields["location"] = number == 0 ? "X" : "Y" }
      }
      if minimums, Int.random(in: 0..<4, using: &random) == 0 { person.capacityMinimum = 1 }
      if Int.random(in: 0..<3, using: &random) == 0 {
        person.avoidIDs = [PersonID("P\((number + 1) % count)")]
      }
      person.priorityTier = [nil, 1, 2].randomElement(using: &random) ?? nil
      person.commitment = .random(in: 1...5, using: &random)
      if number > 0, Bool.random(using: &random) {
        person.managerID = PersonID("P\(Int.random(in: 0..<number, using: &random))")
      }
      if succession {
        person.positionID = "POST\(number)"
        let other = Int.random(in: 0..<count, using: &random)
        if other != number { person.successionCandidateFor = ["POST\(other)"] }
      }
      people.append(person)
    }
    var constraints: [PairConstraint] = []
    if forced {
      let pair = (0..<count).shuffled(using: &random).prefix(2)
      let ids = pair.map { PersonID("P\($0)") }
      constraints = [PairConstraint(.force, ids[0], ids[1])]
      if Bool.random(using: &random) {
        let locked = Int.random(in: 0..<count, using: &random)
        people[locked].isLocked = true
        people[locked].currentPartnerID = PersonID("P\((locked + 1) % count)")
      }
    }
    roster = try Roster(people: people, constraints: constraints)
    var program = MentoringProgram()
    program.rules = [NoReportingLine(depth: .levels(1)), ListedPairs()]
    if succession { program.rules.append(NoSuccessionRisk()) }
    program.score = ScoreSettings(weights: [.skills: FixedPoint(3), .commitment: FixedPoint(1)])
    program.objective =
      [
        [.coverage, .total], [.total], [.pairs, .total], [.priorityTier, .coverage, .total],
        [.coverage, .pairs, .total],
      ].randomElement(using: &random) ?? [.total]
    program.seed = UInt64.random(in: 0...9, using: &random)
    if floors {
      program.score.minimumPairScore = FixedPoint(.random(in: 0...40, using: &random))
      program.score.minimumSideBenefit = FixedPoint([0, 0, 1].randomElement(using: &random) ?? 0)
    }
    if quotas {
      let side: Side = Bool.random(using: &random) ? .junior : .senior
      let least = Int.random(in: 0...1, using: &random)
      let department = people.randomElement(using: &random)?.fields["department"] ?? "A"
      program.rules += [
        Quota(
          side: side, by: "department", groups: .one(department), minimum: least,
          maximum: Int.random(in: least...2, using: &random)),
        Quota(
          side: side, by: "division", groups: .each, maximum: Int.random(in: 1...3, using: &random)),
        Quota(
          side: side.opposite, by: "department", groups: .each,
          minimum: Int.random(in: 0...1, using: &random)),
      ]
    }
    if pairRules {
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        program.rules.append(SmallProgramme.pairRule(count: count, using: &random))
      }
    }
    if fairness {
      let first: Objective = Bool.random(using: &random) ? .coverage : .pairs
      program.objective =
        [
          [first, .worstOff, .total], [first, .leximin], [first, .total, .worstOff],
          [.priorityTier, first, .worstOff, .leximin], [first, .leximin, .total],
        ].randomElement(using: &random) ?? [first, .leximin]
    }
    self.program = program
  }

  private static func pairRule(count: Int, using random: inout SplitMix64) -> any Rule {
    func share() -> FixedPoint { FixedPoint(units: 500 * Int.random(in: 2...16, using: &random)) }
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return PairQuota(.same("department"), maximumShare: share())
    case 1: return PairQuota(.differ("location"), minimumShare: share())
    case 2: return PairQuota(.same("location"), maximum: Int.random(in: 0...2, using: &random))
    case 3:
      return PairQuota(
        .values(junior: ["location": "X"], senior: ["location": "Y"]),
        minimum: Int.random(in: 0...1, using: &random),
        maximum: Int.random(in: 1...2, using: &random))
    case 4:
      func pair() -> EitherOr.Pair {
        EitherOr.Pair(
          junior: PersonID("P\(Int.random(in: 0..<count, using: &random))"),
          senior: PersonID("P\(Int.random(in: 0..<count, using: &random))"))
      }
      return EitherOr(
        (0..<4).map { _ in pair() }, maximum: Int.random(in: 0...1, using: &random))
    default:
      // With room for two partners a maximum is beyond a flow.
      let least = Int.random(in: 0...1, using: &random)
      return Quota(
        side: Bool.random(using: &random) ? .junior : .senior, by: "location",
        groups: Bool.random(using: &random) ? .one("X") : .each, minimum: least,
        maximum: Int.random(in: least...2, using: &random))
    }
  }

  /// A pair of positions in the roster.
  package struct Pair: Hashable {
    /// The one who teaches.
    package let junior: Int
    /// The one who is taught.
    package let senior: Int
  }

  /// What forced and locked pairs come to, by the definitions alone.
  package enum Forced: Equatable {
    /// One pair of each of these sets must be made; a set holds the ways round that are allowed.
    case pairs(Set<Set<Pair>>)
    /// A pair is barred, has no sides, or goes beyond a capacity.
    case invalid
  }

  /// Returns the pairs that must be made, whatever they score.
  package func forced() -> Forced {
    let people = roster.people
    var requests = roster.constraints.map { ($0.first, $0.second) }
    for person in people where person.isLocked {
      requests.append((person.id, person.currentPartnerID ?? person.id))
    }
    var pairs: Set<Set<Pair>> = []
    for (first, second) in requests {
      let one = roster.index(of: first) ?? 0
      let other = roster.index(of: second) ?? 0
      let ways = [Pair(junior: one, senior: other), Pair(junior: other, senior: one)].filter {
        people[$0.junior].side?.includes(.junior) == true
          && people[$0.senior].side?.includes(.senior) == true
          && !isBarred(people[$0.junior], people[$0.senior])
      }
      if ways.isEmpty { return .invalid }
      pairs.insert(Set(ways))
    }
    for (position, person) in people.enumerated() {
      let most = person.capacityMaximum ?? 1
      let decided = pairs.filter { $0.count == 1 }.flatMap(\.self)
      let asJunior = decided.count { $0.junior == position }
      let asSenior = decided.count { $0.senior == position }
      let either = pairs.count { $0.count == 2 && $0.contains { $0.junior == position } }
      if asJunior > most || asSenior > most
        || (either > 0 && asJunior + asSenior + either > 2 * most)
      {
        return .invalid
      }
    }
    return .pairs(pairs)
  }

  /// Returns the best objective values over every set of pairs that satisfies the rules and holds
  /// the forced pairs, or `nil` when there is none; it works from the people alone.
  package func bestByExhaustion(forced: Set<Set<Pair>> = []) -> [Int]? {
    let people = roster.people
    let certain = Set(forced.filter { $0.count == 1 }.flatMap(\.self))
    let exempt = Set(forced.flatMap(\.self))
    let floor = program.score.minimumPairScore.units
    let sideFloor = program.score.minimumSideBenefit.units
    var pairs: [(junior: Int, senior: Int, score: Int)] = []
    for junior in people.indices where people[junior].side?.includes(.junior) == true {
      for senior in people.indices where people[senior].side?.includes(.senior) == true {
        guard junior != senior, !isBarred(people[junior], people[senior]) else { continue }
        let score = score(junior: people[junior], senior: people[senior])
        let benefit = benefit(junior: people[junior], senior: people[senior])
        if exempt.contains(Pair(junior: junior, senior: senior))
          || (score >= floor && min(benefit.toSenior, benefit.toJunior) >= sideFloor)
        {
          pairs.append((junior, senior, score))
        }
      }
    }
    var best: [Int]?
    var chosen: [Int] = []
    func visit(_ next: Int) {
      if next == pairs.count {
        let made = chosen.map { pairs[$0] }
        let ways = Set(made.map { Pair(junior: $0.junior, senior: $0.senior) })
        if forced.allSatisfy({ !$0.isDisjoint(with: ways) }), let values = values(of: made),
          values.lexicographicallyExceeds(best)
        {
          best = values
        }
        return
      }
      let pair = pairs[next]
      if !certain.contains(Pair(junior: pair.junior, senior: pair.senior)) { visit(next + 1) }
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
      || other.positionID.map(one.successionCandidateFor.contains) ?? false
      || one.positionID.map(other.successionCandidateFor.contains) ?? false
  }

  /// Skills 75 points, shared 0.7 to 0.3, and commitment 25 points.
  private func score(junior: Person, senior: Person) -> Int {
    let commitment = (junior.commitment ?? 3) + (senior.commitment ?? 3) - 2
    let benefit = benefit(junior: junior, senior: senior)
    return benefit.toSenior + benefit.toJunior
      + Int((Double(250_000 * commitment) / 8 + 0.5).rounded(.down))
  }

  private func benefit(junior: Person, senior: Person) -> (toSenior: Int, toJunior: Int) {
    func direction(_ teacher: Person, _ learner: Person, _ weight: Int) -> Int {
      guard let want = learner.skillsWanted.first, let offer = teacher.skillsOffered.first else {
        return 0
      }
      let present = learner.skillsOffered.first { $0.skill == want.skill }?.level ?? 0
      guard want.target > present, offer.skill == want.skill else { return 0 }
      let lift = min(max(offer.level - present, 0), want.target - present)
      return Int((Double(weight * lift) / Double(want.target - present) + 0.5).rounded(.down))
    }
    return (direction(junior, senior, 525_000), direction(senior, junior, 225_000))
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
    guard keepsQuotas(pairs), keepsPairRules(pairs) else { return nil }
    let covered = Set(pairs.flatMap { [$0.junior, $0.senior] })
    let takingPart = people
    return program.objective.flatMap { objective -> [Int] in
      switch objective {
      case .coverage: [covered.count]
      case .pairs: [pairs.count]
      case .total: [pairs.reduce(0) { $0 + $1.score }, pairs.count]
      case .priorityTier:
        Set(takingPart.compactMap(\.priorityTier)).sorted().map { tier in
          covered.count { people[$0].priorityTier == tier }
        }
      case .worstOff: [pairs.map(\.score).min() ?? .max]
      // Beyond its end a list counts as better than any score.
      case .leximin: pairs.map(\.score).sorted() + [.max]
      }
    } + [pairs.count]
  }

  /// The objective values of a matching in the form of ``bestByExhaustion(forced:)``.
  package func values(of matching: Matching) -> [Int] {
    let scores = matching.pairs.map(\.score.units)
    return program.objective.flatMap { objective -> [Int] in
      let values = matching.objectives.filter { $0.objective == objective }.map(\.value)
      switch objective {
      case .leximin: return scores.sorted() + [.max]
      case .worstOff: return values.isEmpty ? [.max] : values
      case .total: return values + [scores.count]
      default: return values
      }
    } + [scores.count]
  }

  /// Whether pairs keep the rules that count kinds of pairs.
  private func keepsPairRules(_ pairs: [(junior: Int, senior: Int, score: Int)]) -> Bool {
    let people = roster.people
    return program.rules.allSatisfy { rule in
      if let rule = rule as? EitherOr {
        return pairs.count { pair in
          rule.pairs.contains {
            $0.junior == people[pair.junior].id && $0.senior == people[pair.senior].id
          }
        } <= rule.maximum
      }
      guard let rule = rule as? PairQuota else { return true }
      let count = pairs.count { pair in
        let (junior, senior) = (people[pair.junior].fields, people[pair.senior].fields)
        switch rule.counted {
        case .same(let column): return junior[column] != nil && junior[column] == senior[column]
        case .differ(let column):
          return junior[column] != nil && senior[column] != nil && junior[column] != senior[column]
        case .values(let juniorValues, let seniorValues):
          return juniorValues.allSatisfy { junior[$0.key] == $0.value }
            && seniorValues.allSatisfy { senior[$0.key] == $0.value }
        }
      }
      let share = Double(count) - 1e-9
      return count >= rule.minimum ?? 0 && count <= rule.maximum ?? .max
        && share <= Double(rule.maximumShare?.units ?? 10_000) / 10_000 * Double(pairs.count)
        && share + 2e-9 >= Double(rule.minimumShare?.units ?? 0) / 10_000 * Double(pairs.count)
    }
  }

  /// Whether pairs keep all quotas, each counted over the people who stand on its side.
  private func keepsQuotas(_ pairs: [(junior: Int, senior: Int, score: Int)]) -> Bool {
    program.rules.compactMap { $0 as? Quota }.allSatisfy { quota in
      let ofSide = roster.people.indices.filter {
        roster.people[$0].side?.includes(quota.side) == true
      }
      let used = Set(pairs.map { quota.side == .junior ? $0.junior : $0.senior })
      let groups = Dictionary(grouping: ofSide) { roster.people[$0].fields[quota.column] ?? "" }
      let bound: [String]
      switch quota.groups {
      case .one(let value): bound = [value]
      case .each: bound = Array(groups.keys)
      }
      return bound.allSatisfy { value in
        let count = (groups[value] ?? []).count { used.contains($0) }
        return quota.minimum <= count && count <= quota.maximum ?? .max
      }
    }
  }
}

extension [Int] {
  fileprivate func lexicographicallyExceeds(_ other: [Int]?) -> Bool {
    other.map { $0.lexicographicallyPrecedes(self) } ?? true
  }
}
