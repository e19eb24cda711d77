/// The costs of another source with all present costs replaced by 0.
struct ZeroCosts<Costs: CostSource>: CostSource {
  let costs: Costs

  var rowCount: Int { costs.rowCount }
  var columnCount: Int { costs.columnCount }

  func readCosts(ofRow row: Int, into buffer: UnsafeMutableBufferPointer<Int64>) {
    costs.readCosts(ofRow: row, into: buffer)
    for column in 0..<buffer.count where buffer[column] != absentEdge { buffer[column] = 0 }
  }
}

extension QuotaAssignmentProblem {
  /// A lower bound on the value of every feasible choice, from any prices.
  ///
  /// As ``LagrangianBound``, with one more term for each quota: a used member is paid the
  /// multipliers of all quotas around it in addition to its first-use cost, and the sum of these
  /// is bounded by the number of members that suits the multiplier best within the quota.
  /// - Throws: `AssignmentError` when bounds or quotas are invalid or sizes do not agree.
  /// - Complexity: O(rows x columns), reading every row once.
  public func lowerBound(_ potentials: QuotaPotentials) throws(AssignmentError) -> Int128 {
    var bound = try startBound(potentials)
    assignment.forEachRow { row, costs in bound.addRow(row, costs) }
    return bound.value
  }

  func startBound(_ potentials: QuotaPotentials) throws(AssignmentError) -> LagrangianBound {
    try validate()
    try assignment.validate(potentials.nodes)
    guard potentials.rowQuotas.count == rowQuotas.count,
      potentials.columnQuotas.count == columnQuotas.count
    else {
      throw AssignmentError(
        code: .sizeMismatch,
        message: "There are \(potentials.rowQuotas.count) and \(potentials.columnQuotas.count) "
          + "multipliers for \(rowQuotas.count) and \(columnQuotas.count) quotas.",
        advice: "the potentials belong to another problem.")
    }
    var bound = LagrangianBound(
      rows: assignment.rows, columns: assignment.columns, potentials: potentials.nodes,
      rowRewards: rewards(rowQuotas, potentials.rowQuotas, count: assignment.rows.count),
      columnRewards: rewards(
        columnQuotas, potentials.columnQuotas, count: assignment.columns.count))
    for (quota, multiplier) in zip(rowQuotas, potentials.rowQuotas) {
      bound.addQuota(quota, multiplier: multiplier)
    }
    for (quota, multiplier) in zip(columnQuotas, potentials.columnQuotas) {
      bound.addQuota(quota, multiplier: multiplier)
    }
    return bound
  }

  /// For each node the sum of the multipliers of the quotas around it.
  private func rewards(_ quotas: [UsageQuota], _ multipliers: [Int64], count: Int) -> [Int128] {
    var sums = [Int128](repeating: 0, count: count)
    for (quota, multiplier) in zip(quotas, multipliers) {
      for member in quota.members { sums[member] += Int128(multiplier) }
    }
    return sums
  }

  /// The same problem with all costs and first-use costs 0, for which every feasible choice has
  /// the value 0.
  func withoutCosts() -> QuotaAssignmentProblem<ZeroCosts<Costs>> {
    func free(_ bounds: [DegreeBounds]) -> [DegreeBounds] {
      bounds.map { DegreeBounds(minimum: $0.minimum, maximum: $0.maximum) }
    }
    return QuotaAssignmentProblem<ZeroCosts<Costs>>(
      assignment: CapacitatedAssignmentProblem(
        costs: ZeroCosts(costs: assignment.costs), rows: free(assignment.rows),
        columns: free(assignment.columns)), rowQuotas: rowQuotas, columnQuotas: columnQuotas)
  }
}

extension CertificateChecker {
  /// Checks that an answer keeps bounds and quotas, has the value it states, and is proven
  /// optimal.
  ///
  /// - Returns: the first flaw found, or `nil` when the proof is complete.
  /// - Complexity: O(rows x columns), reading every row once.
  public static func flaw<Costs: CostSource>(
    in found: QuotaAssignment, of problem: QuotaAssignmentProblem<Costs>
  ) -> CertificateFlaw? {
    guard let bound = try? problem.startBound(found.potentials) else { return .malformed }
    if let flaw = flawInDegrees(found.pairs, problem.assignment.rows, problem.assignment.columns) {
      return flaw
    }
    let usedRows = Set(found.pairs.map(\.row))
    let usedColumns = Set(found.pairs.map(\.column))
    for (side, quotas, used) in [
      (BipartiteSide.rows, problem.rowQuotas, usedRows),
      (.columns, problem.columnQuotas, usedColumns),
    ] {
      for (index, quota) in quotas.enumerated() {
        let count = quota.members.count { used.contains($0) }
        if count < quota.minimum || count > quota.maximum ?? .max {
          return .quotaBroken(side, index: index, used: count)
        }
      }
    }
    return flawInValue(
      found.pairs, value: found.value, bound: bound, of: problem.assignment)
  }

  /// Checks that a witness proves a problem with quotas infeasible.
  ///
  /// - Returns: the first flaw found, or `nil` when the proof is complete.
  /// - Complexity: O(rows x columns), reading every row once.
  public static func flaw<Costs: CostSource>(
    in witness: QuotaWitness, of problem: QuotaAssignmentProblem<Costs>
  ) -> CertificateFlaw? {
    guard let bound = try? problem.withoutCosts().lowerBound(witness.potentials) else {
      return .malformed
    }
    guard bound == witness.excess, bound > 0 else {
      return .nothingContradicted(required: witness.excess, available: bound)
    }
    return nil
  }
}
