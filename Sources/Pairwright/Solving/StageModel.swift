package import LinearAssignment

/// A rule that is counted, as a constraint on free pairs.
package struct CountedRule: Sendable {
  /// The rule's name, with its group where it has several.
  package let name: String
  /// What free pairs must keep.
  package let constraint: LinearConstraint
  /// What forced pairs add to what the rule counts; its bounds in `constraint` are lower by it.
  let forcedCount: Int
  /// The share that the rule bounds, if it bounds one.
  var share: Share?
  /// Whether somebody could mend a clash by moving a bound of the rule.
  var isRelaxable = true

  /// A bound on the share of pairs that are counted.
  struct Share: Sendable {
    /// What counts pairs.
    let form: LinearForm
    /// The share.
    let bound: FixedPoint
    /// Whether it is the largest allowed, or the smallest.
    let isMaximum: Bool
    /// The number of all forced pairs.
    let forcedPairs: Int

    /// counted <= units / unit x all, without a fraction and with all forced pairs on one side.
    func constraint(_ bound: FixedPoint, forcedCount: Int) -> LinearConstraint {
      let divisor = greatestCommonDivisor(Int64(bound.units), Int64(FixedPoint.unitsPerOne))
      let weight = Int64(FixedPoint.unitsPerOne) / divisor
      let part = Int64(bound.units) / divisor
      let limit = part * Int64(forcedPairs) - weight * Int64(forcedCount)
      return LinearConstraint(
        form.sum(factor: weight, perPair: -part), minimum: isMaximum ? nil : limit,
        maximum: isMaximum ? limit : nil)
    }
  }
}

