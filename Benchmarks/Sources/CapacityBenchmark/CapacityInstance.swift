import Foundation
import LinearAssignment

/// An instance of peers/capacity_instances.py.
struct CapacityInstance {
  private let rowCount: Int
  private let columnCount: Int
  /// Costs by rows; 1 for a forbidden pair.
  private let costs: [Int32]
  private let bounds: [[Int]]
  private var rowQuotas: [UsageQuota] = []
  private var columnQuotas: [UsageQuota] = []

  /// Reads STEM.txt and STEM.costs; nil when they are not of the form described there.
  init?(stem: String) {
    guard let text = try? String(contentsOfFile: stem + ".txt", encoding: .utf8),
      let data = FileManager.default.contents(atPath: stem + ".costs")
    else { return nil }
    var lines = text.split(whereSeparator: \.isNewline)[...]
    func numbers() -> [Int] {
      lines.popFirst()?.split(separator: " ").compactMap { Int($0) } ?? []
    }
    let head = numbers()
    guard head.count == 2, data.count == 4 * head[0] * head[1] else { return nil }
    (rowCount, columnCount) = (head[0], head[1])
    costs = data.withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
    bounds = (0..<4).map { _ in numbers() }
    guard bounds.map(\.count) == [rowCount, rowCount, columnCount, columnCount] else { return nil }
    for line in lines {
      let words = line.split(separator: " ")
      let values = words.dropFirst().compactMap { Int($0) }
      guard values.count > 2 else { return nil }
      let members = Array(values[2...])
      let quota = UsageQuota(
        members: members, minimum: values[0], maximum: values[1] < members.count ? values[1] : nil)
      if words[0] == "rows" { rowQuotas.append(quota) } else { columnQuotas.append(quota) }
    }
  }

  func problem() throws -> QuotaAssignmentProblem<DenseCosts> {
    func degrees(_ minimums: [Int], _ maximums: [Int]) -> [DegreeBounds] {
      zip(minimums, maximums).map { DegreeBounds(minimum: $0, maximum: $1) }
    }
    let matrix = try DenseCosts(
      rowCount: rowCount, columnCount: columnCount,
      cells: costs.map { $0 > 0 ? absentEdge : Int64($0) })
    return QuotaAssignmentProblem(
      assignment: CapacitatedAssignmentProblem(
        costs: matrix, rows: degrees(bounds[0], bounds[1]),
        columns: degrees(bounds[2], bounds[3])),
      rowQuotas: rowQuotas, columnQuotas: columnQuotas)
  }
}
