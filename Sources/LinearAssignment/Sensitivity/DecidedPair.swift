/// The costs of another source with some pairs made absent.
public struct RestrictedCosts<Costs: CostSource>: CostSource {
  /// The source that is restricted.
  public let costs: Costs
  /// The columns made absent in each row that has any.
  public let absentColumns: [Int: [Int]]

  /// Makes pairs absent; they must lie within the matrix.
  public init(_ costs: Costs, without pairs: [AssignedPair]) {
    self.costs = costs
    absentColumns = Dictionary(grouping: pairs, by: \.row).mapValues { $0.map(\.column) }
  }

  /// The number of rows.
  public var rowCount: Int { costs.rowCount }
  /// The number of columns.
  public var columnCount: Int { costs.columnCount }

  /// Reads a row and marks what is absent.
  public func readCosts(ofRow row: Int, into buffer: UnsafeMutableBufferPointer<Int64>) {
    costs.readCosts(ofRow: row, into: buffer)
    for column in absentColumns[row] ?? [] { buffer[column] = absentEdge }
  }
}

/// What is decided about a pair before the rest of a problem is solved.
public enum PairDecision: Sendable, Hashable {
  /// The pair must be chosen.
  case forced
  /// The pair must not be chosen.
  case forbidden
}

/// A problem in which one pair has been decided, without that pair.
///
/// The value of a choice in the original problem is the value of the rest plus `offset`.
public struct DecidedProblem<Costs: CostSource>: Sendable {
  /// What is left to choose.
  public let rest: CapacitatedAssignmentProblem<RestrictedCosts<Costs>>
  /// What the pair contributes if it is forced: its cost and the first uses that it earns.
  public let offset: Int128
}

extension CapacitatedAssignmentProblem {
  /// The problem that is left when a pair is forced or forbidden.
  ///
  /// The pair becomes absent. If it is forced, its row and its column have one place fewer, need
  /// one pair fewer and have earned their first use.
  /// - Returns: `nil` when the pair is to be forced but is absent, or its row or column may not be
  ///   used.
  /// - Complexity: O(rows + columns), and one row is read.
  public func deciding(_ pair: AssignedPair, _ decision: PairDecision) -> DecidedProblem<Costs>? {
    var (rows, columns) = (self.rows, self.columns)
    var offset: Int128 = 0
    if decision == .forced {
      let cost = costs.cost(of: pair)
      guard cost != absentEdge, rows[pair.row].maximum > 0, columns[pair.column].maximum > 0 else {
        return nil
      }
      offset = Int128(cost) + rows[pair.row].takeOne() + columns[pair.column].takeOne()
    }
    let restricted = RestrictedCosts(costs, without: [pair])
    return DecidedProblem(
      rest: CapacitatedAssignmentProblem<RestrictedCosts<Costs>>(
        costs: restricted, rows: rows, columns: columns), offset: offset)
  }
}

extension DegreeBounds {
  /// Fills one place and returns the first-use cost that it earns.
  fileprivate mutating func takeOne() -> Int128 {
    let earned = firstUseCost
    self = DegreeBounds(minimum: max(0, minimum - 1), maximum: maximum - 1)
    return Int128(earned)
  }
}

extension CostSource {
  /// The cost of one pair, or `absentEdge`; reads its row.
  func cost(of pair: AssignedPair) -> Int64 {
    var cost = absentEdge
    withRows { read in cost = read(pair.row)[pair.column] }
    return cost
  }
}
