internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// The smallest and the largest cost of a matrix, to say why it is beyond exact arithmetic.
struct AssignRange {
  private let task: AssignTask
  private let smallest: Int?
  private let largest: Int?

  init(_ task: AssignTask) {
    self.task = task
    switch task.matrix.values {
    case .integers(let numbers):
      let present = numbers.indices.filter { numbers[$0] != CostMatrix.absentInteger }
      smallest = present.min { numbers[$0] < numbers[$1] }
      largest = present.max { numbers[$0] < numbers[$1] }
    case .floats(let numbers):
      let present = numbers.indices.filter { numbers[$0] != .infinity }
      smallest = present.min { numbers[$0] < numbers[$1] }
      largest = present.max { numbers[$0] < numbers[$1] }
    }
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
    guard case .integers = task.matrix.values else {
      return "No two costs may lie further apart than the largest number of 64 bits, 1.8e308."
    }
    return "Whole costs may reach to 2^62, and lie at most 2^61 / (rows + columns) apart"
      + (task.constraints?.quotas.isEmpty == false ? ", under quotas a 4096th of that." : ".")
  }

  private func description(_ place: Int) -> String {
    let cost =
      switch task.matrix.values {
      case .integers(let numbers): String(numbers[place])
      case .floats(let numbers): ExactDecimal.number(numbers[place])
      }
    let (row, column) = task.matrix.cell(at: place)
    return "\(cost) (row \(row), column \(column))"
  }
}
