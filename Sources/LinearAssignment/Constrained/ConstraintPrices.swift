/// Lagrange multipliers of constraints, as integers.
///
/// A choice that keeps the constraints has, for every multiplier that is positive where there is a
/// maximum and negative where there is a minimum, an objective of at least
///
///     (scale x objective + sum of multiplier x (form - bound)) / scale,
///
/// and the smallest value of that over all choices is an assignment problem. With the scale 0 a
/// positive value shows that no choice keeps the constraints.
public struct ConstraintPrices: Sendable, Hashable {
  /// By what the objective is multiplied; 0 asks only whether there is a choice at all.
  public var scale: Int64
  /// The multiplier of each constraint: positive holds it down at its maximum, negative up at its
  /// minimum.
  public var multipliers: [Int64]
  /// For each couple the part of its joint number that either member bears in the relaxed assignment.
  public var coupleParts: [Int64]

  /// Collects the multipliers.
  public init(scale: Int64, multipliers: [Int64], coupleParts: [Int64]) {
    self.scale = scale
    self.multipliers = multipliers
    self.coupleParts = coupleParts
  }
}

/// A constrained problem with its constraints priced instead of kept: an assignment problem whose
/// smallest value plus `constant` bounds what any choice is worth, in units of the scale.
///
/// What a couple adds once, W x max(r, c) with r and c telling whether its row and its column are
/// used, is not a sum over the two. It is bounded by one: for W <= 0 and a part p from 0 to -W by
/// W + p - p x (r + c), and for W > 0 and p from 0 to W by p x r + (W - p) x c. And where several
/// pairs at a row share a positive number for its first use, each pair bears its share of it.
package struct RelaxedAssignment<Costs: CostSource>: Sendable {
  /// The assignment problem.
  package let problem: CapacitatedAssignmentProblem<RelaxedCosts<Costs>>
  /// What is left out of the assignment problem.
  package let constant: Int128

  /// Prices the constraints of a problem; nil when the prices do not suit it.
  ///
  /// `survey` must be that of the problem's costs.
  package init?(
    _ full: ConstrainedAssignmentProblem<Costs>, _ prices: ConstraintPrices, _ survey: CostSurvey
  ) {
    let limit: Int64 = 1 << 60
    guard prices.scale >= 0, prices.multipliers.count == full.constraints.count,
      prices.coupleParts.count == full.couples.count,
      prices.multipliers.allSatisfy({ abs($0) <= limit })
    else { return nil }
    var constant: Int128 = 0
    var terms: [(form: LinearForm, factor: Int64)] = []
    if prices.scale > 0 { terms.append((full.objective, prices.scale)) }
    for (constraint, multiplier) in zip(full.constraints, prices.multipliers) where multiplier != 0
    {
      guard let bound = multiplier > 0 ? constraint.maximum : constraint.minimum else { return nil }
      constant -= Int128(multiplier) * Int128(bound)
      terms.append((constraint.form, multiplier))
    }
    var sum = NodeSums(rowCount: full.rows.count, columnCount: full.columns.count)
    var couples = [Int128](repeating: 0, count: full.couples.count)
    for (form, factor) in terms {
      sum.add(form, factor: factor)
      for (couple, number) in form.coupleUse { couples[couple] += Int128(factor) * Int128(number) }
    }
    for (index, (worth, part)) in zip(couples, prices.coupleParts).enumerated() {
      guard part >= 0, Int128(part) <= max(worth, -worth) else { return nil }
      let couple = full.couples[index]
      if worth <= 0 {
        constant += worth + Int128(part)
        sum.rows[couple.row] -= Int128(part)
        sum.columns[couple.column] -= Int128(part)
      } else {
        sum.rows[couple.row] += Int128(part)
        sum.columns[couple.column] += worth - Int128(part)
      }
    }
    guard
      let rows = sum.settle(full.rows, sum.rows, oppositeCount: full.columns.count, &constant),
      let columns = sum.settle(
        full.columns, sum.columns, oppositeCount: full.rows.count, &constant),
      let costs = RelaxedCosts(
        full.costs, survey, terms: terms, rowShares: rows.shares, columnShares: columns.shares)
    else { return nil }
    self.constant = constant
    problem = CapacitatedAssignmentProblem(
      costs: costs, rows: rows.bounds, columns: columns.bounds)
  }
}

/// What the first uses of rows and columns add.
private struct NodeSums {
  var rows: [Int128]
  var columns: [Int128]

  init(rowCount: Int, columnCount: Int) {
    rows = [Int128](repeating: 0, count: rowCount)
    columns = [Int128](repeating: 0, count: columnCount)
  }

