internal import LinearAssignment
internal import Pairwright
internal import PairwrightIO

/// What became of a bare assignment problem, in exact integers of the matrix's own scale.
struct AssignSolution {
  /// How it ended.
  enum Outcome {
    case optimal(pairs: [AssignedPair], value: Int128, rowDuals: [Int128], columnDuals: [Int128])
    /// One row or column must be used more often than it may.
    case boundsCrossed(DegreeWitness)
    case degreesImpossible(DegreeWitness)
    case quotasImpossible(QuotaWitness, AssignQuotas)
    /// A choice under constraints, and whether it is proven best.
    case constrained(ConstrainedAssignment, AssignPrices, isOptimal: Bool)
    case constraintsImpossible(AssignPrices)
    case stopped
  }

  let outcome: Outcome
  /// The method that was used.
  let solver: Method
  /// Duals and value are in units of 2^-scale.
  let scale: Int
  let isLossless: Bool
  /// What every chosen pair adds to the value of a constrained outcome.
  let offset: Int128

  /// The methods there are.
  enum Method: String {
    /// Shortest augmenting paths over the whole matrix.
    case assignment
    /// Augmenting paths over candidate pairs, with capacities and quotas.
    case flow
    /// Prices, then an integer program on the entries that they leave open.
    case integerProgram = "integer_program"
    /// The same, with the answer proposed by GLPK.
    case glpk
  }

  /// Solves a task.
  ///
  /// - Throws: ``Failure`` for what no solver here can take, `AssignmentError` for costs out of
  ///   range and for answers that failed their check.
  init(_ task: AssignTask, options: CapacitatedAssignmentOptions) throws {
    let quotas = AssignQuotas(task)
    let isConstrained = !quotas.isFlow || task.proposer != nil
    if !task.isPlain, task.solver == .assignment {
      throw Failure.usage(
        "The solver assignment gives each row and column one pair at most and knows no quotas.",
        mend: "Use --solver flow or --solver auto.")
    }
    if task.solver == .flow, isConstrained {
      throw Failure.usage(
        "The solver flow keeps quotas on whole rows or columns of capacity 1 only, nested or "
          + "disjoint.",
        mend: "Use --solver auto.")
    }
    if isConstrained, task.isPartial {
      throw Failure.usage(
        "--partial cannot be combined with such quotas or with this solver.",
        mend: "Give row_minimum 0 for rows that may stay out.")
    }
    if let whole = try Self.whole(task, options) {
      (solver, offset, outcome) = (.assignment, 0, whole.outcome)
      (scale, isLossless) = (whole.scale, whole.isLossless)
      return
    }
    let costs = try AssignCosts(task, headroom: isConstrained ? 4096 : 1)
    (scale, isLossless) = (costs.scale, costs.isLossless)
    if let contradiction = task.contradiction {
      (solver, offset, outcome) = (.flow, 0, .boundsCrossed(contradiction))
      return
    }
    if isConstrained {
      let method: Method = task.proposer == nil ? .integerProgram : .glpk
      let outcome =
        switch costs.source {
        case .dense(let dense): try Self.constrained(task, dense, costs.offset, options)
        case .sparse(let sparse): try Self.constrained(task, sparse, costs.offset, options)
        }
      (solver, offset, self.outcome) = (method, Int128(costs.offset), outcome)
      return
    }
    let found: (outcome: Outcome, method: Method)
    switch costs.source {
    case .dense(let dense): found = try Self.found(task, dense, quotas, options)
    case .sparse(let sparse): found = try Self.found(task, sparse, quotas, options)
    }
    solver = found.method
    offset = 0
    outcome = Self.restored(found.outcome, offset: Int128(costs.offset), of: task)
  }

  /// Solves a task whose quotas no flow can keep, or that another solver is to propose.
  private static func constrained<Costs: CostSource>(
    _ task: AssignTask, _ costs: Costs, _ offset: Int64, _ options: CapacitatedAssignmentOptions
  ) throws -> Outcome {
    let problem = ConstrainedAssignmentProblem(
      costs: costs, rows: task.rows, columns: task.columns,
      constraints: AssignConstraints(task).constraints)
    func prices(_ found: ConstrainedAssignment) -> AssignPrices {
      var prices = AssignPrices(found.proof, of: problem)
      prices.restore(offset, toRows: task.rowsPay)
      return prices
    }
    var limits = ConstrainedAssignmentOptions(relaxation: options)
    limits.proposer = task.proposer
    switch try problem.solve(limits) {
    case .optimal(let found): return .constrained(found, prices(found), isOptimal: true)
    case .feasible(let found, _): return .constrained(found, prices(found), isOptimal: false)
    case .infeasible(let proof): return .constraintsImpossible(AssignPrices(proof, of: problem))
    case .degreesImpossible(let witness): return .degreesImpossible(witness)
    case .stopped: return .stopped
    }
  }

