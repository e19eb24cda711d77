/// What it would cost to force or to forbid single pairs of a solved problem, exactly.
///
/// One solve is enough. A forced pair sends one unit from its column on; the cheapest way to take
/// it back to the row is a shortest path in the residual graph, whose length, with the pair's own
/// reduced cost, is the price of forcing it. A forbidden pair that is chosen leaves one unit at
/// its row; the cheapest way to its column is the price. Distances are found by Dijkstra's
/// algorithm on reduced costs (Ahuja, Magnanti & Orlin, "Network Flows", 1993;
/// Burkard, Dell'Amico & Martello, "Assignment Problems", 2009, chapter 4). As the choice is
/// a flow with convex costs, this holds with capacities, minimums and first-use rewards as well.
public struct AssignmentSensitivity<Costs: CostSource>: Sendable {
  /// The problem that was solved.
  public let problem: CapacitatedAssignmentProblem<Costs>
  /// The optimal choice, in ascending order of row, then column.
  public let pairs: [AssignedPair]
  /// Its value.
  public let value: Int128
  /// The potentials that prove it.
  public let potentials: Potentials
  let graph: ResidualGraph

  /// Takes an optimal choice and its proof, and checks it.
  ///
  /// - Throws: `AssignmentError` with code `proofInvalid` when the proof does not hold for the
  ///   problem, and with code `costRangeTooLarge` when costs, or potentials, lie too far apart.
  /// - Complexity: O(rows x columns), reading every row three times.
  public init(
    _ problem: CapacitatedAssignmentProblem<Costs>, pairs: [AssignedPair], value: Int128,
    potentials: Potentials
  ) throws(AssignmentError) {
    let flaw = CertificateChecker.flaw(
      inPairs: pairs, value: value, potentials: potentials, of: problem)
    if let flaw {
      throw AssignmentError(
        code: .proofInvalid,
        message: "The choice given is not proven optimal for this problem (\(flaw)).",
        advice: "the costs have changed since it was solved; then solve again.")
    }
    try Self.checkRange(problem, potentials)
    self.problem = problem
    self.pairs = pairs
    self.value = value
    self.potentials = potentials
    graph = ResidualGraph(
      costs: problem.costs, rows: problem.rows, columns: problem.columns, pairs: pairs,
      potentials: potentials)
  }

  /// Takes a solved problem, whose proof is checked again.
  ///
  /// - Throws: `AssignmentError` as ``init(_:pairs:value:potentials:)``.
  public init(
    _ problem: CapacitatedAssignmentProblem<Costs>, _ assignment: CapacitatedAssignment
  ) throws(AssignmentError) {
    try self.init(
      problem, pairs: assignment.pairs, value: assignment.value,
      potentials: assignment.potentials)
  }

  /// Within these ranges no distance leaves 64 bits: it is the true cost of a path, of at most 2^61
  /// by the first, and the difference of two potentials, of at most 2^62 by the second.
  private static func checkRange(
    _ problem: CapacitatedAssignmentProblem<Costs>, _ potentials: Potentials
  ) throws(AssignmentError) {
    var range = CostRange(smallest: 0, largest: 0)
    for bounds in problem.rows + problem.columns {
      range.smallest = min(range.smallest, bounds.firstUseCost)
    }
    problem.forEachRow { _, costs in
      costs.forEachPresent { _, cost in
        range.smallest = min(range.smallest, cost)
        range.largest = max(range.largest, cost)
      }
    }
    try range.check(nodeCount: problem.rows.count + problem.columns.count)
    let isNear = (potentials.rows + potentials.columns).allSatisfy { $0.magnitude <= 1 << 61 }
    guard isNear else {
      throw AssignmentError(
        code: .costRangeTooLarge, message: "A potential is greater than 2^61.",
        advice: "the potentials come from elsewhere; those of this package are smaller.")
    }
  }

