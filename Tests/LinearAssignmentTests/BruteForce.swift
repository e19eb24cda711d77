import LinearAssignment

/// The answers that trying every choice of pairs gives, for problems with few present pairs.
enum BruteForce {
  /// The value of a choice, or `nil` when it breaks a bound.
  static func value(
    of pairs: [AssignedPair], in problem: CapacitatedAssignmentProblem<DenseCosts>
  ) -> Int128? {
    var rowDegrees = [Int](repeating: 0, count: problem.rows.count)
    var columnDegrees = [Int](repeating: 0, count: problem.columns.count)
    var value: Int128 = 0
    for pair in pairs {
      guard let cost = problem.costs[pair.row, pair.column] else { return nil }
      value += Int128(cost)
      rowDegrees[pair.row] += 1
      columnDegrees[pair.column] += 1
    }
    for (degrees, bounds) in [(rowDegrees, problem.rows), (columnDegrees, problem.columns)] {
      for (degree, bound) in zip(degrees, bounds) {
        if degree < bound.minimum || degree > bound.maximum { return nil }
        if degree > 0 { value += Int128(bound.firstUseCost) }
      }
    }
    return value
  }

  /// The lowest value of any feasible choice, or `nil` when there is none.
  static func optimum(_ problem: CapacitatedAssignmentProblem<DenseCosts>) -> Int128? {
    var present: [AssignedPair] = []
    for row in 0..<problem.costs.rowCount {
      for column in 0..<problem.costs.columnCount where problem.costs[row, column] != nil {
        present.append(AssignedPair(row: row, column: column))
      }
    }
    var best: Int128?
    for choice in 0..<(1 << present.count) {
      let pairs = present.indices.filter { choice >> $0 & 1 == 1 }.map { present[$0] }
      if let value = value(of: pairs, in: problem) { best = min(best ?? value, value) }
    }
    return best
  }

  /// The lowest total of assigning each row its own column, or `nil`; for rows <= columns.
  static func assignmentOptimum(_ costs: DenseCosts) -> Int128? {
    func best(_ row: Int, _ used: Set<Int>) -> Int128? {
      if row == costs.rowCount { return 0 }
      var lowest: Int128?
      for column in 0..<costs.columnCount where !used.contains(column) {
        guard let cost = costs[row, column], let rest = best(row + 1, used.union([column]))
        else { continue }
        lowest = min(lowest ?? .max, Int128(cost) + rest)
      }
      return lowest
    }
    return best(0, [])
  }
}
