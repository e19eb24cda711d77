package import LinearAssignment

/// A step of solving objectives in order: one linear form is made as small as it can be while the
/// steps before keep what they reached.
///
/// A counted objective, or the total, is one step. `worst_off` is one step, too: of the pairs with
/// the lowest score t at least one is needed when no pair may score less. `leximin` has a step for
/// each score that occurs: of the pairs with that score no fewer are possible, given the numbers of
/// pairs with each lower score.
package struct Stage: Sendable {
  /// What is made small.
  package enum Goal: Sendable, Hashable {
    /// An objective that is counted or summed up, and its tier.
    case sum(Objective, tier: Int?)
    /// The number of pairs with this score, which is the lowest allowed.
    case lowest(score: Int)
    /// The number of pairs with this score, which is the lowest not yet decided.
    case next(score: Int)
  }

  /// What is made small.
  package let goal: Goal
  /// The value that the form cannot be below.
  package let value: Int64
  /// Shows that it cannot.
  package let proof: ConstrainedAssignmentProof

  /// Collects the parts of a step.
  package init(goal: Goal, value: Int64, proof: ConstrainedAssignmentProof) {
    self.goal = goal
    self.value = value
    self.proof = proof
  }
}

/// What the steps so far have settled.
package struct SettledStages: Sendable, Hashable {
  /// Sums that must not exceed a value, in order.
  package var sums: [Sum] = []
  /// The lowest score that a free pair may have, besides those in `counts`.
  package var lowestScore = 0
  /// How many free pairs with each of some lower scores there may be.
  package var counts: [Int: Int] = [:]

  /// A sum that must not exceed a value.
  package struct Sum: Sendable, Hashable {
    /// The objective.
    package let objective: Objective
    /// Its tier.
    package let tier: Int?
    /// The value.
    package let value: Int64
  }

  /// Nothing is settled.
  package init() {}

  /// Whether a free pair of a score may be chosen.
  package func allows(score: Int) -> Bool { score >= lowestScore || counts[score] != nil }

  /// Settles what a step has shown.
  package mutating func settle(_ goal: Stage.Goal, _ value: Int64) {
    switch goal {
    case .sum(let objective, let tier):
      sums.append(Sum(objective: objective, tier: tier, value: value))
    case .lowest(let score): lowestScore = max(lowestScore, score)
    case .next(let score):
      counts[score] = Int(value)
      lowestScore = score + 1
    }
  }
}
