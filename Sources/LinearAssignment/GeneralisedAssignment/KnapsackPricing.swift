/// What prices of items say of a case of a generalised assignment, for the search.
///
/// The same as ``KnapsackBound`` computes for checking, on flat memory.
final class KnapsackPricing {
  /// No price is farther from 0 than this divided by the number of items and of agents and 1, so
  /// that floating-point numbers hold all sums exactly.
  private static let largestSum = Double(1 << 51)

  private let form: GeneralisedAssignmentForm
  private let domain: SearchDomain
  /// By what costs are multiplied.
  let weight: Int64
  /// The costs in units of the weight.
  let costs: UnsafeMutablePointer<Double>
  /// The price of each item in those units, a whole number.
  let prices: UnsafeMutablePointer<Double>
  /// How many agents choose each item.
  let coverage: UnsafeMutablePointer<Double>
  /// Whether the agent of each column chooses it.
  let isTaken: UnsafeMutablePointer<Bool>
  /// By how much the sum of its agent rises when a column is chosen, or excluded.
  private let risesIn: UnsafeMutablePointer<Double>
  private let risesOut: UnsafeMutablePointer<Double>
  /// The sums of `risesOut` by item.
  private let itemRises: UnsafeMutablePointer<Double>
  /// The columns of all agents, one agent after the other, and where each begins.
  private let columns: UnsafeMutablePointer<Int32>
  private let starts: UnsafeMutablePointer<Int>
  private let items: UnsafeMutablePointer<Int32>
  private let sizes: UnsafeMutablePointer<Int32>
  private var tables: KnapsackTables
  private let largestPrice: Double
  /// How often a case was priced.
  private(set) var count = 0

  /// Prepares the pricing of cases of a domain; nil when the costs are too large.
  init?(_ program: IntegerProgram, _ form: GeneralisedAssignmentForm, _ domain: SearchDomain) {
    var weight: Int64 = 1024
    while weight > 1, weight > 4096 / program.costDivisor { weight /= 2 }
    let itemCount = form.itemRows.count
    largestPrice = (Self.largestSum / Double(itemCount * (form.agentRows.count + 1))).rounded(.down)
    let largestCost = program.costs.reduce(0) { max($0, Double($1.magnitude)) }
    guard largestCost * Double(weight) <= largestPrice else { return nil }
    self.form = form
    self.domain = domain
    self.weight = weight
    let columnCount = program.costs.count
    costs = .filled(0, count: columnCount)
    prices = .filled(0, count: itemCount)
    coverage = .filled(0, count: itemCount)
    isTaken = .filled(false, count: columnCount)
    risesIn = .filled(0, count: columnCount)
    risesOut = .filled(0, count: columnCount)
    itemRises = .filled(0, count: itemCount)
    columns = .filled(0, count: columnCount)
    starts = .filled(0, count: form.agentRows.count + 1)
    items = .filled(0, count: columnCount)
    sizes = .filled(0, count: columnCount)
    var largestCount = 0
    var cellCount = 1
    for (agent, list) in form.columnsOfAgents.enumerated() {
      for (index, column) in list.enumerated() {
        columns[starts[agent] + index] = Int32(column)
        costs[column] = Double(weight * program.costs[column])
        items[column] = Int32(form.items[column])
        sizes[column] = Int32(form.sizes[column])
      }
      starts[agent + 1] = starts[agent] + list.count
      largestCount = max(largestCount, list.count)
      cellCount = max(cellCount, (list.count + 1) * (form.capacities[agent] + 1))
    }
    tables = KnapsackTables(count: largestCount, cellCount: cellCount)
  }

  deinit {
    costs.deallocate()
    prices.deallocate()
    coverage.deallocate()
    isTaken.deallocate()
    risesIn.deallocate()
    risesOut.deallocate()
    itemRises.deallocate()
    columns.deallocate()
    starts.deallocate()
    items.deallocate()
    sizes.deallocate()
    tables.deallocate()
  }

  /// Takes over prices, as whole numbers within the limits.
  func setPrices(_ wanted: UnsafeMutablePointer<Double>) {
    for item in 0..<form.itemRows.count {
      prices[item] = max(-largestPrice, min(largestPrice, wanted[item])).rounded()
    }
  }

  /// The present prices for a proof.
  var proofPrices: KnapsackPrices {
    KnapsackPrices(
      costWeight: weight, prices: (0..<form.itemRows.count).map { Int64(prices[$0]) })
  }

  /// The bound of the case at the present prices; sets what each agent takes.
  func bound() -> Double {
    count += 1
    var bound = 0.0
    for item in 0..<form.itemRows.count {
      bound += prices[item]
      coverage[item] = 0
    }
    for agent in form.agentRows.indices {
      bound += collect(agent)
      bound += tables.least { take($0) }
    }
    return bound
  }

  /// Lists the columns that an agent may choose; returns what those are worth that it must.
  private func collect(_ agent: Int) -> Double {
    let row = form.agentRows[agent]
    tables.begin(capacity: Int(domain.maximums[row] - domain.smallestSums[row]))
    var decided = 0.0
    for index in starts[agent]..<starts[agent + 1] {
      let column = Int(columns[index])
      isTaken[column] = false
      let decision = domain.decisions[column]
      guard decision != 0 else { continue }
      let item = Int(items[column])
      let value = costs[column] - prices[item]
      if decision > 0 {
        decided += value
        isTaken[column] = true
        coverage[item] += 1
      } else if value < 0 {
        tables.add(.init(column: columns[index], size: Int(sizes[column]), value: value))
      }
    }
    return decided
  }

  private func take(_ index: Int) {
    let column = Int(tables[index].column)
    isTaken[column] = true
    coverage[Int(items[column])] += 1
  }

  /// Finds by how much the bound rises when a free column is chosen or excluded.
  ///
  /// To be called after ``bound()``. The domain must have been propagated, so that every free column
  /// fits by itself.
  func findRises() {
    for item in 0..<form.itemRows.count {
      itemRises[item] = 0
      coverage[item] = 0
    }
    for agent in form.agentRows.indices { findRises(agent) }
  }

  private func findRises(_ agent: Int) {
    _ = collect(agent)
    var margin = 0
    for index in starts[agent]..<starts[agent + 1] {
      let column = Int(columns[index])
      if domain.decisions[column] < 0 { margin = max(margin, Int(sizes[column])) }
    }
    tables.fillForward(margin: margin)
    tables.fillBackward()
    let capacity = tables.capacity
    let least = tables.least(within: capacity)
    tables.trace { take($0) }
    for index in 0..<tables.count {
      let item = tables[index]
      let column = Int(item.column)
      if isTaken[column] {
        risesIn[column] = 0
        risesOut[column] = tables.least(without: index, within: capacity) - least
        itemRises[Int(items[column])] += risesOut[column]
      } else {
        risesOut[column] = 0
        risesIn[column] =
          item.value + tables.least(without: index, within: capacity - item.size) - least
      }
    }
    for index in starts[agent]..<starts[agent + 1] {
      let column = Int(columns[index])
      guard domain.decisions[column] < 0 else { continue }
      let value = costs[column] - prices[Int(items[column])]
      guard value >= 0 else { continue }
      risesOut[column] = 0
      risesIn[column] = value + tables.least(within: capacity - Int(sizes[column])) - least
    }
  }

  /// By how much the bound rises when a free column is chosen, so that other agents lose its item.
  ///
  /// To be called after ``findRises()``.
  func rise(_ column: Int) -> Double {
    risesIn[column] + itemRises[Int(items[column])] - risesOut[column]
  }
}
