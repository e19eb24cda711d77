/// A proof that no choice of columns is worth less than a value, or that there is none at all.
///
/// It is a walk through a case distinction, depth first, in which each case ends by a bound. The
/// bounds are computed again by ``IntegerProgram/isProof(_:thatNoChoiceIsBelow:)``, which decides
/// nothing itself, so that a proof from a mistaken search does not hold.
public struct IntegerProgramProof: Sendable, Hashable {
  /// A step of the walk.
  public enum Step: Sendable, Hashable {
    /// In the present case, these multipliers decide each free column whose other decision would
    /// lift the bound to the target.
    case decide(RowMultipliers)
    /// Distinguishes two cases; the one in which `column` is decided as `first` comes next, the
    /// other one after it has ended.
    case branch(column: Int, first: Bool)
    /// Distinguishes two cases by the sum of a row: at most `maximum`, or at least 1 more. The
    /// first of them comes next when `lowFirst`, else the second.
    case branchRow(row: Int, maximum: Int64, lowFirst: Bool)
    /// Adds an inequality that a row of the program implies as a further row, counted on from the
    /// last.
    case cut(KnapsackCut)
    /// The present case ends: these multipliers lift the bound to the target.
    case close(RowMultipliers)
    /// In the present case of a generalised assignment, these prices exclude each free column whose
    /// choice would lift the bound to the target.
    case decideByKnapsacks(KnapsackPrices)
    /// The present case of a generalised assignment ends: these prices lift the bound to the target.
    case closeByKnapsacks(KnapsackPrices)
  }

  /// The steps in order.
  public let steps: [Step]

  /// Collects the steps of a proof.
  public init(steps: [Step]) { self.steps = steps }
}

extension IntegerProgram {
  /// Whether a proof shows that no choice that keeps the rows is worth less than `value`, or, for
  /// nil, that no choice keeps the rows.
  ///
  /// - Complexity: O(steps x (columns + terms)) at most; a step whose multipliers leave the costs out
  ///   takes no longer than the rows that it names.
  public func isProof(_ proof: IntegerProgramProof, thatNoChoiceIsBelow value: Int64?) -> Bool {
    // Nothing stops it, so it comes to an end.
    (try? checks(proof, thatNoChoiceIsBelow: value) { nil }) ?? false
  }

  /// The same, asking between the steps whether to stop.
  ///
  /// - Throws: ``SolverStop`` when there was a reason to.
  func checks(
    _ proof: IntegerProgramProof, thatNoChoiceIsBelow value: Int64?,
    shouldStop: () -> StopReason?
  ) throws(SolverStop) -> Bool {
    var walk = ProofWalk(program: self, target: ValueTarget(below: value, of: self))
    for step in proof.steps {
      if let reason = shouldStop() { throw SolverStop(reason: reason) }
      guard walk.take(step) else { return false }
    }
    return walk.isComplete
  }
}
