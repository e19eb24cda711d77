extension IncrementalAssignment {
  /// What a change that cannot be made goes back to.
  struct Checkpoint {
    let duals: IncrementalDuals
    let isRow: [Bool]
    let isColumn: [Bool]
    let rowCount: Int
    let columnCount: Int
    let range: CostRange
    /// The cells of a row or column that is to be replaced.
    var row: (number: Int, cells: [Int64])?
    var column: (number: Int, cells: [Int64])?

    init(_ assignment: IncrementalAssignment, row: Int? = nil, column: Int? = nil) {
      let state = assignment.state
      duals = state.duals
      isRow = state.isRow
      isColumn = state.isColumn
      (rowCount, columnCount) = (state.rowCount, state.columnCount)
      range = assignment.range
      self.row = row.map { ($0, state.withRow($0) { Array($0) }) }
      self.column = column.map { column in
        (column, state.isRow.indices.map { state.cell($0, column) })
      }
    }
  }

  private mutating func goBack(to before: Checkpoint) {
    if let row = before.row { state.write(row.cells, toRow: row.number) }
    if let column = before.column { state.write(column.cells, toColumn: column.number) }
    if state.isRow.count > before.isRow.count { state.removeLastRow() }
    if state.isColumn.count > before.isColumn.count { state.removeLastColumn() }
    range = before.range
    state.duals = before.duals
    state.isRow = before.isRow
    state.isColumn = before.isColumn
    (state.rowCount, state.columnCount) = (before.rowCount, before.columnCount)
  }

  /// Assigns what a change has left unassigned, checks the result, and goes back if need be.
  ///
  /// A row is assigned first. Where rows may be free, its path may end at the hub instead of at the
  /// column that the change has freed; that column is then assigned from the hub. Both are shortest
  /// paths between a surplus and a want, so what is between them stays optimal (Ahuja, Magnanti &
  /// Orlin, "Network Flows", 1993).
  mutating func finish(
    _ before: Checkpoint, number: Int, row: Int?, column: Int?, changedRow: Int? = nil,
    changedColumn: Int? = nil
  ) throws(AssignmentError) -> IncrementalOutcome {
    work.changes += 1
    do throws(AssignmentError) {
      if let row, wantsColumn(row), let witness = try assign(row, of: .rows) {
        goBack(to: before)
        return .infeasible(witness)
      }
      if let column, wantsRow(column), let witness = try assign(column, of: .columns) {
        goBack(to: before)
        return .infeasible(witness)
      }
      guard state.duals.areSmall else { throw Self.drifted }
      let check = IncrementalCheck(
        old: before.duals.withRoom(for: state), state: state, changedRow: changedRow,
        changedColumn: changedColumn)
      guard check.holds(wholeRows: &work.wholeRowsChecked) else { throw Self.withheld }
    } catch {
      goBack(to: before)
      throw error
    }
    cellSum = state.dualSum
    let wholeRows = work.wholeRows + work.wholeRowsChecked
    if wholeRows - wholeRowsWhenListed > 2 * state.rowCount {
      // So much was read since the lists were made that making them anew costs no more.
      state.listAllCandidates()
      work.listings += 1
      wholeRowsWhenListed = wholeRows
    }
    return .optimal(number: number)
  }

  private func wantsColumn(_ row: Int) -> Bool { state.rowsNeed || state.duals.row[row] < 0 }

  private func wantsRow(_ column: Int) -> Bool {
    state.duals.rowOfColumn[column] < 0 && (state.columnsNeed || state.duals.column[column] < 0)
  }

  /// Gives a node a partner, or returns the witness that it cannot be done.
  private mutating func assign(
    _ node: Int, of side: BipartiteSide
  ) throws(AssignmentError) -> DegreeWitness? {
    var search = IncrementalSearch(state, from: node, of: side)
    let duals = search.augment()
    work.add(search.work)
    if let duals {
      state.duals = duals
      return nil
    }
    let problem = try state.problem()
    let witness = WitnessBuilder(
      costs: problem.costs, rows: problem.rows, columns: problem.columns
    ).witness(side: side, members: search.membersOfWitness)
    guard CertificateChecker.flaw(in: witness, of: problem) == nil else { throw Self.withheld }
    return witness
  }

  // MARK: - Costs that come from outside

  /// Costs in the form that they are stored in, if they fit; the range becomes as wide as they need.
  ///
  /// - Parameter isThere: which nodes of the other side are there; only costs with those count.
  mutating func takeCosts(
    _ costs: [Int64?], across isThere: [Bool], addedNodes: Int
  ) throws(AssignmentError) -> [Int64] {
    guard costs.count == isThere.count else {
      throw AssignmentError(
        code: .sizeMismatch,
        message: "\(costs.count) costs were given where \(isThere.count) are needed.",
        advice: "the numbers of rows and columns that have left were forgotten; any cost will do.")
    }
    var wider = range
    for (cost, isThere) in zip(costs, isThere) {
      guard let cost, isThere, cost != absentEdge else { continue }
      wider.smallest = min(wider.smallest, cost)
      wider.largest = max(wider.largest, cost)
    }
    try Self.check(wider, nodeCount: state.rowCount + state.columnCount + addedNodes)
    range = wider
    return zip(costs, isThere).map { cost, isThere in
      guard let cost, isThere, cost != absentEdge else { return absentEdge }
      return cost - state.costBase
    }
  }

  /// With a quarter of the usual range, duals, prices of reference and distances add up within 64
  /// bits.
  static func check(_ range: CostRange, nodeCount: Int) throws(AssignmentError) {
    try range.check(nodeCount: 4 * nodeCount)
  }

  static var drifted: AssignmentError {
    AssignmentError(
      code: .costRangeTooLarge,
      message: "After this change the dual values would exceed 2^60.",
      advice: "costs lie very far apart; solve the changed problem from the start.")
  }

  static var withheld: AssignmentError {
    AssignmentError(
      code: .internalInconsistency,
      message: "The changed assignment did not pass its own check and was withheld.",
      advice: "this is a defect of the package; please report it with the costs.")
  }
}
