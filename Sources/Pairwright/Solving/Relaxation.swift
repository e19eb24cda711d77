/// A bound that, moved so far, lets a programme without any matching have one.
public struct Relaxation: Sendable, Hashable {
  /// Which bound of the rule is moved.
  public enum Bound: String, Sendable, Hashable {
    /// The smallest number allowed.
    case minimum = "min"
    /// The largest number allowed.
    case maximum = "max"
  }

  /// The rule, or the capacity of a person.
  public let rule: String
  /// Which of its bounds is moved.
  public let bound: Bound
  /// Whether the bound is a share of all pairs and not a number.
  public let isShare: Bool
  /// Where the bound is.
  public let from: FixedPoint
  /// The nearest place at which there is a matching; for a share, rounded away from `from`.
  public let to: FixedPoint
  /// What the first objective then reaches.
  public let gives: Matching.ObjectiveValue
}

extension MatchingProblem {
  /// The most people whose capacity is tried as a mend.
  private static let mostPeople = 40

  /// What would mend a problem without a matching, the nearest first: each bound by itself, as far
  /// as the limit of the options allows to look.
  func relaxations(
    of witness: InfeasibilityWitness, _ options: SolveOptions
  ) throws(SolverError) -> [Relaxation] {
    var found: [Relaxation] = []
    options.onProgress?("looking for the nearest mend")
    switch witness {
    case .rulesClash(let clash):
      found = ClashFilter(StageModel(self), options).relaxations(of: clash.constraints)
    case .quotasClash(let clash):
      let named = Set(clash.quotas)
      let model = StageModel(self)
      found = ClashFilter(model, options).relaxations(
        of: model.rules.indices.filter { named.contains(model.rules[$0].name) })
    case .tooFewPartners(let shortage):
      for (bound, name) in capacities(in: shortage).prefix(Self.mostPeople) {
        if let relaxation = try relaxation(bound, name, shortage, options) {
          found.append(relaxation)
        }
      }
    case .nobody, .noAllowedPair, .everyCaseEmpty: break
    }
    return found.sorted { left, right in
      let distances = [left, right].map { abs($0.to.units - $0.from.units) }
      return distances[0] == distances[1] ? left.rule < right.rule : distances[0] < distances[1]
    }
  }

  /// The capacities that take part in a shortage: the smallest of those in need, then the largest
  /// of those who could help.
  private func capacities(
    in shortage: InfeasibilityWitness.Shortage
  ) -> [(bound: MovableBound, name: String)] {
    let (people, partners) = (Set(shortage.people), Set(shortage.partners))
    let isJunior = shortage.side == .junior
    let rows = juniors.indices.filter { (isJunior ? people : partners).contains(junior($0).id) }
    let columns = seniors.indices.filter { (isJunior ? partners : people).contains(senior($0).id) }
    let ofJuniors = rows.map { row -> (MovableBound, String) in
      (
        isJunior ? .juniorMinimum(row: row) : .juniorCapacity(row: row),
        "capacity of \(junior(row).id) as junior"
      )
    }
    let ofSeniors = columns.map { column -> (MovableBound, String) in
      (
        isJunior ? .seniorCapacity(column: column) : .seniorMinimum(column: column),
        "capacity of \(senior(column).id) as senior"
      )
    }
    return isJunior ? ofJuniors + ofSeniors : ofSeniors + ofJuniors
  }

  /// Finds how far one capacity must move, if it can mend the shortage by itself.
  private func relaxation(
    _ bound: MovableBound, _ name: String, _ shortage: InfeasibilityWitness.Shortage,
    _ options: SolveOptions
  ) throws(SolverError) -> Relaxation? {
    guard let from = place(of: bound) else { return nil }
    let isMinimum =
      switch bound {
      case .juniorMinimum, .seniorMinimum: true
      default: false
      }
    func moved(_ distance: Int) -> Int { isMinimum ? from - distance : from + distance }
    // Less than what this shortage misses could not mend it; as there may be another behind it,
    // more may be needed, and whatever suffices, more of it suffices, too.
    var low = max(1, shortage.required - shortage.available)
    var high = isMinimum ? from : max(juniors.count, seniors.count)
    guard low <= high, var best = try matching(bound, moved(high), options) else { return nil }
    while low < high {
      let middle = (low + high) / 2
      if let found = try matching(bound, moved(middle), options) {
        (high, best) = (middle, found)
      } else {
        low = middle + 1
      }
    }
    guard options.shouldStop() == nil, let gives = best.objectives.first else { return nil }
    return Relaxation(
      rule: name, bound: isMinimum ? .minimum : .maximum, isShare: false, from: FixedPoint(from),
      to: FixedPoint(moved(high)), gives: gives)
  }

  private func matching(
    _ bound: MovableBound, _ place: Int, _ options: SolveOptions
  ) throws(SolverError) -> Matching? {
    guard options.shouldStop() == nil else { return nil }
    let solution = try moving(bound, to: place).checkedSolution(options: options)
    return if case .optimal(let matching, _) = solution.outcome { matching } else { nil }
  }
}
