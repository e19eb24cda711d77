/// The program's bounds on kinds of pairs, in terms of rows and columns.
package struct PairQuotaTable: Sendable {
  /// A bound on how many chosen pairs are of one kind.
  package struct Group: Sendable {
    /// The rule's name.
    package let name: String
    /// The class of each row, from 0.
    package let rowClasses: [Int]
    /// The class of each column, from 0.
    package let columnClasses: [Int]
    /// The number of classes of columns.
    package let columnClassCount: Int
    /// Whether a pair of a row class and a column class is counted, row class after row class.
    package let isCounted: [Bool]
    /// The fewest pairs.
    package internal(set) var minimum: Int?
    /// The most pairs.
    package internal(set) var maximum: Int?
    /// The smallest share of all pairs.
    package let minimumShare: FixedPoint?
    /// The largest share of all pairs.
    package let maximumShare: FixedPoint?

    /// Whether a pair is counted.
    package func counts(_ cell: MatchingProblem.Cell) -> Bool {
      isCounted[rowClasses[cell.row] * columnClassCount + columnClasses[cell.column]]
    }
  }

  /// Listed pairs of which only so many may be chosen.
  package struct Alternative: Sendable {
    /// The rule's name.
    package let name: String
    /// The listed pairs whose people take part on their sides.
    package let cells: [MatchingProblem.Cell]
    /// How many of them may be chosen.
    package internal(set) var maximum: Int
  }

  /// The bounds on kinds of pairs, in the program's order.
  package internal(set) var groups: [Group] = []
  /// The either-or rules, in the program's order.
  package internal(set) var alternatives: [Alternative] = []

  /// Whether the program has no such rule.
  package var isEmpty: Bool { groups.isEmpty && alternatives.isEmpty }

  /// Makes the tables of a program's rules; what is wrong is reported.
  init(_ context: RuleContext, into diagnostics: inout Diagnostics) {
    for rule in context.program.rules {
      if let rule = rule as? PairQuota {
        groups += PairQuotaTable.group(rule, context, into: &diagnostics)
      } else if let rule = rule as? EitherOr {
        alternatives.append(PairQuotaTable.alternative(rule, context, into: &diagnostics))
      }
    }
  }

  private static func group(
    _ rule: PairQuota, _ context: RuleContext, into diagnostics: inout Diagnostics
  ) -> [Group] {
    for column in rule.textColumns {
      context.requireTextColumn(column, for: rule, into: &diagnostics)
    }
    guard rule.textColumns.allSatisfy(context.roster.columns.contains) else { return [] }
    func group(
      _ rows: [Int], _ columns: [Int], columnClassCount: Int, isCounted: [Bool]
    ) -> [Group] {
      [
        Group(
          name: rule.name, rowClasses: rows, columnClasses: columns,
          columnClassCount: columnClassCount, isCounted: isCounted, minimum: rule.minimum,
          maximum: rule.maximum, minimumShare: rule.minimumShare, maximumShare: rule.maximumShare)
      ]
    }
    switch rule.counted {
    case .same(let column), .differ(let column):
      // Class 0 is a missing value, which is neither the same as another nor different.
      let values = context.numberedValues(of: column).map { Int($0) + 1 }
      let count = (values.max() ?? 0) + 1
      let isSame = if case .same = rule.counted { true } else { false }
      let isCounted = (0..<(count * count)).map { index in
        let (row, column) = index.quotientAndRemainder(dividingBy: count)
        return row > 0 && column > 0 && (row == column) == isSame
      }
      return group(
        context.juniors.map { values[$0] }, context.seniors.map { values[$0] },
        columnClassCount: count, isCounted: isCounted)
    case .values(let junior, let senior):
      checkValues(junior, of: rule, context, into: &diagnostics)
      checkValues(senior, of: rule, context, into: &diagnostics)
      func matches(_ position: Int, _ values: [String: String]) -> Int {
        let person = context.roster.people[position]
        return values.allSatisfy { person.text(of: $0.key) == $0.value } ? 1 : 0
      }
      return group(
        context.juniors.map { matches($0, junior) }, context.seniors.map { matches($0, senior) },
        columnClassCount: 2, isCounted: [false, false, false, true])
    }
  }

  /// A value that nobody in the file has is a slip of the pen.
  private static func checkValues(
    _ values: [String: String], of rule: PairQuota, _ context: RuleContext,
    into diagnostics: inout Diagnostics
  ) {
    for (column, value) in values.sorted(by: { $0.key < $1.key }) {
      let known = Set(context.roster.people.compactMap { $0.text(of: column) })
      guard !known.contains(value) else { continue }
      let nearest = NearestName.nearest(to: value, among: known.sorted())
      diagnostics.error(
        "unknown-group", at: rule.label.location,
        "The rule \(rule.name) asks for a \(column) that nobody in the file has"
          + (nearest.map { "; did you mean \($0)?" } ?? "."),
        mend: "Correct the value, or drop the rule.", value: value)
    }
  }

  private static func alternative(
    _ rule: EitherOr, _ context: RuleContext, into diagnostics: inout Diagnostics
  ) -> Alternative {
    let rows = Dictionary(uniqueKeysWithValues: context.juniors.enumerated().map { ($1, $0) })
    let columns = Dictionary(uniqueKeysWithValues: context.seniors.enumerated().map { ($1, $0) })
    var cells: Set<MatchingProblem.Cell> = []
    for pair in rule.pairs {
      let positions = [pair.junior, pair.senior].map(context.roster.index(of:))
      for (id, position) in zip([pair.junior, pair.senior], positions) where position == nil {
        diagnostics.error(
          "unknown-id", at: rule.label.location,
          "The rule \(rule.name) names \(id), which is not in the roster.",
          mend: "Correct the id or take the pair out.")
      }
      guard let junior = positions[0], let senior = positions[1] else { continue }
      if let row = rows[junior], let column = columns[senior] {
        cells.insert(MatchingProblem.Cell(row: row, column: column))
      } else if rows[senior] != nil, columns[junior] != nil {
        diagnostics.warning(
          "swapped-pair", at: rule.label.location,
          "The rule \(rule.name) lists \(pair.junior) and \(pair.senior) as junior and senior, but "
            + "they take part the other way round, so the rule does not count them.",
          mend: "Write [\(pair.senior), \(pair.junior)].")
      } else if [junior, senior].allSatisfy({ rows[$0] != nil || columns[$0] != nil }) {
        diagnostics.warning(
          "impossible-pair", at: rule.label.location,
          "The rule \(rule.name) lists \(pair.junior) and \(pair.senior), who do not take part on "
            + "opposite sides, so it does not count them.",
          mend: "Correct the ids or take the pair out.")
      }
    }
    return Alternative(name: rule.name, cells: cells.sorted(), maximum: rule.maximum)
  }
}
