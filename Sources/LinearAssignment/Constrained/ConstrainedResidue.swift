/// What is left of a constrained problem when only some pairs can be chosen: an integer program.
///
/// Its columns are those pairs, and indicators for the use of rows, columns and couples where a
/// form counts use and the use is not just the number of pairs.
package struct ConstrainedResidue: Sendable {
  /// The pairs of the first columns, in order.
  package let pairs: [PricedPair]
  /// The integer program; its value plus ``constant`` is the objective.
  package let program: IntegerProgram
  /// What the objective adds whatever is chosen.
  package let constant: Int64
  /// For each constraint its row in the program, or nil when it has none.
  package let rowOfConstraint: [Int?]
  /// For each couple the rows of the program that link it to its members, where it has them.
  package let linksOfCouple: [Int: CoupleLinks]
  private let indicators: [Indicator]

  /// The rows of the program that link the indicator of a couple to its members.
  package struct CoupleLinks: Sendable {
    /// The indicator is at least the use of the row.
    package let atLeastRow: Int
    /// The indicator is at least the use of the column.
    package let atLeastColumn: Int
    /// The indicator is at most the uses of both together.
    package let atMostBoth: Int
  }

  private enum Indicator: Sendable {
    case row(Int)
    case column(Int)
    case couple(Int)
  }

  /// Writes the program for `pairs`, which must be present and sorted.
  ///
  /// - Throws: `AssignmentError` when numbers leave the range of the integer program.
  package init<Costs: CostSource>(
    _ problem: ConstrainedAssignmentProblem<Costs>, pairs: [PricedPair]
  ) throws(AssignmentError) {
    var builder = ResidueBuilder(problem, pairs: pairs)
    builder.addDegrees()
    builder.addUses()
    let rowOfConstraint = builder.addConstraints()
    builder.addCounts()
    let objective = builder.expression(of: problem.objective)
    var costs = [Int64](repeating: 0, count: builder.columnCount)
    for (column, number) in objective.coefficients { costs[column] = try Self.narrow(number) }
    var rows: [IntegerProgram.Row] = []
    for row in builder.rows {
      var terms: [IntegerProgram.Term] = []
      for (column, number) in row.expression.coefficients.sorted(by: { $0.key < $1.key })
      where number != 0 {
        terms.append(.init(column: column, coefficient: try Self.narrow(number)))
      }
      let constant = row.expression.constant
      rows.append(
        IntegerProgram.Row(
          terms,
          minimum: try row.minimum.map { (bound) throws(AssignmentError) in
            try Self.narrow(bound - constant)
          },
          maximum: try row.maximum.map { (bound) throws(AssignmentError) in
            try Self.narrow(bound - constant)
          }))
    }
    self.pairs = pairs
    self.rowOfConstraint = rowOfConstraint
    constant = try Self.narrow(objective.constant)
    program = try IntegerProgram(costs: costs, rows: rows)
    indicators = builder.indicators
    linksOfCouple = builder.linksOfCouple
  }

  private static func narrow(_ number: Int128) throws(AssignmentError) -> Int64 {
    guard abs(number) <= Int128(1) << 61 else {
      throw AssignmentError(
        code: .costRangeTooLarge, message: "A constraint sums up to more than 2^61.",
        advice: "the constraint can be divided by a common divisor.")
    }
    return Int64(number)
  }

  /// The pairs of a choice of the program's columns.
  package func pairs(of choice: [Bool]) -> [PricedPair] {
    zip(pairs, choice).compactMap { $1 ? $0 : nil }
  }

  /// The choice of the program's columns that belongs to chosen pairs; nil when one is no column.
  package func choice(_ chosen: [PricedPair], couples: [Couple]) -> [Bool]? {
    let wanted = Set(chosen.map(\.pair))
    var choice = pairs.map { wanted.contains($0.pair) }
    guard choice.count(where: { $0 }) == wanted.count else { return nil }
    let rows = Set(chosen.map(\.row))
    let columns = Set(chosen.map(\.column))
    for indicator in indicators {
      switch indicator {
      case .row(let row): choice.append(rows.contains(row))
      case .column(let column): choice.append(columns.contains(column))
      case .couple(let couple):
        choice.append(
          rows.contains(couples[couple].row) || columns.contains(couples[couple].column))
      }
    }
    return choice
  }

  // MARK: - Writing

  /// A linear expression in the columns of the program.
  private struct Expression {
    var coefficients: [Int: Int128] = [:]
    var constant: Int128 = 0

    mutating func add(_ other: Expression, times factor: Int128) {
      constant += factor * other.constant
      for (column, number) in other.coefficients {
        coefficients[column, default: 0] += factor * number
      }
    }
  }

  private struct ResidueBuilder<Costs: CostSource> {
    struct Row {
      var expression: Expression
      var minimum: Int128?
      var maximum: Int128?
    }

    let problem: ConstrainedAssignmentProblem<Costs>
    let pairs: [PricedPair]
    private(set) var rows: [Row] = []
    private(set) var indicators: [Indicator] = []
    private(set) var linksOfCouple: [Int: CoupleLinks] = [:]
    /// The columns of the pairs of each row and each column.
    private var pairsOfRow: [[Int]]
    private var pairsOfColumn: [[Int]]
    private var rowUses: [Int: Expression] = [:]
    private var columnUses: [Int: Expression] = [:]
    private var coupleUses: [Int: Expression] = [:]

    var columnCount: Int { pairs.count + indicators.count }

    init(_ problem: ConstrainedAssignmentProblem<Costs>, pairs: [PricedPair]) {
      self.problem = problem
      self.pairs = pairs
      pairsOfRow = [[Int]](repeating: [], count: problem.rows.count)
      pairsOfColumn = [[Int]](repeating: [], count: problem.columns.count)
      for (index, pair) in pairs.enumerated() {
        pairsOfRow[pair.row].append(index)
        pairsOfColumn[pair.column].append(index)
      }
    }

    mutating func addDegrees() {
      for (bounds, members) in [(problem.rows, pairsOfRow), (problem.columns, pairsOfColumn)] {
        for (bound, columns) in zip(bounds, members) {
          guard bound.minimum > 0 || bound.maximum < columns.count else { continue }
          rows.append(
            Row(
              expression: sum(columns), minimum: bound.minimum > 0 ? Int128(bound.minimum) : nil,
              maximum: bound.maximum < columns.count ? Int128(bound.maximum) : nil))
        }
      }
    }

    private func sum(_ columns: [Int]) -> Expression {
      Expression(coefficients: Dictionary(uniqueKeysWithValues: columns.map { ($0, 1) }))
    }

    private mutating func indicator(_ indicator: Indicator) -> Int {
      indicators.append(indicator)
      return columnCount - 1
    }

    /// Writes down what the use of each row, column and couple is that some form counts.
    mutating func addUses() {
      let forms = problem.constraints.map(\.form) + [problem.objective]
      let couples = Set(forms.flatMap { $0.coupleUse.filter { $0.value != 0 }.keys }).sorted()
      let usedRows = Set(forms.flatMap { $0.rowUse.filter { $0.value != 0 }.keys })
        .union(couples.map { problem.couples[$0].row })
      let usedColumns = Set(forms.flatMap { $0.columnUse.filter { $0.value != 0 }.keys })
        .union(couples.map { problem.couples[$0].column })
      for row in usedRows.sorted() {
        rowUses[row] = use(problem.rows[row], pairsOfRow[row], .row(row))
      }
      for column in usedColumns.sorted() {
        columnUses[column] = use(
          problem.columns[column], pairsOfColumn[column], .column(column))
      }
      for couple in couples { coupleUses[couple] = use(ofCouple: couple) }
    }

    /// Whether any of some pairs is chosen.
    private mutating func use(
      _ bounds: DegreeBounds, _ columns: [Int], _ name: Indicator
    ) -> Expression {
      if bounds.minimum > 0 { return Expression(constant: 1) }
      if bounds.maximum == 1 || columns.count <= 1 { return sum(columns) }
      let indicator = indicator(name)
      var atMostPairs = sum(columns)
      atMostPairs.coefficients[indicator] = -1
      rows.append(Row(expression: atMostPairs, minimum: 0, maximum: nil))
      for column in columns {
        rows.append(
          Row(
            expression: Expression(coefficients: [indicator: 1, column: -1]), minimum: 0,
            maximum: nil))
      }
      return Expression(coefficients: [indicator: 1])
    }

    private mutating func use(ofCouple couple: Int) -> Expression {
      let uses = [
        rowUses[problem.couples[couple].row] ?? Expression(),
        columnUses[problem.couples[couple].column] ?? Expression(),
      ]
      for use in uses where use.coefficients.isEmpty {
        return use.constant > 0 ? use : uses[0].coefficients.isEmpty ? uses[1] : uses[0]
      }
      let indicator = indicator(.couple(couple))
      var atMostBoth = Expression(coefficients: [indicator: -1])
      for use in uses {
        atMostBoth.add(use, times: 1)
        var atLeastOne = Expression(coefficients: [indicator: 1])
        atLeastOne.add(use, times: -1)
        rows.append(Row(expression: atLeastOne, minimum: 0, maximum: nil))
      }
      rows.append(Row(expression: atMostBoth, minimum: 0, maximum: nil))
      linksOfCouple[couple] = CoupleLinks(
        atLeastRow: rows.count - 3, atLeastColumn: rows.count - 2, atMostBoth: rows.count - 1)
      return Expression(coefficients: [indicator: 1])
    }

    /// Writes the constraints and tells the row of each.
    mutating func addConstraints() -> [Int?] {
      problem.constraints.map { constraint in
        guard constraint.minimum != nil || constraint.maximum != nil else { return nil }
        rows.append(
          Row(
            expression: expression(of: constraint.form),
            minimum: constraint.minimum.map { Int128($0) },
            maximum: constraint.maximum.map { Int128($0) }))
        return rows.count - 1
      }
    }

    /// Writes, for constraints that weigh a count against the number of all pairs, the count by itself
    /// and without bounds.
    ///
    /// It is there to branch on: with no more than 42 pairs a tenth of them is 4 or less, which single
    /// pairs show only when nearly all are decided.
    mutating func addCounts() {
      for constraint in problem.constraints {
        var form = constraint.form
        guard form.perPair != 0, form.table != nil || !form.entries.isEmpty else { continue }
        form.perPair = 0
        let unit = Int128(max(1, form.divisor(costDivisor: 1)))
        var count = expression(of: form)
        count.coefficients = count.coefficients.mapValues { $0 / unit }
        count.constant /= unit
        rows.append(Row(expression: count))
      }
    }

    func expression(of form: LinearForm) -> Expression {
      var expression = Expression()
      for (index, pair) in pairs.enumerated() {
        let number = form.coefficient(row: pair.row, column: pair.column, cost: pair.cost)
        if number != 0 { expression.coefficients[index] = number }
      }
      for (row, number) in form.rowUse where number != 0 {
        expression.add(rowUses[row] ?? Expression(), times: Int128(number))
      }
      for (column, number) in form.columnUse where number != 0 {
        expression.add(columnUses[column] ?? Expression(), times: Int128(number))
      }
      for (couple, number) in form.coupleUse where number != 0 {
        expression.add(coupleUses[couple] ?? Expression(), times: Int128(number))
      }
      return expression
    }
  }
}
