/// Solves problems in which every row and column is used once at most, by auctions and paths.
struct UnitDegreeSolver {
  private let costs: any CostSource
  private let rows: [DegreeBounds]
  private let columns: [DegreeBounds]
  private let options: CapacitatedAssignmentOptions

  /// Takes a problem with valid bounds, unless some node may be used twice or not at all, or it is
  /// one that ``CapacitatedSolver`` does better.
  init?(
    costs: any CostSource, rows: [DegreeBounds], columns: [DegreeBounds],
    options: CapacitatedAssignmentOptions
  ) {
    guard !rows.isEmpty, !columns.isEmpty,
      rows.allSatisfy({ $0.maximum == 1 || ($0.maximum > 1 && columns.count == 1) }),
      columns.allSatisfy({ $0.maximum == 1 || ($0.maximum > 1 && rows.count == 1) }),
      rows.allSatisfy({ $0.minimum <= 1 }), columns.allSatisfy({ $0.minimum <= 1 })
    else { return nil }
    if !(costs is SparseCosts) {
      // Potentials that are known start the general method near its end.
      guard rows.count == columns.count, rows.count >= options.leastRowsForAuctions,
        options.expectedPotentials == nil
      else { return nil }
    }
    self.costs = costs
    self.rows = rows
    self.columns = columns
    self.options = options
  }

  /// How the problem was solved; the answer has not been checked.
  enum Answer {
    case optimal(pairs: [AssignedPair], value: Int128, potentials: Potentials)
    case infeasible(DegreeWitness)
  }

  /// Solves the problem, or returns `nil` when this method is not the right one after all.
  ///
  /// - Throws: `AssignmentError` with code `costRangeTooLarge`, and `SolverStop`.
  func solve() throws -> (answer: Answer, work: AssignmentWork)? {
    if let sparse = costs as? SparseCosts { return try solve(sparse) }
    let priced = PricedAssignment(source: costs, bounds: rows + columns, options: options)
    let answer: Answer?
    switch try priced.solve() {
    case .outOfRange: answer = nil
    case .infeasible(let members):
      // Where rows may stay unused, that some cannot be used is no contradiction.
      answer =
        members.allSatisfy { rows[$0].minimum == 1 }
        ? .infeasible(
          WitnessBuilder(costs: costs, rows: rows, columns: columns)
            .witness(side: .rows, members: members)) : nil
    case .optimal(let columnOfRow, let rowPotentials, let columnPotentials):
      answer = shifted(Potentials(rows: rowPotentials, columns: columnPotentials)).map {
        optimal(columnOfRow, $0)
      }
    }
    return answer.map { ($0, priced.work) }
  }

  private func solve(_ sparse: SparseCosts) throws -> (answer: Answer, work: AssignmentWork)? {
    try CostRange(smallest: sparse.costs.min() ?? 0, largest: sparse.costs.max() ?? 0)
      .check(with: rows + columns)
    var work = AssignmentWork()
    work.candidateEdges = sparse.edgeCount
    let graph = ForwardStar(sparse)
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
      return potentials.map {
        (optimal(mirrored?.choice(columnOfRow) ?? columnOfRow, $0), work)
      }
    }
  }

  private func poll(completed: Int, total: Int, round: Int) throws(SolverStop) {
    if let reason = options.shouldStop() { throw SolverStop(reason: reason) }
    options.onProgress?(
      AssignmentProgress(stage: .augmenting, round: round, completed: completed, total: total))
  }

  /// Potentials at which no node would rather be unused, for a choice that uses all, or `nil` when
  /// there are none, so that another choice may be better.
  ///
  /// What rows gain columns lose. A node that may stay unused must not have a potential above its
  /// first-use reward.
  private func shifted(_ potentials: Potentials) -> Potentials? {
    func excess(_ values: [Int64], _ bounds: [DegreeBounds]) -> Int64? {
      zip(values, bounds).lazy.filter { $0.1.minimum == 0 }.map { $0.0 + $0.1.firstUseCost }.max()
    }
    let least = excess(potentials.columns, columns)
    let most = excess(potentials.rows, rows).map { -$0 }
    if let least, let most, least > most { return nil }
    let shift = least ?? most ?? 0
    return Potentials(
      rows: potentials.rows.map { $0 + shift }, columns: potentials.columns.map { $0 - shift })
  }

  private func optimal(_ columnOfRow: [Int32], _ potentials: Potentials) -> Answer {
    var pairs: [AssignedPair] = []
    pairs.reserveCapacity(rows.count)
    var value: Int128 = 0
    for (row, column) in columnOfRow.enumerated() where column >= 0 {
      pairs.append(AssignedPair(row: row, column: Int(column)))
      // The pair is tight, so its cost is the sum of the potentials.
      value += Int128(potentials.rows[row]) + Int128(potentials.columns[Int(column)])
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
