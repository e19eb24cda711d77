package import LinearAssignment

/// A case distinction of a proof: what is assumed of the people who stand on both sides.
///
/// A person on both sides counts once, however many partners the two roles have. That one coupling
/// is beyond an assignment, so a branch relaxes it: of the person's worth w some part r is granted
/// in each role that has a partner, and w - r from the start, partner or not. That never promises
/// too little, and it is exact when just one role has a partner, when none has and r = w, and when
/// both have and r = 0. Cases split where no r is exact.
package struct Branch: Sendable, Hashable {
  /// An assumption; its opposite is the assumption of the sister case.
  package enum Assumption: Sendable, Hashable {
    /// The person has no partner as a junior.
    case unusedAsJunior(row: Int)
    /// The person has a partner as a junior.
    case usedAsJunior(row: Int)
    /// The pair is not made. Its sister case bars the pair the other way round.
    case barred(MatchingProblem.Cell)
  }

  /// What is assumed, in the order of the case distinctions.
  package var assumptions: [Assumption] = []
  /// By row of a person on both sides, the part of the worth that is granted in each role; zero
  /// for whoever is not named.
  package var roleWorths: [Int: Int64] = [:]

  /// Makes the branch that assumes nothing and grants everybody's worth from the start.
  package init() {}
}

