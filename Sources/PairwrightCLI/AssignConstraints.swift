internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// The quotas of a task as constraints on chosen entries, each by what it counts.
struct AssignConstraints {
  /// One constraint for each quota, in the order of the file.
  let constraints: [LinearConstraint]

  init(_ task: AssignTask) {
    constraints = (task.constraints?.quotas ?? []).map {
      LinearConstraint(
        Self.form(of: $0, rowCount: task.matrix.rowCount, columnCount: task.matrix.columnCount),
        minimum: $0.minimum > 0 ? Int64($0.minimum) : nil,
        maximum: $0.maximum.map { Int64($0) })
    }
  }

  /// Counts every entry that lies in any block or is listed, once.
  private static func form(
    of quota: MatrixConstraints.Quota, rowCount: Int, columnCount: Int
  ) -> LinearForm {
    let rows = Classes(quota.blocks.map(\.rows), count: rowCount)
    let columns = Classes(quota.blocks.map(\.columns), count: columnCount)
    let values = rows.members.flatMap { row in
      columns.members.map { column -> Int64 in row.isDisjoint(with: column) ? 0 : 1 }
    }
    let table = LinearForm.ClassTable(
      rowClasses: rows.classes, columnClasses: columns.classes,
      columnClassCount: columns.members.count, values: values)
    var form = LinearForm(table: table)
    for entry in quota.entries where table[entry.row, entry.column] == 0 {
      form.entries[AssignedPair(row: entry.row, column: entry.column)] = 1
    }
    return form
  }

  /// Rows or columns by the blocks that they lie in.
  private struct Classes {
    /// The class of each.
    private(set) var classes: [Int]
    /// The blocks of each class.
    private(set) var members: [Set<Int>] = []

    init(_ blocks: [[Int]], count: Int) {
      var blocksOf = [Set<Int>](repeating: [], count: count)
      for (block, indices) in blocks.enumerated() {
        for index in indices { blocksOf[index].insert(block) }
      }
      var classOf: [Set<Int>: Int] = [:]
      classes = []
      for blocks in blocksOf {
        if let known = classOf[blocks] {
          classes.append(known)
        } else {
          classOf[blocks] = members.count
          classes.append(members.count)
          members.append(blocks)
        }
      }
    }
  }
}
