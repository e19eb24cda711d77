/// A lower bound on the value of every feasible choice, computed from any potentials.
///
/// With row potentials u and column potentials v, a choice of pairs costs
///
///     sum over chosen pairs of (cost - u - v)
///       + sum over rows of (first-use cost, if used, + u x degree)
///       + sum over columns of (first-use cost, if used, + v x degree).
///
/// Each of the three sums is bounded from below by itself: the first by taking just the pairs
/// with a negative term, the others by letting each row and column take the degree within its
/// bounds that suits it best. No choice of pairs is looked at, so the bound holds whoever made
/// the potentials; and when it equals the value of some feasible choice, that choice is optimal.
///
/// This is Lagrangian duality (Burkard, Dell'Amico & Martello, "Assignment Problems", 2009,
/// chapter 4; Ahuja, Magnanti & Orlin, "Network Flows", 1993). The computation
/// shares nothing with a solver. All sums are formed in 128 bits.
public struct LagrangianBound: Sendable {
  private let rowPotentials: [Int64]
  private let columnPotentials: [Int64]
  /// Whether a sum of two potentials might leave 64 bits.
  private let needsWideSums: Bool
  /// The bound without the pairs of those rows that have not been added yet.
  public private(set) var value: Int128

  /// Starts with what the rows and columns contribute; pairs are then added row by row.
  ///
  /// `rows` and `rowPotentials` must be of equal length, likewise `columns` and
  /// `columnPotentials`.
  ///
  /// `rowRewards` and `columnRewards` are taken off the first-use cost of each row and column.
  init(
    rows: [DegreeBounds], columns: [DegreeBounds], potentials: Potentials,
    rowRewards: [Int128]? = nil, columnRewards: [Int128]? = nil
  ) {
    rowPotentials = potentials.rows
    columnPotentials = potentials.columns
    let limit: Int64 = (1 << 62) - 1
    needsWideSums =
      potentials.rows.contains { $0 > limit || $0 < -limit }
      || potentials.columns.contains { $0 > limit || $0 < -limit }
    value = 0
    for (row, bounds) in rows.enumerated() {
      value += Self.smallestUse(
        bounds, firstUse: Int128(bounds.firstUseCost) - (rowRewards?[row] ?? 0),
        potential: rowPotentials[row], oppositeCount: columns.count)
    }
    for (column, bounds) in columns.enumerated() {
      value += Self.smallestUse(
        bounds, firstUse: Int128(bounds.firstUseCost) - (columnRewards?[column] ?? 0),
        potential: columnPotentials[column], oppositeCount: rows.count)
    }
  }

  /// The smallest first-use cost plus potential x degree over the degrees allowed.
  ///
  /// The term is linear from degree 1 on, so only the ends, and degree 1, can be the smallest.
  /// Bounds far beyond the number of nodes on the other side are brought near it, which keeps
  /// products small and allows no degree that was not possible.
  private static func smallestUse(
    _ bounds: DegreeBounds, firstUse: Int128, potential: Int64, oppositeCount: Int
  ) -> Int128 {
    let minimum = min(bounds.minimum, oppositeCount + 1)
    let maximum = max(minimum, min(bounds.maximum, oppositeCount))
    func use(_ degree: Int) -> Int128 {
      (degree >= 1 ? firstUse : 0) + Int128(potential) * Int128(degree)
    }
    var smallest = min(use(minimum), use(maximum))
    if minimum == 0 && maximum >= 1 { smallest = min(smallest, use(1)) }
    return smallest
  }

  /// Adds what a quota contributes: its multiplier times the number of members used, as small as
  /// its bounds allow.
  mutating func addQuota(_ quota: UsageQuota, multiplier: Int64) {
    let minimum = min(quota.minimum, quota.members.count + 1)
    let maximum = max(minimum, min(quota.maximum ?? .max, quota.members.count))
    value += min(
      Int128(multiplier) * Int128(minimum), Int128(multiplier) * Int128(maximum))
  }

  /// Adds the pairs of one row; every row must be added exactly once.
  mutating func addRow(_ row: Int, _ costRow: CostRow) {
    let rowPotential = rowPotentials[row]
    let costs = costRow.costs
    var sum: Int128 = 0
    columnPotentials.withUnsafeBufferPointer { columnPotentials in
      if needsWideSums || costRow.columns != nil {
        costRow.forEachPresent { column, cost in
          let paid = Int128(rowPotential) + Int128(columnPotentials[column])
          sum += min(0, Int128(cost) - paid)
        }
      } else {
        // Both buffers have one element per column: the row was read into a buffer of that size,
        // and the number of potentials is checked before a bound is formed. An absent edge is the
        // largest number there is and so never less than the sum.
        for column in 0..<min(costs.count, columnPotentials.count)
        where costs[column] < rowPotential &+ columnPotentials[column] {
          sum += Int128(costs[column]) - Int128(rowPotential &+ columnPotentials[column])
        }
      }
    }
    value += sum
  }
}

extension CapacitatedAssignmentProblem {
  /// A lower bound on the value of every feasible choice, from any potentials.
  ///
  /// The bound is valid even when the problem has no feasible choice. It is the exact optimum
  /// for the potentials that come with a ``CapacitatedAssignment``.
  /// - Throws: `AssignmentError` when the bounds are invalid or the sizes do not agree.
  /// - Complexity: O(rows x columns), reading every row once.
  public func lowerBound(_ potentials: Potentials) throws(AssignmentError) -> Int128 {
    try validate()
    try validate(potentials)
    var bound = LagrangianBound(rows: rows, columns: columns, potentials: potentials)
    forEachRow { row, costs in bound.addRow(row, costs) }
    return bound.value
  }

  func validate(_ potentials: Potentials) throws(AssignmentError) {
    guard potentials.rows.count == rows.count, potentials.columns.count == columns.count else {
      throw AssignmentError(
        code: .sizeMismatch,
        message: "There are \(potentials.rows.count) row and \(potentials.columns.count) column "
          + "potentials for \(rows.count) rows and \(columns.count) columns.",
        advice: "the potentials belong to another problem, or the sides are swapped.")
    }
  }

  /// Reads all rows in order and hands each to `body`.
  func forEachRow(_ body: (Int, CostRow) -> Void) {
    costs.withRows { read in
      for row in 0..<costs.rowCount { body(row, read(row)) }
    }
  }
}
