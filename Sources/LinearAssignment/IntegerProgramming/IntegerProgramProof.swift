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
    /// The present case ends: these multipliers lift the bound to the target.
    case close(RowMultipliers)
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
  /// - Complexity: O(steps x (columns + terms)).
  public func isProof(_ proof: IntegerProgramProof, thatNoChoiceIsBelow value: Int64?) -> Bool {
    var walk = ProofWalk(program: self, target: ValueTarget(below: value, of: self))
    for step in proof.steps {
      guard walk.take(step) else { return false }
    }
    return walk.isComplete
  }
}

/// The state of walking through a proof.
private struct ProofWalk {
  /// A case that was put off.
  private struct Pending {
    let column: Int
    let value: Bool
    /// How many decisions belong to the cases around it.
    let decisionCount: Int
    let isVoid: Bool
  }

  private let program: IntegerProgram
  private let target: ValueTarget
  private var decided: [Bool?]
  private var decisions: [Int] = []
  private var pending: [Pending] = []
  /// Whether the present case has ended before the search ended it.
  private var isVoid = false
  /// Whether all cases have ended.
  private(set) var isComplete = false

  init(program: IntegerProgram, target: ValueTarget) {
    self.program = program
    self.target = target
    decided = [Bool?](repeating: nil, count: program.costs.count)
  }

  /// Takes a step, or says that it is not allowed.
  mutating func take(_ step: IntegerProgramProof.Step) -> Bool {
    guard !isComplete else { return false }
    switch step {
    case .decide(let multipliers):
      guard multipliers.suits(program) else { return false }
      if !isVoid { decide(multipliers) }
      return true
    case .branch(let column, let first):
      guard decided.indices.contains(column) else { return false }
      pending.append(
        Pending(
          column: column, value: !first, decisionCount: decisions.count, isVoid: isVoid))
      enter(column, first)
      return true
    case .close(let multipliers):
      guard multipliers.suits(program) else { return false }
      if !isVoid {
        let priced = PricedProgram(program, multipliers, decided: decided)
        guard target.isClosed(priced.bound, costWeight: multipliers.costWeight) else {
          return false
        }
      }
      enterNextCase()
      return true
    }
  }

  private mutating func decide(_ multipliers: RowMultipliers) {
    let priced = PricedProgram(program, multipliers, decided: decided)
    // The walk may have decided more than the search had, and so be at an end already.
    isVoid = target.isClosed(priced.bound, costWeight: multipliers.costWeight)
    if isVoid { return }
    for (column, reducedCost) in priced.reducedCosts.enumerated()
    where decided[column] == nil && reducedCost != 0 {
      let other = priced.bound + abs(reducedCost)
      if target.isClosed(other, costWeight: multipliers.costWeight) {
        decided[column] = reducedCost < 0
        decisions.append(column)
      }
    }
  }

  private mutating func enter(_ column: Int, _ value: Bool) {
    if let decision = decided[column] {
      // The walk may know a better value than the search did when it branched.
      if decision != value { isVoid = true }
    } else {
      decided[column] = value
      decisions.append(column)
    }
  }

  private mutating func enterNextCase() {
    guard let next = pending.popLast() else {
      isComplete = true
      return
    }
    while decisions.count > next.decisionCount { decided[decisions.removeLast()] = nil }
    isVoid = next.isVoid
    enter(next.column, next.value)
  }
}
