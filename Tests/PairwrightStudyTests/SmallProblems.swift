import LinearAssignment
import Pairwright
import PairwrightStudy

/// Random problems small enough to look at every matching.
enum SmallProblems {
  /// Returns a problem; the number decides everything about it.
  static func problem(_ number: Int, mostCapacity: Int = 1) -> StudyProblem {
    var random = SeededGenerator(seed: 5, stream: UInt64(number))
    let juniors = random.number(in: 1...(mostCapacity > 1 ? 3 : 4))
    let seniors = random.number(in: 1...(mostCapacity > 1 ? 3 : 4))
    // Few different scores make ties, many make none.
    let levels = [3, 20, 1_000_000][random.number(below: 3)]
    let barred = [0, 200, 500][random.number(below: 3)]
    let isIndependent = random.number(below: 2) == 0
    let scores = (0..<juniors * seniors).map { _ in
      random.number(below: 1_000) < barred
        ? StudyProblem.barred : Int32(random.number(below: levels))
    }
    func worth() -> [Int64]? {
      isIndependent ? scores.map { _ in Int64(random.number(below: levels)) } : nil
    }
    func capacities(_ count: Int) -> [Int] {
      (0..<count).map { _ in random.number(in: (mostCapacity > 1 ? 0 : 1)...mostCapacity) }
    }
    return StudyProblem(
      scores: scores, juniorCapacities: capacities(juniors), seniorCapacities: capacities(seniors),
      juniorWorth: worth(), seniorWorth: worth())
  }

  /// Returns a problem with rules of every kind, some of which nothing can keep.
  static func ruled(_ number: Int, mostCapacity: Int = 1) -> StudyProblem {
    var problem = problem(number, mostCapacity: mostCapacity)
    var random = SeededGenerator(seed: 6, stream: UInt64(number))
    let (rows, columns) = (problem.juniorCount, problem.seniorCount)
    func isDrawn() -> Bool { random.number(below: 2) == 0 }
    problem.juniors = (0..<rows).map { StudyPerson(department: $0 % 2) }
    problem.seniors = (0..<columns).map { StudyPerson(department: $0 % 2) }
    if isDrawn() {
      problem.rules.counted.append(
        StudyRule(
          name: "quota", isOfJuniors: isDrawn(), members: [0], minimum: random.number(below: 2),
          maximum: 1))
    }
    if isDrawn() {
      // Pairs within a department: so many at most, or at least; or a third of all pairs at most.
      let weight: Int64 = isDrawn() ? 1 : 3
      let table = LinearForm.ClassTable(
        rowClasses: (0..<rows).map { $0 % 2 }, columnClasses: (0..<columns).map { $0 % 2 },
        columnClassCount: 2, values: [weight, 0, 0, weight])
      problem.rules.counted.append(
        StudyRule(
          name: "pairs",
          weight == 3
            ? LinearConstraint(LinearForm(perPair: -1, table: table), maximum: 0)
            : isDrawn()
              ? LinearConstraint(LinearForm(table: table), maximum: Int64(random.number(below: 2)))
              : LinearConstraint(LinearForm(table: table), minimum: 1)))
    }
    if isDrawn() {
      let allowed = problem.allowedPairs
      let listed = allowed.dropFirst(random.number(below: allowed.count + 1)).prefix(2)
      problem.rules.counted.append(
        StudyRule(
          name: "either or",
          LinearConstraint(
            LinearForm(entries: Dictionary(uniqueKeysWithValues: listed.map { ($0, 1) })),
            maximum: 1)))
    }
    if random.number(below: 4) == 0 {
      problem.rules.seniorMinimums = problem.seniorCapacities.map { min($0, 1) }
    }
    if isDrawn() { problem.rules.couples = [Couple(row: 0, column: 0)] }
    if isDrawn() { problem.seniors[columns - 1].hasForcedPartner = true }
    return problem
  }

  /// Returns whether pairs keep every rule, counted from the definitions.
  static func keepsRules(_ pairs: [AssignedPair], _ problem: StudyProblem) -> Bool {
    for rule in problem.rules.counted {
      let form = rule.constraint.form
      var count: Int64 = 0
      for pair in pairs {
        count += form.perPair + (form.entries[pair] ?? 0)
        if let table = form.table {
          let rowClass = table.rowClasses[pair.row]
          count +=
            table.values[rowClass * table.columnClassCount + table.columnClasses[pair.column]]
        }
      }
      for (row, use) in form.rowUse where pairs.contains(where: { $0.row == row }) { count += use }
      for (column, use) in form.columnUse where pairs.contains(where: { $0.column == column }) {
        count += use
      }
      if let minimum = rule.constraint.minimum, count < minimum { return false }
      if let maximum = rule.constraint.maximum, count > maximum { return false }
    }
    for (row, least) in problem.rules.juniorMinimums.enumerated()
    where pairs.count(where: { $0.row == row }) < least { return false }
    for (column, least) in problem.rules.seniorMinimums.enumerated()
    where pairs.count(where: { $0.column == column }) < least { return false }
    return true
  }

