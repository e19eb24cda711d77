/// Branch and bound for generalised assignment, with Lagrangian bounds in exact integers.
///
/// It asks, for rising limits, whether there is a choice worth no more than the limit, which lets
/// prices decide many columns early (Posta, Ferland & Michelon, "An exact method with variable
/// fixing for solving the generalized assignment problem", Computational Optimization and
/// Applications 52, 2012). Depth first, so the steps of the proof are written in order.
final class GeneralisedAssignmentSearch {
  /// A case put off until another one has ended.
  private struct Pending {
    let trailCount: Int
    let change: SearchDomain.Change
    let prices: [Double]
    let parentBound: Double
  }

  /// Limits rise by the distance to the best value divided by this, but by one value at least.
  private static let partCount: Int64 = 64

  let program: IntegerProgram
  let form: GeneralisedAssignmentForm
  let domain: SearchDomain
  let pricing: KnapsackPricing
  let shouldStop: () -> StopReason?
  var progress: (IntegerProgramProgress) -> Void = { _ in }
  /// The best choice known.
  private(set) var best: [Bool]?
  private(set) var bestValue: Int64?
  /// No choice is worth less.
  private(set) var bound: Int64
  /// Shows that no choice is worth less than ``bound``.
  private(set) var proof = IntegerProgramProof(steps: [])
  var stopReason: StopReason?
  private(set) var statistics = IntegerProgramStatistics()
  /// The value that choices looked for must not exceed.
  private(set) var limit = IntegerProgram.largestSum
  /// The steps of the present search.
  var steps: [IntegerProgramProof.Step] = []
  /// The prices from which the present case goes on.
  let prices: UnsafeMutablePointer<Double>
  let bestPrices: UnsafeMutablePointer<Double>
  let direction: UnsafeMutablePointer<Double>
  /// How much the bound rose by choosing and by excluding each column.
  var history: BranchingHistory
  /// The last branch, with the bound before it; nil once its effect has been noted.
  var lastBranch: (change: SearchDomain.Change, bound: Double)?
  /// The bound of the present case, in units of the weight.
  var caseBound = 0.0
  private var pending: [Pending] = []

  /// Prepares a search; nil when the costs are too large for it.
  init?(
    _ program: IntegerProgram, _ form: GeneralisedAssignmentForm,
    shouldStop: @escaping () -> StopReason?
  ) {
    let domain = SearchDomain(program, SparseRows(program))
    guard let pricing = KnapsackPricing(program, form, domain) else { return nil }
    self.program = program
    self.form = form
    self.domain = domain
    self.pricing = pricing
    self.shouldStop = shouldStop
    bound = program.trivialBound
    prices = .filled(0, count: form.itemRows.count)
    bestPrices = .filled(0, count: form.itemRows.count)
    direction = .filled(0, count: form.itemRows.count)
    history = BranchingHistory(count: program.costs.count)
  }

  deinit {
    prices.deallocate()
    bestPrices.deallocate()
    direction.deallocate()
  }

  /// The limit in units of the weight.
  var limitInUnits: Double { Double(pricing.weight) * Double(limit) }
  /// The least difference of two values in those units.
  var unit: Double { Double(pricing.weight) * Double(program.costDivisor) }

  /// Keeps a choice when it is better than the best one so far and breaks no row.
  func consider(_ choice: [Bool]) {
    let value = program.value(of: choice)
    if let bestValue, value >= bestValue { return }
    guard program.firstBrokenRow(of: choice) == nil else { return }
    (best, bestValue) = (choice, value)
    limit = min(limit, value - program.costDivisor)
    statistics.improvementCount += 1
    report()
  }

  private func report() {
    progress(
      IntegerProgramProgress(value: bestValue, bound: bound, nodeCount: statistics.nodeCount))
  }

  /// Searches until nothing is left to look for, there is a reason to stop, or no choice was found
  /// before branching.
  func run(from choice: [Bool]?) {
    if let choice, choice.count == program.costs.count { consider(choice) }
    domain.queueAll()
    guard !domain.propagate(&steps) else { return }
    let value = findFirstPrices()
    bound = max(bound, program.roundedBound(Int128(value), costWeight: pricing.weight))
    proof = IntegerProgramProof(steps: steps + [.closeByKnapsacks(pricing.proofPrices)])
    let start = (0..<form.itemRows.count).map { pricing.prices[$0] }
    while stopReason == nil, let bestValue, bound < bestValue {
      let divisor = program.costDivisor
      let rise = max(1, (bestValue - bound) / divisor / Self.partCount) * divisor
      limit = min(bestValue, bound + rise) - divisor
      guard isSearched(from: start), !isOptimal else { break }
      // A better choice has lowered the limit to just below it; otherwise all is above the limit.
      bound = limit + divisor
      proof = IntegerProgramProof(steps: steps)
      report()
    }
    if isOptimal { stopReason = nil }
    statistics.priceStepCount = pricing.count
  }

  /// Whether the best choice is worth what the bound is, so that its proof is there already.
  private var isOptimal: Bool { bestValue.map { $0 <= bound } ?? false }

  /// Looks through all cases for choices within the limit, unless an optimal one is found; false
  /// when it was stopped.
  private func isSearched(from start: [Double]) -> Bool {
    domain.undo(to: 0)
    domain.queueAll()
    steps = []
    pending = []
    lastBranch = nil
    setPrices(start)
    while !isOptimal {
      if let reason = shouldStop() { stopReason = reason }
      guard stopReason == nil else { return false }
      statistics.nodeCount += 1
      if statistics.nodeCount % 100 == 0 { report() }
      if let (column, first) = branching() {
        steps.append(.branch(column: column, first: first))
        pending.append(
          Pending(
            trailCount: domain.trail.count,
            change: SearchDomain.Change(column: column, value: !first),
            prices: (0..<form.itemRows.count).map { prices[$0] }, parentBound: caseBound))
        enter(SearchDomain.Change(column: column, value: first), from: caseBound)
      } else {
        guard let next = pending.popLast() else { return true }
        domain.undo(to: next.trailCount)
        setPrices(next.prices)
        enter(next.change, from: next.parentBound)
      }
    }
    return true
  }

  private func enter(_ change: SearchDomain.Change, from bound: Double) {
    domain.apply(change)
    lastBranch = (change, bound)
  }

  private func setPrices(_ wanted: [Double]) {
    for item in wanted.indices { prices[item] = wanted[item] }
  }
}
