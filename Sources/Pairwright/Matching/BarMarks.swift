/// What bars pairs, name by name, a row of marks at a time.
struct BarMarks: Sendable {
  /// The names of what bars pairs.
  let names: [String]
  private let context: RuleContext
  private let scorer: PairScorer
  /// The rules of each name after the first, which is for people and themselves.
  private let rules: [[any PreparedPairRule]]
  private let columnOfPosition: [Int: Int]

  /// Rules of one name count once.
  init(
    _ context: RuleContext, _ scorer: PairScorer, _ rules: [(name: String, any PreparedPairRule)]
  ) {
    self.context = context
    self.scorer = scorer
    var names: [String] = []
    var groups: [[any PreparedPairRule]] = []
    for (name, rule) in rules {
      if let index = names.firstIndex(of: name) {
        groups[index].append(rule)
      } else {
        names.append(name)
        groups.append([rule])
      }
    }
    self.rules = groups
    self.names = ["self"] + names + ["minimum_pair_score", "minimum_side_benefit"]
    columnOfPosition = Dictionary(
      uniqueKeysWithValues: context.seniors.enumerated().map { ($1, $0) })
  }

  var rowCount: Int { context.juniors.count }

  /// Calls `body` with each row and each name by its number, and what that bars.
  func read(
    _ rows: ArraySlice<Int>, _ body: (Int, Int, UnsafeMutableBufferPointer<Bool>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Bool.self, capacity: context.seniors.count) { barred in
      for row in rows {
        let own = columnOfPosition[context.juniors[row]]
        barred.initialize(repeating: false)
        if let own {
          barred[own] = true
          body(row, 0, barred)
        }
        for (index, group) in rules.enumerated() {
          barred.update(repeating: false)
          for rule in group {
            rule.mark(junior: context.juniors[row], seniors: context.seniors, barred: barred)
          }
          // A person is no pair, so no rule counts there.
          if let own { barred[own] = false }
          body(row, index + 1, barred)
        }
        markMinimums(row, own, barred, body)
      }
    }
  }

  private func markMinimums(
    _ row: Int, _ own: Int?, _ barred: UnsafeMutableBufferPointer<Bool>,
    _ body: (Int, Int, UnsafeMutableBufferPointer<Bool>) -> Void
  ) {
    let minimum = context.program.score
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: barred.count) { first in
      if minimum.minimumPairScore.units > 0 {
        scorer.readScores(ofRow: row, into: first)
        for column in barred.indices {
          barred[column] = column != own && first[column] < minimum.minimumPairScore.units
        }
        body(row, rules.count + 1, barred)
      }
      guard minimum.minimumSideBenefit.units > 0 else { return }
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: barred.count) { second in
        scorer.readBenefits(ofRow: row, toSenior: first, toJunior: second)
        for column in barred.indices {
          barred[column] =
            column != own && min(first[column], second[column]) < minimum.minimumSideBenefit.units
        }
        body(row, rules.count + 2, barred)
      }
    }
  }
}