  /// Returns the number of different people in pairs, without those who have a forced partner.
  static func coverage(_ pairs: [AssignedPair], _ problem: StudyProblem) -> Int {
    let juniors = Set(pairs.map(\.row)).filter { row in
      let other = problem.rules.couples.first { $0.row == row }?.column
      return !problem.juniors[row].hasForcedPartner
        && !(other.map { problem.seniors[$0].hasForcedPartner } ?? false)
    }
    let seniors = Set(pairs.map(\.column)).filter { column in
      let other = problem.rules.couples.first { $0.column == column }?.row
      return !problem.seniors[column].hasForcedPartner
        && !(other.map { juniors.contains($0) } ?? false)
    }
    return juniors.count + seniors.count
  }

  /// Returns all matchings of a problem, the empty one too.
  static func matchings(_ problem: StudyProblem) -> [[AssignedPair]] {
    var found: [[AssignedPair]] = []
    let pairs = problem.allowedPairs
    func extend(_ chosen: [AssignedPair], from place: Int, _ juniors: [Int], _ seniors: [Int]) {
      found.append(chosen)
      for next in place..<pairs.count {
        let pair = pairs[next]
        guard juniors[pair.row] > 0, seniors[pair.column] > 0 else { continue }
        var juniorRoom = juniors
        var seniorRoom = seniors
        juniorRoom[pair.row] -= 1
        seniorRoom[pair.column] -= 1
        extend(chosen + [pair], from: next + 1, juniorRoom, seniorRoom)
      }
    }
    extend([], from: 0, problem.juniorCapacities, problem.seniorCapacities)
    return found
  }
}

/// Each guarantee that needs a look at all matchings, as numbers to be as large as possible, the
/// first before the second and so on.
struct ExhaustiveGuarantee {
  let problem: StudyProblem
  let matchings: [[AssignedPair]]

  /// Looks at all matchings, or only at those that keep the rules.
  init(_ problem: StudyProblem, keepingRules: Bool) {
    self.problem = problem
    matchings = SmallProblems.matchings(problem).filter {
      !keepingRules || SmallProblems.keepsRules($0, problem)
    }
  }

  /// Whether no matching is better; `nil` for what is not a matter of being best.
  func isKept(_ guarantee: Guarantee, by pairs: [AssignedPair]) -> Bool? {
    if guarantee == .halfOfBestTotal {
      return 2 * total(pairs) >= matchings.map(total).max() ?? 0
    }
    guard let own = value(guarantee, pairs) else { return nil }
    return matchings.allSatisfy {
      !own.lexicographicallyPrecedes(value(guarantee, $0) ?? [])
    }
  }

  private func value(_ guarantee: Guarantee, _ pairs: [AssignedPair]) -> [Int]? {
    func juniorProfile() -> [Int] { profile(pairs.map { Int(problem.juniorRank($0)) }) }
    func seniorProfile() -> [Int] { profile(pairs.map { Int(problem.seniorRank($0)) }) }
    let scores = pairs.map { problem.score($0) }.sorted()
    switch guarantee {
    case .bestTotal: return [total(pairs)]
    case .bestCoverage:
      return [SmallProblems.coverage(pairs, problem), total(pairs)]
    case .bestObjectives:
      return problem.rules.objectives.flatMap { objective in
        switch objective {
        case .coverage: [SmallProblems.coverage(pairs, problem)]
        case .pairs: [pairs.count]
        case .total: [total(pairs)]
        case .worstOff: Array(scores.prefix(1))
        default: scores
        }
      }
    case .bestWorst: return [pairs.count] + scores.prefix(1)
    case .leximin: return [pairs.count] + scores
    case .rankMaximalForJuniors: return juniorProfile()
    case .rankMaximalForSeniors: return seniorProfile()
    case .greedyByRankForJuniors: return [pairs.count] + juniorProfile()
    case .greedyByRankForSeniors: return [pairs.count] + seniorProfile()
    case .generousForJuniors: return [pairs.count] + juniorProfile().reversed().map { -$0 }
    case .generousForSeniors: return [pairs.count] + seniorProfile().reversed().map { -$0 }
    case .mostPairs: return [pairs.count]
    default: return nil
    }
  }

  private func total(_ pairs: [AssignedPair]) -> Int {
    pairs.reduce(0) { $0 + problem.score($1) }
  }

  private func profile(_ ranks: [Int]) -> [Int] {
    (0..<4).map { rank in ranks.count { $0 == rank } }
  }
}
