/// A capacitated assignment problem with quotas on how many members of groups are used.
///
/// See ``CapacitatedAssignmentProblem`` for what is chosen and what it costs; in addition the
/// number of distinct used members of every group lies within the bounds of its quota.
public struct QuotaAssignmentProblem<Costs: CostSource>: Sendable {
  /// The problem without quotas.
  public var assignment: CapacitatedAssignmentProblem<Costs>
  /// Quotas on groups of rows, nested or disjoint.
  public var rowQuotas: [UsageQuota]
  /// Quotas on groups of columns, nested or disjoint.
  public var columnQuotas: [UsageQuota]

  /// Collects the parts of a problem; they are checked when it is solved.
  public init(
    assignment: CapacitatedAssignmentProblem<Costs>, rowQuotas: [UsageQuota] = [],
    columnQuotas: [UsageQuota] = []
  ) {
    self.assignment = assignment
    self.rowQuotas = rowQuotas
    self.columnQuotas = columnQuotas
  }

  /// Checks that bounds and quotas fit the costs and do not contradict themselves.
  ///
  /// Whether quotas are nested and convex is a question to the solver and not asked here.
  /// - Throws: `AssignmentError` with code `sizeMismatch`, `boundsInvalid` or `quotaInvalid`.
  /// - Complexity: O(rows + columns + members of all quotas).
  public func validate() throws(AssignmentError) {
    try assignment.validate()
    try Self.validate(rowQuotas, count: assignment.rows.count, side: .rows)
    try Self.validate(columnQuotas, count: assignment.columns.count, side: .columns)
  }

  private static func validate(
    _ quotas: [UsageQuota], count: Int, side: BipartiteSide
  ) throws(AssignmentError) {
    var lastQuota = [Int](repeating: -1, count: count)
    for (index, quota) in quotas.enumerated() {
      for member in quota.members {
        guard member >= 0, member < count else {
          throw AssignmentError(
            code: .quotaInvalid,
            message: "Quota \(index) of the \(side) names member \(member) of \(count).",
            advice: "the quota belongs to the other side.")
        }
        guard lastQuota[member] != index else {
          throw AssignmentError(
            code: .quotaInvalid,
            message: "Quota \(index) of the \(side) names member \(member) twice.",
            advice: "the group was collected from two lists that overlap.")
        }
        lastQuota[member] = index
      }
      guard quota.minimum >= 0, quota.minimum <= quota.maximum ?? .max else {
        throw AssignmentError(
          code: .quotaInvalid,
          message: "Quota \(index) of the \(side) asks for at least \(quota.minimum) and at most "
            + "\(quota.maximum ?? .max) members.",
          advice: "the minimum and the maximum are swapped; neither may be negative.")
      }
    }
  }

  /// The quotas as a forest, or an error when the solver cannot take them.
  func forest() throws(AssignmentError) -> QuotaForest {
    let sides =
      [(rowQuotas, assignment.rows, BipartiteSide.rows)]
      + [(columnQuotas, assignment.columns, BipartiteSide.columns)]
    for (quotas, bounds, side) in sides {
      for (index, quota) in quotas.enumerated() where quota.maximum != nil {
        for member in quota.members
        where bounds[member].maximum > 1 && bounds[member].minimum == 0 {
          throw AssignmentError(
            code: .quotaUnsupported,
            message: "Quota \(index) of the \(side) has a maximum, but its member \(member) may "
              + "take up to \(bounds[member].maximum) pairs or none.",
            advice: "an integer program can solve this; or limit the member to one pair.")
        }
      }
    }
    guard
      let forest = QuotaForest(
        rowQuotas: rowQuotas, columnQuotas: columnQuotas, rowCount: assignment.rows.count,
        columnCount: assignment.columns.count)
    else {
      throw AssignmentError(
        code: .quotaUnsupported,
        message:
          "Two quotas of one side have common members, but neither group contains the other.",
        advice: "an integer program can solve this; or split the groups.")
    }
    return forest
  }
}

/// The prices that prove an assignment with quotas to be optimal.
public struct QuotaPotentials: Sendable, Hashable {
  /// The potentials of rows and columns.
  public var nodes: Potentials
  /// The multiplier of each quota on rows: what every used member is paid.
  public var rowQuotas: [Int64]
  /// The multiplier of each quota on columns.
  public var columnQuotas: [Int64]

  /// Collects the prices.
  public init(nodes: Potentials, rowQuotas: [Int64], columnQuotas: [Int64]) {
    self.nodes = nodes
    self.rowQuotas = rowQuotas
    self.columnQuotas = columnQuotas
  }
}

