/// One number of a matrix file.
enum MatrixNumber: Equatable {
  case integer(Int64)
  case float(Double)
  /// The infinity that forbids a pair.
  case absent
}

/// Collects numbers: as integers as long as all are, from the first other one on as floats.
struct MatrixCells {
  private var integers: [Int64] = []
  private var floats: [Double] = []
  private var isFloat = false
  private var expectedCount = 0
  /// Where the first integer stands that a float cannot hold exactly.
  private var firstLargeInteger: (line: Int, column: Int)?

  var count: Int { isFloat ? floats.count : integers.count }

  var values: CostMatrix.Values { isFloat ? .floats(floats) : .integers(integers) }

  mutating func reserve(_ count: Int) {
    expectedCount = count
    integers.reserveCapacity(count)
  }

  /// Adds a number that stands at `line` and `column`.
  mutating func append(_ number: MatrixNumber, line: Int, column: Int) throws(MatrixFault) {
    switch number {
    case .integer(let value):
      // This number would be read again as a forbidden pair.
      if value == CostMatrix.absentInteger {
        throw MatrixFault(
          "number-range", line: line, column: column, "The cost 2^63 - 1 is too large.",
          mend: "Write a smaller number; to forbid a pair, write infinity or leave it out.")
      }
      if firstLargeInteger == nil, Double(exactly: value) == nil {
        firstLargeInteger = (line, column)
        if isFloat { throw inexact() }
      }
      if isFloat { floats.append(Double(value)) } else { integers.append(value) }
    case .absent:
      if isFloat { floats.append(.infinity) } else { integers.append(CostMatrix.absentInteger) }
    case .float(let value):
      if !isFloat {
        if firstLargeInteger != nil { throw inexact() }
        isFloat = true
        floats.reserveCapacity(max(expectedCount, integers.count))
        for integer in integers {
          floats.append(integer == CostMatrix.absentInteger ? .infinity : Double(integer))
        }
        integers = []
      }
      floats.append(value)
    }
  }

  /// Takes the last number back.
  mutating func removeLast() {
    if isFloat { floats.removeLast() } else { integers.removeLast() }
  }

  private func inexact() -> MatrixFault {
    MatrixFault(
      "inexact-number", line: firstLargeInteger?.line, column: firstLargeInteger?.column,
      "This whole number is beyond 2^53 and cannot be held exactly among fractional numbers.",
      mend: "Write all numbers whole, or none so large.")
  }
}
