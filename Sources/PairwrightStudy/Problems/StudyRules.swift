package import LinearAssignment
package import Pairwright

/// A rule that counts people or pairs of a matching, such as a quota or an either-or.
package struct StudyRule: Sendable {
  /// The name in the program.
  package let name: String
  /// What is counted, and how much of it there must and may be.
  package let constraint: LinearConstraint

  /// Makes a rule.
  package init(name: String, _ constraint: LinearConstraint) {
    self.name = name
    self.constraint = constraint
  }

  /// Bounds how many of some people of one side have a partner.
  package init(
    name: String, isOfJuniors: Bool, members: [Int], minimum: Int = 0, maximum: Int? = nil
  ) {
    let uses = Dictionary(uniqueKeysWithValues: members.map { ($0, Int64(1)) })
    self.init(
      name: name,
      LinearConstraint(
        isOfJuniors ? LinearForm(rowUse: uses) : LinearForm(columnUse: uses),
        minimum: minimum > 0 ? Int64(minimum) : nil, maximum: maximum.map(Int64.init)))
  }

  /// Whether people are counted, not pairs.
  var countsPeople: Bool { !constraint.form.rowUse.isEmpty || !constraint.form.columnUse.isEmpty }

  /// By how much pairs miss or exceed the bounds, in what the rule counts.
  func shortfall(_ pairs: [AssignedPair]) -> Int {
    let form = constraint.form
    var count = 0
    for pair in pairs {
      count += Int(form.perPair) + Int(form.table?[pair.row, pair.column] ?? 0)
      count += Int(form.entries[pair] ?? 0)
    }
    for row in Set(pairs.map(\.row)) { count += Int(form.rowUse[row] ?? 0) }
    for column in Set(pairs.map(\.column)) { count += Int(form.columnUse[column] ?? 0) }
    return max(
      0, constraint.minimum.map { Int($0) - count } ?? 0,
      constraint.maximum.map { count - Int($0) } ?? 0)
  }
}

/// What a program asks of a matching beside capacities and barred pairs.
package struct StudyRules: Sendable {
  /// The rules that count people or pairs.
  package var counted: [StudyRule] = []
  /// The fewest partners of each junior; empty when nobody must have one.
  package var juniorMinimums: [Int] = []
  /// The fewest partners of each senior; empty when nobody must have one.
  package var seniorMinimums: [Int] = []
  /// Juniors and seniors who are the same person.
  package var couples: [Couple] = []
  /// What the program pursues, in order.
  package var objectives: [Objective] = [.coverage, .total]

  /// The lowest score of a forced pair; nothing is gained where no other pair is below it.
  package var lowestForcedScore: Int?

  /// Asks for nothing.
  package init() {}

  /// Whether there is anything that a matching could break.
  package var isEmpty: Bool {
    counted.isEmpty && (juniorMinimums + seniorMinimums).allSatisfy { $0 == 0 }
  }

  /// The same with the two sides changed over.
  var mirrored: StudyRules {
    var rules = self
    rules.counted = counted.map { rule in
      StudyRule(
        name: rule.name,
        LinearConstraint(
          rule.constraint.form.mirrored, minimum: rule.constraint.minimum,
          maximum: rule.constraint.maximum))
    }
    (rules.juniorMinimums, rules.seniorMinimums) = (seniorMinimums, juniorMinimums)
    rules.couples = couples.map { Couple(row: $0.column, column: $0.row) }
    return rules
  }

  /// Returns the rules for some of the people only.
  ///
  /// A quota of people keeps its bounds, but never asks for more than are left of them; a single
  /// person's minimum never asks for more partners than are left.
  func restricted(
    juniors rows: [Int], seniors columns: [Int], mostPartners: (juniors: [Int], seniors: [Int])
  ) -> StudyRules {
    let newRow = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
    let newColumn = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    var rules = self
    rules.counted = counted.map { rule in
      let form = rule.constraint.form.restricted(newRow, newColumn, rows: rows, columns: columns)
      let members = Int64(form.rowUse.count + form.columnUse.count)
      return StudyRule(
        name: rule.name,
        LinearConstraint(
          form,
          minimum: rule.constraint.minimum.map { rule.countsPeople ? min($0, members) : $0 },
          maximum: rule.constraint.maximum))
    }
    func picked(_ minimums: [Int], _ places: [Int], _ most: [Int]) -> [Int] {
      minimums.isEmpty ? [] : zip(places, most).map { min(minimums[$0], $1) }
    }
    rules.juniorMinimums = picked(juniorMinimums, rows, mostPartners.juniors)
    rules.seniorMinimums = picked(seniorMinimums, columns, mostPartners.seniors)
    rules.couples = couples.compactMap { couple in
      newRow[couple.row].flatMap { row in
        newColumn[couple.column].map { Couple(row: row, column: $0) }
      }
    }
    return rules
  }
}

extension LinearForm {
  /// The same form of the problem with rows and columns changed over.
  fileprivate var mirrored: LinearForm {
    var form = self
    form.table = table.map { table in
      let rowClassCount = table.values.count / table.columnClassCount
      return ClassTable(
        rowClasses: table.columnClasses, columnClasses: table.rowClasses,
        columnClassCount: rowClassCount,
        values: (0..<table.columnClassCount).flatMap { column in
          (0..<rowClassCount).map { table.values[$0 * table.columnClassCount + column] }
        })
    }
    form.entries = Dictionary(
      uniqueKeysWithValues: entries.map { (AssignedPair(row: $0.column, column: $0.row), $1) })
    (form.rowUse, form.columnUse) = (columnUse, rowUse)
    return form
  }

  /// The form on some rows and columns with their new numbers.
  fileprivate func restricted(
    _ newRow: [Int: Int], _ newColumn: [Int: Int], rows: [Int], columns: [Int]
  ) -> LinearForm {
    var form = self
    form.table?.rowClasses = rows.map { table?.rowClasses[$0] ?? 0 }
    form.table?.columnClasses = columns.map { table?.columnClasses[$0] ?? 0 }
    form.entries = [:]
    for (pair, number) in entries {
      if let row = newRow[pair.row], let column = newColumn[pair.column] {
        form.entries[AssignedPair(row: row, column: column)] = number
      }
    }
    func renumbered(_ uses: [Int: Int64], _ places: [Int: Int]) -> [Int: Int64] {
      Dictionary(
        uniqueKeysWithValues: uses.compactMap { use in places[use.key].map { ($0, use.value) } })
    }
    form.rowUse = renumbered(rowUse, newRow)
    form.columnUse = renumbered(columnUse, newColumn)
    return form
  }
}