/// An optimal choice of pairs under quotas together with its proof.
public struct QuotaAssignment: Sendable, Hashable {
  /// The chosen pairs in ascending order of row, then column.
  public let pairs: [AssignedPair]
  /// The sum of the costs of the pairs and of the first-use costs earned.
  public let value: Int128
  /// The prices whose Lagrangian bound equals `value`.
  public let potentials: QuotaPotentials
  /// How much work it took.
  public let work: AssignmentWork
}

/// A proof that no choice of pairs keeps all bounds and quotas.
///
/// When all costs are taken for 0, every feasible choice has the value 0; but with these prices
/// the Lagrangian bound is `excess`, which is positive. So there is no feasible choice (this is
/// Farkas' lemma). The prices are 1 or -1 for what takes part in the contradiction and 0 for all
/// else: what has the sign of the side in need asks for more than the rest can give.
public struct QuotaWitness: Sendable, Hashable {
  /// Prices that show the contradiction.
  public let potentials: QuotaPotentials
  /// How many pairs or used members are missing at least; positive.
  public let excess: Int128

  /// Collects the parts; ``CertificateChecker`` tells whether they prove anything.
  public init(potentials: QuotaPotentials, excess: Int128) {
    self.potentials = potentials
    self.excess = excess
  }
}

/// How an assignment with quotas ended.
public enum QuotaAssignmentOutcome: Sendable, Hashable {
  /// An optimal choice; its proof has been checked.
  case optimal(QuotaAssignment)
  /// No choice keeps all bounds and quotas; the witness has been checked.
  case infeasible(QuotaWitness)
  /// Work was stopped from outside before there was an answer.
  case stopped(StopReason)
}

extension QuotaAssignmentProblem {
  /// Finds an optimal choice of pairs and proves it, or proves that there is none.
  ///
  /// Every answer passes ``CertificateChecker`` before it is returned.
  /// - Throws: `AssignmentError` as ``CapacitatedAssignmentProblem/solve(_:)`` does; further with
  ///   code `quotaInvalid`, and with code `quotaUnsupported` when quotas of one side overlap
  ///   without being nested, or a quota with a maximum has a member that may take several pairs
  ///   or none.
  /// - Complexity: as without quotas, plus O(members of all quotas) for each augmenting path.
  public func solve(
    _ options: CapacitatedAssignmentOptions = CapacitatedAssignmentOptions()
  ) throws(AssignmentError) -> QuotaAssignmentOutcome {
    try validate()
    if let expected = options.expectedPotentials { try assignment.validate(expected) }
    let solver = CapacitatedSolver(
      costs: assignment.costs, rows: assignment.rows, columns: assignment.columns,
      forest: try forest(), options: options)
    do {
      var (answer, work) = try solver.solve()
      switch answer {
      case .optimal(let pairs, let value, let nodes, let quotas):
        work.rowReadings += assignment.costs.rowCount
        options.onProgress?(
          AssignmentProgress(
            stage: .checking, round: work.rounds, completed: 0,
            total: assignment.costs.rowCount))
        let found = QuotaAssignment(
          pairs: pairs, value: value, potentials: potentials(nodes, quotas), work: work)
        if let flaw = CertificateChecker.flaw(in: found, of: self) { throw withheld(flaw) }
        return .optimal(found)
      case .infeasible(_, _, let nodes, let quotas):
        let found = potentials(nodes, quotas)
        let witness = QuotaWitness(
          potentials: found, excess: try withoutCosts().lowerBound(found))
        if let flaw = CertificateChecker.flaw(in: witness, of: self) { throw withheld(flaw) }
        return .infeasible(witness)
      }
    } catch let stop as SolverStop {
      return .stopped(stop.reason)
    } catch let error as AssignmentError {
      throw error
    } catch {
      throw AssignmentError(
        code: .internalInconsistency, message: "Solving failed: \(error).",
        advice: "this is a defect of the package; please report it.")
    }
  }

  private func potentials(_ nodes: Potentials, _ quotas: [Int64]) -> QuotaPotentials {
    QuotaPotentials(
      nodes: nodes, rowQuotas: Array(quotas[..<rowQuotas.count]),
      columnQuotas: Array(quotas[rowQuotas.count...]))
  }

  private func withheld(_ flaw: CertificateFlaw) -> AssignmentError {
    AssignmentError(
      code: .internalInconsistency,
      message: "The answer found did not pass its own check (\(flaw)) and was withheld.",
      advice: "this is a defect of the package; please report it with the costs.")
  }
}
