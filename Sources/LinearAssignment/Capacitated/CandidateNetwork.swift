/// A pair that may be chosen, among the few that are looked at.
struct CandidateEdge {
  var row: Int32
  var column: Int32
  var cost: Int64
}

/// One end's view of a candidate edge.
struct CandidateArc {
  /// The node at the other end.
  var neighbour: Int32
  /// The place of the other end's view in `arcs`.
  var mirror: Int32
  var cost: Int64
}

/// The rows and columns of a problem, some of its edges, and a choice among these.
///
/// Rows and columns are nodes of one kind: row i is node i, column j is node rowCount + j. Every
/// edge is listed at both its ends. The lists lie one after the other in `arcs`, and in each list
/// the chosen edges come first: `degree` of them.
///
/// The network stands for a flow through a hub: hub -> rows -> columns -> hub, and the hub always
/// has the potential 0. Every node has an `aim`, the flow between it and the hub, and a `degree`,
/// its number of chosen edges; when they are equal everywhere, the choice is feasible. The aim is
/// priced: its first unit by the first-use worth and, where quotas hold, by the potential of the
/// group that the first unit passes through; further units pass between the hub and the node
/// itself. Groups (see ``QuotaForest``) are vertices after the nodes: a group's `aim` is the flow
/// between it and its parent group or the hub, its `degree` the flow that it passes on to members
/// with an aim of 1 or more and to its child groups.
///
/// Invariants between searches, in words:
/// - an edge that is not chosen has a reduced cost (cost - potentials of both ends) of 0 or more,
///   and a chosen one of 0 or less;
/// - the aim of every vertex is one that it prefers at the potentials;
/// - no node has a degree above its aim. A vertex whose degree is below its aim is *wanting*, a
///   group whose degree is above is *overfull*.
///
/// When no vertex is wanting or overfull, the choice is optimal among the candidate edges.
///
/// The storage is allocated by hand because the searches read it in their innermost loops: every
/// index into it is a node below `nodeCount` or a place in a list between `listStart[node]` and
/// `listStart[node + 1]`, and both only come from this class.
final class CandidateNetwork {
  let rowCount: Int
  let nodeCount: Int
  let potential: UnsafeMutablePointer<Int64>
  /// Rows, columns, groups of rows and groups of columns, in this order.
  let vertexCount: Int
  let forest: QuotaForest
  /// The group, or -1 for the hub, that the first unit of a vertex passes through.
  let group: UnsafeMutablePointer<Int>
  let aim: UnsafeMutablePointer<Int>
  let degree: UnsafeMutablePointer<Int>
  let minimum: UnsafeMutablePointer<Int>
  let maximum: UnsafeMutablePointer<Int>
  /// What the first use of a node is worth: the first-use cost with its sign changed, 0 or more.
  let firstUseWorth: UnsafeMutablePointer<Int64>
  let listStart: UnsafeMutablePointer<Int>
  private(set) var arcs: UnsafeMutablePointer<CandidateArc>
  private(set) var edgeCount = 0

  /// A network without edges and with all potentials 0.
  ///
  /// The bounds must be valid and no minimum greater than the number of nodes on the other side.
  init(rows: [DegreeBounds], columns: [DegreeBounds], forest: QuotaForest) {
    rowCount = rows.count
    nodeCount = rows.count + columns.count
    vertexCount = nodeCount + forest.quotas.count
    self.forest = forest
    potential = .allocate(capacity: vertexCount)
    group = .allocate(capacity: vertexCount)
    aim = .allocate(capacity: vertexCount)
    degree = .allocate(capacity: vertexCount)
    minimum = .allocate(capacity: vertexCount)
    maximum = .allocate(capacity: vertexCount)
    firstUseWorth = .allocate(capacity: vertexCount)
    listStart = .allocate(capacity: nodeCount + 1)
    arcs = .allocate(capacity: 1)
    potential.initialize(repeating: 0, count: vertexCount)
    aim.initialize(repeating: 0, count: vertexCount)
    degree.initialize(repeating: 0, count: vertexCount)
    firstUseWorth.initialize(repeating: 0, count: vertexCount)
    listStart.initialize(repeating: 0, count: nodeCount + 1)
    for (node, bounds) in (rows + columns).enumerated() {
      (minimum + node).initialize(to: bounds.minimum)
      (maximum + node).initialize(
        to: min(bounds.maximum, node < rows.count ? columns.count : rows.count))
      firstUseWorth[node] = 0 &- bounds.firstUseCost
    }
    for (index, quota) in forest.quotas.enumerated() {
      (minimum + nodeCount + index).initialize(to: quota.minimum)
      (maximum + nodeCount + index).initialize(to: quota.maximum ?? .max)
    }
    for vertex in 0..<vertexCount {
      let parent = forest.parents[vertex]
      (group + vertex).initialize(to: parent < 0 ? -1 : nodeCount + parent)
    }
  }

  deinit {
    potential.deallocate()
    group.deallocate()
    aim.deallocate()
    degree.deallocate()
    minimum.deallocate()
    maximum.deallocate()
    firstUseWorth.deallocate()
    listStart.deallocate()
    arcs.deallocate()
  }

