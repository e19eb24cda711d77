/// How many pairs of single people each rule bars, by the names of rules and limits.
///
/// Whole rows of marks are counted, which is some fifty times as fast as asking for the bars of one
/// pair after another.
package struct BarCounts: Sendable {
  private let names: [String]
  private let rows: [Int: [Int]]
  private let columns: [Int: [Int]]

  /// Counts for some rows and columns.
  ///
  /// - Complexity: O(rows x seniors x rules), with all juniors for rows where a column is asked
  ///   about; on all cores.
  init(_ marks: BarMarks, rows wantedRows: Set<Int>, columns wantedColumns: Set<Int>) {
    let columns = wantedColumns.sorted()
    let rows = columns.isEmpty ? wantedRows.sorted() : Array(0..<marks.rowCount)
    let nameCount = marks.names.count
    let size = max(1, (rows.count + 63) / 64)
    let stripes = stride(from: 0, to: rows.count, by: size).map {
      rows[$0..<min(rows.count, $0 + size)]
    }
    let results = concurrentMap(stripes.count) { stripe in
      var ofRows: [Int: [Int]] = [:]
      var ofColumns = [Int](repeating: 0, count: columns.count * nameCount)
      marks.read(stripes[stripe]) { row, name, barred in
        if wantedRows.contains(row) {
          ofRows[row, default: [Int](repeating: 0, count: nameCount)][name] =
            barred.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        for (index, column) in columns.enumerated() where barred[column] {
          ofColumns[index * nameCount + name] += 1
        }
      }
      return (ofRows, ofColumns)
    }
    names = marks.names
    self.rows = results.reduce(into: [:]) { $0.merge($1.0, uniquingKeysWith: +) }
    var sums: [Int: [Int]] = [:]
    for (index, column) in columns.enumerated() {
      sums[column] = (0..<nameCount).map { name in
        results.reduce(0) { $0 + $1.1[index * nameCount + name] }
      }
    }
    self.columns = sums
  }

  /// The pairs of one row, or of one column, or of both, that each name bars.
  package func counts(row: Int?, column: Int?) -> [String: Int] {
    named([row.flatMap { rows[$0] }, column.flatMap { columns[$0] }].compactMap(\.self))
  }

  /// The pairs of all rows and of all columns together that each name bars.
  package var total: [String: Int] { named(Array(rows.values) + Array(columns.values)) }

  private func named(_ counts: [[Int]]) -> [String: Int] {
    var sums: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      let sum = counts.reduce(0) { $0 + $1[index] }
      if sum > 0 { sums[name] = sum }
    }
    return sums
  }

  /// Counts by name, the largest first, as a sentence lists them.
  package static func text(_ counts: [String: Int]) -> String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) bars \($0.value)" }.joined(separator: ", ")
  }
}

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
