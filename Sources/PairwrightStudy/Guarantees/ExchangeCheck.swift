package import LinearAssignment

/// Tells whether a matching can be exchanged for one of more worth, where worth adds up over pairs.
///
/// Two matchings differ by circles through juniors, seniors and a hub that stands for places nobody
/// uses: one pair is made, another given up, and so on. So a matching is best exactly when no circle
/// gains (Klein, "A primal method for minimal cost flows", Management Science 14, 1967), which the
/// longest walks of Bellman and Ford tell. It shares no code with any solver.
package struct ExchangeCheck<Worth: AdditiveArithmetic & Comparable> {
  private struct Step {
    let start: Int
    let end: Int
    let gain: Worth
  }

  private let nodeCount: Int
  private var steps: [Step] = []

  /// Prepares to look at pairs, which must be a matching of the problem.
  ///
  /// - Parameters:
  ///   - firstUse: what it is worth that a person has any partner, at least 0.
  ///   - worth: what a pair is worth.
  package init(
    _ pairs: [AssignedPair], in problem: StudyProblem, firstUse: Worth = .zero,
    worth: (AssignedPair) -> Worth
  ) {
    let hub = problem.juniorCount + problem.seniorCount
    nodeCount = hub + 1
    let degrees = Degrees(pairs, problem)
    let chosen = Set(pairs)
    for pair in problem.allowedPairs {
      let senior = problem.juniorCount + pair.column
      if chosen.contains(pair) {
        steps.append(Step(start: senior, end: pair.row, gain: .zero - worth(pair)))
      } else {
        steps.append(Step(start: pair.row, end: senior, gain: worth(pair)))
      }
    }
    for (junior, degree) in degrees.juniors.enumerated() {
      if degree < problem.juniorCapacities[junior] {
        steps.append(Step(start: hub, end: junior, gain: degree == 0 ? firstUse : .zero))
      }
      if degree > 0 {
        steps.append(Step(start: junior, end: hub, gain: degree == 1 ? .zero - firstUse : .zero))
      }
    }
    for (senior, degree) in degrees.seniors.enumerated() {
      let node = problem.juniorCount + senior
      if degree < problem.seniorCapacities[senior] {
        steps.append(Step(start: node, end: hub, gain: degree == 0 ? firstUse : .zero))
      }
      if degree > 0 {
        steps.append(Step(start: hub, end: node, gain: degree == 1 ? .zero - firstUse : .zero))
      }
    }
  }

  /// Whether no exchange gains.
  ///
  /// - Complexity: O(people x pairs), usually a few readings of all pairs.
  package var isBest: Bool {
    var longest = [Worth](repeating: .zero, count: nodeCount)
    for _ in 0...nodeCount {
      var isChanged = false
      for step in steps {
        let length = longest[step.start] + step.gain
        if length > longest[step.end] {
          longest[step.end] = length
          isChanged = true
        }
      }
      if !isChanged { return true }
    }
    return false
  }
}

/// Amounts on levels of which each outweighs all behind it, such as numbers of first, second, third
/// choices.
package struct LevelWorth: AdditiveArithmetic, Comparable, Sendable {
  private struct Entry: Sendable, Hashable {
    let level: Int
    let amount: Int
  }

  /// The amounts other than 0, the weightiest level first.
  private let entries: [Entry]

  private init(entries: [Entry]) { self.entries = entries }

  /// An amount on a level; the lower the level the more it weighs.
  package init(_ amount: Int, level: Int) {
    entries = amount == 0 ? [] : [Entry(level: level, amount: amount)]
  }

  /// Nothing on any level.
  package static let zero = LevelWorth(entries: [])

  package static func + (first: LevelWorth, second: LevelWorth) -> LevelWorth {
    first.combined(with: second, factor: 1)
  }

  package static func - (first: LevelWorth, second: LevelWorth) -> LevelWorth {
    first.combined(with: second, factor: -1)
  }

  package static func < (first: LevelWorth, second: LevelWorth) -> Bool {
    (first - second).entries.first.map { $0.amount < 0 } ?? false
  }

  private func combined(with other: LevelWorth, factor: Int) -> LevelWorth {
    var sum: [Entry] = []
    sum.reserveCapacity(entries.count + other.entries.count)
    var rest = other.entries[...]
    func times(_ entry: Entry) -> Entry {
      Entry(level: entry.level, amount: factor * entry.amount)
    }
    for entry in entries {
      while let next = rest.first, next.level < entry.level {
        sum.append(times(next))
        rest.removeFirst()
      }
      var amount = entry.amount
      if let next = rest.first, next.level == entry.level {
        amount += factor * next.amount
        rest.removeFirst()
      }
      if amount != 0 { sum.append(Entry(level: entry.level, amount: amount)) }
    }
    return LevelWorth(entries: sum + rest.map(times))
  }
}
