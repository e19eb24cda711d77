/// Thrown inside a solver to unwind when the caller wants it to stop.
struct SolverStop: Error {
  var reason: StopReason
}

/// Solves capacitated assignment problems: few edges, then prices.
///
/// The cheapest edges of every row and every column are candidates. On these the problem is solved
/// by successive shortest augmenting paths, which yields potentials. Then all rows are read in
/// search of pairs that contradict the potentials, having a negative reduced cost; these become
/// candidates, the potentials of nodes that they contradict are lowered, and the nodes affected
/// are augmented again. When there is no such pair, the potentials prove the choice optimal for
/// the whole matrix.
///
/// Each round but the last adds an edge, so there are at most rows x columns + 1 rounds; as the
/// number of edges that a round may add per row doubles from round to round, there are few.
///
/// Volgenant 1996, "Linear and semi-assignment problems: a core oriented approach", Computers &
/// Operations Research 23, pp. 917-932, does so for the unit case.
final class CapacitatedSolver {
  private let costs: any CostSource
  private let rows: [DegreeBounds]
  private let columns: [DegreeBounds]
  private let options: CapacitatedAssignmentOptions
  private let network: CandidateNetwork
  private let search: AugmentingPathSearch
  /// The side from which paths are grown: the one with fewer places.
  private let drivingSide: BipartiteSide
  private var work = AssignmentWork()

  /// Potentials beyond this are computed anew, so that later rounds cannot drift out of 64 bits.
  private static let potentialLimit: Int64 = 1 << 60

  /// The bounds must be valid for the costs.
  init(
    costs: any CostSource, rows: [DegreeBounds], columns: [DegreeBounds],
    options: CapacitatedAssignmentOptions
  ) {
    self.costs = costs
    self.rows = rows
    self.columns = columns
    self.options = options
    network = CandidateNetwork(rows: rows, columns: columns)
    search = AugmentingPathSearch(network: network)
    func places(_ bounds: [DegreeBounds], _ oppositeCount: Int) -> Int {
      bounds.reduce(0) { $0 + min($1.maximum, oppositeCount) }
    }
    drivingSide =
      places(rows, columns.count) <= places(columns, rows.count) ? .rows : .columns
  }

  enum Answer {
    case optimal(pairs: [AssignedPair], value: Int128, potentials: Potentials)
    case infeasible(DegreeWitness)
  }

  /// Solves the problem; the answer has not been checked.
  func solve() throws -> (answer: Answer, work: AssignmentWork) {
    if let (side, index) = nodeWithImpossibleMinimum() {
      let witness = WitnessBuilder(costs: costs, rows: rows, columns: columns)
        .witness(side: side, members: [index])
      return (.infeasible(witness), work)
    }
    let pricing = EdgePricing(costs: costs, network: network) {
      [self] row throws(SolverStop) in
      try poll(.reading, completed: row, total: rows.count)
    }
    let start = try pricing.start(
      driving: drivingSide, perRow: options.candidatesPerRow,
      perColumn: options.candidatesPerColumn)
    var range = pricing.range
    for bounds in rows + columns { range.smallest = min(range.smallest, bounds.firstUseCost) }
    try range.check(nodeCount: rows.count + columns.count)
    network.add(start.edges)
    setPotentials(start.potentials)

    let (possiblePairs, overflow) = rows.count.multipliedReportingOverflow(by: columns.count)
    let roundLimit = overflow ? Int.max : possiblePairs + 1
    var perRow = options.candidatesPerRow
    while work.rounds < roundLimit {
      work.rounds += 1
      let stuck = try augmentAll()
      let reach = EdgePricing.Reach(
        fromRows: stuck.rows.isEmpty ? [] : search.reach(from: stuck.rows),
        fromColumns: stuck.columns.isEmpty ? [] : search.reach(from: stuck.columns))
      let finding = try pricing.price(driving: drivingSide, perRow: perRow, reach: reach)
      work.rowReadings = pricing.rowReadings
      work.searches = search.searchCount
      work.settledNodes = search.settledNodeCount
      work.candidateEdges = network.edgeCount
      if !stuck.rows.isEmpty && !finding.leavesRowReach {
        return (.infeasible(witness(stuck.rows)), work)
      }
      if !stuck.columns.isEmpty && !finding.leavesColumnReach {
        return (.infeasible(witness(stuck.columns)), work)
      }
      if finding.newEdges.isEmpty { return (optimum(range), work) }
      network.add(finding.newEdges)
      if mayDrift {
        network.reset()
        setPotentials(start.potentials)
      } else {
        for (node, potential) in finding.lowered {
          network.lowerPotential(of: node, to: potential)
        }
      }
      perRow = min(2 * perRow, max(1, columns.count))
    }
    throw AssignmentError(
      code: .internalInconsistency,
      message: "The solver has used all of its \(roundLimit) rounds without coming to an end.",
      advice: "this is a defect of the package; please report it with the costs.")
  }

