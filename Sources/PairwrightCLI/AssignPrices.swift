internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// The prices of rows, columns and quotas that bound every choice under quotas.
///
/// Cost - row - column - the prices of the quotas that count it is at least 0 for every pair whose
/// row or whose column takes one pair at most. A quota's price is above 0 where its minimum costs
/// something, and below 0 where its maximum does: it is what the total would gain by one more.
struct AssignPrices {
  private(set) var rows: [Int128]
  private(set) var columns: [Int128]
  let quotas: [Int128]
  /// Prices are in units of 2^-exponent of the integers that were solved.
  let exponent: Int
  /// By how much the prices alone show that there is no choice; `nil` where they don't.
  let excess: Int128?

  /// Takes the prices of a proof, made such that no pair has a reduced cost below 0.
  ///
  /// Where the one pair that a row can have would have one, the row is paid less by as much. What
  /// the bound loses by that it gains by the pair, so it does not become smaller.
  init<Costs: CostSource>(
    _ proof: ConstrainedAssignmentProof, of problem: ConstrainedAssignmentProblem<Costs>
  ) {
    var rows = proof.potentials.rows.map { Int128($0) }
    var columns = proof.potentials.columns.map { Int128($0) }
    quotas = proof.prices.multipliers.map { -Int128($0) }
    // The scale is a power of two; 0 stands for prices that are not about costs.
    exponent = proof.prices.scale > 0 ? proof.prices.scale.trailingZeroBitCount : 0
    let bound = ConstrainedBound(
      problem, proof.prices, proof.potentials, CostSurvey(problem.costs))
    excess = bound.flatMap { proof.prices.scale == 0 && $0.value > 0 ? $0.value : nil }
    var lowest = [Int64](repeating: 0, count: rows.count)
    bound?.forEachReducedCost { row, _, _, reduced in lowest[row] = min(lowest[row], reduced) }
    for row in rows.indices where problem.rows[row].maximum <= 1 {
      rows[row] += Int128(lowest[row])
    }
    var lowestLeft = [Int64](repeating: 0, count: columns.count)
    bound?.forEachReducedCost { row, column, _, reduced in
      guard problem.rows[row].maximum > 1 else { return }
      lowestLeft[column] = min(lowestLeft[column], reduced)
    }
    for column in columns.indices where problem.columns[column].maximum <= 1 {
      columns[column] += Int128(lowestLeft[column])
    }
    (self.rows, self.columns) = (rows, columns)
  }

  /// Gives every row, or else every column, back what was subtracted from every cost.
  mutating func restore(_ offset: Int64, toRows: Bool) {
    let amount = Int128(offset) << Int128(exponent)
    if toRows {
      rows = rows.map { $0 + amount }
    } else {
      columns = columns.map { $0 + amount }
    }
  }
}
