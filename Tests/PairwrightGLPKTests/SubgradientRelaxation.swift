#if GLPK

import LinearAssignment
import PairwrightGLPK

/// Multipliers by the subgradient method, with nothing but arithmetic.
///
/// After Held, Wolfe & Crowder, "Validation of subgradient optimization", Mathematical
/// Programming 6, 1974, pp. 62-88. Steps are as long as the distance to the best value known
/// suggests, and are halved when the bound does not rise. Each case starts from the multipliers of
/// the case before. Good enough for small programs.
struct SubgradientRelaxation: IntegerProgramRelaxation {
  private let program: IntegerProgram
  private let scale: Double
  private let stepCount: Int
  private var duals: [Double]
  private var isFirst = true

  /// Prepares the method for a program; it takes `stepCount` steps a case, more in the first.
  init(_ program: IntegerProgram, stepCount: Int = 25) {
    self.program = program
    self.stepCount = stepCount
    duals = [Double](repeating: 0, count: program.rows.count)
    scale = Double(max(1, program.costs.reduce(0) { max($0, abs($1)) }))
  }

  mutating func proposal(decided: [Bool?], best value: Int64?) -> RelaxationProposal {
    let target = value.map { Double($0) / scale }
    var present = duals
    var best = -Double.infinity
    var shares = [Double](repeating: 0, count: program.costs.count)
    var patience = 0
    var length = 1.0
    let steps = isFirst ? 10 * stepCount : stepCount
    for step in 0..<steps {
      let (bound, choice) = relaxed(present, decided: decided)
      for column in shares.indices {
        shares[column] += ((choice[column] ? 1 : 0) - shares[column]) / Double(step + 1)
      }
      if bound > best {
        (best, duals, patience) = (bound, present, 0)
      } else {
        patience += 1
        if patience == 5 { (length, patience, present) = (length / 2, 0, duals) }
      }
      let distance = max((target ?? bound + 1) - bound, 1e-6)
      guard move(&present, choice: choice, length: length * distance) else { break }
    }
    isFirst = false
    let weight: Int64 = 1 << 20
    let multipliers = RowMultipliers(
      rounding: duals.map { $0 * scale }, costWeight: weight, of: program)
    return RelaxationProposal(multipliers: [multipliers], shares: shares)
  }

  /// The bound of the duals, in units of the largest cost, with the choice that it stems from.
  private func relaxed(_ duals: [Double], decided: [Bool?]) -> (Double, [Bool]) {
    var bound = 0.0
    var reducedCosts = program.costs.map { Double($0) / scale }
    for (row, dual) in zip(program.rows, duals) where dual != 0 {
      bound += dual * Double((dual > 0 ? row.minimum : row.maximum) ?? 0)
      for term in row.terms { reducedCosts[term.column] -= dual * Double(term.coefficient) }
    }
    var choice = [Bool](repeating: false, count: reducedCosts.count)
    for (column, reducedCost) in reducedCosts.enumerated() {
      choice[column] = decided[column] ?? (reducedCost < 0)
      if choice[column] { bound += reducedCost }
    }
    return (bound, choice)
  }

  /// Moves along the rows that the choice breaks; false when there is none to move along.
  private func move(_ duals: inout [Double], choice: [Bool], length: Double) -> Bool {
    var violations = [Double](repeating: 0, count: duals.count)
    var norm = 0.0
    for (index, row) in program.rows.enumerated() {
      let sum = Double(row.sum(choice))
      if let minimum = row.minimum, sum < Double(minimum) || duals[index] > 0 {
        violations[index] = Double(minimum) - sum
      } else if let maximum = row.maximum, sum > Double(maximum) || duals[index] < 0 {
        violations[index] = Double(maximum) - sum
      }
      norm += violations[index] * violations[index]
    }
    guard norm > 0 else { return false }
    for index in duals.indices {
      let moved = duals[index] + length * violations[index] / norm
      let row = program.rows[index]
      duals[index] = min(max(moved, row.maximum == nil ? 0 : moved), row.minimum == nil ? 0 : moved)
    }
    return true
  }
}

#endif
