/// Solves sparse problems in which every row and column is used once at most.
struct UnitDegreeSolver {
  private let costs: SparseCosts
  private let rows: [DegreeBounds]
  private let columns: [DegreeBounds]
  private let options: CapacitatedAssignmentOptions

  /// Takes a problem with valid bounds, unless some node may be used twice or not at all.
  init?(
    costs: any CostSource, rows: [DegreeBounds], columns: [DegreeBounds],
    options: CapacitatedAssignmentOptions
  ) {
    guard let sparse = costs as? SparseCosts, !rows.isEmpty, !columns.isEmpty,
      rows.allSatisfy({ $0.maximum == 1 || ($0.maximum > 1 && columns.count == 1) }),
      columns.allSatisfy({ $0.maximum == 1 || ($0.maximum > 1 && rows.count == 1) }),
      rows.allSatisfy({ $0.minimum <= 1 }), columns.allSatisfy({ $0.minimum <= 1 })
    else { return nil }
    self.costs = sparse
    self.rows = rows
    self.columns = columns
    self.options = options
  }

  /// How the problem was solved; the answer has not been checked.
  enum Answer {
    case optimal(pairs: [AssignedPair], value: Int128, potentials: Potentials)
    case infeasible(DegreeWitness)
  }

  /// Solves the problem, or returns `nil` when the costs lie too far apart for this method.
  ///
  /// - Throws: `AssignmentError` with code `costRangeTooLarge`, and `SolverStop`.
  func solve() throws -> (answer: Answer, work: AssignmentWork)? {
    try checkRange()
    var work = AssignmentWork()
    work.candidateEdges = costs.edgeCount
    let graph = ForwardStar(costs)
    let usesAll =
      rows.count == columns.count
      && (rows.allSatisfy { $0.minimum == 1 } || columns.allSatisfy { $0.minimum == 1 })
    let mirrored = usesAll ? nil : MirroredGraph(graph, rows: rows, columns: columns)
    guard let perfect = PerfectAssignment(mirrored?.graph ?? graph, poll: poll) else { return nil }
    switch try perfect.solve(&work) {
    case .infeasible: return (.infeasible(try witness(graph)), work)
    case .optimal(let columnOfRow, let rowPotentials, let columnPotentials):
      let potentials =
        mirrored?.potentials(rows: rowPotentials, columns: columnPotentials)
        ?? shifted(Potentials(rows: rowPotentials, columns: columnPotentials))
      return (optimal(mirrored?.choice(columnOfRow) ?? columnOfRow, potentials), work)
    }
  }

  private func poll(completed: Int, total: Int, round: Int) throws(SolverStop) {
    if let reason = options.shouldStop() { throw SolverStop(reason: reason) }
    options.onProgress?(
      AssignmentProgress(stage: .augmenting, round: round, completed: completed, total: total))
  }

  private func checkRange() throws {
    var range = CostRange(smallest: 0, largest: 0)
    for cost in costs.costs {
      range.smallest = min(range.smallest, cost)
      range.largest = max(range.largest, cost)
    }
    for bounds in rows { range.smallest = min(range.smallest, bounds.firstUseCost) }
    for bounds in columns { range.smallest = min(range.smallest, bounds.firstUseCost) }
    try range.check(nodeCount: rows.count + columns.count)
  }

  /// Potentials at which no node would rather be unused, for a choice that uses all.
  ///
  /// What rows gain columns lose. Either side has minimums of 1 throughout and takes any potential;
  /// the other is brought down to its first-use rewards.
  private func shifted(_ potentials: Potentials) -> Potentials {
    func excess(_ values: [Int64], _ bounds: [DegreeBounds]) -> Int64 {
      zip(values, bounds).reduce(Int64.min) { max($0, $1.0 + $1.1.firstUseCost) }
    }
    let rowsAreFree = rows.allSatisfy { $0.minimum == 1 }
    let shift =
      rowsAreFree
      ? excess(potentials.columns, columns) : -excess(potentials.rows, rows)
    return Potentials(
      rows: potentials.rows.map { $0 + shift }, columns: potentials.columns.map { $0 - shift })
  }

  private func optimal(_ columnOfRow: [Int32], _ potentials: Potentials) -> Answer {
    var pairs: [AssignedPair] = []
    pairs.reserveCapacity(rows.count)
    var value: Int128 = 0
    for (row, column) in columnOfRow.enumerated() where column >= 0 {
      pairs.append(AssignedPair(row: row, column: Int(column)))
      value += Int128(costs[row, Int(column)] ?? 0)
      value += Int128(rows[row].firstUseCost) + Int128(columns[Int(column)].firstUseCost)
    }
    return .optimal(pairs: pairs, value: value, potentials: potentials)
  }

  /// Rows, or else columns, whose minimums cannot be kept; one side always shows it (see
  /// ``DegreeWitness``).
  private func witness(_ graph: ForwardStar) throws(SolverStop) -> DegreeWitness {
    let builder = WitnessBuilder(costs: costs, rows: rows, columns: columns)
    if let members = try violator(graph, rows) {
      return builder.witness(side: .rows, members: members)
    }
    return builder.witness(
      side: .columns, members: try violator(graph.transposed(), columns) ?? [])
  }

  private func violator(
    _ graph: ForwardStar, _ bounds: [DegreeBounds]
  ) throws(SolverStop) -> [Int]? {
    try graph.withArcs { arcs throws(SolverStop) in
      var violator = HallViolator(
        arcs: arcs, columnCount: graph.columnCount,
        columnOfRow: [Int32](repeating: -1, count: graph.rowCount))
      return try violator.find(wanted: bounds.indices.filter { bounds[$0].minimum == 1 }) {
        completed throws(SolverStop) in
        try poll(completed: completed, total: bounds.count, round: 1)
      }
    }
  }
}
