/// A dense assignment problem that is kept solved while rows and columns leave, join or change.
///
/// Every node of the smaller side is assigned to its own node of the other, at the lowest total. A
/// change costs one or two searches from the old duals instead of a new solution: O(rows x columns)
/// at worst, and usually far less, because each row's cheapest columns and each column's cheapest rows
/// are listed, and paths are searched from both ends. Rows and columns keep their numbers; a number
/// that has become free is given to the next that joins.
///
/// Every change is checked before it is kept: what the change touched against the costs, and the
/// rest by the proof that came before (``work`` tells how much that was); ``check()`` looks at
/// everything anew. A change that would leave the problem without a solution is not made, and leaves
/// no trace but in ``work``.
///
/// Mills-Tettey, Stentz & Dias 2007, "The dynamic Hungarian algorithm for the assignment problem with
/// changing costs", Carnegie Mellon University, CMU-RI-TR-07-27.
public struct IncrementalAssignment: Sendable {
  var state: IncrementalState
  /// The sum of the cells of the assigned pairs.
  var cellSum: Int128 = 0
  /// The smallest and the largest cost so far, which bound those that are there.
  var range: CostRange
  /// How many rows and columns had been read as a whole when candidates were last listed.
  var wholeRowsWhenListed = 0
  /// What all changes together took.
  public internal(set) var work = IncrementalWork()

  /// Solves a problem and gets ready for changes.
  ///
  /// A change takes so little time that only the first solution can be stopped.
  /// - Parameters:
  ///   - costs: the cost of each pair; they are stored as a matrix.
  ///   - shouldStop: asked from time to time whether to stop, and why; by default never.
  ///   - onProgress: told from time to time how far the work has come; by default nobody is told.
  /// - Returns: the solved problem, the witness that it has no solution, or why work was stopped.
  /// - Throws: `AssignmentError` with code `costRangeTooLarge` when the number of rows and columns
  ///   times the difference between the largest and the smallest cost exceeds 2^59, a quarter of
  ///   what a single solution allows.
  /// - Complexity: that of ``DenseAssignmentSolver``, and O(rows x columns).
  public static func solving(
    _ costs: some CostSource, shouldStop: @escaping @Sendable () -> StopReason? = { nil },
    onProgress: (@Sendable (AssignmentProgress) -> Void)? = nil
  ) throws(AssignmentError) -> IncrementalAssignmentStart {
    let stored = try costs.stored()
    switch try stored.denseAssignment(shouldStop: shouldStop, onProgress: onProgress) {
    case .infeasible(let witness): return .infeasible(witness)
    case .stopped(let reason): return .stopped(reason)
    case .optimal(let solved): return .ready(try IncrementalAssignment(stored, solved))
    }
  }

  private init(_ costs: DenseCosts, _ solved: DenseAssignment) throws(AssignmentError) {
    let isThere = costs.cells.lazy.filter { $0 != absentEdge }
    let smallest = isThere.min() ?? 0
    range = CostRange(smallest: smallest, largest: isThere.max() ?? 0)
    try Self.check(range, nodeCount: costs.rowCount + costs.columnCount)
    var duals = IncrementalDuals(
      row: solved.potentials.rows, column: solved.potentials.columns,
      columnOfRow: [Int](repeating: -1, count: costs.rowCount),
      rowOfColumn: [Int](repeating: -1, count: costs.columnCount))
    // The side that is assigned as a whole gives back what is subtracted from every cost.
    if costs.rowCount <= costs.columnCount {
      for row in duals.row.indices { duals.row[row] -= smallest }
    } else {
      for column in duals.column.indices { duals.column[column] -= smallest }
    }
    for pair in solved.pairs {
      duals.columnOfRow[pair.row] = pair.column
      duals.rowOfColumn[pair.column] = pair.row
    }
    state = IncrementalState(
      cells: costs.mappingPresentCells { $0 - smallest }.cells, costBase: smallest,
      isRow: [Bool](repeating: true, count: costs.rowCount),
      isColumn: [Bool](repeating: true, count: costs.columnCount), rowCount: costs.rowCount,
      columnCount: costs.columnCount, stride: costs.columnCount, duals: duals,
      rowCandidates: LineCandidates(lineCount: 0, referencePrices: []),
      columnCandidates: LineCandidates(lineCount: 0, referencePrices: []))
    state.listAllCandidates()
    cellSum = solved.value - Int128(solved.pairs.count) * Int128(smallest)
    guard duals.areSmall else { throw Self.drifted }
  }

