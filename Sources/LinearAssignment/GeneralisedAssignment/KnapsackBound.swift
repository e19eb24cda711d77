/// What prices say of a case of a generalised assignment, computed for checking.
///
/// Written apart from the search, and plainly: sums of 64-bit integers that cannot overflow.
struct KnapsackBound {
  /// The largest sum of absolute values that is accepted, in units of the cost weight.
  private static let largestSum: Int128 = 1 << 61

  /// No choice of the case is worth less, in units of the cost weight; nil when it has no choice.
  private(set) var bound: Int64?
  /// By how much the bound rises when a free column is chosen; nil when it cannot be.
  private(set) var risesIn: [Int64?] = []
  /// By how much the bound rises when a free column is excluded.
  private(set) var risesOut: [Int64] = []

  /// An item of a knapsack.
  private struct Item {
    let column: Int
    let size: Int
    let value: Int64
  }

  /// Computes the bound, with what each free column adds to it if `wantsRises`; nil when the prices
  /// do not suit the program.
  ///
  /// - Complexity: O(sum over agents of columns x capacity).
  init?(
    _ program: IntegerProgram, _ form: GeneralisedAssignmentForm, _ prices: KnapsackPrices,
    decided: [Bool?], maximums: [Int64?], wantsRises: Bool
  ) {
    guard prices.prices.count == form.itemRows.count, prices.costWeight > 0,
      prices.costWeight <= RowMultipliers.largestWeight
    else { return nil }
    var total = prices.prices.reduce(Int128(0)) { $0 + Int128($1.magnitude) }
    var values = [Int64](repeating: 0, count: program.costs.count)
    for column in values.indices {
      let value =
        Int128(prices.costWeight) * Int128(program.costs[column])
        - Int128(prices.prices[form.items[column]])
      total += Int128(value.magnitude)
      guard total <= Self.largestSum else { return nil }
      values[column] = Int64(value)
    }
    if wantsRises {
      risesIn = [Int64?](repeating: nil, count: values.count)
      risesOut = [Int64](repeating: 0, count: values.count)
    }
    var sum = prices.prices.reduce(0, +)
    for (agent, columns) in form.columnsOfAgents.enumerated() {
      var capacity = maximums[form.agentRows[agent]] ?? 0
      var free: [Int] = []
      for column in columns {
        switch decided[column] {
        case true?:
          capacity -= Int64(form.sizes[column])
          sum += values[column]
        case false?: break
        case nil: free.append(column)
        }
      }
      guard capacity >= 0 else { return }
      let items = free.compactMap { column -> Item? in
        guard values[column] < 0, form.sizes[column] <= capacity else { return nil }
        return Item(column: column, size: form.sizes[column], value: values[column])
      }
      let knapsack = CheckedKnapsack(
        items.map { ($0.size, $0.value) }, capacity: Int(capacity), wantsRises: wantsRises)
      sum += knapsack.least
      guard wantsRises else { continue }
      for column in free where values[column] >= 0 && form.sizes[column] <= knapsack.capacity {
        risesIn[column] =
          values[column] + knapsack.least(within: knapsack.capacity - form.sizes[column])
          - knapsack.least
      }
      for (index, item) in items.enumerated() {
        let rises = knapsack.rises(index)
        (risesIn[item.column], risesOut[item.column]) = (rises.chosen, rises.excluded)
      }
    }
    bound = sum
  }
}

extension ProofWalk {
  /// Whether prices lift the bound of the present case to the target.
  mutating func isClosed(_ prices: KnapsackPrices) -> Bool {
    guard let form, let found = knapsackBound(form, prices, wantsRises: false) else { return false }
    guard let bound = found.bound else { return true }
    return target.isClosed(Int128(bound), costWeight: prices.costWeight)
  }

  /// Excludes the free columns whose choice would lift the bound to the target.
  ///
  /// When one agent gets an item, the others do without it.
  mutating func decide(_ prices: KnapsackPrices) -> Bool {
    guard let form, let found = knapsackBound(form, prices, wantsRises: true) else { return false }
    guard let bound = found.bound, !target.isClosed(Int128(bound), costWeight: prices.costWeight)
    else {
      isVoid = true
      return true
    }
    for columns in form.columnsOfItems {
      let free = columns.filter { decided[$0] == nil }
      let without = free.reduce(Int128(bound)) { $0 + Int128(found.risesOut[$1]) }
      for column in free {
        if let rise = found.risesIn[column],
          !target.isClosed(
            without + Int128(rise) - Int128(found.risesOut[column]),
            costWeight: prices.costWeight)
        {
          continue
        }
        decide(column, as: false)
      }
    }
    return true
  }

  private func knapsackBound(
    _ form: GeneralisedAssignmentForm, _ prices: KnapsackPrices, wantsRises: Bool
  ) -> KnapsackBound? {
    KnapsackBound(
      program, form, prices, decided: decided, maximums: maximums, wantsRises: wantsRises)
  }
}
