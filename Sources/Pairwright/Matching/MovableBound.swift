/// A whole number that bounds a matching and that somebody could move: a place more or less.
package enum MovableBound: Sendable, Hashable {
  /// The most partners of a junior.
  case juniorCapacity(row: Int)
  /// The most partners of a senior.
  case seniorCapacity(column: Int)
  /// The fewest partners of a junior.
  case juniorMinimum(row: Int)
  /// The fewest partners of a senior.
  case seniorMinimum(column: Int)
  /// A bound of a group in `QuotaTable.all`.
  case quota(Int, Relaxation.Bound)
  /// A bound on a number of pairs in `PairQuotaTable.groups`.
  case pairQuota(Int, Relaxation.Bound)
  /// The most of the listed pairs in `PairQuotaTable.alternatives`.
  case alternative(Int)
}

extension MatchingProblem {
  /// The bounds of all rules that count, in the program's order.
  package var ruleBounds: [MovableBound] {
    let sides = [Relaxation.Bound.minimum, .maximum]
    return quotas.all.indices.flatMap { group in sides.map { .quota(group, $0) } }
      + pairQuotas.groups.indices.flatMap { group in sides.map { .pairQuota(group, $0) } }
      + pairQuotas.alternatives.indices.map { .alternative($0) }
  }

  /// Where a bound is; nil where a rule has none of the kind, or one that forbids nothing.
  package func place(of bound: MovableBound) -> Int? {
    switch bound {
    case .juniorCapacity(let row): return juniorCapacities[row].upperBound
    case .seniorCapacity(let column): return seniorCapacities[column].upperBound
    case .juniorMinimum(let row): return juniorCapacities[row].lowerBound
    case .seniorMinimum(let column): return seniorCapacities[column].lowerBound
    case .quota(let index, let side):
      let group = quotas.all[index]
      return side == .maximum ? group.maximum : group.minimum > 0 ? group.minimum : nil
    case .pairQuota(let index, let side):
      let group = pairQuotas.groups[index]
      return side == .maximum ? group.maximum : group.minimum.flatMap { $0 > 0 ? $0 : nil }
    case .alternative(let index): return pairQuotas.alternatives[index].maximum
    }
  }

  /// The problem with a bound moved to where it allows more.
  package func moving(_ bound: MovableBound, to place: Int) -> MatchingProblem {
    var problem = self
    switch bound {
    case .juniorCapacity(let row):
      problem.juniorCapacities[row] = juniorCapacities[row].lowerBound...place
    case .seniorCapacity(let column):
      problem.seniorCapacities[column] = seniorCapacities[column].lowerBound...place
    case .juniorMinimum(let row):
      problem.juniorCapacities[row] = place...juniorCapacities[row].upperBound
    case .seniorMinimum(let column):
      problem.seniorCapacities[column] = place...seniorCapacities[column].upperBound
    case .quota(let index, let side):
      if index < quotas.juniors.count {
        problem.quotas.juniors[index].move(side, to: place)
      } else {
        problem.quotas.seniors[index - quotas.juniors.count].move(side, to: place)
      }
    case .pairQuota(let index, .minimum):
      problem.pairQuotas.groups[index].minimum = place
      problem.program.changeRule(index) { (rule: inout PairQuota) in rule.minimum = place }
    case .pairQuota(let index, .maximum):
      problem.pairQuotas.groups[index].maximum = place
      problem.program.changeRule(index) { (rule: inout PairQuota) in rule.maximum = place }
    case .alternative(let index):
      problem.pairQuotas.alternatives[index].maximum = place
      problem.program.changeRule(index) { (rule: inout EitherOr) in rule.maximum = place }
    }
    return problem
  }

  /// The bounds on the number of partners of each person, juniors first.
  package var capacityBounds: [MovableBound] {
    juniors.indices.map { .juniorCapacity(row: $0) }
      + seniors.indices.map { .seniorCapacity(column: $0) }
  }
}

extension QuotaTable.Group {
  fileprivate mutating func move(_ bound: Relaxation.Bound, to place: Int) {
    if bound == .minimum { minimum = place } else { maximum = place }
  }
}

extension MentoringProgram {
  /// Changes the rule of a kind that comes after so many others of it.
  ///
  /// The verifier reads kinds of pairs from the rules themselves.
  fileprivate mutating func changeRule<Kind: Rule>(_ index: Int, _ change: (inout Kind) -> Void) {
    let places = rules.indices.filter { rules[$0] is Kind }
    guard places.indices.contains(index), var rule = rules[places[index]] as? Kind else { return }
    change(&rule)
    rules[places[index]] = rule
  }
}
