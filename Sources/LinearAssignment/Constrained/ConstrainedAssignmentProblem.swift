/// An assignment problem under linear constraints, such as quotas on kinds of pairs.
///
/// Choose a set of present pairs, each at most once, so that the number of pairs at each row and
/// column lies within its bounds, every constraint is kept, and the objective is smallest. In
/// general this is NP-hard; prices reduce it to few pairs, and an integer program decides those.
public struct ConstrainedAssignmentProblem<Costs: CostSource>: Sendable {
  /// The cost of each pair.
  public var costs: Costs
  /// How many pairs each row must and may have; first-use costs belong into ``objective``.
  public var rows: [DegreeBounds]
  /// How many pairs each column must and may have.
  public var columns: [DegreeBounds]
  /// Rows and columns that count once together in ``LinearForm/coupleUse``.
  public var couples: [Couple]
  /// What is to be kept.
  public var constraints: [LinearConstraint]
  /// What is to be smallest.
  public var objective: LinearForm

  /// Collects the parts of a problem; they are checked when it is solved.
  public init(
    costs: Costs, rows: [DegreeBounds], columns: [DegreeBounds], couples: [Couple] = [],
    constraints: [LinearConstraint], objective: LinearForm = LinearForm(costFactor: 1)
  ) {
    self.costs = costs
    self.rows = rows
    self.columns = columns
    self.couples = couples
    self.constraints = constraints
    self.objective = objective
  }

  /// Checks that the parts fit each other.
  ///
  /// - Throws: `AssignmentError` with code `sizeMismatch`, `boundsInvalid` or `constraintInvalid`.
  /// - Complexity: O(rows + columns + entries of all forms).
  public func validate() throws(AssignmentError) {
    try CapacitatedAssignmentProblem(costs: costs, rows: rows, columns: columns).validate()
    for (index, constraint) in constraints.enumerated() {
      try check(constraint.form, "Constraint \(index)")
      if let minimum = constraint.minimum, let maximum = constraint.maximum, minimum > maximum {
        throw Self.invalid(
          "Constraint \(index) has the minimum \(minimum) and the maximum \(maximum).",
          advice: "the two are swapped.")
      }
    }
    try check(objective, "The objective")
    for couple in couples
    where !rows.indices.contains(couple.row) || !columns.indices.contains(couple.column) {
      throw Self.invalid(
        "A couple names row \(couple.row) and column \(couple.column), which are not both there.",
        advice: "row and column are swapped.")
    }
  }

  private func check(_ form: LinearForm, _ name: String) throws(AssignmentError) {
    let limit: Int64 = 1 << 61
    func fits(_ numbers: some Sequence<Int64>) -> Bool { numbers.allSatisfy { abs($0) <= limit } }
    var isFit =
      form.rowUse.keys.allSatisfy(rows.indices.contains)
      && form.columnUse.keys.allSatisfy(columns.indices.contains)
      && form.coupleUse.keys.allSatisfy(couples.indices.contains)
      && form.entries.keys.allSatisfy {
        rows.indices.contains($0.row) && columns.indices.contains($0.column)
      }
      && fits([form.costFactor, form.perPair]) && fits(form.entries.values)
      && fits(form.rowUse.values) && fits(form.columnUse.values) && fits(form.coupleUse.values)
    if let table = form.table {
      let count = table.columnClassCount
      isFit =
        isFit && table.rowClasses.count == rows.count && table.columnClasses.count == columns.count
        && count > 0 && table.columnClasses.allSatisfy { (0..<count).contains($0) }
        && table.rowClasses.allSatisfy { $0 >= 0 && ($0 + 1) * count <= table.values.count }
        && fits(table.values)
    }
    guard isFit else {
      throw Self.invalid(
        "\(name) names rows, columns, couples or classes that do not exist, or has numbers beyond "
          + "2^61.",
        advice: "rows and columns are swapped, or counted from 1; they are counted from 0.")
    }
  }

  static func invalid(_ message: String, advice: String) -> AssignmentError {
    AssignmentError(code: .constraintInvalid, message: message, advice: advice)
  }

  /// The value of a form for chosen pairs with their costs.
  package func value(of form: LinearForm, _ choice: [PricedPair]) -> Int128 {
    var value: Int128 = 0
    for pair in choice {
      value += form.coefficient(row: pair.row, column: pair.column, cost: pair.cost)
    }
    if form.rowUse.isEmpty, form.columnUse.isEmpty, form.coupleUse.isEmpty { return value }
    let usedRows = Set(choice.map(\.row))
    let usedColumns = Set(choice.map(\.column))
    for (row, number) in form.rowUse where usedRows.contains(row) { value += Int128(number) }
    for (column, number) in form.columnUse where usedColumns.contains(column) {
      value += Int128(number)
    }
    for (couple, number) in form.coupleUse
    where usedRows.contains(couples[couple].row) || usedColumns.contains(couples[couple].column) {
      value += Int128(number)
    }
    return value
  }

  /// Adds the cost to each pair; nil when a pair is not present.
  package func priced(_ pairs: [AssignedPair]) -> [PricedPair]? {
    var byRow: [Int: [Int]] = [:]
    for pair in pairs {
      guard rows.indices.contains(pair.row), columns.indices.contains(pair.column) else {
        return nil
      }
      byRow[pair.row, default: []].append(pair.column)
    }
    var priced: [PricedPair] = []
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: columns.count) { buffer in
      for row in byRow.keys.sorted() {
        costs.readCosts(ofRow: row, into: buffer)
        for column in byRow[row] ?? [] {
          priced.append(PricedPair(row: row, column: column, cost: buffer[column]))
        }
      }
    }
    return priced.allSatisfy { $0.cost != absentEdge } ? priced : nil
  }

  /// The first way in which chosen pairs break the problem, or nil when they keep everything.
  package func flaw(in choice: [PricedPair]) -> ChoiceFlaw? {
    var rowDegrees = [Int](repeating: 0, count: rows.count)
    var columnDegrees = [Int](repeating: 0, count: columns.count)
    for pair in choice {
      rowDegrees[pair.row] += 1
      columnDegrees[pair.column] += 1
    }
    guard Set(choice.map { AssignedPair(row: $0.row, column: $0.column) }).count == choice.count
    else { return .repeatedPair }
    for (degrees, bounds) in [(rowDegrees, rows), (columnDegrees, columns)]
    where !zip(degrees, bounds).allSatisfy({ $1.minimum <= $0 && $0 <= $1.maximum }) {
      return .degree
    }
    for (index, constraint) in constraints.enumerated()
    where constraint.violation(value(of: constraint.form, choice)) > 0 {
      return .constraint(index)
    }
    return nil
  }
}

/// A pair with its cost.
package struct PricedPair: Sendable, Hashable {
  /// The row.
  package let row: Int
  /// The column.
  package let column: Int
  /// The cost.
  package let cost: Int64

  /// Makes a pair with its cost.
  package init(row: Int, column: Int, cost: Int64) {
    self.row = row
    self.column = column
    self.cost = cost
  }

  /// The pair without its cost.
  package var pair: AssignedPair { AssignedPair(row: row, column: column) }
}

/// How a choice of pairs breaks a problem.
package enum ChoiceFlaw: Sendable, Hashable {
  /// A pair is chosen twice.
  case repeatedPair
  /// A row or a column has too few or too many pairs.
  case degree
  /// A constraint is broken.
  case constraint(Int)
}