  /// Solves a plain task on a dense matrix as it stands; `nil` for other tasks, and when only a
  /// part of the smaller side can be used and that was asked for.
  private static func whole(
    _ task: AssignTask, _ options: CapacitatedAssignmentOptions
  ) throws -> AssignWhole? {
    guard task.isPlain, task.contradiction == nil, case .dense = task.matrix.layout,
      task.solver == .assignment || task.solver == .auto
    else { return nil }
    let whole = try AssignWhole(task, options)
    // When every row or column can be used, that is the largest choice, too.
    if task.isPartial, case .degreesImpossible = whole.outcome { return nil }
    return whole
  }

  /// Solves a task whose costs are at hand.
  private static func found<Costs: CostSource>(
    _ task: AssignTask, _ costs: Costs, _ quotas: AssignQuotas,
    _ options: CapacitatedAssignmentOptions
  ) throws -> (Outcome, Method) {
    if task.solver == .assignment, let sparse = costs as? SparseCosts {
      let outcome = try AssignWhole(spread(sparse), options).outcome
      guard task.isPartial, case .degreesImpossible = outcome else { return (outcome, .assignment) }
    }
    let problem = CapacitatedAssignmentProblem(
      costs: costs, rows: task.rows, columns: task.columns)
    if task.isPartial { return (try largest(problem, options), .flow) }
    if quotas.rows.isEmpty, quotas.columns.isEmpty {
      switch try problem.solve(options) {
      case .optimal(let found):
        let prices = problem.tightened(found.potentials, pairs: found.pairs)
        return (optimal(found.pairs, found.value, prices), .flow)
      case .infeasible(let witness): return (.degreesImpossible(witness), .flow)
      case .stopped: return (.stopped, .flow)
      }
    }
    let withQuotas = QuotaAssignmentProblem(
      assignment: problem, rowQuotas: quotas.rows, columnQuotas: quotas.columns)
    switch try withQuotas.solve(options) {
    case .optimal(let found):
      let prices = problem.tightened(found.potentials.nodes, pairs: found.pairs)
      return (optimal(found.pairs, found.value, prices), .flow)
    case .infeasible(let witness): return (.quotasImpossible(witness, quotas), .flow)
    case .stopped: return (.stopped, .flow)
    }
  }

  /// Gives the rows or the columns back what was subtracted from every cost.
  private static func restored(
    _ outcome: Outcome, offset: Int128, of task: AssignTask
  ) -> Outcome {
    guard case .optimal(let pairs, let value, let rowDuals, let columnDuals) = outcome else {
      return outcome
    }
    let rowsPay = task.rowsPay
    return .optimal(
      pairs: pairs, value: value + offset * Int128(pairs.count),
      rowDuals: rowsPay ? rowDuals.map { $0 + offset } : rowDuals,
      columnDuals: rowsPay ? columnDuals : columnDuals.map { $0 + offset })
  }

  private static func largest<Costs: CostSource>(
    _ problem: CapacitatedAssignmentProblem<Costs>, _ options: CapacitatedAssignmentOptions
  ) throws -> Outcome {
    switch try problem.solveLargest(options) {
    case .optimal(let found):
      .optimal(
        pairs: found.pairs, value: found.value, rowDuals: found.rowPotentials,
        columnDuals: found.columnPotentials)
    case .infeasible(let witness): .degreesImpossible(witness)
    case .stopped: .stopped
    }
  }

  private static func optimal(
    _ pairs: [AssignedPair], _ value: Int128, _ potentials: Potentials
  ) -> Outcome {
    .optimal(
      pairs: pairs, value: value, rowDuals: potentials.rows.map { Int128($0) },
      columnDuals: potentials.columns.map { Int128($0) })
  }

  /// A sparse matrix as a dense one, for the method that was asked for by name.
  private static func spread(_ costs: SparseCosts) throws -> DenseCosts {
    let (count, overflows) = costs.rowCount.multipliedReportingOverflow(by: costs.columnCount)
    guard !overflows, count <= 1 << 28 else {
      throw Failure.usage(
        "The solver assignment needs every cell in memory, and there are "
          + "\(costs.rowCount) x \(costs.columnCount).",
        mend: "Use --solver flow or --solver auto.")
    }
    var cells = [Int64](repeating: absentEdge, count: count)
    cells.withUnsafeMutableBufferPointer { cells in
      for row in 0..<costs.rowCount {
        let start = row * costs.columnCount
        costs.readCosts(
          ofRow: row,
          into: UnsafeMutableBufferPointer(
            rebasing: cells[start..<(start + costs.columnCount)]))
      }
    }
    return try DenseCosts(
      rowCount: costs.rowCount, columnCount: costs.columnCount, cells: cells)
  }
}
