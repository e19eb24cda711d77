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
  private var chosen: Set<MatchingProblem.Cell> = []
  /// The column of the person of a row, and the row of the person of a column, if there is one.
  private let columnOfRow: [Int: Int]
  private let rowOfColumn: [Int: Int]
  private let quotas: [QuotaTable.Group]
  /// For each quota, how many of its members have a partner.
  private var quotaCounts: [Int]
  /// The quotas of each row and of each column.
  private var quotasOfRow: [[Int]]
  private var quotasOfColumn: [[Int]]
  /// For each bound on kinds of pairs, and for each list of alternatives, how many pairs it counts.
  private var kindCounts: [Int]
  private var alternativeCounts: [Int]
  private let alternatives: [Set<MatchingProblem.Cell>]

  /// - Complexity: O(juniors x seniors).
  init(_ problem: MatchingProblem) {
    self.problem = problem
    cells = []
    rowPlaces = problem.juniorCapacities.map(\.upperBound)
    columnPlaces = problem.seniorCapacities.map(\.upperBound)
    let columns = Dictionary(
      uniqueKeysWithValues: problem.seniors.enumerated().map { ($1, $0) })
    let couples = problem.juniors.enumerated().compactMap { row, position in
      columns[position].map { (row, $0) }
    }
    columnOfRow = Dictionary(uniqueKeysWithValues: couples)
    rowOfColumn = Dictionary(uniqueKeysWithValues: couples.map { ($1, $0) })
    quotas = problem.quotas.all
    quotaCounts = quotas.map { _ in 0 }
    quotasOfRow = problem.juniors.map { _ in [] }
    quotasOfColumn = problem.seniors.map { _ in [] }
    for (index, group) in quotas.enumerated() {
      for member in group.members {
        if group.side == .junior {
          quotasOfRow[member].append(index)
        } else {
          quotasOfColumn[member].append(index)
        }
      }
    }
    kindCounts = problem.pairQuotas.groups.map { _ in 0 }
    alternatives = problem.pairQuotas.alternatives.map { Set($0.cells) }
    alternativeCounts = alternatives.map { _ in 0 }
    for cell in problem.forced { take(cell) }
    for pair in problem.forcedEitherWay {
      let open = pair.ways.filter(isOpen)
      if let best = open.max(by: { score($0) < score($1) }) { take(best) }
    }
    let rows = problem.juniors.indices
    func isNeeded(_ row: Int) -> Bool { problem.juniorCapacities[row].lowerBound > 0 }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: problem.seniors.count) { scores in
      // Whoever must have a partner comes first.
      for row in rows.filter(isNeeded) + rows.filter({ !isNeeded($0) }) where rowPlaces[row] > 0 {
        problem.eligibility.readScores(ofRow: row, into: scores)
        while rowPlaces[row] > 0, let column = best(row, scores) {
          take(MatchingProblem.Cell(row: row, column: column))
          scores[column] = -1
        }
      }
    }
    cells.sort()
  }

  private func score(_ cell: MatchingProblem.Cell) -> Int {
    problem.scorer.score(row: cell.row, column: cell.column)
  }

  private func best(_ row: Int, _ scores: UnsafeMutableBufferPointer<Int32>) -> Int? {
    var best: Int?
    var bestScore: Int32 = -1
    for column in scores.indices
    where scores[column] > bestScore && isOpen(MatchingProblem.Cell(row: row, column: column)) {
      (best, bestScore) = (column, scores[column])
    }
    return best
  }

  /// Whether a pair keeps every rule that says at most.
  private func isOpen(_ cell: MatchingProblem.Cell) -> Bool {
    guard rowPlaces[cell.row] > 0, columnPlaces[cell.column] > 0, !chosen.contains(cell),
      !isChosenOtherWay(cell)
    else { return false }
    func isFull(_ index: Int) -> Bool {
      quotas[index].maximum.map { quotaCounts[index] >= $0 } ?? false
    }
    if newQuotas(cell).contains(where: isFull) { return false }
    for (index, group) in problem.pairQuotas.groups.enumerated() where group.counts(cell) {
      let count = kindCounts[index] + 1
      let share = group.maximumShare?.units ?? FixedPoint.unitsPerOne
      if count > group.maximum ?? .max
        || count * FixedPoint.unitsPerOne > share * (cells.count + 1)
      {
        return false
      }
    }
    return alternatives.indices.allSatisfy { index in
      !alternatives[index].contains(cell)
        || alternativeCounts[index] < problem.pairQuotas.alternatives[index].maximum
    }
  }

  private func isChosenOtherWay(_ cell: MatchingProblem.Cell) -> Bool {
    guard let row = rowOfColumn[cell.column], let column = columnOfRow[cell.row] else {
      return false
    }
    return chosen.contains(MatchingProblem.Cell(row: row, column: column))
  }

  /// The quotas that count somebody more with a pair.
  private func newQuotas(_ cell: MatchingProblem.Cell) -> [Int] {
    let isNewRow = rowPlaces[cell.row] == problem.juniorCapacities[cell.row].upperBound
    let isNewColumn = columnPlaces[cell.column] == problem.seniorCapacities[cell.column].upperBound
    return (isNewRow ? quotasOfRow[cell.row] : [])
      + (isNewColumn ? quotasOfColumn[cell.column] : [])
  }

  private mutating func take(_ cell: MatchingProblem.Cell) {
    for index in newQuotas(cell) { quotaCounts[index] += 1 }
    for (index, group) in problem.pairQuotas.groups.enumerated() where group.counts(cell) {
      kindCounts[index] += 1
    }
    for index in alternatives.indices where alternatives[index].contains(cell) {
      alternativeCounts[index] += 1
    }
    cells.append(cell)
    chosen.insert(cell)
    rowPlaces[cell.row] -= 1
    columnPlaces[cell.column] -= 1
  }
}
