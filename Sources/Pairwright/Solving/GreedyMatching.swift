/// Pairs made in one pass, for when time runs out before there is anything better.
///
/// Every junior in turn takes the best senior who is left. The result keeps what is at most, and
/// whether it keeps everything else is for the verifier to say.
struct GreedyMatching {
  /// The chosen pairs, forced ones included.
  private(set) var cells: [MatchingProblem.Cell]

  private let problem: MatchingProblem
  private var rowPlaces: [Int]
  private var columnPlaces: [Int]
  private var pairs: Set<[Int]> = []
  private var usedRows: Set<Int> = []
  private var usedColumns: Set<Int> = []

  /// - Complexity: O(juniors x seniors).
  init(_ problem: MatchingProblem) {
    self.problem = problem
    cells = []
    rowPlaces = problem.juniorCapacities.map(\.upperBound)
    columnPlaces = problem.seniorCapacities.map(\.upperBound)
    for cell in problem.forced { take(cell) }
    let rows = problem.juniors.indices
    func isNeeded(_ row: Int) -> Bool { problem.juniorCapacities[row].lowerBound > 0 }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: problem.seniors.count) { scores in
      // Whoever must have a partner comes first.
      for row in rows.filter(isNeeded) + rows.filter({ !isNeeded($0) }) {
        problem.eligibility.readScores(ofRow: row, into: scores)
        while rowPlaces[row] > 0, let column = best(row, scores) {
          take(MatchingProblem.Cell(row: row, column: column))
          scores[column] = -1
        }
      }
    }
    cells.sort()
  }

  private func best(_ row: Int, _ scores: UnsafeMutableBufferPointer<Int32>) -> Int? {
    var best: Int?
    for column in scores.indices
    where scores[column] >= 0 && columnPlaces[column] > 0
      && best.map({ scores[column] > scores[$0] }) ?? true
      && isOpen(MatchingProblem.Cell(row: row, column: column))
    {
      best = column
    }
    return best
  }

  /// Whether a pair keeps every rule that says at most.
  private func isOpen(_ cell: MatchingProblem.Cell) -> Bool {
    let people = [problem.juniors[cell.row], problem.seniors[cell.column]]
    if pairs.contains(people) || pairs.contains([people[1], people[0]]) { return false }
    for group in problem.quotas.all {
      let (used, index) =
        group.side == .junior ? (usedRows, cell.row) : (usedColumns, cell.column)
      guard let maximum = group.maximum, !used.contains(index), group.members.contains(index) else {
        continue
      }
      if group.members.count(where: used.contains) >= maximum { return false }
    }
    for group in problem.pairQuotas.groups where group.counts(cell) {
      let count = cells.count(where: group.counts) + 1
      let share = group.maximumShare?.units ?? FixedPoint.unitsPerOne
      if count > group.maximum ?? .max
        || count * FixedPoint.unitsPerOne > share * (cells.count + 1)
      {
        return false
      }
    }
    return problem.pairQuotas.alternatives.allSatisfy { alternative in
      !alternative.cells.contains(cell)
        || cells.count(where: alternative.cells.contains) < alternative.maximum
    }
  }

  private mutating func take(_ cell: MatchingProblem.Cell) {
    cells.append(cell)
    pairs.insert([problem.juniors[cell.row], problem.seniors[cell.column]])
    rowPlaces[cell.row] -= 1
    columnPlaces[cell.column] -= 1
    usedRows.insert(cell.row)
    usedColumns.insert(cell.column)
  }
}
