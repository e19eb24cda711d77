/// The state of walking through a proof.
struct ProofWalk {
  /// What a case assumes beyond the case around it.
  private enum Assumption {
    case column(Int, Bool)
    case atMost(row: Int, Int64)
    case atLeast(row: Int, Int64)
  }

  /// A case that was put off.
  private struct Pending {
    let assumption: Assumption
    /// How many changes belong to the cases around it.
    let changeCount: Int
    let isVoid: Bool
  }

  /// What was decided, with how it was before.
  private enum Change {
    case column(Int)
    case minimum(Int, Int64?)
    case maximum(Int, Int64?)
  }

  let program: IntegerProgram
  let target: ValueTarget
  /// The rows of the program and the inequalities added.
  private var rows: [IntegerProgram.Row]
  private(set) var decided: [Bool?]
  private var minimums: [Int64?]
  private(set) var maximums: [Int64?]
  private var changes: [Change] = []
  private var pending: [Pending] = []
  private var prices: [Int128]
  /// The columns priced last, when not all were.
  private var priced: [Int] = []
  /// Whether the present case has ended before the search ended it.
  var isVoid = false
  /// The form of the program if it is a generalised assignment; found when first needed.
  private(set) lazy var form = GeneralisedAssignmentForm(program)
  /// Whether all cases have ended.
  private(set) var isComplete = false

  init(program: IntegerProgram, target: ValueTarget) {
    self.program = program
    self.target = target
    rows = program.rows
    decided = [Bool?](repeating: nil, count: program.costs.count)
    minimums = program.rows.map(\.minimum)
    maximums = program.rows.map(\.maximum)
    prices = [Int128](repeating: 0, count: program.costs.count)
  }

  /// Takes a step, or says that it is not allowed.
  mutating func take(_ step: IntegerProgramProof.Step) -> Bool {
    guard !isComplete else { return false }
    switch step {
    case .decide(let multipliers):
      guard multipliers.isWithinLimits(rowCount: rows.count) else { return false }
      return isVoid || decide(multipliers)
    case .branch(let column, let first):
      guard decided.indices.contains(column) else { return false }
      split(.column(column, first), .column(column, !first))
      return true
    case .branchRow(let row, let maximum, let lowFirst):
      guard rows.indices.contains(row), maximum < .max else { return false }
      let low = Assumption.atMost(row: row, maximum)
      let high = Assumption.atLeast(row: row, maximum + 1)
      split(lowFirst ? low : high, lowFirst ? high : low)
      return true
    case .decideByKnapsacks(let prices):
      return isVoid || decide(prices)
    case .closeByKnapsacks(let prices):
      guard isVoid || isClosed(prices) else { return false }
      enterNextCase()
      return true
    case .cut(let cut):
      guard program.implies(cut) else { return false }
      rows.append(IntegerProgram.Row(cut.terms, maximum: cut.maximum))
      minimums.append(nil)
      maximums.append(cut.maximum)
      return true
    case .close(let multipliers):
      guard multipliers.isWithinLimits(rowCount: rows.count) else { return false }
      if !isVoid {
        guard let bound = price(multipliers),
          target.isClosed(bound, costWeight: multipliers.costWeight)
        else { return false }
      }
      enterNextCase()
      return true
    }
  }

  /// The bound that multipliers give in the present case, with the prices of the columns concerned.
  ///
  /// It is nil when a multiplier holds a row at a bound that it does not have.
  private mutating func price(_ multipliers: RowMultipliers) -> Int128? {
    let weight = Int128(multipliers.costWeight)
    priced.removeAll(keepingCapacity: true)
    if weight == 0 {
      for term in multipliers.terms {
        for element in rows[term.row].terms { prices[element.column] = 0 }
      }
    } else {
      for column in prices.indices { prices[column] = weight * Int128(program.costs[column]) }
    }
    var bound: Int128 = 0
    for term in multipliers.terms {
      guard let limit = term.multiplier > 0 ? minimums[term.row] : maximums[term.row] else {
        return nil
      }
      let multiplier = Int128(term.multiplier)
      bound += multiplier * Int128(limit)
      for element in rows[term.row].terms {
        if weight == 0, prices[element.column] == 0 { priced.append(element.column) }
        prices[element.column] -= multiplier * Int128(element.coefficient)
      }
    }
    guard weight == 0 else {
      for column in prices.indices { bound += contribution(column) }
      return bound
    }
    if multipliers.terms.count > 1 {
      // A price may have come back to 0 and its column been listed again.
      priced = Array(Set(priced)).sorted()
    }
    for column in priced { bound += contribution(column) }
    return bound
  }

  private func contribution(_ column: Int) -> Int128 {
    switch decided[column] {
    case true?: prices[column]
    case false?: 0
    case nil: min(0, prices[column])
    }
  }

  private mutating func decide(_ multipliers: RowMultipliers) -> Bool {
    guard let bound = price(multipliers) else { return false }
    // The walk may have decided more than the search had, and so be at an end already.
    isVoid = target.isClosed(bound, costWeight: multipliers.costWeight)
    if isVoid { return true }
    if multipliers.costWeight == 0 {
      for column in priced { decide(column, bound, multipliers.costWeight) }
    } else {
      for column in prices.indices { decide(column, bound, multipliers.costWeight) }
    }
    return true
  }

  /// Decides a free column whose other decision would lift the bound to the target.
  private mutating func decide(_ column: Int, _ bound: Int128, _ costWeight: Int64) {
    let price = prices[column]
    guard decided[column] == nil, price != 0,
      target.isClosed(bound + abs(price), costWeight: costWeight)
    else { return }
    decide(column, as: price < 0)
  }

  /// Decides a free column until the present case ends.
  mutating func decide(_ column: Int, as value: Bool) {
    decided[column] = value
    changes.append(.column(column))
  }

  private mutating func split(_ first: Assumption, _ second: Assumption) {
    pending.append(Pending(assumption: second, changeCount: changes.count, isVoid: isVoid))
    assume(first)
  }

  private mutating func assume(_ assumption: Assumption) {
    switch assumption {
    case .column(let column, let value):
      if let decision = decided[column] {
        // The walk may know a better value than the search did when it branched.
        if decision != value { isVoid = true }
      } else {
        decided[column] = value
        changes.append(.column(column))
      }
    case .atMost(let row, let maximum):
      if let present = maximums[row], present <= maximum { return }
      changes.append(.maximum(row, maximums[row]))
      maximums[row] = maximum
    case .atLeast(let row, let minimum):
      if let present = minimums[row], present >= minimum { return }
      changes.append(.minimum(row, minimums[row]))
      minimums[row] = minimum
    }
  }

  private mutating func enterNextCase() {
    guard let next = pending.popLast() else {
      isComplete = true
      return
    }
    while changes.count > next.changeCount {
      switch changes.removeLast() {
      case .column(let column): decided[column] = nil
      case .minimum(let row, let bound): minimums[row] = bound
      case .maximum(let row, let bound): maximums[row] = bound
      }
    }
    isVoid = next.isVoid
    assume(next.assumption)
  }
}
