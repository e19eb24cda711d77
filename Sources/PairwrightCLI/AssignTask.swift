internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// A bare assignment problem as the command line asks for it.
struct AssignTask {
  /// The solvers that can be asked for by name.
  enum SolverName: String, CaseIterable {
    case auto
    case assignment
    case flow
    case glpk
  }

  let matrix: CostMatrix
  let maximizes: Bool
  /// Whether the largest choice is wanted where not every row can be used.
  let isPartial: Bool
  /// Capacities and quotas; `nil` when none were asked for.
  let constraints: MatrixConstraints?
  let solver: SolverName
  /// GLPK, where it was asked for.
  let proposer: (any IntegerProgramProposer)?
  let rows: [DegreeBounds]
  let columns: [DegreeBounds]

  init(
    matrix: CostMatrix, maximizes: Bool, isPartial: Bool, constraints: MatrixConstraints?,
    solver: SolverName, proposer: (any IntegerProgramProposer)? = nil
  ) {
    self.matrix = matrix
    self.maximizes = maximizes
    self.isPartial = isPartial
    self.constraints = constraints
    self.solver = solver
    self.proposer = proposer
    let usesEveryRow = matrix.rowCount <= matrix.columnCount
    func bounds(
      _ count: Int, _ minimums: [Int]?, _ capacities: [Int]?, isUsed: Bool
    ) -> [DegreeBounds] {
      (0..<count).map { index in
        DegreeBounds(
          minimum: minimums?[index] ?? (isUsed && !isPartial ? 1 : 0),
          maximum: capacities?[index] ?? 1)
      }
    }
    rows = bounds(
      matrix.rowCount, constraints?.rowMinimum, constraints?.rowCapacity, isUsed: usesEveryRow)
    columns = bounds(
      matrix.columnCount, constraints?.columnMinimum, constraints?.columnCapacity,
      isUsed: !usesEveryRow)
  }

  /// Whether every row and column takes one pair at most and nothing else was asked for.
  var isPlain: Bool {
    func isUnit(_ bounds: [DegreeBounds], isUsed: Bool) -> Bool {
      bounds.allSatisfy { $0.maximum == 1 && $0.minimum == (isUsed && !isPartial ? 1 : 0) }
    }
    let usesEveryRow = matrix.rowCount <= matrix.columnCount
    return (constraints?.quotas ?? []).isEmpty && isUnit(rows, isUsed: usesEveryRow)
      && isUnit(columns, isUsed: !usesEveryRow)
  }

  /// Whether every choice has the same number of pairs, so that a number may be added to all costs.
  var hasFixedCount: Bool {
    isPartial || Self.isFixed(rows) || Self.isFixed(columns)
  }

  /// Whether what is added to all costs is added to the price of every row, not every column: the
  /// side must be one that is used a fixed number of times.
  var rowsPay: Bool {
    Self.isFixed(rows) || (!Self.isFixed(columns) && rows.count <= columns.count)
  }

  private static func isFixed(_ bounds: [DegreeBounds]) -> Bool {
    bounds.allSatisfy { $0.minimum == $0.maximum }
  }

  /// A row or column that must be used more often than it may, if there is one.
  var contradiction: DegreeWitness? {
    for (bounds, side) in [(rows, BipartiteSide.rows), (columns, .columns)] {
      if let index = bounds.firstIndex(where: { $0.minimum > $0.maximum }) {
        return DegreeWitness(
          side: side, members: [index], neighbours: [], required: bounds[index].minimum,
          available: bounds[index].maximum)
      }
    }
    return nil
  }

  /// The most pairs that a choice can have.
  var mostPairs: Int {
    func sum(_ bounds: [DegreeBounds], _ other: Int) -> Int {
      bounds.reduce(0) { $0 + min($1.maximum, other) }
    }
    return min(sum(rows, columns.count), sum(columns, rows.count))
  }
}
