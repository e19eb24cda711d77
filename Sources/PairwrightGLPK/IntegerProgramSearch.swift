#if GLPK

package import LinearAssignment

/// How a search over an integer program ended.
package struct IntegerProgramSearchResult: Sendable {
  /// The best choice known.
  package let choice: [Bool]?
  /// No choice is worth less; exact, whether or not the search was finished.
  package let bound: Int64
  /// Shows that the choice is best, or that there is none; nil when the search was stopped.
  package let proof: IntegerProgramProof?
  /// Why the search was stopped, or nil when it was finished or had used up its cases.
  package let stopReason: StopReason?
  /// The number of cases distinguished.
  package let caseCount: Int
}

/// Branch and bound in which every bound is exact.
///
/// A relaxation suggests multipliers and shares; bounds, decisions and values are computed from
/// integers only, so a relaxation that is wrong costs time but never truth. The search writes its
/// own proof. Depth first, first towards the share of the column that is least certain (Land &
/// Doig, "An automatic method of solving discrete programming problems", Econometrica 28, 1960,
/// pp. 497-520; fixing by reduced costs after Dantzig, Fulkerson & Johnson 1954).
package struct IntegerProgramSearch<Relaxation: IntegerProgramRelaxation> {
  /// A case put off until another one has ended.
  private struct Pending {
    let column: Int
    let value: Bool
    let decisionCount: Int
    let bound: Int64
  }

  private let program: IntegerProgram
  private let shouldStop: () -> StopReason?
  private let caseLimit: Int
  /// Where suggestions come from; it may have more to say after the search.
  package private(set) var relaxation: Relaxation
  private var decided: [Bool?]
  private var decisions: [Int] = []
  private var pending: [Pending] = []
  private var steps: [IntegerProgramProof.Step] = []
  private var best: [Bool]?
  private var bestValue: Int64?
  private var propagation: RowPropagation
  /// The bound of the present case.
  private var bound: Int64

  /// Prepares a search that distinguishes at most `caseLimit` cases.
  package init(
    _ program: IntegerProgram, relaxation: Relaxation, caseLimit: Int = .max,
    shouldStop: @escaping () -> StopReason? = { nil }
  ) {
    self.program = program
    self.relaxation = relaxation
    self.caseLimit = caseLimit
    self.shouldStop = shouldStop
    decided = [Bool?](repeating: nil, count: program.costs.count)
    propagation = RowPropagation(program)
    bound = program.trivialBound
  }

  /// Searches, beginning with a choice that is known already if it keeps the rows.
  package mutating func run(from choice: [Bool]? = nil) -> IntegerProgramSearchResult {
    if let choice, choice.count == program.costs.count { consider(choice) }
    var caseCount = 0
    var changed = Array(program.rows.indices)
    while true {
      let reason = shouldStop()
      guard reason == nil, caseCount < caseLimit else {
        return result(proof: nil, stopReason: reason, caseCount: caseCount)
      }
      caseCount += 1
      if isClosed(changedRows: changed) {
        guard let next = pending.popLast() else {
          return result(
            proof: IntegerProgramProof(steps: steps), stopReason: nil, caseCount: caseCount)
        }
        while decisions.count > next.decisionCount { decided[decisions.removeLast()] = nil }
        bound = next.bound
        changed = decide(next.column, next.value)
      } else {
        changed = branch()
      }
    }
  }

  private func result(
    proof: IntegerProgramProof?, stopReason: StopReason?, caseCount: Int
  ) -> IntegerProgramSearchResult {
    var proven = bestValue ?? IntegerProgram.largestSum
    if proof == nil { proven = min(proven, pending.reduce(bound) { min($0, $1.bound) }) }
    return IntegerProgramSearchResult(
      choice: best, bound: proven, proof: proof, stopReason: stopReason, caseCount: caseCount)
  }

  /// Keeps a choice when it is better than the best one so far and breaks no row.
  private mutating func consider(_ choice: [Bool]) {
    let value = program.value(of: choice)
    if let bestValue, value >= bestValue { return }
    guard program.firstBrokenRow(of: choice) == nil else { return }
    (best, bestValue) = (choice, value)
  }

  private mutating func decide(_ column: Int, _ value: Bool) -> [Int] {
    decided[column] = value
    decisions.append(column)
    return propagation.rows(of: column)
  }

  /// Works on the present case; true when it has ended.
  private mutating func isClosed(changedRows: [Int]) -> Bool {
    if propagate(changedRows) { return true }
    if closesWhenFull() { return true }
    let proposal = relaxation.proposal(decided: decided, best: bestValue)
    let isUsable =
      proposal.shares.count == decided.count && proposal.shares.allSatisfy(\.isFinite)
    shares = isUsable ? proposal.shares : []
    if !shares.isEmpty {
      consider(zip(decided, shares).map { $0 ?? ($1 >= 0.5) })
    }
    var changed: [Int] = []
    for multipliers in proposal.multipliers where multipliers.suits(program) {
      let priced = PricedProgram(program, multipliers, decided: decided)
      let target = ValueTarget(below: bestValue, of: program)
      if target.isClosed(priced.bound, costWeight: multipliers.costWeight) {
        steps.append(.close(multipliers))
        return true
      }
      if multipliers.costWeight > 0 {
        let value = program.roundedBound(priced.bound, costWeight: multipliers.costWeight)
        bound = max(bound, value)
      }
      changed += decide(by: multipliers, priced: priced, target: target)
    }
    return propagate(changed) || closesWhenFull()
  }

  /// How much of each column the relaxation of the present case takes; empty when unknown.
  private var shares: [Double] = []

  /// Ends a case in which every column is decided; its rows have been seen by the propagation.
  private mutating func closesWhenFull() -> Bool {
    guard decisions.count == decided.count else { return false }
    consider(decided.map { $0 == true })
    steps.append(.close(RowMultipliers(costWeight: 1, terms: [])))
    return true
  }

  /// Decides the columns whose other decision would close the case.
  private mutating func decide(
    by multipliers: RowMultipliers, priced: PricedProgram, target: ValueTarget
  ) -> [Int] {
    var changed: [Int] = []
    var decidesAny = false
    for (column, reducedCost) in priced.reducedCosts.enumerated()
    where decided[column] == nil && reducedCost != 0 {
      let other = priced.bound + abs(reducedCost)
      if target.isClosed(other, costWeight: multipliers.costWeight) {
        decidesAny = true
        changed += decide(column, reducedCost < 0)
      }
    }
    if decidesAny { steps.append(.decide(multipliers)) }
    return changed
  }

  /// Decides what single rows force; true when a row can no longer be kept.
  private mutating func propagate(_ changedRows: [Int]) -> Bool {
    var queue = changedRows
    var isQueued = Set(queue)
    while let row = queue.popLast() {
      isQueued.remove(row)
      for multiplier: Int64 in [1, -1] {
        switch propagation.consequence(ofRow: row, multiplier: multiplier, decided: decided) {
        case .nothing: break
        case .contradiction:
          steps.append(.close(Self.single(row, multiplier)))
          return true
        case .decisions(let forced):
          steps.append(.decide(Self.single(row, multiplier)))
          for (column, value) in forced {
            for other in decide(column, value) where isQueued.insert(other).inserted {
              queue.append(other)
            }
          }
        }
      }
    }
    return false
  }

  private static func single(_ row: Int, _ multiplier: Int64) -> RowMultipliers {
    RowMultipliers(
      costWeight: 0, terms: [RowMultipliers.Term(row: row, multiplier: multiplier)])
  }

  /// Distinguishes two cases by the column whose share is least certain.
  private mutating func branch() -> [Int] {
    var chosen: (column: Int, doubt: Double)?
    for column in decided.indices where decided[column] == nil {
      let doubt = shares.isEmpty ? 0 : 0.5 - abs(shares[column] - 0.5)
      if doubt > chosen?.doubt ?? -.infinity { chosen = (column, doubt) }
    }
    // A case without free columns has been closed.
    let column = chosen?.column ?? 0
    let first = shares.isEmpty ? program.costs[column] < 0 : shares[column] >= 0.5
    steps.append(.branch(column: column, first: first))
    pending.append(
      Pending(column: column, value: !first, decisionCount: decisions.count, bound: bound))
    return decide(column, first)
  }
}

