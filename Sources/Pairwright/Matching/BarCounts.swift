/// How many pairs of single people each rule bars, by the names of rules and limits.
///
/// Whole rows of marks are counted: asking for the bars of one pair after another takes far longer.
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
