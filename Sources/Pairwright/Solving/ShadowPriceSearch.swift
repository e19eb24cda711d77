internal import LinearAssignment

/// One search for the prices of a solved problem.
struct ShadowPriceSearch {
  private let problem: MatchingProblem
  private let matching: Matching
  private let effort: ShadowPrices.Effort
  private let options: SolveOptions
  private let cells: [MatchingProblem.Cell]
  /// How many partners people have, by position in the roster.
  private let partnerCounts: [Int: Int]
  private(set) var found = ShadowPrices()

  init(
    _ problem: MatchingProblem, _ matching: Matching, _ effort: ShadowPrices.Effort,
    _ options: SolveOptions
  ) {
    self.problem = problem
    self.matching = matching
    self.effort = effort
    self.options = options
    cells = problem.cells(of: matching)
    partnerCounts = cells.reduce(into: [:]) { counts, cell in
      counts[problem.juniors[cell.row], default: 0] += 1
      counts[problem.seniors[cell.column], default: 0] += 1
    }
  }

  // MARK: - By the proof

  /// Prices what a proof of one case prices: whatever has no price in it is worth nothing.
  mutating func follow(
    _ closed: OptimalityProof.Case, _ potentials: Potentials, of model: AssignmentModel
  ) throws(SolverError) {
    for bound in problem.ruleBounds {
      guard case .quota(let index, let side) = bound else { continue }
      let price = closed.quotaPrices[index]
      let limit = Int128(side == .maximum ? 0 - price : price)
      if limit > 0 { try solve(bound, atMost: limit, of: model.objective) }
    }
    if problem.quotas.all.isEmpty, model.doubles.isEmpty {
      try searchPlaces(closed.branch, potentials, of: model)
      return
    }
    for bound in problem.capacityBounds {
      let potential: Int64 =
        switch bound {
        case .juniorCapacity(let row): potentials.rows[row]
        case .seniorCapacity(let column): potentials.columns[column]
        default: 0
        }
      let limit = 0 - Int128(potential)
      guard limit > 0 else { continue }
      if effort == .solving {
        try solve(bound, atMost: limit, of: model.objective)
      } else {
        append(bound, atMost: limit, of: model.objective)
      }
    }
  }

  /// Prices the places of all people at once, where the proof is that of one flow.
  private mutating func searchPlaces(
    _ branch: Branch, _ potentials: Potentials, of model: AssignmentModel
  ) throws(SolverError) {
    guard options.shouldStop() == nil else {
      found.openCount += problem.capacityBounds.count
      return
    }
    let (relaxed, constant) = model.relaxation(of: branch)
    let forced = Set(problem.forced)
    let pairs = cells.filter { !forced.contains($0) }.map {
      AssignedPair(row: $0.row, column: $0.column)
    }
    do {
      let sensitivity = try AssignmentSensitivity(
        relaxed.assignment, pairs: pairs, value: constant - model.worth(of: cells),
        potentials: potentials)
      for (column, price) in try sensitivity.placePricesOfColumns().enumerated()
      where price.gain > 0 {
        append(.seniorCapacity(column: column), added: price.added, removed: price.removed)
      }
      for (row, price) in try sensitivity.transposed().placePricesOfColumns().enumerated()
      where price.gain > 0 {
        append(
          .juniorCapacity(row: row), added: price.added.map(\.exchanged),
          removed: price.removed.map(\.exchanged))
      }
    } catch {
      throw SolverError(error)
    }
  }

  /// Adds a price by the pairs that it changes, which are few, rather than by all pairs.
  private mutating func append(
    _ bound: MovableBound, added: [AssignedPair], removed: [AssignedPair]
  ) {
    func score(_ pair: AssignedPair) -> Int {
      problem.scorer.score(row: pair.row, column: pair.column)
    }
    var partners: [Int: Int] = [:]
    for (pairs, sign) in [(added, 1), (removed, -1)] {
      for pair in pairs {
        partners[problem.juniors[pair.row], default: 0] += sign
        partners[problem.seniors[pair.column], default: 0] += sign
      }
    }
    func covered(_ isCounted: (Person) -> Bool) -> Int {
      partners.reduce(0) { sum, change in
        guard isCounted(problem.roster.people[change.key]) else { return sum }
        let before = partnerCounts[change.key] ?? 0
        return sum + (before + change.value > 0 ? 1 : 0) - (before > 0 ? 1 : 0)
      }
    }
    append(
      bound,
      changes: matching.objectives.map { objective in
        let value =
          switch objective.objective {
          case .priorityTier: covered { $0.priorityTier == objective.tier }
          case .coverage: covered { _ in true }
          case .pairs: added.count - removed.count
          // The lowest scores are no objective of a flow.
          case .total, .worstOff, .leximin:
            added.reduce(0) { $0 + score($1) } - removed.reduce(0) { $0 + score($1) }
          }
        return Matching.ObjectiveValue(
          objective: objective.objective, tier: objective.tier, value: value)
      })
  }

  // MARK: - By solving

  /// Prices every bound by solving again, if that much may be done.
  mutating func solveAll() throws(SolverError) {
    for bound in problem.ruleBounds.filter({ problem.place(of: $0) != nil })
      + problem.capacityBounds
    {
      if effort == .solving {
        try solve(bound, atMost: nil, of: nil)
      } else {
        found.openCount += 1
      }
    }
  }

