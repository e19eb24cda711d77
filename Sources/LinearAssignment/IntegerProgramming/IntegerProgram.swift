/// A program over binary columns: choose columns so that every row keeps its bounds and the sum of
/// the costs of the chosen columns is smallest.
///
/// All numbers are integers. It holds what assignment and flow cannot express, such as quotas on
/// kinds of pairs.
public struct IntegerProgram: Sendable, Hashable {
  /// A column with its coefficient in a row.
  public struct Term: Sendable, Hashable {
    /// The index of the column.
    public let column: Int
    /// How much the column adds to the row when it is chosen.
    public let coefficient: Int64

    /// Gives a column a coefficient.
    public init(column: Int, coefficient: Int64) {
      self.column = column
      self.coefficient = coefficient
    }
  }

  /// A linear rule: the sum of the coefficients of the chosen columns lies within bounds.
  public struct Row: Sendable, Hashable {
    /// The columns that count, each at most once.
    public let terms: [Term]
    /// The smallest sum allowed, or nil.
    public let minimum: Int64?
    /// The largest sum allowed, or nil.
    public let maximum: Int64?

    /// Bounds the sum of the coefficients of the chosen columns.
    public init(_ terms: [Term], minimum: Int64? = nil, maximum: Int64? = nil) {
      self.terms = terms
      self.minimum = minimum
      self.maximum = maximum
    }

    /// The sum of the coefficients of the chosen columns.
    package func sum(_ choice: [Bool]) -> Int64 {
      terms.reduce(0) { choice[$1.column] ? $0 + $1.coefficient : $0 }
    }

    /// Whether a sum lies within the bounds.
    package func allows(_ sum: Int64) -> Bool {
      if let minimum, sum < minimum { return false }
      if let maximum, sum > maximum { return false }
      return true
    }
  }

  /// The largest sum of the absolute values of all costs, or of all coefficients: 2^61.
  public static let largestSum: Int64 = 1 << 61
  /// The largest number of rows or columns: 10^8.
  public static let largestCount = 100_000_000

  /// The cost of each column.
  public let costs: [Int64]
  /// The rows.
  ///
  /// A bound beyond what a row can reach is moved to 1 beyond it, which means the same.
  public let rows: [Row]
  /// The largest number that divides all costs; 1 when all are 0.
  ///
  /// The value of every choice is a multiple of it, so a bound may be rounded up to one.
  public let costDivisor: Int64

  /// Collects and checks the parts of a program.
  ///
  /// - Throws: `AssignmentError` with code `programInvalid` when a row names a column twice or one
  ///   that does not exist, has a coefficient 0 or a minimum above its maximum, or when the
  ///   absolute values of the costs or of the coefficients add up to more than ``largestSum``.
  /// - Complexity: O(columns + terms).
  public init(costs: [Int64], rows: [Row]) throws(AssignmentError) {
    guard costs.count <= Self.largestCount, rows.count <= Self.largestCount else {
      throw Self.invalid(
        "There are \(costs.count) columns and \(rows.count) rows; \(Self.largestCount) is the most.",
        advice: "columns that can never be chosen can be left out.")
    }
    guard Self.absoluteSum(costs) <= Self.largestSum else {
      throw Self.invalid(
        "The absolute values of the costs add up to more than 2^61.",
        advice: "the costs can be counted in larger units.")
    }
    var remaining = UInt64(Self.largestSum)
    var lastRow = [Int](repeating: -1, count: costs.count)
    var kept: [Row] = []
    kept.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      for term in row.terms {
        guard costs.indices.contains(term.column) else {
          throw Self.invalid(
            "Row \(index) names column \(term.column), but there are \(costs.count) columns.",
            advice: "columns were counted from 1; they are counted from 0.")
        }
        guard lastRow[term.column] != index, term.coefficient != 0 else {
          throw Self.invalid(
            "Row \(index) names column \(term.column) twice or with the coefficient 0.",
            advice: "coefficients of the same column were meant to be added up.")
        }
        lastRow[term.column] = index
        guard term.coefficient.magnitude <= remaining else {
          throw Self.invalid(
            "The absolute values of the coefficients add up to more than 2^61.",
            advice: "rows can be divided by a common divisor.")
        }
        remaining -= term.coefficient.magnitude
      }
      kept.append(try Self.reachable(row, index: index))
    }
    self.costs = costs
    self.rows = kept
    costDivisor = max(1, costs.reduce(0) { greatestCommonDivisor($0, $1) })
  }

  /// Moves bounds that a row cannot reach next to what it can.
  private static func reachable(_ row: Row, index: Int) throws(AssignmentError) -> Row {
    if let minimum = row.minimum, let maximum = row.maximum, minimum > maximum {
      throw invalid(
        "Row \(index) has the minimum \(minimum) and the maximum \(maximum).",
        advice: "the two are swapped.")
    }
    let lowest = row.terms.reduce(0) { $0 + min(0, $1.coefficient) } - 1
    let highest = row.terms.reduce(0) { $0 + max(0, $1.coefficient) } + 1
    return Row(
      row.terms, minimum: row.minimum.map { min(max($0, lowest), highest) },
      maximum: row.maximum.map { min(max($0, lowest), highest) })
  }

  private static func absoluteSum(_ numbers: [Int64]) -> Int64 {
    var sum: UInt64 = 0
    for number in numbers {
      let (next, overflow) = sum.addingReportingOverflow(number.magnitude)
      if overflow || next > UInt64(Int64.max) { return .max }
      sum = next
    }
    return Int64(sum)
  }

  private static func invalid(_ message: String, advice: String) -> AssignmentError {
    AssignmentError(code: .programInvalid, message: message, advice: advice)
  }

  /// The sum of the costs of the chosen columns; `choice` must have one element per column.
  ///
  /// - Complexity: O(columns).
  public func value(of choice: [Bool]) -> Int64 {
    precondition(choice.count == costs.count, "A choice decides on every column.")
    return choice.indices.reduce(0) { choice[$1] ? $0 + costs[$1] : $0 }
  }

  /// The first row that a choice breaks, or nil when it keeps all.
  ///
  /// `choice` must have one element per column.
  /// - Complexity: O(terms).
  public func firstBrokenRow(of choice: [Bool]) -> Int? {
    precondition(choice.count == costs.count, "A choice decides on every column.")
    return rows.firstIndex { !$0.allows($0.sum(choice)) }
  }

  /// The least value that any choice at all could have.
  package var trivialBound: Int64 { costs.reduce(0) { $0 + min(0, $1) } }
}
