package import LinearAssignment

/// A rule that is counted, as a constraint on free pairs.
package struct CountedRule: Sendable {
  /// The rule's name, with its group where it has several.
  package let name: String
  /// What free pairs must keep.
  let constraint: LinearConstraint
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
  private let rows: [DegreeBounds]
  private let columns: [DegreeBounds]
  private let couples: [Couple]
  private let coupleOfRow: [Int: Int]
  private let coupleOfColumn: [Int: Int]
  private let forcedRows: Set<Int>
  private let forcedColumns: Set<Int>
  private let absent: [Int: [Int]]
  /// The rules that are counted, before any objective is settled.
  let rules: [CountedRule]
  /// The most pairs that there can be.
  private let mostPairs: Int

  /// Makes the model.
  package init(_ problem: MatchingProblem) {
    self.problem = problem
    let rowOfPosition = Dictionary(
      uniqueKeysWithValues: problem.juniors.enumerated().map { ($1, $0) })
    let forced = problem.forced
    forcedRows = Set(forced.map(\.row))
    forcedColumns = Set(forced.map(\.column))
    func bounds(_ capacities: [ClosedRange<Int>], _ uses: [Int]) -> [DegreeBounds] {
      var degrees = [Int](repeating: 0, count: capacities.count)
      for index in uses { degrees[index] += 1 }
      return zip(capacities, degrees).map {
        DegreeBounds(minimum: max(0, $0.lowerBound - $1), maximum: $0.upperBound - $1)
      }
    }
    rows = bounds(problem.juniorCapacities, forced.map(\.row))
    columns = bounds(problem.seniorCapacities, forced.map(\.column))
    mostPairs = min(
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
    self.couples = couples
    coupleOfRow = Dictionary(uniqueKeysWithValues: couples.enumerated().map { ($1.row, $0) })
    coupleOfColumn = Dictionary(uniqueKeysWithValues: couples.enumerated().map { ($1.column, $0) })
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
    self.absent = absent
    var rules = StageModel.quotaRules(problem, forcedRows, forcedColumns)
    rules += StageModel.pairQuotaRules(problem)
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

  // MARK: - Objectives

  /// The goals of the program's objectives in order; those of `worst_off` and `leximin` depend on
  /// the matching and are left out, as nil.
  package var goals: [(objective: Objective, goal: Stage.Goal?)] {
    problem.program.objective.flatMap { objective -> [(Objective, Stage.Goal?)] in
      switch objective {
      case .priorityTier:
        let tiers = Set(
          (problem.juniors + problem.seniors).compactMap {
            problem.roster.people[$0].priorityTier
          })
        return tiers.sorted().map { (.priorityTier, .sum(.priorityTier, tier: $0)) }
      case .coverage, .pairs, .total: return [(objective, .sum(objective, tier: nil))]
      case .worstOff, .leximin: return [(objective, nil)]
      }
    }
  }

  /// What a goal makes small: the negative of an objective, or a number of pairs.
  package func form(of goal: Stage.Goal) -> LinearForm {
    switch goal {
    case .sum(.total, _):
      // Of equal totals the one with more pairs is better.
      LinearForm(costFactor: Int64(mostPairs) + 1, perPair: -1)
    case .sum(.pairs, _): LinearForm(perPair: -1)
    case .sum(.coverage, _): useForm { _ in true }
    case .sum(_, let tier): useForm { $0.priorityTier == tier }
    case .lowest(let score), .next(let score): LinearForm(entries: entries(score: score))
    }
  }

  /// The negative number of people with a partner among some, without those of forced pairs.
  private func useForm(_ isCounted: (Person) -> Bool) -> LinearForm {
    var form = LinearForm()
    for (index, couple) in couples.enumerated()
    where !isForced(couple) && isCounted(problem.junior(couple.row)) {
      form.coupleUse[index] = -1
    }
    for row in problem.juniors.indices
    where coupleOfRow[row] == nil && !forcedRows.contains(row) && isCounted(problem.junior(row)) {
      form.rowUse[row] = -1
    }
    for column in problem.seniors.indices
    where coupleOfColumn[column] == nil && !forcedColumns.contains(column)
      && isCounted(problem.senior(column))
    {
      form.columnUse[column] = -1
    }
    return form
  }

  private func isForced(_ couple: Couple) -> Bool {
    forcedRows.contains(couple.row) || forcedColumns.contains(couple.column)
  }

  /// The free pairs of a score.
  private func entries(score: Int) -> [AssignedPair: Int64] {
    var entries: [AssignedPair: Int64] = [:]
    let costs = StageCosts(problem: problem, absent: absent, settled: SettledStages())
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: columns.count) { buffer in
      for row in rows.indices {
        costs.readCosts(ofRow: row, into: buffer)
        for column in buffer.indices where buffer[column] == -Int64(score) {
          entries[AssignedPair(row: row, column: column)] = 1
        }
      }
    }
    return entries
  }

  /// The scores of all free pairs that may be chosen, each once, ascending.
  package func scores(_ settled: SettledStages) -> [Int] {
    var scores: Set<Int> = []
    let costs = StageCosts(problem: problem, absent: absent, settled: settled)
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: columns.count) { buffer in
      for row in rows.indices {
        costs.readCosts(ofRow: row, into: buffer)
        for cost in buffer where cost != absentEdge { scores.insert(Int(-cost)) }
      }
    }
    return scores.sorted()
  }

  /// The constrained problem of a goal when some stages are settled.
  package func stageProblem(
    _ goal: Stage.Goal, _ settled: SettledStages
  ) -> ConstrainedAssignmentProblem<StageCosts> {
    var allowed = settled
    switch goal {
    case .sum: break
    case .lowest(let score), .next(let score): allowed.lowestScore = max(allowed.lowestScore, score)
    }
    return ConstrainedAssignmentProblem(
      costs: StageCosts(problem: problem, absent: absent, settled: allowed), rows: rows,
      columns: columns, couples: couples,
      constraints: rules.map(\.constraint)
        + settled.sums.map {
          LinearConstraint(form(of: .sum($0.objective, tier: $0.tier)), maximum: $0.value)
        }
        + settled.counts.sorted { $0.key < $1.key }.map {
          LinearConstraint(LinearForm(entries: entries(score: $0.key)), maximum: Int64($0.value))
        },
      objective: form(of: goal))
  }

  /// The value of a goal's form for chosen cells, by its definition.
  package func value(of goal: Stage.Goal, cells: [MatchingProblem.Cell]) -> Int64 {
    let free = cells.filter { !Set(problem.forced).contains($0) }
    func score(_ cell: MatchingProblem.Cell) -> Int {
      problem.scorer.score(row: cell.row, column: cell.column)
    }
    switch goal {
    case .sum(.total, _):
      return -Int64(free.reduce(0) { $0 + score($1) }) * Int64(mostPairs + 1) - Int64(free.count)
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
      // The number of pairs, which breaks ties, is what remains of the division.
      let units = Int(-value) / (mostPairs + 1)
      return units
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

/// The negative scores of the pairs that may be chosen.
package struct StageCosts: CostSource {
  let problem: MatchingProblem
  let absent: [Int: [Int]]
  let settled: SettledStages

  package var rowCount: Int { problem.juniors.count }
  package var columnCount: Int { problem.seniors.count }

  package func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
    let lowest = Int32(clamping: max(0, settled.lowestScore))
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: costs.count) { scores in
      problem.eligibility.readScores(ofRow: row, into: scores)
      for column in costs.indices {
        let score = scores[column]
        costs[column] = score < lowest ? absentEdge : -Int64(score)
      }
      if !settled.counts.isEmpty {
        for column in costs.indices
        where scores[column] >= 0 && settled.counts[Int(scores[column])] != nil {
          costs[column] = -Int64(scores[column])
        }
      }
    }
    for column in absent[row] ?? [] { costs[column] = absentEdge }
  }
}
