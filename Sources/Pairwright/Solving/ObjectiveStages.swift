package import LinearAssignment

/// Objectives in order, as constrained assignment problems of which each keeps what those before
/// have reached.
///
/// It knows rows, columns, scores and rules, and nothing of where they come from; what is decided
/// beforehand has been taken out of the bounds.
package struct ObjectiveStages: Sendable {
  /// Writes the scores of a row in units, negative where the pair may not be chosen.
  package typealias ScoreReader = @Sendable (Int, UnsafeMutableBufferPointer<Int32>) -> Void

  private let objectives: [Objective]
  private let rows: [DegreeBounds]
  private let columns: [DegreeBounds]
  /// The most pairs that there can be.
  let mostPairs: Int
  private let couples: [Couple]
  private let coupledRows: Set<Int>
  private let coupledColumns: Set<Int>
  private let rules: [LinearConstraint]
  private let rowTiers: [Int?]
  private let columnTiers: [Int?]
  private let decidedRows: Set<Int>
  private let decidedColumns: Set<Int>
  /// The lowest score of a pair that is decided beforehand.
  let lowestForcedScore: Int?
  private let absent: [Int: [Int]]
  private let readScores: ScoreReader
  /// The score of a pair that may be chosen.
  let score: @Sendable (AssignedPair) -> Int

  /// Collects the parts.
  ///
  /// - Parameters:
  ///   - couples: rows and columns that stand for one person.
  ///   - decidedRows: rows that have a partner whatever is chosen, so that they count no more.
  ///   - decidedColumns: the same for columns.
  ///   - absent: for rows, the columns that must not be chosen whatever their score.
  package init(
    objectives: [Objective], rows: [DegreeBounds], columns: [DegreeBounds], mostPairs: Int,
    couples: [Couple] = [], rules: [LinearConstraint], rowTiers: [Int?], columnTiers: [Int?],
    decidedRows: Set<Int> = [], decidedColumns: Set<Int> = [], lowestForcedScore: Int? = nil,
    absent: [Int: [Int]] = [:], score: @escaping @Sendable (AssignedPair) -> Int,
    readScores: @escaping ScoreReader
  ) {
    self.objectives = objectives
    self.rows = rows
    self.columns = columns
    self.mostPairs = mostPairs
    self.couples = couples
    coupledRows = Set(couples.map(\.row))
    coupledColumns = Set(couples.map(\.column))
    self.rules = rules
    self.rowTiers = rowTiers
    self.columnTiers = columnTiers
    self.decidedRows = decidedRows
    self.decidedColumns = decidedColumns
    self.lowestForcedScore = lowestForcedScore
    self.absent = absent
    self.score = score
    self.readScores = readScores
  }

  /// The goals of the objectives in order; those of `worst_off` and `leximin` depend on the matching
  /// and are left out, as nil.
  package var goals: [(objective: Objective, goal: Stage.Goal?)] {
    objectives.flatMap { objective -> [(Objective, Stage.Goal?)] in
      switch objective {
      case .priorityTier:
        let tiers = Set((rowTiers + columnTiers).compactMap(\.self))
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
    case .sum(_, let tier): useForm { $0 == tier }
    case .lowest(let score), .next(let score): LinearForm(entries: entries(score: score))
    }
  }

  /// The total of scores that a value of the total's form stands for.
  package func total(ofValue value: Int64) -> Int {
    // The number of pairs, which breaks ties, is what remains of the division.
    Int(-value) / (mostPairs + 1)
  }

  /// The negative number of people with a partner among those of some tiers.
  private func useForm(_ isCounted: (Int?) -> Bool) -> LinearForm {
    var form = LinearForm()
    for (index, couple) in couples.enumerated()
    where !decidedRows.contains(couple.row) && !decidedColumns.contains(couple.column)
      && isCounted(rowTiers[couple.row])
    {
      form.coupleUse[index] = -1
    }
    for row in rows.indices
    where !coupledRows.contains(row) && !decidedRows.contains(row) && isCounted(rowTiers[row]) {
      form.rowUse[row] = -1
    }
    for column in columns.indices
    where !coupledColumns.contains(column) && !decidedColumns.contains(column)
      && isCounted(columnTiers[column])
    {
      form.columnUse[column] = -1
    }
    return form
  }

  private func costs(_ settled: SettledStages) -> StageCosts {
    StageCosts(
      rowCount: rows.count, columnCount: columns.count, absent: absent, settled: settled,
      readScores: readScores)
  }

  /// The pairs of a score.
  private func entries(score: Int) -> [AssignedPair: Int64] {
    var entries: [AssignedPair: Int64] = [:]
    let costs = costs(SettledStages())
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

  /// The scores of all pairs that may be chosen, each once, ascending.
  func scores(_ settled: SettledStages) -> [Int] {
    var scores: Set<Int> = []
    let costs = costs(settled)
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: columns.count) { buffer in
      for row in rows.indices {
        costs.readCosts(ofRow: row, into: buffer)
        for cost in buffer where cost != absentEdge { scores.insert(Int(-cost)) }
      }
    }
    return scores.sorted()
  }

  /// The rules; once the number of pairs is settled, bounds on shares are bounds on counts.
  private func rules(_ settled: SettledStages) -> [LinearConstraint] {
    guard let pairs = settled.sums.first(where: { $0.objective == .pairs }) else { return rules }
    return rules.map { $0.counting(pairs: -pairs.value) }
  }

  /// The constrained problem of a goal when some stages are settled.
  package func problem(
    _ goal: Stage.Goal, _ settled: SettledStages
  ) -> ConstrainedAssignmentProblem<StageCosts> {
    var allowed = settled
    switch goal {
    case .sum: break
    case .lowest(let score), .next(let score): allowed.lowestScore = max(allowed.lowestScore, score)
    }
    return ConstrainedAssignmentProblem(
      costs: costs(allowed), rows: rows, columns: columns, couples: couples,
      constraints: rules(settled)
        + settled.sums.map { sum in
          // No value is smaller; for the number of pairs it is said, as bounds on shares rely on it.
          LinearConstraint(
            form(of: .sum(sum.objective, tier: sum.tier)),
            minimum: sum.objective == .pairs ? sum.value : nil, maximum: sum.value)
        }
        + settled.counts.sorted { $0.key < $1.key }.map {
          LinearConstraint(LinearForm(entries: entries(score: $0.key)), maximum: Int64($0.value))
        },
      objective: form(of: goal))
  }
}

/// The negative scores of the pairs that may be chosen.
package struct StageCosts: CostSource {
  package let rowCount: Int
  package let columnCount: Int
  let absent: [Int: [Int]]
  let settled: SettledStages
  let readScores: ObjectiveStages.ScoreReader

  package func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
    let lowest = Int32(clamping: max(0, settled.lowestScore))
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: costs.count) { scores in
      readScores(row, scores)
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
