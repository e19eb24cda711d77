internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// The quotas of a task as quotas on the use of rows and columns.
///
/// A quota counts chosen entries. Where its cells are whole rows (or whole columns), and each of
/// them takes one pair at most, that is the number of those rows that are used.
struct AssignQuotas {
  private(set) var rows: [UsageQuota] = []
  private(set) var columns: [UsageQuota] = []

  /// - Throws: ``Failure`` that names every quota which cannot be written so.
  init(_ task: AssignTask) throws {
    var diagnostics = Diagnostics()
    for (index, quota) in (task.constraints?.quotas ?? []).enumerated() {
      if quota.minimum == 0, quota.maximum ?? .max >= task.mostPairs { continue }
      if let members = Self.wholeRows(of: quota, columnCount: task.matrix.columnCount),
        members.allSatisfy({ task.rows[$0].maximum <= 1 })
      {
        rows.append(
          UsageQuota(members: members, minimum: quota.minimum, maximum: quota.maximum))
      } else if let members = Self.wholeRows(
        of: quota.transposed, columnCount: task.matrix.rowCount),
        members.allSatisfy({ task.columns[$0].maximum <= 1 })
      {
        columns.append(
          UsageQuota(members: members, minimum: quota.minimum, maximum: quota.maximum))
      } else {
        diagnostics.error(
          "quota-unsupported", at: quota.location,
          "Quota \(index) is not on whole rows or whole columns of capacity 1; no built-in solver "
            + "can keep it.",
          mend: "Take the quota out, or write it on whole rows or whole columns.")
      }
    }
    if diagnostics.hasErrors { throw Failure(.badInput, diagnostics) }
  }

  /// The rows that make up a quota's cells, or `nil` when some row belongs to it only in part.
  private static func wholeRows(of quota: MatrixConstraints.Quota, columnCount: Int) -> [Int]? {
    var whole: Set<Int> = []
    var parts: [Int: Set<Int>] = [:]
    for block in quota.blocks {
      if block.columns.count == columnCount {
        whole.formUnion(block.rows)
      } else {
        for row in block.rows { parts[row, default: []].formUnion(block.columns) }
      }
    }
    for cell in quota.entries { parts[cell.row, default: []].insert(cell.column) }
    for (row, columns) in parts where !columns.isEmpty && !whole.contains(row) {
      guard columns.count == columnCount else { return nil }
      whole.insert(row)
    }
    return whole.sorted()
  }
}