  private func poll(
    _ stage: AssignmentProgress.Stage, completed: Int, total: Int
  ) throws(SolverStop) {
    if let reason = options.shouldStop() { throw SolverStop(reason: reason) }
    options.onProgress?(
      AssignmentProgress(
        stage: stage, round: work.rounds + (stage == .reading ? 1 : 0), completed: completed,
        total: total))
  }

  private func nodeWithImpossibleMinimum() -> (BipartiteSide, Int)? {
    if let row = rows.firstIndex(where: { $0.minimum > columns.count }) { return (.rows, row) }
    if let column = columns.firstIndex(where: { $0.minimum > rows.count }) {
      return (.columns, column)
    }
    return nil
  }

  private func setPotentials(_ potentials: [Int64]) {
    for (node, potential) in potentials.enumerated() { network.potential[node] = potential }
  }

  private var mayDrift: Bool {
    (0..<network.nodeCount).contains {
      network.maximum[$0] > 0 && network.potential[$0].magnitude > Self.potentialLimit
    }
  }

  /// Augments until no node is wanting, except those for which there is no path.
  ///
  /// - Returns: the nodes, by side, that no path helps.
  private func augmentAll() throws(SolverStop) -> (rows: [Int], columns: [Int]) {
    var stuck: (rows: [Int], columns: [Int]) = ([], [])
    let rowNodes = 0..<network.rowCount
    let columnNodes = network.rowCount..<network.nodeCount
    let order = drivingSide == .rows ? [rowNodes, columnNodes] : [columnNodes, rowNodes]
    var completed = 0
    for nodes in order {
      for node in nodes {
        if completed % 16 == 0 {
          try poll(.augmenting, completed: completed, total: network.nodeCount)
        }
        completed += 1
        // Every successful search makes the node want one edge less.
        while network.isWanting(node) {
          if search.augment(from: node) { continue }
          if node < network.rowCount { stuck.rows.append(node) } else { stuck.columns.append(node) }
          break
        }
      }
    }
    return stuck
  }

  /// The witness that belongs to one of some nodes of one side for which there is no path.
  private func witness(_ stuck: [Int]) -> DegreeWitness {
    var smallest = (size: Int.max, node: stuck[0])
    for node in stuck.prefix(32) {
      let size = search.reach(from: [node]).count { $0 }
      if size < smallest.size { smallest = (size, node) }
    }
    return WitnessBuilder(costs: costs, rows: rows, columns: columns)
      .witness(deficient: smallest.node, choice: network.chosenPairs())
  }

  private func optimum(_ range: CostRange) -> Answer {
    let rowCount = network.rowCount
    var value: Int128 = 0
    for node in 0..<network.nodeCount {
      if network.degree[node] > 0 { value -= Int128(network.firstUseWorth[node]) }
      if node < rowCount {
        for place in network.listStart[node]..<(network.listStart[node] + network.degree[node]) {
          value += Int128(network.arcs[place].cost)
        }
      }
    }
    settleUnusable(range)
    return .optimal(
      pairs: network.chosenPairs(), value: value,
      potentials: Potentials(
        rows: (0..<rowCount).map { network.potential[$0] },
        columns: (rowCount..<network.nodeCount).map { network.potential[$0] }))
  }

  /// Gives nodes that may not be used the highest potential that surely contradicts no pair.
  private func settleUnusable(_ range: CostRange) {
    let rowNodes = 0..<network.rowCount
    let columnNodes = network.rowCount..<network.nodeCount
    for (nodes, others) in [(columnNodes, rowNodes), (rowNodes, columnNodes)] {
      let highest = others.reduce(0) { max($0, network.potential[$1]) }
      for node in nodes where network.maximum[node] == 0 {
        network.potential[node] = range.smallest - highest
      }
    }
  }
}