  /// The same with rows and columns exchanged, its costs stored.
  ///
  /// Prices for all pairs of a *row* are those for all pairs of a column of this.
  /// - Complexity: O(rows x columns) in time and memory.
  public func transposed() throws(AssignmentError) -> AssignmentSensitivity<DenseCosts> {
    var cells = [Int64](repeating: absentEdge, count: problem.rows.count * problem.columns.count)
    problem.forEachRow { row, costs in
      costs.forEachPresent { column, cost in cells[column * problem.rows.count + row] = cost }
    }
    let exchanged = CapacitatedAssignmentProblem(
      costs: try DenseCosts(
        rowCount: problem.columns.count, columnCount: problem.rows.count, cells: cells),
      rows: problem.columns, columns: problem.rows)
    return try AssignmentSensitivity<DenseCosts>(
      exchanged, pairs: pairs.map { AssignedPair(row: $0.column, column: $0.row) }.sorted(),
      value: value,
      potentials: Potentials(rows: potentials.columns, columns: potentials.rows))
  }

  // MARK: - Prices of one column

  /// The price of forcing each pair of a column: how much the value rises, in units of cost.
  ///
  /// It is 0 for chosen pairs, and `nil` where the pair is absent or no feasible choice contains
  /// it. The distances behind the prices have been checked.
  /// - Throws: `AssignmentError` with code `internalInconsistency` when the check fails, which would
  ///   be a defect.
  /// - Complexity: O(rows x columns + s log s) for s improvements of a distance; the rows are read
  ///   three times.
  public func forcingPrices(ofColumn column: Int) throws(AssignmentError) -> [Int64?] {
    var work = AssignmentWork()
    return try forcingPrices(ofColumn: column, &work)
  }

  /// The same, counting the work.
  func forcingPrices(
    ofColumn column: Int, _ work: inout AssignmentWork
  ) throws(AssignmentError) -> [Int64?] {
    precondition(problem.columns.indices.contains(column), "there is no column \(column)")
    var prices = [Int64?](repeating: nil, count: problem.rows.count)
    guard problem.columns[column].maximum > 0 else { return prices }
    let source = graph.rowCount + column
    let found = graph.distances(from: source)
    work.add(found.work)
    guard graph.areRight(found, from: source) else { throw Self.withheld("distances") }
    var isChosen = [Bool](repeating: false, count: problem.rows.count)
    for drop in graph.dropsOfColumn[column] { isChosen[drop.row] = true }
    problem.costs.withRows { read in
      for row in prices.indices {
        if isChosen[row] {
          prices[row] = 0
        } else if found.distance[row] < .max && problem.rows[row].maximum > 0 {
          let cost = read(row)[column]
          work.rowReadings += 1
          if cost == absentEdge { continue }
          prices[row] =
            (cost &- potentials.rows[row] &- potentials.columns[column])
            &+ found.distance[row]
        }
      }
    }
    return prices
  }

  // MARK: - One pair

  /// The cheapest choice that contains a pair: what it costs more and who is displaced.
  ///
  /// The changed choice has passed ``CertificateChecker`` as an answer to
  /// ``CapacitatedAssignmentProblem/deciding(_:_:)``.
  /// - Throws: `AssignmentError` with code `internalInconsistency` when the check fails, which would
  ///   be a defect.
  /// - Complexity: O(rows x columns), reading the rows up to three times; when the pair cannot be
  ///   forced, as one call of ``CapacitatedAssignmentProblem/solve(_:)``.
  public func forcing(_ pair: AssignedPair) throws(AssignmentError) -> PairChangeOutcome {
    precondition(isWithin(pair), "there is no pair \(pair)")
    if graph.columnsOfRow[pair.row].contains(pair.column) { return .possible(unchanged) }
    guard let decided = problem.deciding(pair, .forced) else { return .excluded }
    let (source, target) = (graph.rowCount + pair.column, pair.row)
    let found = graph.distances(from: source, to: target)
    guard found.distance[target] < .max else { return .infeasible(try witness(decided)) }
    let reduced =
      Int128(problem.costs.cost(of: pair)) - Int128(potentials.rows[pair.row])
      - Int128(potentials.columns[pair.column])
    var (added, removed) = changes(along: found.path(to: target))
    added.append(pair)
    let change = AssignmentChange(
      price: reduced + Int128(found.distance[target]), added: added.sorted(),
      removed: removed.sorted(), potentials: moved(by: found, end: found.distance[target]),
      work: found.work)
    removed.append(pair)
    let rest = Set(pairs).subtracting(removed).union(added).subtracting([pair])
    return .possible(try checked(change, rest: rest.sorted(), decided))
  }

