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
  /// The number of each quota on rows, and on columns, in the file.
  private(set) var numbers: (rows: [Int], columns: [Int]) = ([], [])
  /// Whether all quotas could be written so, with groups nested or disjoint.
  private(set) var isFlow = true

  init(_ task: AssignTask) {
    for (number, quota) in (task.constraints?.quotas ?? []).enumerated() {
      if quota.minimum == 0, quota.maximum ?? .max >= task.mostPairs { continue }
      if let members = Self.wholeRows(of: quota, columnCount: task.matrix.columnCount),
        members.allSatisfy({ task.rows[$0].maximum <= 1 })
      {
        rows.append(
          UsageQuota(members: members, minimum: quota.minimum, maximum: quota.maximum))
        numbers.rows.append(number)
      } else if let members = Self.wholeRows(
        of: quota.transposed, columnCount: task.matrix.rowCount),
        members.allSatisfy({ task.columns[$0].maximum <= 1 })
      {
        columns.append(
          UsageQuota(members: members, minimum: quota.minimum, maximum: quota.maximum))
        numbers.columns.append(number)
      } else {
        isFlow = false
      }
    }
    isFlow = isFlow && !Self.areCrossing(rows) && !Self.areCrossing(columns)
  }

  /// Whether some groups have members in common and neither contains the other.
  private static func areCrossing(_ quotas: [UsageQuota]) -> Bool {
    for (index, quota) in quotas.enumerated() {
      let members = Set(quota.members)
      for other in quotas[(index + 1)...] {
        let common = other.members.count { members.contains($0) }
        if common > 0, common < members.count, common < other.members.count { return true }
      }
    }
    return false
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