/// The assignment problems behind a matching problem, in terms of rows, columns and integers.
package struct AssignmentModel: Sendable {
  /// A person who stands on both sides.
  package struct Double: Sendable {
    /// The row as a junior.
    package let row: Int
    /// The column as a senior.
    package let column: Int
    /// What it is worth that the person has a partner.
    package let worth: Int64
  }

  package let problem: MatchingProblem
  package let objective: LexicographicObjective
  /// People on both sides for whom it matters which role has a partner, in row order.
  package let doubles: [Double]
  private let forcedRowDegrees: [Int]
  private let forcedColumnDegrees: [Int]
  private let rowOfPosition: [Int: Int]
  private let columnOfPosition: [Int: Int]

  /// Makes the model; `nil` when exact arithmetic is not possible.
  package init?(_ problem: MatchingProblem) {
    guard let objective = LexicographicObjective(problem) else { return nil }
    self.problem = problem
    self.objective = objective
    var rowDegrees = [Int](repeating: 0, count: problem.juniors.count)
    var columnDegrees = [Int](repeating: 0, count: problem.seniors.count)
    for cell in problem.forced {
      rowDegrees[cell.row] += 1
      columnDegrees[cell.column] += 1
    }
    forcedRowDegrees = rowDegrees
    forcedColumnDegrees = columnDegrees
    let rows = Dictionary(uniqueKeysWithValues: problem.juniors.enumerated().map { ($1, $0) })
    let columns = Dictionary(uniqueKeysWithValues: problem.seniors.enumerated().map { ($1, $0) })
    rowOfPosition = rows
    columnOfPosition = columns
    doubles = problem.juniors.enumerated().compactMap { row, position in
      columns[position].map {
        Double(row: row, column: $0, worth: objective.personWeights[position])
      }
    }
  }

  /// Returns the same two people the other way round, when both stand on both sides.
  package func reversed(_ cell: MatchingProblem.Cell) -> MatchingProblem.Cell? {
    guard problem.juniors.indices.contains(cell.row),
      problem.seniors.indices.contains(cell.column),
      let row = rowOfPosition[problem.seniors[cell.column]],
      let column = columnOfPosition[problem.juniors[cell.row]]
    else { return nil }
    return MatchingProblem.Cell(row: row, column: column)
  }

  /// Returns what a set of pairs, forced ones included, is worth by the definition of the
  /// objectives alone.
  package func worth(of cells: [MatchingProblem.Cell]) -> Int128 {
    var covered: Set<Int> = []
    var worth: Int128 = 0
    for cell in cells {
      let score = problem.scorer.score(row: cell.row, column: cell.column)
      worth += Int128(objective.pairWorth(score: score))
      covered.insert(problem.juniors[cell.row])
      covered.insert(problem.seniors[cell.column])
    }
    return covered.reduce(worth) { $0 + Int128(objective.personWeights[$1]) }
  }

  /// Returns the assignment problem of a branch, in costs, and the worth that it leaves out.
  ///
  /// For every matching that satisfies the branch's assumptions, the worth of the matching is at
  /// most `constant` minus the cost of its free pairs in the assignment problem.
  package func relaxation(
    of branch: Branch
  ) -> (problem: QuotaAssignmentProblem<MatchingCosts>, constant: Int128) {
    var rows = bounds(problem.juniorCapacities, forcedRowDegrees, problem.juniors)
    var columns = bounds(problem.seniorCapacities, forcedColumnDegrees, problem.seniors)
    var barred = Set(problem.forced)
    // A pair that is forced one way round rules out the other way.
    for cell in problem.forced { if let other = reversed(cell) { barred.insert(other) } }
    var constant: Int128 = 0
    for cell in problem.forced {
      let score = problem.scorer.score(row: cell.row, column: cell.column)
      constant += Int128(objective.pairWorth(score: score))
    }
    for (row, degree) in forcedRowDegrees.enumerated() where degree > 0 {
      constant += Int128(objective.personWeights[problem.juniors[row]])
    }
    for (column, degree) in forcedColumnDegrees.enumerated()
    where degree > 0
      && (rowOfPosition[problem.seniors[column]].map { forcedRowDegrees[$0] == 0 } ?? true)
    {
      constant += Int128(objective.personWeights[problem.seniors[column]])
    }
    var roleWorths = branch.roleWorths
    let worthOfRow = Dictionary(uniqueKeysWithValues: doubles.map { ($0.row, $0.worth) })
    for assumption in branch.assumptions {
      switch assumption {
      case .unusedAsJunior(let row):
        rows[row].maximum = 0
        rows[row].minimum = min(rows[row].minimum, 0)
        // With one role left the whole worth belongs to the other.
        roleWorths[row] = worthOfRow[row]
      case .usedAsJunior(let row):
        rows[row].minimum = max(1, rows[row].minimum)
        roleWorths[row] = 0
      case .barred(let cell): barred.insert(cell)
      }
    }
    for double in doubles {
      let isForced = forcedRowDegrees[double.row] > 0 || forcedColumnDegrees[double.column] > 0
      let roleWorth = isForced ? 0 : roleWorths[double.row] ?? 0
      if !isForced { constant += Int128(double.worth - roleWorth) }
      rows[double.row].firstUseCost = -roleWorth
      columns[double.column].firstUseCost = -roleWorth
    }
    return (
      QuotaAssignmentProblem(
        assignment: CapacitatedAssignmentProblem(
          costs: MatchingCosts(problem: problem, objective: objective, barred: barred), rows: rows,
          columns: columns),
        rowQuotas: problem.quotas.juniors.map { usageQuota($0, forcedRowDegrees) },
        columnQuotas: problem.quotas.seniors.map { usageQuota($0, forcedColumnDegrees) }), constant
    )
  }

  /// What is left of a quota when the members of forced pairs have been counted.
  ///
  /// Where forced pairs alone exceed a maximum, the minimum is left impossible to keep.
  private func usageQuota(_ group: QuotaTable.Group, _ forcedDegrees: [Int]) -> UsageQuota {
    let free = group.members.filter { forcedDegrees[$0] == 0 }
    let forced = group.members.count - free.count
    if let maximum = group.maximum, forced > maximum {
      return UsageQuota(members: [], minimum: 1)
    }
    return UsageQuota(
      members: free, minimum: max(0, group.minimum - forced),
      // A maximum that nobody can exceed would only trouble the flow.
      maximum: group.maximum.flatMap { $0 < group.members.count ? $0 - forced : nil })
  }

  private func bounds(
    _ capacities: [ClosedRange<Int>], _ forced: [Int], _ positions: [Int]
  ) -> [DegreeBounds] {
    capacities.indices.map { index in
      DegreeBounds(
        minimum: max(0, capacities[index].lowerBound - forced[index]),
        maximum: capacities[index].upperBound - forced[index],
        firstUseCost: forced[index] > 0 ? 0 : -objective.personWeights[positions[index]])
    }
  }
}

/// The costs of pairs: what each is worth by itself, negated, with barred pairs absent.
package struct MatchingCosts: CostSource {
  private let problem: MatchingProblem
  private let objective: LexicographicObjective
  private let barredColumns: [Int: [Int]]

  init(
    problem: MatchingProblem, objective: LexicographicObjective, barred: Set<MatchingProblem.Cell>
  ) {
    self.problem = problem
    self.objective = objective
    barredColumns = Dictionary(grouping: barred, by: \.row).mapValues { $0.map(\.column) }
  }

  package var rowCount: Int { problem.juniors.count }
  package var columnCount: Int { problem.seniors.count }

  package func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: costs.count) { scores in
      problem.eligibility.readScores(ofRow: row, into: scores)
      let scoreWeight = objective.scoreWeight
      let pairWeight = objective.pairWeight
      for column in costs.indices {
        let score = scores[column]
        costs[column] =
          score < 0 ? absentEdge : -(Int64(score) &* scoreWeight &+ pairWeight)
      }
    }
    for column in barredColumns[row] ?? [] { costs[column] = absentEdge }
  }
}
