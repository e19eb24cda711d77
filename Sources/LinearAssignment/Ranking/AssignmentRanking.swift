/// The best assignments in order of their totals, with the proof that no other is better.
public struct AssignmentRanking: Sendable, Hashable {
  /// One of the best assignments.
  public struct Entry: Sendable, Hashable {
    /// The pairs in ascending order of row; as many as the smaller side has nodes.
    public let pairs: [AssignedPair]
    /// The sum of their costs.
    public let value: Int128
  }

  /// The assignments, the one of the lowest total first; among equal totals, in the order found.
  public let entries: [Entry]
  /// Whether these are all assignments that there are.
  public let isComplete: Bool
  /// How all assignments were divided into subsets, and why none but the entries is better.
  public let proof: RankingProof
  /// How much work it took, the first assignment included and the check not.
  public internal(set) var work = AssignmentWork()
}

/// How a ranking ended.
public enum RankingOutcome: Sendable, Hashable {
  /// The best assignments; the proof has been checked.
  case ranked(AssignmentRanking)
  /// Not every node of the smaller side can be assigned; the witness has been checked.
  case infeasible(DegreeWitness)
  /// Work was stopped from outside; at a deadline with the best assignments so far, whose proof has
  /// been checked, if there is one.
  case stopped(StopReason, AssignmentRanking?)
}

/// A division of all assignments into subsets, each with a bound.
///
/// Lines are the nodes of the smaller side, which are all assigned: the rows, or the columns when
/// there are fewer columns. The first subset holds all assignments. Each entry of the ranking is the
/// best of its subset, and splits the rest of it into one subset for each line from the subset's
/// `depth` on: there the lines before are fixed to the entry's pairs, and the line itself must not
/// have its pair (Murty 1968, see
/// ``CostSource/bestAssignments(_:shouldStop:onProgress:)``).
public struct RankingProof: Sendable, Hashable {
  /// A set of assignments.
  public struct Subset: Sendable, Hashable {
    /// The subset that this one is split from; -1 for the set of all.
    public let parent: Int
    /// The number of lines that are fixed; the next one is barred from some partners.
    public let depth: Int
    /// What is known about the subset.
    public var content: Content
  }

  /// What is known about a subset.
  public enum Content: Sendable, Hashable {
    /// An entry of the ranking is the best assignment in it, as these potentials prove.
    case entry(Int, Potentials)
    /// All assignments in it are at least as dear as the last entry, as these potentials prove.
    case bounded(Potentials)
    /// The same follows from the potentials of its parent.
    case boundedByParent
    /// It is empty: these lines have, between them, too few partners left.
    case empty(members: [Int])
  }

  /// The subsets, each after its parent.
  public var subsets: [Subset]
}

extension CostSource {
  /// Finds the best assignments of every node of the smaller side, in order of their totals.
  ///
  /// The best assignment splits all others into subsets, in each of which the best is found by one
  /// shortest path from the duals of the subset it was split from; a subset is searched only when its
  /// bound is the lowest of all. Absent pairs and matrices that are not square are allowed.
  ///
  /// Murty 1968, "An algorithm for ranking all the assignments in order of increasing cost",
  /// Operations Research 16, pp. 682-687; Miller, Stone & Cox 1997, "Optimizing Murty's ranked
  /// assignment method", IEEE Transactions on Aerospace and Electronic Systems 33, pp. 851-862;
  /// Pedersen, Nielsen & Andersen 2008, "An algorithm for ranking assignments using reoptimization",
  /// Computers & Operations Research 35.
  /// - Parameters:
  ///   - count: how many assignments to find at most; at least 1.
  ///   - shouldStop: asked from time to time whether to stop, and why; by default never. A deadline
  ///     ends the search, and what has been found by then is checked, which can take as long again;
  ///     a cancellation ends everything at once.
  ///   - onProgress: told from time to time how far the work has come, then as the number of
  ///     assignments found; by default nobody is told.
  /// - Returns: the best assignments, fewer than `count` only if there are no more; a proof that there
  ///   is none; or why work was stopped, with those found by then.
  /// - Throws: `AssignmentError` with code `costRangeTooLarge` when the number of rows and columns
  ///   times the difference between the largest and smallest cost exceeds 2^61, or dual values leave
  ///   2^62; with code `boundsInvalid` when `count` is less than 1.
  /// - Complexity: O(count x s x s x l) at worst, for s nodes on the smaller and l on the larger side,
  ///   and O(rows x columns + count x s x (s + l)) memory at worst.
  public func bestAssignments(
    _ count: Int, shouldStop: @escaping @Sendable () -> StopReason? = { nil },
    onProgress: (@Sendable (AssignmentProgress) -> Void)? = nil
  ) throws(AssignmentError) -> RankingOutcome {
    guard count >= 1 else {
      throw AssignmentError(
        code: .boundsInvalid, message: "\(count) assignments were asked for.",
        advice: "at least one is wanted.")
    }
    let stored = try stored()
    switch try stored.denseAssignment(shouldStop: shouldStop, onProgress: onProgress) {
    case .infeasible(let witness): return .infeasible(witness)
    case .stopped(let reason): return .stopped(reason, nil)
    case .optimal(let best):
      let isTransposed = rowCount > columnCount
      var search = RankingSearch(
        costs: isTransposed ? stored.transposed() : stored, best: best, isTransposed: isTransposed)
      let control = WorkControl(shouldStop: shouldStop, onProgress: onProgress)
      let reason = try search.run(count, control)
      if reason == .cancelled { return .stopped(.cancelled, nil) }
      let ranking = search.ranking()
      if let reason, ranking.entries.isEmpty { return .stopped(reason, nil) }
      return try checked(ranking, control, stoppedBy: reason)
    }
  }

  private func checked(
    _ ranking: AssignmentRanking, _ control: WorkControl, stoppedBy reason: StopReason?
  ) throws(AssignmentError) -> RankingOutcome {
    let onlyCancelled = WorkControl(
      shouldStop: { control.shouldStop() == .cancelled ? .cancelled : nil },
      onProgress: control.onProgress)
    let total = ranking.proof.subsets.count
    let flaw: RankingChecker.Flaw?
    do {
      flaw = try RankingChecker.flaw(in: ranking, of: self) { subset throws(SolverStop) in
        try onlyCancelled.poll(.checking, completed: subset, total: total)
      }
    } catch {
      return .stopped(error.reason, nil)
    }
    guard flaw == nil else {
      throw AssignmentError(
        code: .internalInconsistency,
        message: "The ranking found did not pass its own check and was withheld.",
        advice: "this is a defect of the package; please report it with the costs.")
    }
    return reason.map { .stopped($0, ranking) } ?? .ranked(ranking)
  }
}