/// What a single row forces, given what is decided.
private struct RowPropagation {
  enum Consequence {
    case nothing
    case contradiction
    case decisions([(column: Int, value: Bool)])
  }

  private let program: IntegerProgram
  private let rowsOfColumn: [[Int]]

  init(_ program: IntegerProgram) {
    self.program = program
    var rows = [[Int]](repeating: [], count: program.costs.count)
    for (index, row) in program.rows.enumerated() {
      for term in row.terms { rows[term.column].append(index) }
    }
    rowsOfColumn = rows
  }

  func rows(of column: Int) -> [Int] { rowsOfColumn[column] }

  /// What the minimum (multiplier 1) or the maximum (multiplier -1) of a row forces.
  func consequence(ofRow index: Int, multiplier: Int64, decided: [Bool?]) -> Consequence {
    let row = program.rows[index]
    guard let limit = multiplier > 0 ? row.minimum : row.maximum else { return .nothing }
    // How far the row can still go beyond its limit on the allowed side; sums stay within 2^62.
    var slack = -multiplier * limit
    for term in row.terms {
      let coefficient = multiplier * term.coefficient
      switch decided[term.column] {
      case true?: slack += coefficient
      case false?: break
      case nil: slack += max(0, coefficient)
      }
    }
    if slack < 0 { return .contradiction }
    var forced: [(column: Int, value: Bool)] = []
    for term in row.terms
    where decided[term.column] == nil && term.coefficient.magnitude > slack.magnitude {
      forced.append((term.column, multiplier * term.coefficient > 0))
    }
    return forced.isEmpty ? .nothing : .decisions(forced)
  }
}

#endif