  // MARK: - What a vertex prefers

  /// Whether a vertex belongs to the rows' side.
  @inline(__always)
  func isOnRowSide(_ vertex: Int) -> Bool {
    vertex < rowCount || (vertex >= nodeCount && vertex - nodeCount < forest.rowQuotaCount)
  }

  /// What the first unit of a node's aim is worth to it; 0 or more unless its group must be cut.
  @inline(__always)
  func worthOfFirstUse(_ node: Int) -> Int64 {
    group[node] < 0 ? firstUseWorth[node] : firstUseWorth[node] &+ potential[group[node]]
  }

  /// The smallest degree that is best for a node at its potential.
  ///
  /// Each unit of degree costs the potential, the first one less by what the first use is worth;
  /// that does not matter where a minimum enforces the first use.
  func leastPreferred(_ node: Int) -> Int {
    let price = potential[node]
    let isUsed = minimum[node] > 0 || price < worthOfFirstUse(node)
    return max(minimum[node], min(maximum[node], isUsed ? (price < 0 ? maximum[node] : 1) : 0))
  }

  /// The greatest degree that is best for a node at its potential.
  private func mostPreferred(_ node: Int) -> Int {
    let price = potential[node]
    let isUsed = minimum[node] > 0 || price <= worthOfFirstUse(node)
    return max(minimum[node], min(maximum[node], isUsed ? (price <= 0 ? maximum[node] : 1) : 0))
  }

  /// What one more unit between a group and its parent or the hub costs.
  @inline(__always)
  func priceOfGroup(_ vertex: Int) -> Int64 {
    group[vertex] < 0 ? potential[vertex] : potential[vertex] &- potential[group[vertex]]
  }

  /// Whether a vertex aims at more than is chosen at it.
  @inline(__always)
  func isWanting(_ vertex: Int) -> Bool { degree[vertex] < aim[vertex] }

  /// Whether more is chosen at a group than it aims at.
  @inline(__always)
  func isOverfull(_ vertex: Int) -> Bool { degree[vertex] > aim[vertex] }

  /// Starts anew: nothing is chosen, and every vertex aims at what it prefers.
  func start(potentials: [Int64]) {
    for node in 0..<nodeCount {
      potential[node] = potentials[node]
      degree[node] = 0
    }
    for vertex in nodeCount..<vertexCount {
      potential[vertex] = 0
      degree[vertex] = 0
    }
    for node in 0..<nodeCount {
      aim[node] = leastPreferred(node)
      if group[node] >= 0 && aim[node] > 0 { degree[group[node]] += 1 }
    }
    // Children come after their parents, so that backwards a group's degree is known in time.
    for index in forest.fromLeaves {
      let vertex = nodeCount + index
      aim[vertex] = max(minimum[vertex], min(maximum[vertex], degree[vertex]))
      if group[vertex] >= 0 { degree[group[vertex]] += aim[vertex] }
    }
  }

  // MARK: - Edges

  /// Adds edges that are not in the network yet; they are not chosen.
  ///
  /// - Complexity: O(nodes + edges).
  func add(_ newEdges: [CandidateEdge]) {
    let oldEdgeCount = edgeCount
    let oldArcs = arcs
    let oldStart = Array(UnsafeBufferPointer(start: listStart, count: nodeCount + 1))
    edgeCount += newEdges.count
    arcs = .allocate(capacity: max(1, 2 * edgeCount))

    var fill = [Int](repeating: 0, count: nodeCount + 1)
    for node in 0..<nodeCount { fill[node + 1] = oldStart[node + 1] - oldStart[node] }
    for edge in newEdges {
      fill[Int(edge.row) + 1] += 1
      fill[rowCount + Int(edge.column) + 1] += 1
    }
    for node in 0..<nodeCount { fill[node + 1] += fill[node] }
    for node in 0...nodeCount { listStart[node] = fill[node] }

    // Old arcs keep their order, chosen ones first; new ones follow.
    for node in 0..<nodeCount {
      for place in oldStart[node]..<oldStart[node + 1] {
        var arc = oldArcs[place]
        let neighbour = Int(arc.neighbour)
        arc.mirror += Int32(listStart[neighbour] - oldStart[neighbour])
        (arcs + fill[node]).initialize(to: arc)
        fill[node] += 1
      }
    }
    for edge in newEdges {
      let row = Int(edge.row)
      let column = rowCount + Int(edge.column)
      (arcs + fill[row]).initialize(
        to: CandidateArc(
          neighbour: Int32(column), mirror: Int32(fill[column]), cost: edge.cost))
      (arcs + fill[column]).initialize(
        to: CandidateArc(neighbour: Int32(row), mirror: Int32(fill[row]), cost: edge.cost))
      fill[row] += 1
      fill[column] += 1
    }
    assert(oldEdgeCount * 2 == oldStart[nodeCount])
    oldArcs.deallocate()
  }