  /// The cheapest choice without a pair: what it costs more and who is displaced.
  ///
  /// Checked as ``forcing(_:)``; a pair that is not chosen costs nothing.
  /// - Throws: `AssignmentError` with code `internalInconsistency` when the check fails, which would
  ///   be a defect.
  /// - Complexity: O(rows x columns), reading the rows up to three times; when the pair cannot be
  ///   done without, as one call of ``CapacitatedAssignmentProblem/solve(_:)``.
  public func forbidding(_ pair: AssignedPair) throws(AssignmentError) -> PairChangeOutcome {
    precondition(isWithin(pair), "there is no pair \(pair)")
    guard graph.columnsOfRow[pair.row].contains(pair.column),
      let decided = problem.deciding(pair, .forbidden)
    else { return .possible(unchanged) }
    let (source, target) = (pair.row, graph.rowCount + pair.column)
    let found = graph.distances(from: source, to: target)
    guard found.distance[target] < .max else { return .infeasible(try witness(decided)) }
    let reduced =
      Int128(problem.costs.cost(of: pair)) - Int128(potentials.rows[pair.row])
      - Int128(potentials.columns[pair.column])
    let (added, removed) = changes(along: found.path(to: target))
    let change = AssignmentChange(
      price: Int128(found.distance[target]) - reduced, added: added.sorted(),
      removed: (removed + [pair]).sorted(),
      potentials: moved(by: found, end: found.distance[target]), work: found.work)
    let rest = Set(pairs).subtracting(change.removed).union(added)
    return .possible(try checked(change, rest: rest.sorted(), decided))
  }

  private var unchanged: AssignmentChange {
    AssignmentChange(price: 0, added: [], removed: [], potentials: potentials)
  }

  private func isWithin(_ pair: AssignedPair) -> Bool {
    problem.rows.indices.contains(pair.row) && problem.columns.indices.contains(pair.column)
  }

  func changes(
    along path: [(from: Int, to: Int)]
  ) -> (added: [AssignedPair], removed: [AssignedPair]) {
    var added: [AssignedPair] = []
    var removed: [AssignedPair] = []
    for step in path where step.from != graph.hub && step.to != graph.hub {
      if step.from < graph.rowCount {
        added.append(AssignedPair(row: step.from, column: step.to - graph.rowCount))
      } else {
        removed.append(AssignedPair(row: step.to, column: step.from - graph.rowCount))
      }
    }
    return (added, removed)
  }

  /// Potentials that make the path free and no step negative; the hub's stays 0.
  private func moved(by found: ResidualDistances, end: Int64) -> Potentials {
    let hubMove = min(found.distance[graph.hub], end)
    var potentials = self.potentials
    for row in potentials.rows.indices {
      potentials.rows[row] &-= min(found.distance[row], end) &- hubMove
    }
    for column in potentials.columns.indices {
      potentials.columns[column] &+= min(found.distance[graph.rowCount + column], end) &- hubMove
    }
    return potentials
  }

  private func checked(
    _ change: AssignmentChange, rest: [AssignedPair], _ decided: DecidedProblem<Costs>
  ) throws(AssignmentError) -> AssignmentChange {
    let flaw = CertificateChecker.flaw(
      inPairs: rest, value: value + change.price - decided.offset, potentials: change.potentials,
      of: decided.rest)
    if let flaw { throw Self.withheld("\(flaw)") }
    return change
  }

  private func witness(_ decided: DecidedProblem<Costs>) throws(AssignmentError) -> DegreeWitness {
    guard case .infeasible(let witness) = try decided.rest.solve() else {
      throw Self.withheld("a choice exists after all")
    }
    return witness
  }

  static func withheld(_ flaw: String) -> AssignmentError {
    AssignmentError(
      code: .internalInconsistency,
      message: "The price found did not pass its own check (\(flaw)) and was withheld.",
      advice: "this is a defect of the package; please report it with the costs.")
  }
}
