extension CertificateChecker {
  /// Checks that the answer to a dense matrix is feasible and proven optimal by its dual values.
  ///
  /// Reads every entry, as an integer at the answer's scale, and trusts nothing that a solver found
  /// out; slower than the check that every answer has passed already.
  ///
  /// - Parameters:
  ///   - assignment: the answer.
  ///   - costs: the matrix, row after row.
  ///   - rowCount: the number of rows.
  ///   - columnCount: the number of columns.
  ///   - options: what was sought, and which entry marks an absent pair.
  /// - Returns: the first flaw found, or `nil` when the proof is complete.
  /// - Complexity: O(rows x columns).
  public static func flaw<Element: DenseElement>(
    in assignment: DenseAssignment, of costs: [Element], rowCount: Int, columnCount: Int,
    options: DenseAssignmentOptions<Element> = DenseAssignmentOptions()
  ) -> CertificateFlaw? {
    let (count, overflows) = rowCount.multipliedReportingOverflow(by: columnCount)
    guard rowCount >= 0, columnCount >= 0, !overflows, costs.count == count,
      assignment.columnOfRow.count == rowCount
    else { return .malformed }
    let scaled = ScaledCosts(
      costs: costs, rowCount: rowCount, columnCount: columnCount,
      exponent: assignment.scaleExponent, options: options)
    return flaw(
      inPairs: assignment.pairs, value: assignment.value, potentials: assignment.potentials,
      of: scaled.assignmentProblem())
  }
}

/// The costs of a matrix as integers to be minimised.
private struct ScaledCosts<Element: DenseElement>: CostSource {
  let costs: [Element]
  let rowCount: Int
  let columnCount: Int
  let exponent: Int
  let options: DenseAssignmentOptions<Element>

  func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
    for column in 0..<columnCount {
      let entry = self.costs[row * columnCount + column]
      let isAbsent =
        Element.isAlwaysInteger
        ? entry == options.absentValue
        : entry.nearestDouble == (options.maximizes ? -.infinity : .infinity)
      let value = entry.scaledInteger(exponent: exponent)
      // A present cost too large for the type is as large as the type has them.
      costs[column] =
        isAbsent ? absentEdge : min(options.maximizes ? -max(value, -.max) : value, absentEdge - 1)
    }
  }
}
