/// A linear function of a choice of pairs: what it costs, or what a constraint counts.
///
/// It adds up, for every chosen pair, a factor times the pair's cost, a constant, a number by the
/// classes of its row and its column, and a number for single pairs; and for every row and column
/// with at least one chosen pair a number once.
public struct LinearForm: Sendable {
  /// Numbers for pairs by the class of the row and the class of the column.
  public struct ClassTable: Sendable {
    /// The class of each row, from 0.
    public var rowClasses: [Int]
    /// The class of each column, from 0.
    public var columnClasses: [Int]
    /// The number of classes of columns.
    public var columnClassCount: Int
    /// The numbers, row class after row class.
    public var values: [Int64]

    /// Collects the classes and their numbers.
    public init(
      rowClasses: [Int], columnClasses: [Int], columnClassCount: Int, values: [Int64]
    ) {
      self.rowClasses = rowClasses
      self.columnClasses = columnClasses
      self.columnClassCount = columnClassCount
      self.values = values
    }

    /// The number of a pair.
    public subscript(row: Int, column: Int) -> Int64 {
      values[rowClasses[row] * columnClassCount + columnClasses[column]]
    }
  }

  /// By what the cost of a chosen pair is multiplied.
  public var costFactor: Int64
  /// What every chosen pair adds beside its cost.
  public var perPair: Int64
  /// What a chosen pair adds by its classes.
  public var table: ClassTable?
  /// What single chosen pairs add beside all else.
  public var entries: [AssignedPair: Int64]
  /// What a row adds once when it has a chosen pair.
  public var rowUse: [Int: Int64]
  /// What a column adds once when it has a chosen pair.
  public var columnUse: [Int: Int64]
  /// What a couple adds once when its row or its column has a chosen pair.
  public var coupleUse: [Int: Int64]

  /// A form that counts nothing beside what is given.
  public init(
    costFactor: Int64 = 0, perPair: Int64 = 0, table: ClassTable? = nil,
    entries: [AssignedPair: Int64] = [:], rowUse: [Int: Int64] = [:],
    columnUse: [Int: Int64] = [:], coupleUse: [Int: Int64] = [:]
  ) {
    self.costFactor = costFactor
    self.perPair = perPair
    self.table = table
    self.entries = entries
    self.rowUse = rowUse
    self.columnUse = columnUse
    self.coupleUse = coupleUse
  }

  /// What a chosen pair adds, given its cost.
  public func coefficient(row: Int, column: Int, cost: Int64) -> Int128 {
    let entry = entries.isEmpty ? nil : entries[AssignedPair(row: row, column: column)]
    return Int128(costFactor) * Int128(cost) + Int128(perPair) + Int128(table?[row, column] ?? 0)
      + Int128(entry ?? 0)
  }

  /// The largest number that the form gives a pair, row, column or couple, given the largest cost.
  func largest(cost: Int64) -> Double {
    let numbers =
      [perPair] + (table?.values ?? []) + Array(entries.values) + Array(rowUse.values)
      + Array(columnUse.values) + Array(coupleUse.values)
    return numbers.reduce(abs(Double(costFactor)) * Double(cost)) { max($0, abs(Double($1))) }
  }

  /// A number that divides every value of the form, given one that divides every cost; 0 for none.
  package func divisor(costDivisor: Int64) -> Int64 {
    let (costs, overflow) = costFactor.multipliedReportingOverflow(by: costDivisor)
    if overflow { return 1 }
    var divisor = greatestCommonDivisor(costs, perPair)
    for number in table?.values ?? [] { divisor = greatestCommonDivisor(divisor, number) }
    for numbers in [rowUse, columnUse, coupleUse] {
      for number in numbers.values { divisor = greatestCommonDivisor(divisor, number) }
    }
    for number in entries.values { divisor = greatestCommonDivisor(divisor, number) }
    return divisor
  }
}

/// A linear function of a choice with bounds that its value must keep.
public struct LinearConstraint: Sendable {
  /// What is counted.
  public var form: LinearForm
  /// The smallest value allowed, or nil.
  public var minimum: Int64?
  /// The largest value allowed, or nil.
  public var maximum: Int64?

  /// Bounds a form.
  public init(_ form: LinearForm, minimum: Int64? = nil, maximum: Int64? = nil) {
    self.form = form
    self.minimum = minimum
    self.maximum = maximum
  }

  /// By how much a value breaks the bounds; 0 when it keeps them.
  func violation(_ value: Int128) -> Int128 {
    if let minimum, value < Int128(minimum) { return Int128(minimum) - value }
    if let maximum, value > Int128(maximum) { return value - Int128(maximum) }
    return 0
  }
}

/// A row and a column that stand for the same thing, such as a person on both sides.
public struct Couple: Sendable, Hashable {
  /// The row.
  public let row: Int
  /// The column.
  public let column: Int

  /// Couples a row with a column.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}
