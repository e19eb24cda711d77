/// An optimal assignment of a dense matrix, with its proof.
///
/// Costs were multiplied by two to ``scaleExponent``, given the opposite sign to maximise, and
/// rounded to integers; duals and ``value`` are in units of two to minus that exponent. Every present
/// pair has cost - row dual - column dual of at least 0, and every chosen pair exactly 0. When one
/// side is larger, its duals are at most 0, and those of its unassigned lines exactly 0. So `value` is
/// the sum of all duals, which no assignment can undercut.
public struct DenseAssignment: Sendable, Hashable {
  /// The column of each row; -1 for rows left over when there are more rows than columns.
  public let columnOfRow: [Int]
  /// The dual values, of the minimised problem.
  public let potentials: Potentials
  /// Whether the greatest total was sought, so that integers are those of the costs times -1.
  public let maximizes: Bool
  /// Costs were multiplied by two to this power.
  public let scaleExponent: Int
  /// Whether nothing was rounded: every cost times two to ``scaleExponent`` is an integer, but for
  /// those, if any, that lie too far above others to be part of an optimal assignment.
  public let isLossless: Bool
  /// How much work it was.
  public let work: DenseAssignmentWork

  /// The chosen pairs in ascending order of row; as many as the smaller side has lines.
  public var pairs: [AssignedPair] {
    columnOfRow.enumerated().filter { $0.element >= 0 }.map {
      AssignedPair(row: $0.offset, column: $0.element)
    }
  }

  /// The sum of the minimised integer costs of the chosen pairs.
  public var value: Int128 {
    potentials.rows.reduce(0) { $0 + Int128($1) } + potentials.columns.reduce(0) { $0 + Int128($1) }
  }

  /// The sum of the costs of the chosen pairs, as the nearest number of its type; exactly it is
  /// ``value`` (times -1 to maximise) times two to minus ``scaleExponent``.
  public var total: Double {
    // In two steps, because the power itself may be too small.
    let half = scaleExponent / 2
    return Double(maximizes ? -value : value) * powerOfTwo(-half) * powerOfTwo(half - scaleExponent)
  }

  /// A bound on how far the total lies from the true optimum because costs were rounded, in units
  /// of the costs; 0 when none was.
  ///
  /// Every cost moved by half a unit at most, in the assignment found and in the best one.
  public var roundingBound: Double {
    isLossless
      ? 0
      : Double(min(potentials.rows.count, potentials.columns.count)) * powerOfTwo(-scaleExponent)
  }
}

/// How a dense assignment ended.
public enum DenseAssignmentOutcome: Sendable, Hashable {
  /// Every line of the smaller side is assigned, at the lowest cost; the proof has been checked.
  case optimal(DenseAssignment)
  /// Not every line of the smaller side can be assigned; the witness has been checked.
  case infeasible(DegreeWitness)
  /// Work was stopped from outside before there was an answer.
  case stopped(StopReason)
}

/// How much work a dense assignment was; the same on every machine and for any number of threads.
public struct DenseAssignmentWork: Sendable, Hashable {
  /// The number of times that a row was read from end to end before the check.
  public internal(set) var rowScans = 0
  /// The number of listed entries that searches looked at.
  public internal(set) var listedEntries = 0
  /// The number of shortest-path searches; each ends with an augmentation unless it is given up.
  public internal(set) var searches = 0
  /// The number of steps of the augmenting row reduction, and of bids in an auction.
  public internal(set) var reductionSteps = 0

  /// The work of two solves.
  static func + (one: DenseAssignmentWork, other: DenseAssignmentWork) -> DenseAssignmentWork {
    DenseAssignmentWork(
      rowScans: one.rowScans + other.rowScans,
      listedEntries: one.listedEntries + other.listedEntries,
      searches: one.searches + other.searches,
      reductionSteps: one.reductionSteps + other.reductionSteps)
  }

  /// The work so far, in listed entries looked at; an entry of a scanned row costs about a quarter.
  @inline(__always)
  func effort(columnCount: Int) -> Int { listedEntries &+ rowScans &* columnCount / 4 }
}
