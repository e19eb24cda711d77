/// Branch and bound on linear relaxations, each bound of which is computed again in integers.
///
/// Nodes are worked on depth first until one ends, then where the bound is least. Columns are
/// decided by propagation and by reduced costs; branches are on columns or on the sums of rows,
/// chosen by trying the most promising ones for a few steps (reliability branching: Achterberg, Koch
/// & Martin, "Branching rules revisited", Operations Research Letters 33, 2005, pp. 42-54). The
/// simplex method is not trusted: what it says is used only as far as integers confirm it.
final class BranchAndBound {
  /// A case of the search.
  struct Node {
    let parent: Int
    /// What the branch changed that led here; nil at the root.
    let branch: SearchDomain.Change?
    /// Everything changed here, once the node is left open.
    var changes: [SearchDomain.Change] = []
    var steps: [IntegerProgramProof.Step] = []
    /// The two cases distinguished in the end, in the order of the proof.
    var children: (first: Int, second: Int)?
    /// No choice here is worth less.
    var bound: Int64
    var basis: BasisSnapshot?
    /// For the history of branchings.
    var entity = -1
    var distance = 0.0
    var parentObjective = 0.0
  }

  let program: IntegerProgram
  let matrix: SparseRows
  let simplex: DualSimplex
  let domain: SearchDomain
  let pricing: ExactPricing
  let bookmark: DualSimplexBookmark
  let shouldStop: () -> StopReason?
  var progress: (IntegerProgramProgress) -> Void = { _ in }
  var history: BranchingHistory
  var nodes: [Node]
  /// Open nodes, a heap with the least bound on top.
  var open: [Int] = []
  /// The nodes from the root to the present one, with the length of the trail at their ends.
  var path: [(node: Int, trailCount: Int)] = []
  var steps: [IntegerProgramProof.Step] = []
  var bound: Int64
  var best: [Bool]?
  var bestValue: Int64?
  var stopReason: StopReason?
  var statistics = IntegerProgramStatistics()
  /// The number of cases worked on, those of searches within this one left out.
  var nodeCount = 0
  /// The weight of costs that leaves nearly nothing to rounding.
  let costWeight: Int64
  /// How many nodes may be worked on.
  var nodeLimit = Int.max
  /// Whether this is a search for choices within another search.
  let isRestricted: Bool
  /// The node at which a better choice was looked for last.
  var lastAttempt = -1
  /// The number of cases when a better choice is next looked for near the best one.
  var nextNeighbourhood = 10
  /// How many steps the simplex method may take.
  var stepLimit = Int.max
  /// Whether restricted programs have been searched.
  var hasRestricted = false
  /// Whether the basis of the simplex method belongs to another case.
  private var isElsewhere = false

  init(
    _ program: IntegerProgram, isRestricted: Bool = false, shouldStop: @escaping () -> StopReason?
  ) {
    self.program = program
    self.isRestricted = isRestricted
    self.shouldStop = shouldStop
    matrix = SparseRows(program)
    simplex = DualSimplex(program, matrix)
    simplex.shouldStop = { shouldStop() != nil }
    domain = SearchDomain(program, matrix)
    pricing = ExactPricing(program, matrix)
    bookmark = DualSimplexBookmark(simplex)
    history = BranchingHistory(count: matrix.columnCount + matrix.rowCount)
    nodes = [Node(parent: -1, branch: nil, bound: program.trivialBound)]
    bound = program.trivialBound
    let wanted =
      16 * (matrix.columnCount + matrix.rowCount) / Int(min(program.costDivisor, 1 << 20))
    var weight: Int64 = 16
    while weight < wanted { weight *= 2 }
    costWeight = weight
  }

  /// Searches until there is nothing left to look for, or there is a reason to stop.
  func run(from choice: [Bool]?) {
    if let choice, choice.count == program.costs.count { consider(choice) }
    var current = 0
    while true {
      stopReason = shouldStop()
      if stopReason != nil || nodeCount >= nodeLimit
        || simplex.stepCount >= stepLimit
      {
        open.append(current)
        return
      }
      nodeCount += 1
      statistics.nodeCount += 1
      enter(current)
      let before = bestValue
      let outcome = work(on: current)
      if bestValue != before || nodeCount % 100 == 0 { report(current) }
      switch outcome {
      case .closed:
        nodes[current].steps = steps
        nodes[current].basis = nil
        guard let next = popLeast() else { return }
        current = next
      case .branched(let first, let second):
        push(second)
        current = first
      case .stopped:
        nodes[current].bound = bound
        open.append(current)
        return
      }
    }
  }