/// The constrained assignment problems behind the objectives of a matching problem.
///
/// Forced pairs are taken out: their people have that many places fewer, and what they add to a
/// count moves its bounds.
package struct StageModel: Sendable {
  package let problem: MatchingProblem
  /// The objectives of the program and the constrained problems behind them.
  package let stages: ObjectiveStages
  /// The rules that are counted, before any objective is settled.
  package let rules: [CountedRule]
  /// Rows and columns that stand for one person.
  package let couples: [Couple]

  /// Makes the model.
  package init(_ problem: MatchingProblem) {
    self.problem = problem
    let rowOfPosition = Dictionary(
      uniqueKeysWithValues: problem.juniors.enumerated().map { ($1, $0) })
    let forced = problem.forced
    let forcedRows = Set(forced.map(\.row))
    let forcedColumns = Set(forced.map(\.column))
    func bounds(_ capacities: [ClosedRange<Int>], _ uses: [Int]) -> [DegreeBounds] {
      var degrees = [Int](repeating: 0, count: capacities.count)
      for index in uses { degrees[index] += 1 }
      return zip(capacities, degrees).map {
        DegreeBounds(minimum: max(0, $0.lowerBound - $1), maximum: $0.upperBound - $1)
      }
    }
    let mostPairs = min(
      problem.juniorCapacities.reduce(0) { $0 + $1.upperBound },
      problem.seniorCapacities.reduce(0) { $0 + $1.upperBound },
      problem.juniors.count * problem.seniors.count)
    var couples: [Couple] = []
    var columnOfRow: [Int: Int] = [:]
    for (column, position) in problem.seniors.enumerated() {
      guard let row = rowOfPosition[position] else { continue }
      columnOfRow[row] = column
      couples.append(Couple(row: row, column: column))
    }
    func reversed(_ cell: MatchingProblem.Cell) -> MatchingProblem.Cell? {
      guard let row = rowOfPosition[problem.seniors[cell.column]],
        let column = columnOfRow[cell.row]
      else { return nil }
      return MatchingProblem.Cell(row: row, column: column)
    }
    var absent: [Int: [Int]] = [:]
    for cell in forced {
      for barred in [cell, reversed(cell)].compactMap(\.self) {
        absent[barred.row, default: []].append(barred.column)
      }
    }
    var rules = StageModel.quotaRules(problem, forcedRows, forcedColumns)
    rules += StageModel.pairQuotaRules(problem)
    rules += problem.forcedEitherWay.map { StageModel.eitherWayRule($0, of: problem) }
    let eitherWay = Set(problem.forcedEitherWay.flatMap(\.ways))
    // Two people on both sides must not teach each other both ways.
    for (index, first) in couples.enumerated() {
      for second in couples[(index + 1)...] {
        let cells = [
          AssignedPair(row: first.row, column: second.column),
          AssignedPair(row: second.row, column: first.column),
        ]
        let isPossible = cells.allSatisfy {
          problem.eligibility.isAllowed(row: $0.row, column: $0.column)
            && absent[$0.row]?.contains($0.column) != true
            && !eitherWay.contains(MatchingProblem.Cell(row: $0.row, column: $0.column))
        }
        guard isPossible else { continue }
        rules.append(
          CountedRule(
            name: "never both ways",
            constraint: LinearConstraint(
              LinearForm(entries: Dictionary(uniqueKeysWithValues: cells.map { ($0, 1) })),
              maximum: 1), forcedCount: 0, isRelaxable: false))
      }
    }
    self.rules = rules
    self.couples = couples
    let eligibility = problem.eligibility
    let scorer = problem.scorer
    func tiers(_ people: [Int]) -> [Int?] { people.map { problem.roster.people[$0].priorityTier } }
    stages = ObjectiveStages(
      objectives: problem.program.objective,
      rows: bounds(problem.juniorCapacities, forced.map(\.row)),
      columns: bounds(problem.seniorCapacities, forced.map(\.column)), mostPairs: mostPairs,
      couples: couples, rules: rules.map(\.constraint), rowTiers: tiers(problem.juniors),
      columnTiers: tiers(problem.seniors), decidedRows: forcedRows, decidedColumns: forcedColumns,
      lowestForcedScore: forced.map { scorer.score(row: $0.row, column: $0.column) }.min(),
      absent: absent, score: { scorer.score(row: $0.row, column: $0.column) }
    ) { row, scores in eligibility.readScores(ofRow: row, into: scores) }
  }

  // MARK: - Rules

  private static func quotaRules(
    _ problem: MatchingProblem, _ forcedRows: Set<Int>, _ forcedColumns: Set<Int>
  ) -> [CountedRule] {
    problem.quotas.all.map { group in
      let forced = group.side == .junior ? forcedRows : forcedColumns
      let free = group.members.filter { !forced.contains($0) }
      let uses = Dictionary(uniqueKeysWithValues: free.map { ($0, Int64(1)) })
      let count = group.members.count - free.count
      return CountedRule(
        name: group.name,
        constraint: LinearConstraint(
          group.side == .junior ? LinearForm(rowUse: uses) : LinearForm(columnUse: uses),
          minimum: group.minimum > 0 ? Int64(group.minimum - count) : nil,
          maximum: group.maximum.map { Int64($0 - count) }), forcedCount: count)
    }
  }

  private static func pairQuotaRules(_ problem: MatchingProblem) -> [CountedRule] {
    var rules: [CountedRule] = []
    for group in problem.pairQuotas.groups {
      let forced = problem.forced.count(where: group.counts)
      let form = LinearForm(
        table: LinearForm.ClassTable(
          rowClasses: group.rowClasses, columnClasses: group.columnClasses,
          columnClassCount: group.columnClassCount, values: group.isCounted.map { $0 ? 1 : 0 }))
      if group.minimum != nil || group.maximum != nil {
        rules.append(
          CountedRule(
            name: group.name,
            constraint: LinearConstraint(
              form, minimum: group.minimum.map { Int64($0 - forced) },
              maximum: group.maximum.map { Int64($0 - forced) }), forcedCount: forced))
      }
      for (bound, isMaximum) in [(group.minimumShare, false), (group.maximumShare, true)] {
        guard let bound else { continue }
        let share = CountedRule.Share(
          form: form, bound: bound, isMaximum: isMaximum, forcedPairs: problem.forced.count)
        rules.append(
          CountedRule(
            name: group.name, constraint: share.constraint(bound, forcedCount: forced),
            forcedCount: forced, share: share))
      }
    }
    let forced = Set(problem.forced)
    for alternative in problem.pairQuotas.alternatives {
      let free = alternative.cells.filter { !forced.contains($0) }
      let count = alternative.cells.count - free.count
      let entries = free.map { (AssignedPair(row: $0.row, column: $0.column), Int64(1)) }
      rules.append(
        CountedRule(
          name: alternative.name,
          constraint: LinearConstraint(
            LinearForm(entries: Dictionary(uniqueKeysWithValues: entries)),
            maximum: Int64(alternative.maximum - count)), forcedCount: count))
    }
    return rules
  }

  /// Just one of the two ways round.
  private static func eitherWayRule(
    _ pair: MatchingProblem.EitherWay, of problem: MatchingProblem
  ) -> CountedRule {
    let names = pair.ways.map { problem.junior($0.row).id.rawValue }.sorted()
    let entries = pair.ways.map { (AssignedPair(row: $0.row, column: $0.column), Int64(1)) }
    return CountedRule(
      name: "forced pair of \(names[0]) and \(names[1])",
      constraint: LinearConstraint(
        LinearForm(entries: Dictionary(uniqueKeysWithValues: entries)), minimum: 1, maximum: 1),
      forcedCount: 0, isRelaxable: false)
  }

  // MARK: - Objectives

  /// The value of a goal's form for chosen cells, by its definition.
  package func value(of goal: Stage.Goal, cells: [MatchingProblem.Cell]) -> Int64 {
    let free = cells.filter { !Set(problem.forced).contains($0) }
    func score(_ cell: MatchingProblem.Cell) -> Int {
      problem.scorer.score(row: cell.row, column: cell.column)
    }
    switch goal {
    case .sum(.total, _):
      return -Int64(free.reduce(0) { $0 + score($1) }) * Int64(stages.mostPairs + 1)
        - Int64(free.count)
    case .sum(.pairs, _): return -Int64(free.count)
    case .sum(let objective, let tier):
      func people(_ cells: [MatchingProblem.Cell]) -> Set<Int> {
        Set(cells.flatMap { [problem.juniors[$0.row], problem.seniors[$0.column]] })
      }
      return -Int64(
        people(free).subtracting(people(problem.forced)).count {
          objective == .coverage || problem.roster.people[$0].priorityTier == tier
        })
    case .lowest(let lowest), .next(let lowest): return Int64(free.count { score($0) == lowest })
    }
  }

  /// What an objective reaches when the form of its goal has a value.
  package func reached(_ goal: Stage.Goal, value: Int64) -> Int {
    let forced = problem.forced
    switch goal {
    case .sum(.total, _):
      return stages.total(ofValue: value)
        + forced.reduce(0) { $0 + problem.scorer.score(row: $1.row, column: $1.column) }
    case .sum(.pairs, _): return Int(-value) + forced.count
    case .sum(let objective, let tier):
      let people = Set(forced.flatMap { [problem.juniors[$0.row], problem.seniors[$0.column]] })
      return Int(-value)
        + people.count {
          objective == .coverage || problem.roster.people[$0].priorityTier == tier
        }
    case .lowest(let score), .next(let score): return score
    }
  }
}
