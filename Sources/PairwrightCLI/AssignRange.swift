internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// The smallest and the largest cost of a matrix of integers, to say why it is beyond exact
/// arithmetic. (Costs that are no integers never are; they are rounded where need be.)
struct AssignRange {
  private let task: AssignTask
  private let costs: [Int64]
  private let smallest: Int?
  private let largest: Int?

  /// Takes the matrix of a task; `nil` when its costs are not integers.
  init?(_ task: AssignTask) {
    guard case .integers(let costs) = task.matrix.values else { return nil }
    let present = costs.indices.filter { costs[$0] != CostMatrix.absentInteger }
    self.task = task
    self.costs = costs
    smallest = present.min { costs[$0] < costs[$1] }
    largest = present.max { costs[$0] < costs[$1] }
  }

  /// The finding, with the costs as they stand in the file and where.
  func diagnostic(file: String) -> Diagnostic {
    let size = "\(task.matrix.rowCount) rows and \(task.matrix.columnCount) columns"
    let ends = [smallest, largest].compactMap { $0 }.map(description).joined(separator: " to ")
    return Diagnostic(
      .error, "range-too-large", at: .init(file: file),
      "The costs reach from \(ends), too far for exact arithmetic with \(size).",
      mend: limit + " A huge cost that forbids a pair is better left out, or written as "
        + (task.maximizes ? "minus infinity." : "infinity."))
  }

  private var limit: String {
    "Whole costs may reach to 2^62, and lie at most 2^61 / (rows + columns) apart"
      + (task.constraints?.quotas.isEmpty == false ? ", under quotas a 4096th of that." : ".")
  }

  private func description(_ place: Int) -> String {
    let (row, column) = task.matrix.cell(at: place)
    return "\(costs[place]) (row \(row), column \(column))"
  }
}
