/// What a check found wrong with an answer.
public enum CertificateFlaw: Sendable, Hashable {
  /// The number of bounds or potentials does not fit the problem, or bounds contradict themselves.
  case malformed
  /// A pair names a row or column that does not exist.
  case unknownPair(AssignedPair)
  /// A pair occurs twice, or the pairs are not in ascending order.
  case unorderedPair(AssignedPair)
  /// A pair has no edge.
  case absentPair(AssignedPair)
  /// A row or column is used too rarely or too often.
  case degreeOutOfBounds(BipartiteSide, index: Int, degree: Int)
  /// Too few or too many members of a group are used.
  case quotaBroken(BipartiteSide, index: Int, used: Int)
  /// The value stated is not the value of the pairs.
  case valueDiffers(stated: Int128, recomputed: Int128)
  /// The potentials prove less than the value: the answer may not be optimal.
  case boundDiffers(value: Int128, bound: Int128)
  /// A member of a witness does not exist, occurs twice or is out of order.
  case unorderedMember(Int)
  /// The neighbours stated are not those that the edges and maximums give.
  case neighboursDiffer
  /// The numbers in a witness are not sums of its parts, or do not contradict each other.
  case nothingContradicted(required: Int128, available: Int128)
}

/// Checks answers and witnesses against the costs, without any part of a solver.
public enum CertificateChecker {
  /// Checks that pairs are feasible, have the value stated, and are proven optimal by potentials.
  ///
  /// - Returns: the first flaw found, or `nil` when the proof is complete.
  /// - Complexity: O(rows x columns), reading every row once.
  public static func flaw<Costs: CostSource>(
    inPairs pairs: [AssignedPair], value: Int128, potentials: Potentials,
    of problem: CapacitatedAssignmentProblem<Costs>
  ) -> CertificateFlaw? {
    do {
      try problem.validate()
      try problem.validate(potentials)
    } catch {
      return .malformed
    }
    if let flaw = flawInDegrees(pairs, problem.rows, problem.columns) { return flaw }
    let bound = LagrangianBound(
      rows: problem.rows, columns: problem.columns, potentials: potentials)
    return flawInValue(pairs, value: value, bound: bound, of: problem)
  }

  /// Checks that an answer is feasible, has the value it states, and is proven optimal.
  ///
  /// - Returns: the first flaw found, or `nil` when the proof is complete.
  /// - Complexity: O(rows x columns), reading every row once.
  public static func flaw<Costs: CostSource>(
    in assignment: CapacitatedAssignment, of problem: CapacitatedAssignmentProblem<Costs>
  ) -> CertificateFlaw? {
    flaw(
      inPairs: assignment.pairs, value: assignment.value, potentials: assignment.potentials,
      of: problem)
  }

  /// Checks that a witness proves a problem infeasible.
  ///
  /// - Returns: the first flaw found, or `nil` when the proof is complete.
  /// - Complexity: O(rows x columns), reading rows that matter once.
  public static func flaw<Costs: CostSource>(
    in witness: DegreeWitness, of problem: CapacitatedAssignmentProblem<Costs>
  ) -> CertificateFlaw? {
    do { try problem.validate() } catch { return .malformed }
    let (own, other) =
      witness.side == .rows ? (problem.rows, problem.columns) : (problem.columns, problem.rows)
    var isMember = [Bool](repeating: false, count: own.count)
    var last = -1
    for member in witness.members {
      guard member > last, member < own.count else { return .unorderedMember(member) }
      isMember[member] = true
      last = member
    }
    var edgeCounts = [Int](repeating: 0, count: other.count)
    problem.forEachRow { row, costs in
      guard witness.side == .columns || isMember[row] else { return }
      costs.forEachPresent { column, _ in
        if witness.side == .rows {
          edgeCounts[column] += 1
        } else if isMember[column] {
          edgeCounts[row] += 1
        }
      }
    }
    let neighbours = other.indices.filter { edgeCounts[$0] > 0 }.map {
      DegreeWitness.Neighbour(
        index: $0, edgeCount: edgeCounts[$0], maximum: other[$0].maximum)
    }
    guard neighbours == witness.neighbours else { return .neighboursDiffer }
    let required = witness.members.reduce(Int128(0)) { $0 + Int128(own[$1].minimum) }
    let available = neighbours.reduce(Int128(0)) { $0 + Int128($1.available) }
    guard required > available, required == Int128(witness.required),
      available == Int128(witness.available)
    else { return .nothingContradicted(required: required, available: available) }
    return nil
  }

  /// Recomputes value and bound from the costs, for pairs that are in order and within bounds.
  ///
  /// `bound` lacks the rows' pairs.
  static func flawInValue<Costs: CostSource>(
    _ pairs: [AssignedPair], value: Int128, bound start: LagrangianBound,
    of problem: CapacitatedAssignmentProblem<Costs>
  ) -> CertificateFlaw? {
    var bound = start
    var recomputed = firstUses(pairs, problem.rows, problem.columns)
    var next = 0
    var absent: AssignedPair?
    problem.forEachRow { row, costs in
      bound.addRow(row, costs)
      while next < pairs.count && pairs[next].row == row {
        let cost = costs[pairs[next].column]
        if cost == absentEdge {
          absent = absent ?? pairs[next]
        } else {
          recomputed += Int128(cost)
        }
        next += 1
      }
    }
    if let absent { return .absentPair(absent) }
    guard recomputed == value else {
      return .valueDiffers(stated: value, recomputed: recomputed)
    }
    guard bound.value == value else {
      return .boundDiffers(value: value, bound: bound.value)
    }
    return nil
  }

  static func flawInDegrees(
    _ pairs: [AssignedPair], _ rows: [DegreeBounds], _ columns: [DegreeBounds]
  ) -> CertificateFlaw? {
    var rowDegrees = [Int](repeating: 0, count: rows.count)
    var columnDegrees = [Int](repeating: 0, count: columns.count)
    var last: AssignedPair?
    for pair in pairs {
      guard rows.indices.contains(pair.row), columns.indices.contains(pair.column) else {
        return .unknownPair(pair)
      }
      if let last, last >= pair { return .unorderedPair(pair) }
      last = pair
      rowDegrees[pair.row] += 1
      columnDegrees[pair.column] += 1
    }
    for (row, degree) in rowDegrees.enumerated()
    where degree < rows[row].minimum || degree > rows[row].maximum {
      return .degreeOutOfBounds(.rows, index: row, degree: degree)
    }
    for (column, degree) in columnDegrees.enumerated()
    where degree < columns[column].minimum || degree > columns[column].maximum {
      return .degreeOutOfBounds(.columns, index: column, degree: degree)
    }
    return nil
  }

  /// The sum of the first-use costs that pairs within range earn.
  private static func firstUses(
    _ pairs: [AssignedPair], _ rows: [DegreeBounds], _ columns: [DegreeBounds]
  ) -> Int128 {
    var sum: Int128 = 0
    var rowUsed = [Bool](repeating: false, count: rows.count)
    var columnUsed = [Bool](repeating: false, count: columns.count)
    for pair in pairs {
      if !rowUsed[pair.row] {
        rowUsed[pair.row] = true
        sum += Int128(rows[pair.row].firstUseCost)
      }
      if !columnUsed[pair.column] {
        columnUsed[pair.column] = true
        sum += Int128(columns[pair.column].firstUseCost)
      }
    }
    return sum
  }
}