  /// Chooses the edge at a place of the list of `node`; it must not be chosen.
  @inline(__always)
  func choose(_ place: Int, at node: Int) {
    let neighbour = Int(arcs[place].neighbour)
    let mirror = Int(arcs[place].mirror)
    exchange(place, listStart[node] + degree[node])
    exchange(mirror, listStart[neighbour] + degree[neighbour])
    degree[node] += 1
    degree[neighbour] += 1
  }

  /// Drops the edge at a place of the list of `node`; it must be chosen.
  @inline(__always)
  func drop(_ place: Int, at node: Int) {
    let neighbour = Int(arcs[place].neighbour)
    let mirror = Int(arcs[place].mirror)
    degree[node] -= 1
    degree[neighbour] -= 1
    exchange(place, listStart[node] + degree[node])
    exchange(mirror, listStart[neighbour] + degree[neighbour])
  }

  /// Exchanges two places of one list.
  @inline(__always)
  private func exchange(_ first: Int, _ second: Int) {
    if first == second { return }
    let held = arcs[first]
    arcs[first] = arcs[second]
    arcs[second] = held
    arcs[Int(arcs[first].mirror)].mirror = Int32(first)
    arcs[Int(arcs[second].mirror)].mirror = Int32(second)
  }

  // MARK: - Potentials

  /// Lowers the potential of a node and drops chosen edges that have become too dear.
  ///
  /// Lowering keeps the reduced costs of edges not chosen at 0 or more, and makes the node prefer
  /// no smaller degree than before. The neighbours that lose an edge may become wanting, and the
  /// group of the node overfull.
  func lowerPotential(of node: Int, to lowered: Int64) {
    assert(lowered <= potential[node])
    potential[node] = lowered
    var place = listStart[node]
    while place < listStart[node] + degree[node] {
      let neighbour = Int(arcs[place].neighbour)
      if arcs[place].cost - lowered - potential[neighbour] > 0 {
        drop(place, at: node)
        adjustAim(of: neighbour)
      } else {
        place += 1
      }
    }
    adjustAim(of: node)
  }

  /// Gives a node an aim that it prefers, and as few wants as possible.
  ///
  /// Within a group the aim is not reduced, as that would leave the group wanting instead.
  private func adjustAim(of node: Int) {
    let least = max(degree[node], leastPreferred(node))
    if group[node] < 0 {
      aim[node] = least
    } else if least > aim[node] {
      if aim[node] == 0 { degree[group[node]] += 1 }
      aim[node] = least
    }
  }

  /// The chosen pairs in ascending order.
  func chosenPairs() -> [AssignedPair] {
    var pairs: [AssignedPair] = []
    for row in 0..<rowCount {
      for place in listStart[row]..<(listStart[row] + degree[row]) {
        pairs.append(AssignedPair(row: row, column: Int(arcs[place].neighbour) - rowCount))
      }
    }
    return pairs.sorted()
  }

  /// What is wrong with the invariants, in words, or `nil`; asked in debug builds.
  func brokenInvariant() -> String? {
    for node in 0..<nodeCount {
      if degree[node] > aim[node] { return "node \(node) is used more than it aims at" }
      if aim[node] < leastPreferred(node) || aim[node] > mostPreferred(node) {
        return "node \(node) aims at \(aim[node]), which it does not prefer"
      }
      for place in listStart[node]..<listStart[node + 1] {
        if let broken = brokenEdge(place, at: node) { return broken }
      }
    }
    var passedOn = [Int](repeating: 0, count: vertexCount)
    for vertex in 0..<vertexCount where group[vertex] >= 0 {
      passedOn[group[vertex]] += vertex < nodeCount ? min(1, aim[vertex]) : aim[vertex]
    }
    for vertex in nodeCount..<vertexCount {
      if passedOn[vertex] != degree[vertex] { return "group vertex \(vertex) is miscounted" }
      let price = priceOfGroup(vertex)
      if aim[vertex] < minimum[vertex] || aim[vertex] > maximum[vertex]
        || (price > 0 && aim[vertex] != minimum[vertex])
        || (price < 0 && aim[vertex] != maximum[vertex])
      {
        return "group vertex \(vertex) aims at \(aim[vertex]), which it does not prefer"
      }
    }
    return nil
  }

  private func brokenEdge(_ place: Int, at node: Int) -> String? {
    let arc = arcs[place]
    let neighbour = Int(arc.neighbour)
    let mirror = arcs[Int(arc.mirror)]
    let isChosen = place < listStart[node] + degree[node]
    let mirrorIsChosen = Int(arc.mirror) < listStart[neighbour] + degree[neighbour]
    if mirror.neighbour != Int32(node) || Int(mirror.mirror) != place
      || mirror.cost != arc.cost || mirrorIsChosen != isChosen
    {
      return "the two views of an edge between \(node) and \(neighbour) differ"
    }
    let reduced = arc.cost - potential[node] - potential[neighbour]
    if isChosen ? reduced > 0 : reduced < 0 {
      return "the edge between \(node) and \(neighbour) has reduced cost \(reduced)"
    }
    return nil
  }
}