  /// Keeps a choice when it is better than the best one so far and breaks no row.
  func consider(_ choice: [Bool]) {
    let value = program.value(of: choice)
    if let bestValue, value >= bestValue { return }
    guard program.firstBrokenRow(of: choice) == nil else { return }
    (best, bestValue) = (choice, value)
    statistics.improvementCount += 1
  }

  /// What no choice still looked for can be worth less than.
  var provenBound: Int64 {
    let least = open.reduce(bestValue ?? IntegerProgram.largestSum) { min($0, nodes[$1].bound) }
    return max(least, program.trivialBound)
  }

  private func report(_ current: Int) {
    progress(
      IntegerProgramProgress(
        value: bestValue, bound: min(nodes[current].bound, provenBound),
        nodeCount: nodeCount))
  }

  // MARK: Moving between nodes

  /// Brings decisions, bounds and basis to what they are at a node.
  private func enter(_ node: Int) {
    var chain: [Int] = []
    var ancestor = nodes[node].parent
    while ancestor >= 0 {
      chain.append(ancestor)
      ancestor = nodes[ancestor].parent
    }
    chain.reverse()
    var common = 0
    while common < min(chain.count, path.count), path[common].node == chain[common] { common += 1 }
    let isContinued = common == path.count && common == chain.count
    path.removeSubrange(common...)
    domain.undo(to: path.last?.trailCount ?? 0)
    for ancestor in chain[common...] {
      for change in nodes[ancestor].changes { domain.apply(change) }
      path.append((ancestor, domain.trail.count))
    }
    domain.clearQueue()
    steps = []
    bound = nodes[node].bound
    if let branch = nodes[node].branch { domain.apply(branch) } else { domain.queueAll() }
    if !isContinued, let basis = nodes[node].basis { simplex.restore(basis) }
    nodes[node].basis = nil
    isElsewhere = !isContinued
  }

  /// Gives the simplex method the bounds of the present case.
  func setBounds() {
    let columnCount = matrix.columnCount
    for column in 0..<columnCount {
      let decision = domain.decisions[column]
      simplex.lower[column] = decision > 0 ? 1 : 0
      simplex.upper[column] = decision == 0 ? 0 : 1
    }
    for row in 0..<matrix.rowCount {
      simplex.lower[columnCount + row] = Double(domain.minimums[row])
      simplex.upper[columnCount + row] = Double(domain.maximums[row])
    }
    simplex.collectMovable()
    guard simplex.hasFactors else {
      simplex.refactorize()
      isElsewhere = false
      return
    }
    if isElsewhere { simplex.computeReducedCosts() }
    isElsewhere = false
    simplex.computeValues()
  }

  // MARK: Open nodes

  private func push(_ node: Int) {
    open.append(node)
    var index = open.count - 1
    while index > 0, isBefore(open[index], open[(index - 1) / 2]) {
      open.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private func popLeast() -> Int? {
    guard let top = open.first, let last = open.popLast() else { return nil }
    guard !open.isEmpty else { return top }
    open[0] = last
    var index = 0
    while true {
      var child = 2 * index + 1
      if child >= open.count { break }
      if child + 1 < open.count, isBefore(open[child + 1], open[child]) { child += 1 }
      if !isBefore(open[child], open[index]) { break }
      open.swapAt(child, index)
      index = child
    }
    return top
  }

  private func isBefore(_ first: Int, _ second: Int) -> Bool {
    // Among equal bounds the youngest is nearest.
    (nodes[first].bound, second) < (nodes[second].bound, first)
  }

  // MARK: The proof

  /// The steps of all nodes, in the order of a walk; for a search that has come to its end.
  ///
  /// The last rows of the program are inequalities that were added, if there are any.
  func proof(after cuts: [KnapsackCut] = []) -> IntegerProgramProof {
    var result = cuts.map { IntegerProgramProof.Step.cut($0) }
    var stack = [0]
    while let node = stack.popLast() {
      result += nodes[node].steps
      if let children = nodes[node].children {
        stack.append(children.second)
        stack.append(children.first)
      }
    }
    return IntegerProgramProof(steps: result)
  }
}