  /// Prices one bound by solving the problem with it moved.
  private mutating func solve(
    _ bound: MovableBound, atMost limit: Int128?, of objective: LexicographicObjective?
  ) throws(SolverError) {
    guard let place = problem.place(of: bound) else { return }
    options.onProgress?("shadow price \(found.prices.count + 1)")
    if options.shouldStop() == nil {
      let moved = problem.moving(bound, to: bound.eased(place))
      let solution = try moved.checkedSolution(options: options)
      switch solution.outcome {
      case .optimal(let better, _):
        append(bound, exactly: better.objectives)
        return
      case .infeasible:
        throw SolverError(
          .selfCheckFailed, "With one more place there is no matching, and without it there is.",
          advice: "Maybe this is a defect of Pairwright; please report it with the roster's shape.")
      case .feasible, .unknown: break
      }
    }
    if let limit, let objective {
      append(bound, atMost: limit, of: objective)
    } else {
      found.openCount += 1
    }
  }

  // MARK: - What was found

  private mutating func append(
    _ bound: MovableBound, exactly values: [Matching.ObjectiveValue]
  ) {
    let before = Dictionary(
      uniqueKeysWithValues: matching.objectives.map { (ObjectiveName($0), $0.value) })
    append(
      bound,
      changes: values.map {
        Matching.ObjectiveValue(
          objective: $0.objective, tier: $0.tier, value: $0.value - (before[ObjectiveName($0)] ?? 0)
        )
      })
  }

  private mutating func append(_ bound: MovableBound, changes: [Matching.ObjectiveValue]) {
    guard changes.contains(where: { $0.value != 0 }) else { return }
    append(bound, .exactly(changes))
  }

  /// Adds the limit that a weighted sum of all objectives sets to the first that it lets improve.
  private mutating func append(
    _ bound: MovableBound, atMost limit: Int128, of objective: LexicographicObjective
  ) {
    guard let level = objective.levels.first(where: { $0.weight <= limit }), level.isNamed else {
      return
    }
    append(
      bound,
      .atMost(
        Matching.ObjectiveValue(
          objective: level.objective, tier: level.tier, value: Int(limit / level.weight))))
  }

  private mutating func append(_ bound: MovableBound, _ worth: ShadowPrice.Worth) {
    guard let place = problem.place(of: bound) else { return }
    found.prices.append(
      ShadowPrice(
        place: problem.described(bound), from: place, to: bound.eased(place), worth: worth))
  }

  /// Puts rules before people, and the most wanted places first.
  mutating func sort() {
    let names = matching.objectives.map(ObjectiveName.init)
    func key(_ price: ShadowPrice) -> [Int] {
      let values = Dictionary(
        price.values.map { (ObjectiveName($0), $0.value) }, uniquingKeysWith: max)
      let place = if case .rule = price.place { 0 } else { 1 }
      return [place] + names.map { -(values[$0] ?? 0) }
    }
    found.prices = found.prices.map { (key($0), $0.place.label, $0) }
      .sorted { left, right in
        left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
      }.map(\.2)
  }
}

/// An objective with its tier, without a value.
private struct ObjectiveName: Hashable {
  let objective: Objective
  let tier: Int?

  init(_ value: Matching.ObjectiveValue) {
    objective = value.objective
    tier = value.tier
  }
}

extension ShadowPrice.Place {
  /// What puts places of equal worth in order.
  fileprivate var label: String {
    switch self {
    case .rule(let name, let bound): "\(name) \(bound.rawValue)"
    case .person(let id, let side): "\(id.rawValue) \(side.rawValue)"
    }
  }
}

extension MovableBound {
  /// Where the bound is when it allows one more.
  fileprivate func eased(_ place: Int) -> Int {
    switch self {
    case .quota(_, .minimum), .pairQuota(_, .minimum), .juniorMinimum, .seniorMinimum: place - 1
    default: place + 1
    }
  }
}

extension MatchingProblem {
  func described(_ bound: MovableBound) -> ShadowPrice.Place {
    switch bound {
    case .juniorCapacity(let row), .juniorMinimum(let row): .person(junior(row).id, .junior)
    case .seniorCapacity(let column), .seniorMinimum(let column):
      .person(senior(column).id, .senior)
    case .quota(let index, let side): .rule(quotas.all[index].name, side)
    case .pairQuota(let index, let side): .rule(pairQuotas.groups[index].name, side)
    case .alternative(let index): .rule(pairQuotas.alternatives[index].name, .maximum)
    }
  }

  /// The cells of a matching's pairs, in order.
  fileprivate func cells(of matching: Matching) -> [Cell] {
    let rows = Dictionary(
      uniqueKeysWithValues: juniors.indices.map { (junior($0).id, $0) })
    let columns = Dictionary(
      uniqueKeysWithValues: seniors.indices.map { (senior($0).id, $0) })
    return matching.pairs.compactMap { pair in
      guard let row = rows[pair.junior], let column = columns[pair.senior] else { return nil }
      return Cell(row: row, column: column)
    }.sorted()
  }
}

extension AssignedPair {
  fileprivate var exchanged: AssignedPair { AssignedPair(row: column, column: row) }
}
