/// An assignment whose worst pair is as good as possible, with its proof.
public struct BottleneckAssignment: Sendable, Hashable {
  /// The chosen pairs in ascending order of row; as many as the smaller side has nodes.
  public let pairs: [AssignedPair]
  /// The cost of the worst chosen pair; `nil` when there is no pair.
  public let worst: Int64?
  /// Nodes that have, between them, too few pairs better than `worst`; `nil` when there is no pair.
  ///
  /// It is a witness for ``LimitedCosts`` with `worst` as the limit: no assignment has only better
  /// pairs.
  public let witness: DegreeWitness?
  /// The sum of the costs of the chosen pairs.
  public let total: Int128
  /// Potentials that prove the total to be the best among assignments with no worse pair, if that was
  /// asked for.
  ///
  /// They belong to costs whose sign is exchanged when high costs are better.
  public let totalPotentials: Potentials?
  /// How much work it took, the best total included and the check not.
  public internal(set) var work = AssignmentWork()
}

/// How a bottleneck assignment ended.
public enum BottleneckOutcome: Sendable, Hashable {
  /// Every node of the smaller side is assigned; the proof has been checked.
  case optimal(BottleneckAssignment)
  /// Not every node of the smaller side can be assigned; the witness has been checked.
  case infeasible(DegreeWitness)
  /// Work was stopped from outside before there was an answer.
  case stopped(StopReason)
}

extension CostSource {
  /// Assigns every node of the smaller side so that the worst pair is as good as possible.
  ///
  /// Costs are only compared, so they may be any 64-bit integers but 2^63 - 1, which marks absence;
  /// only the best total asks for the range that ``CapacitatedAssignmentProblem/solve(_:)`` does.
  /// The same costs give the same answer on every machine.
  ///
  /// Burkard, Dell'Amico & Martello, "Assignment Problems", 2009, chapter 6.
  /// - Parameters:
  ///   - direction: whether low or high costs are better.
  ///   - findsBestTotal: whether to choose, among the assignments with the best worst pair, one of
  ///     the best total, and to prove that.
  ///   - shouldStop: asked from time to time until the check whether to stop, and why; by default
  ///     never.
  ///   - onProgress: told from time to time how far the work has come; by default nobody is told.
  /// - Returns: the assignment, a proof that there is none, or why work was stopped.
  /// - Throws: `AssignmentError` with code `costRangeTooLarge` when the best total is asked for and
  ///   costs lie too far apart, and with code `internalInconsistency` when an answer fails its
  ///   check, which would be a defect.
  /// - Complexity: a few readings of all rows and O(e x sqrt(n) x log(e)) for n nodes and the e best
  ///   pairs that matter; O(rows x columns x sqrt(n) x log(n)) or so when pairs are tied badly. The
  ///   best total costs one more solution.
  public func bottleneckAssignment(
    _ direction: CostDirection = .minimize, findsBestTotal: Bool = false,
    shouldStop: @escaping @Sendable () -> StopReason? = { nil },
    onProgress: (@Sendable (AssignmentProgress) -> Void)? = nil
  ) throws(AssignmentError) -> BottleneckOutcome {
    if rowCount == 0 || columnCount == 0 {
      return .optimal(
        BottleneckAssignment(
          pairs: [], worst: nil, witness: nil, total: 0,
          totalPotentials: findsBestTotal
            ? Potentials(
              rows: [Int64](repeating: 0, count: rowCount),
              columns: [Int64](repeating: 0, count: columnCount)) : nil))
    }
    var search = ThresholdSearch(
      self, direction: direction,
      control: WorkControl(shouldStop: shouldStop, onProgress: onProgress))
    let answer: ThresholdSearch.Answer
    do {
      answer = try search.run()
    } catch {
      return .stopped(error.reason)
    }
    guard let rank = answer.rank else {
      let problem = assignmentProblem()
      let witness = WitnessBuilder(costs: self, rows: problem.rows, columns: problem.columns)
        .witness(side: answer.members.side, members: answer.members.indices)
      if let flaw = CertificateChecker.flaw(in: witness, of: problem) {
        throw bottleneckWithheld("\(flaw)")
      }
      return .infeasible(witness)
    }
    let worst = direction.rank(rank)
    let better = LimitedCosts(self, betterThan: worst, direction: direction).assignmentProblem()
    let witness = WitnessBuilder(costs: better.costs, rows: better.rows, columns: better.columns)
      .witness(side: answer.members.side, members: answer.members.indices)
    var pairs = answer.columnOfRow.enumerated().filter { $0.element >= 0 }.map {
      AssignedPair(row: $0.offset, column: $0.element)
    }
    var potentials: Potentials?
    var work = search.work
    if findsBestTotal {
      let options = CapacitatedAssignmentOptions(shouldStop: shouldStop, onProgress: onProgress)
      switch try bestTotal(worst: worst, direction, options) {
      case .infeasible: throw bottleneckWithheld("no assignment within the limit")
      case .stopped(let reason): return .stopped(reason)
      case .optimal(let solved):
        (pairs, potentials) = (solved.pairs, solved.potentials)
        work.add(solved.work)
      }
    }
    let assignment = BottleneckAssignment(
      pairs: pairs, worst: worst, witness: witness, total: total(of: pairs),
      totalPotentials: potentials, work: work)
    onProgress?(
      AssignmentProgress(stage: .checking, round: work.rounds, completed: 0, total: rowCount))
    if let flaw = CertificateChecker.flaw(in: assignment, of: self, direction) {
      throw bottleneckWithheld("\(flaw)")
    }
    return .optimal(assignment)
  }

  private func bestTotal(
    worst: Int64, _ direction: CostDirection, _ options: CapacitatedAssignmentOptions
  ) throws(AssignmentError) -> CapacitatedAssignmentOutcome {
    let limited = LimitedCosts(
      self, betterThan: worst, direction: direction, includingLimit: true)
    return direction == .minimize
      ? try limited.assignmentProblem().solve(options)
      : try limited.negated().assignmentProblem().solve(options)
  }

  private func total(of pairs: [AssignedPair]) -> Int128 {
    var total: Int128 = 0
    withRows { read in
      for pair in pairs { total += Int128(read(pair.row)[pair.column]) }
    }
    return total
  }

  private func bottleneckWithheld(_ flaw: String) -> AssignmentError {
    AssignmentError(
      code: .internalInconsistency,
      message: "The bottleneck assignment did not pass its own check (\(flaw)) and was withheld.",
      advice: "this is a defect of the package; please report it with the costs.")
  }
}
