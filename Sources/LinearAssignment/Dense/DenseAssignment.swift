/// An optimal assignment of a dense matrix, with its proof.
///
/// Every present pair has cost - row potential - column potential of at least 0, and every chosen
/// pair exactly 0. When one side is larger, its nodes have potentials of at most 0, and those left
/// over exactly 0. So `value` is the sum of all potentials, which no assignment can undercut.
public struct DenseAssignment: Sendable, Hashable {
  /// The chosen pairs in ascending order of row; as many as the smaller side has nodes.
  public let pairs: [AssignedPair]
  /// The sum of the costs of the chosen pairs.
  public let value: Int128
  /// The dual values.
  public let potentials: Potentials
}

/// How a dense assignment ended.
public enum DenseAssignmentOutcome: Sendable, Hashable {
  /// Every node of the smaller side is assigned, at the lowest cost; the proof has been checked.
  case optimal(DenseAssignment)
  /// Not every node of the smaller side can be assigned; the witness has been checked.
  case infeasible(DegreeWitness)
}

extension DenseCosts {
  /// Assigns every node of the smaller side to its own node of the other at the lowest total cost.
  ///
  /// Small matrices are solved by the textbook's shortest augmenting paths, larger ones by
  /// ``DenseMatrixAssignment``. The answer is checked against all costs before it is returned.
  /// - Throws: `AssignmentError` with code `costRangeTooLarge` when the number of rows and columns
  ///   times the difference between the largest and smallest cost exceeds 2^61.
  /// - Complexity: O(s x s x l) for s nodes on the smaller and l on the larger side.
  public func assignment() throws(AssignmentError) -> DenseAssignmentOutcome {
    let smallest = try smallestCostAfterRangeCheck()
    return cells.count > Self.mostTextbookCells
      ? try assignmentByCandidates() : try assignmentByPaths(smallest)
  }

  /// Up to here the plain method is the quicker one.
  static var mostTextbookCells: Int { 1 << 12 }

  /// Assigns by the dense solver on candidate lists.
  func assignmentByCandidates() throws(AssignmentError) -> DenseAssignmentOutcome {
    let outcome: DenseOutcome
    do {
      outcome = try cells.withUnsafeBufferPointer { entries throws(DenseMatrixError) in
        try DenseMatrixAssignment.solve(
          entries, rowCount: rowCount, columnCount: columnCount, absentValue: absentEdge)
      }
    } catch {
      // Shape and range were checked before, so only a failed self-check is left.
      throw DenseCosts.withheld
    }
    switch outcome {
    case .infeasible(let violator):
      let oriented = violator.areRows ? self : transposed()
      return .infeasible(
        try checked(
          oriented.witness(members: violator.lines, side: violator.areRows ? .rows : .columns)))
    case .optimal(let solution):
      var pairs: [AssignedPair] = []
      var value: Int128 = 0
      for (row, column) in solution.columnOfRow.enumerated() where column >= 0 {
        pairs.append(AssignedPair(row: row, column: column))
        value += Int128(cells[row * columnCount + column])
      }
      return .optimal(
        try checked(
          DenseAssignment(
            pairs: pairs, value: value,
            potentials: Potentials(rows: solution.rowDuals, columns: solution.columnDuals))))
    }
  }

  /// Assigns by shortest augmenting paths over the whole matrix.
  func assignmentByPaths(_ smallest: Int64) throws(AssignmentError) -> DenseAssignmentOutcome {
    let isTransposed = rowCount > columnCount
    let oriented = isTransposed ? transposed() : self
    var search = ShortestAugmentingPath(costs: oriented.lowered(by: smallest))
    if let reached = search.assignAllRows() {
      return .infeasible(
        try checked(
          oriented.witness(
            members: reached.rows.sorted(), side: isTransposed ? .columns : .rows)))
    }
    // The smaller side takes back what was subtracted from every cost.
    let smallerPotentials = search.rowPotentials.map { $0 + smallest }
    var pairs: [AssignedPair] = []
    var value: Int128 = 0
    for (row, column) in search.columnOfRow.enumerated() {
      value += Int128(oriented.cells[row * oriented.columnCount + column])
      pairs.append(
        isTransposed
          ? AssignedPair(row: column, column: row) : AssignedPair(row: row, column: column)
      )
    }
    let assignment = DenseAssignment(
      pairs: pairs.sorted(), value: value,
      potentials: isTransposed
        ? Potentials(rows: search.columnPotentials, columns: smallerPotentials)
        : Potentials(rows: smallerPotentials, columns: search.columnPotentials))
    return .optimal(try checked(assignment))
  }

  private func checked(_ assignment: DenseAssignment) throws(AssignmentError) -> DenseAssignment {
    guard
      CertificateChecker.flaw(
        inPairs: assignment.pairs, value: assignment.value, potentials: assignment.potentials,
        of: unitProblem()) == nil
    else { throw DenseCosts.withheld }
    return assignment
  }

  private func checked(_ witness: DegreeWitness) throws(AssignmentError) -> DegreeWitness {
    guard CertificateChecker.flaw(in: witness, of: unitProblem()) == nil else {
      throw DenseCosts.withheld
    }
    return witness
  }

  /// The same task with degrees: the smaller side exactly once, the larger at most once.
  func unitProblem() -> CapacitatedAssignmentProblem<DenseCosts> {
    CapacitatedAssignmentProblem(
      costs: self,
      rows: [DegreeBounds](
        repeating: DegreeBounds(minimum: rowCount <= columnCount ? 1 : 0), count: rowCount),
      columns: [DegreeBounds](
        repeating: DegreeBounds(minimum: columnCount <= rowCount ? 1 : 0), count: columnCount))
  }

  private static var withheld: AssignmentError {
    AssignmentError(
      code: .internalInconsistency,
      message: "The assignment found did not pass its own check and was withheld.",
      advice: "this is a defect of the package; please report it with the costs.")
  }

  private func smallestCostAfterRangeCheck() throws(AssignmentError) -> Int64 {
    var smallest = absentEdge
    var largest = Int64.min
    for cost in cells where cost != absentEdge {
      smallest = min(smallest, cost)
      largest = max(largest, cost)
    }
    guard smallest != absentEdge else { return 0 }
    try CostRange(smallest: smallest, largest: largest).check(nodeCount: rowCount + columnCount)
    return smallest
  }

  private func lowered(by smallest: Int64) -> DenseCosts {
    guard smallest != 0 else { return self }
    return mappingPresentCells { $0 - smallest }
  }

  private func witness(members: [Int], side: BipartiteSide) -> DegreeWitness {
    var edgeCounts = [Int](repeating: 0, count: columnCount)
    for member in members {
      for column in 0..<columnCount where cells[member * columnCount + column] != absentEdge {
        edgeCounts[column] += 1
      }
    }
    let neighbours = edgeCounts.indices.filter { edgeCounts[$0] > 0 }.map {
      DegreeWitness.Neighbour(index: $0, edgeCount: edgeCounts[$0], maximum: 1)
    }
    return DegreeWitness(
      side: side, members: members, neighbours: neighbours, required: members.count,
      available: neighbours.count)
  }
}