  // MARK: - The answer

  /// The numbers of the rows that are there, ascending.
  public var rows: [Int] { state.rows }
  /// The numbers of the columns that are there, ascending.
  public var columns: [Int] { state.columns }

  /// How many row numbers have been given out, to rows that are there and to rows that have left.
  ///
  /// It is the number of costs that a column is described by.
  public var rowNumberCount: Int { state.isRow.count }
  /// How many column numbers have been given out: the number of costs that a row is described by.
  public var columnNumberCount: Int { state.isColumn.count }

  /// The assigned pairs, in ascending order of row.
  public var pairs: [AssignedPair] {
    state.duals.columnOfRow.enumerated().filter { $0.element >= 0 }.map {
      AssignedPair(row: $0.offset, column: $0.element)
    }
  }

  /// The sum of the costs of the assigned pairs.
  public var value: Int128 {
    cellSum + Int128(min(state.rowCount, state.columnCount)) * Int128(state.costBase)
  }

  /// The column assigned to a row; `nil` when it is free or not there.
  public func column(ofRow row: Int) -> Int? {
    let column = state.duals.columnOfRow[row]
    return column < 0 ? nil : column
  }

  /// The dual values, in units of cost; 0 for what is not there.
  public var potentials: Potentials {
    let base = state.costBase
    let (forRows, forColumns) = state.rowsNeed ? (base, 0) : (0, base)
    return Potentials(
      rows: state.isRow.indices.map { state.isRow[$0] ? state.duals.row[$0] + forRows : 0 },
      columns: state.isColumn.indices.map {
        state.isColumn[$0] ? state.duals.column[$0] + forColumns : 0
      })
  }

  /// The problem as it stands; rows and columns that are not there may not be used in it.
  ///
  /// - Complexity: O(rows x columns) in time and memory.
  public func problem() throws(AssignmentError) -> CapacitatedAssignmentProblem<DenseCosts> {
    try state.problem()
  }

  /// Checks the whole proof anew.
  ///
  /// - Returns: the first flaw found, or `nil` when the proof is complete.
  /// - Complexity: O(rows x columns) in time and memory.
  public func check() throws(AssignmentError) -> CertificateFlaw? {
    CertificateChecker.flaw(
      inPairs: pairs, value: value, potentials: potentials, of: try state.problem())
  }
}

/// How a change to an incremental assignment ended.
public enum IncrementalOutcome: Sendable, Hashable {
  /// The change is made; the number is that of the row or column which it was about.
  case optimal(number: Int)
  /// There would be no solution, so nothing has changed; the witness, which has been checked, speaks
  /// of the problem as it would be, with the numbers that it would have.
  case infeasible(DegreeWitness)
}

/// How the first solution of an incremental assignment ended.
public enum IncrementalAssignmentStart: Sendable {
  /// The problem is solved and ready for changes.
  case ready(IncrementalAssignment)
  /// The smaller side cannot be assigned; the witness has been checked.
  case infeasible(DegreeWitness)
  /// Work was stopped from outside before there was a solution.
  case stopped(StopReason)
}

/// Counts of the steps that changes took; the same on every machine.
public struct IncrementalWork: Sendable, Hashable {
  /// The number of changes, those not made included.
  public internal(set) var changes = 0
  /// The number of rows and columns settled in searches.
  public internal(set) var settledRows = 0
  /// The number of rows and columns read as a whole in searches, as their candidates did not suffice.
  public internal(set) var wholeRows = 0
  /// The number of rows and columns read as a whole in checks.
  public internal(set) var wholeRowsChecked = 0
  /// The number of times that all candidates were listed anew.
  public internal(set) var listings = 0

  mutating func add(_ other: IncrementalWork) {
    settledRows += other.settledRows
    wholeRows += other.wholeRows
  }
}
