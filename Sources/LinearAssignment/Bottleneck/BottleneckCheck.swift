extension CertificateChecker {
  /// Checks that an assignment is one, that its worst pair is as stated and cannot be better, and, if
  /// it says so, that its total cannot be better with no worse pair.
  ///
  /// - Returns: the first flaw found, or `nil` when the proof is complete.
  /// - Complexity: O(rows x columns), reading every row twice.
  public static func flaw<Costs: CostSource>(
    in assignment: BottleneckAssignment, of costs: Costs, _ direction: CostDirection
  ) -> CertificateFlaw? {
    let problem = costs.assignmentProblem()
    if let flaw = flawInDegrees(assignment.pairs, problem.rows, problem.columns) { return flaw }
    var worstRank: Int64?
    var total: Int128 = 0
    var absent: AssignedPair?
    costs.withRows { read in
      for pair in assignment.pairs {
        let cost = read(pair.row)[pair.column]
        if cost == absentEdge {
          absent = absent ?? pair
        } else {
          total += Int128(cost)
          worstRank = max(worstRank ?? .min, direction.rank(cost))
        }
      }
    }
    if let absent { return .absentPair(absent) }
    guard total == assignment.total else {
      return .valueDiffers(stated: assignment.total, recomputed: total)
    }
    guard worstRank == assignment.worst.map({ direction.rank($0) }) else {
      return .valueDiffers(
        stated: Int128(assignment.worst ?? absentEdge),
        recomputed: Int128(worstRank.map { direction.rank($0) } ?? absentEdge))
    }
    guard let worst = assignment.worst else { return nil }
    guard let witness = assignment.witness else { return .malformed }
    let better = LimitedCosts(costs, betterThan: worst, direction: direction)
    if let flaw = flaw(in: witness, of: better.assignmentProblem()) { return flaw }
    guard let potentials = assignment.totalPotentials else { return nil }
    let limited = LimitedCosts(
      costs, betterThan: worst, direction: direction, includingLimit: true)
    return direction == .minimize
      ? flaw(
        inPairs: assignment.pairs, value: total, potentials: potentials,
        of: limited.assignmentProblem())
      : flaw(
        inPairs: assignment.pairs, value: -total, potentials: potentials,
        of: limited.negated().assignmentProblem())
  }
}