  mutating func add(_ form: LinearForm, factor: Int64) {
    for (row, number) in form.rowUse { rows[row] += Int128(factor) * Int128(number) }
    for (column, number) in form.columnUse { columns[column] += Int128(factor) * Int128(number) }
  }

  /// Turns what a first use adds into first-use costs, constants and shares of single pairs.
  func settle(
    _ bounds: [DegreeBounds], _ uses: [Int128], oppositeCount: Int, _ constant: inout Int128
  ) -> (bounds: [DegreeBounds], shares: [Int64])? {
    let limit = Int128(1) << 60
    var settled = bounds
    var shares = [Int64](repeating: 0, count: bounds.count)
    for (index, use) in uses.enumerated() {
      guard use <= limit, use >= -limit else { return nil }
      settled[index].firstUseCost = 0
      let most = min(bounds[index].maximum, oppositeCount)
      if bounds[index].minimum > 0 {
        constant += use
      } else if use <= 0 {
        settled[index].firstUseCost = Int64(use)
      } else if most > 0 {
        shares[index] = Int64(use / Int128(most))
      }
    }
    return (settled, shares)
  }
}

/// The costs of pairs with the prices of constraints in them.
package struct RelaxedCosts<Base: CostSource>: CostSource {
  private let base: Base
  private let costFactor: Int64
  private let rowShares: [Int64]
  /// What each pair adds by the joint classes of its row and its column, and column shares.
  private let rowClasses: [Int]
  private let additions: [[Int64]]
  private let entries: [Int: [(column: Int, number: Int64)]]

  package var rowCount: Int { base.rowCount }
  package var columnCount: Int { base.columnCount }

  /// Adds up the forms; nil when one of the four parts of a cost may leave 2^60.
  init?(
    _ base: Base, _ survey: CostSurvey, terms: [(form: LinearForm, factor: Int64)],
    rowShares: [Int64],
    columnShares: [Int64]
  ) {
    var costFactor: Int128 = 0
    var perPair: Int128 = 0
    var sums: [AssignedPair: Int128] = [:]
    var entries: [Int: [(column: Int, number: Int64)]] = [:]
    let tables = terms.compactMap { term in term.form.table.map { ($0, term.factor) } }
    let limit = Int128(1) << 60
    for (form, factor) in terms {
      costFactor += Int128(factor) * Int128(form.costFactor)
      perPair += Int128(factor) * Int128(form.perPair)
      for (pair, number) in form.entries {
        sums[pair, default: 0] += Int128(factor) * Int128(number)
      }
    }
    guard abs(costFactor) * Int128(survey.largest) <= limit, abs(costFactor) <= limit,
      sums.values.allSatisfy({ abs($0) <= limit })
    else { return nil }
    for (pair, number) in sums {
      entries[pair.row, default: []].append((pair.column, Int64(number)))
    }
    // Rows of the same classes in all tables get the same additions.
    var classOf: [[Int]: Int] = [:]
    var representatives: [Int] = []
    rowClasses = (0..<base.rowCount).map { row in
      let key = tables.map { $0.0.rowClasses[row] }
      if let known = classOf[key] { return known }
      classOf[key] = representatives.count
      representatives.append(row)
      return representatives.count - 1
    }
    var additions: [[Int64]] = []
    for row in representatives {
      var sums = columnShares.map { Int128($0) + perPair }
      for (table, factor) in tables {
        let start = table.rowClasses[row] * table.columnClassCount
        let numbers = table.values[start..<(start + table.columnClassCount)]
        if numbers.allSatisfy({ $0 == 0 }) { continue }
        for column in sums.indices {
          sums[column] += Int128(factor) * Int128(table.values[start + table.columnClasses[column]])
        }
      }
      guard sums.allSatisfy({ abs($0) <= limit }) else { return nil }
      additions.append(sums.map { Int64($0) })
    }
    self.base = base
    self.costFactor = Int64(costFactor)
    self.rowShares = rowShares
    self.additions = additions
    self.entries = entries
  }

  package func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
    base.readCosts(ofRow: row, into: costs)
    let share = rowShares[row]
    let factor = costFactor
    additions[rowClasses[row]].withUnsafeBufferPointer { additions in
      // Both have one element per column, and four parts of at most 2^60 cannot leave 64 bits.
      for column in 0..<min(costs.count, additions.count) where costs[column] != absentEdge {
        costs[column] = costs[column] &* factor &+ additions[column] &+ share
      }
    }
    for (column, number) in entries[row] ?? [] where costs[column] != absentEdge {
      costs[column] &+= number
    }
  }
}
