internal import LinearAssignment

/// Looks for the parts of people's worth that make a relaxation exact.
///
/// A role finds a partner when what it is granted exceeds the price of serving it. Between the
/// prices of a person's two roles just one of them finds a partner, and the relaxation is exact;
/// the prices are read off the potentials of the last optimum. As all people move at once the next
/// optimum may disagree, so every person keeps bounds between which the part must lie, and rounds
/// are counted. Nothing depends on success: where it fails the case is split.
struct RoleWorthSearch {
  /// The most relaxations that are tried for a case.
  private static let mostRounds = 4

  private let model: AssignmentModel
  private var rounds = 0
  /// By row: a part so small that no role had a partner, and one so large that both had.
  private var limits: [Int: (low: Int64, high: Int64)] = [:]

  init(_ model: AssignmentModel) { self.model = model }

  /// Returns the branch with other parts, or `nil` when there is nothing left to try.
  mutating func next(
    after branch: Branch, cells: [MatchingProblem.Cell], potentials: Potentials,
    miscounted: [AssignmentModel.Double]
  ) -> Branch? {
    rounds += 1
    guard rounds < Self.mostRounds, !miscounted.isEmpty else { return nil }
    let usedRows = Set(cells.map(\.row))
    let prices = servingPrices(of: miscounted, branch, potentials)
    var next = branch
    var hasMoved = false
    for (double, price) in zip(miscounted, prices) {
      let part = branch.roleWorths[double.row] ?? 0
      var limit = limits[double.row] ?? (-1, double.worth + 1)
      let (one, other): (Int64, Int64)
      if usedRows.contains(double.row) {
        limit.high = min(limit.high, part)
        (one, other) = (potentials.rows[double.row], potentials.columns[double.column])
      } else {
        limit.low = max(limit.low, part)
        // A price no higher than the part granted only says that the role is not worth it yet.
        one = price.asJunior > part ? price.asJunior : double.worth
        other = price.asSenior > part ? price.asSenior : double.worth
      }
      limits[double.row] = limit
      guard limit.high - limit.low > 1 else { continue }
      let between = one / 2 + other / 2
      next.roleWorths[double.row] = min(max(between, limit.low + 1), limit.high - 1)
      hasMoved = true
    }
    return hasMoved ? next : nil
  }

  /// Returns for each person what it would cost to give either role a partner.
  private func servingPrices(
    of doubles: [AssignmentModel.Double], _ branch: Branch, _ potentials: Potentials
  ) -> [(asJunior: Int64, asSenior: Int64)] {
    let costs = model.relaxation(of: branch).problem.assignment.costs
    // A role that nobody may serve has a price beyond everybody's worth.
    var prices = doubles.map { (asJunior: $0.worth, asSenior: $0.worth) }
    let positionOfRow = Dictionary(
      uniqueKeysWithValues: doubles.enumerated().map { ($1.row, $0) })
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: costs.columnCount) { buffer in
      for row in 0..<costs.rowCount {
        costs.readCosts(ofRow: row, into: buffer)
        for (position, double) in doubles.enumerated() where buffer[double.column] != absentEdge {
          prices[position].asSenior = min(
            prices[position].asSenior, buffer[double.column] &- potentials.rows[row])
        }
        guard let position = positionOfRow[row] else { continue }
        for column in buffer.indices where buffer[column] != absentEdge {
          prices[position].asJunior = min(
            prices[position].asJunior, buffer[column] &- potentials.columns[column])
        }
      }
    }
    return prices
  }
}
