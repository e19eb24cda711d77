extension GeneralisedAssignmentSearch {
  /// How prices are moved.
  struct Ascent {
    let stepCount: Int
    /// The share of the way to the limit that steps aim at first.
    let length: Double
    /// How many steps may bring nothing before they are shortened.
    let patience: Int
    /// The least relative rise of the bound that counts as something.
    let leastRise: Double
    /// Steps shorter than this are not worth taking.
    let leastLength: Double
    /// Whether to give up early when the limit is out of reach.
    let givesUp: Bool

    static let first = Ascent(
      stepCount: 1000, length: 1, patience: 10, leastRise: 1e-5, leastLength: 0.002, givesUp: false)
    static let later = Ascent(
      stepCount: 20, length: 0.6, patience: 4, leastRise: 0, leastLength: 0, givesUp: true)
  }

  /// How much of the last direction is kept.
  private static let momentum = 0.5
  /// After how many steps it is seen whether the limit is out of reach.
  private static let trial = 8
  /// How many times as far as the trial has come the limit may be.
  private static let hope = 4.0
  /// How often what agents take is made into a choice before branching.
  private static let repairPeriod = 10

  /// Finds good prices and a good choice before branching; returns the bound.
  func findFirstPrices() -> Double {
    for item in form.itemRows.indices {
      let costs = form.columnsOfItems[item].map { pricing.costs[$0] }.sorted()
      prices[item] = costs.count > 1 ? costs[1] : costs.first ?? 0
    }
    let repair = GeneralisedAssignmentRepair(program, form)
    var count = 0
    let value = ascend(.first) {
      count += 1
      if count % Self.repairPeriod == 0 { self.consider(repair, at: self.pricing) }
      if let reason = self.shouldStop() { self.stopReason = reason }
      return self.stopReason == nil
    }
    guard value <= limitInUnits else { return value }
    pricing.setPrices(prices)
    return pricing.bound()
  }

  /// Makes a choice of what the agents take.
  func consider(_ repair: GeneralisedAssignmentRepair, at pricing: KnapsackPricing) {
    if let choice = repair.choice(from: { pricing.isTaken[$0] }) { consider(choice) }
  }

  /// Moves prices along subgradients, in which those before live on; returns the best bound.
  ///
  /// After Camerini, Fratta & Maffioli, "On improving relaxation methods by modified gradient
  /// techniques", Mathematical Programming Study 3, 1975.
  ///
  /// Stops as soon as the bound is above the limit, and ``pricing`` then has the prices that show
  /// it. Otherwise the best prices are in ``prices``. `goesOn` is asked after every step.
  func ascend(_ ascent: Ascent, while goesOn: () -> Bool = { true }) -> Double {
    let itemCount = form.itemRows.count
    let coverage = pricing.coverage
    let (prices, bestPrices, direction) = (prices, bestPrices, direction)
    var best = -Double.infinity
    var first = 0.0
    var failureCount = 0
    var length = ascent.length
    for item in 0..<itemCount { direction[item] = 0 }
    for step in 0..<ascent.stepCount {
      pricing.setPrices(prices)
      let value = pricing.bound()
      if value > limitInUnits { return value }
      if step == 0 { first = value }
      failureCount = value > best + max(1, ascent.leastRise * abs(best)) ? 0 : failureCount + 1
      if value > best {
        best = value
        for item in 0..<itemCount { bestPrices[item] = prices[item] }
      }
      var momentum = Self.momentum
      if failureCount >= ascent.patience {
        length *= 0.6
        failureCount = 0
        momentum = 0
        for item in 0..<itemCount { prices[item] = bestPrices[item] }
      }
      var norm = 0.0
      var isChoice = true
      for item in 0..<itemCount {
        let gradient = 1 - coverage[item]
        if gradient != 0 { isChoice = false }
        direction[item] = gradient + momentum * direction[item]
        norm += direction[item] * direction[item]
      }
      if isChoice {
        consider((0..<program.costs.count).map { pricing.isTaken[$0] })
        if value > limitInUnits { return value }
      }
      guard goesOn(), norm > 0, length >= ascent.leastLength else { break }
      if ascent.givesUp, step == Self.trial, limitInUnits - best > Self.hope * (best - first) {
        break
      }
      let distance = bestValue == nil ? 0.05 * abs(value) : limitInUnits + unit - value
      let factor = length * max(distance, unit) / norm
      for item in 0..<itemCount { prices[item] += factor * direction[item] }
    }
    for item in 0..<itemCount { prices[item] = bestPrices[item] }
    return best
  }
}
