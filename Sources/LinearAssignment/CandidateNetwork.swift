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
/// The network stands for a flow through a hub: hub -> rows -> columns -> hub. The flow through a
/// node is priced by its first-use cost, so the hub always has the potential 0. What a node
/// prefers at its potential is an interval of degrees, see ``leastPreferred(_:)``.
///
/// Invariants between searches, in words:
/// - an edge that is not chosen has a reduced cost (cost - potentials of both ends) of 0 or more,
///   and a chosen one of 0 or less;
/// - no node has a greater degree than it prefers. A node with a smaller one is *wanting*.
///
/// When no node is wanting, the choice is optimal among the candidate edges.
///
/// The storage is allocated by hand because the searches read it in their innermost loops: every
/// index into it is a node below `nodeCount` or a place in a list between `listStart[node]` and
/// `listStart[node + 1]`, and both only come from this class.
final class CandidateNetwork {
  let rowCount: Int
  let nodeCount: Int
  let potential: UnsafeMutablePointer<Int64>
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
  init(rows: [DegreeBounds], columns: [DegreeBounds]) {
    rowCount = rows.count
    nodeCount = rows.count + columns.count
    potential = .allocate(capacity: nodeCount)
    degree = .allocate(capacity: nodeCount)
    minimum = .allocate(capacity: nodeCount)
    maximum = .allocate(capacity: nodeCount)
    firstUseWorth = .allocate(capacity: nodeCount)
    listStart = .allocate(capacity: nodeCount + 1)
    arcs = .allocate(capacity: 1)
    potential.initialize(repeating: 0, count: nodeCount)
    degree.initialize(repeating: 0, count: nodeCount)
    listStart.initialize(repeating: 0, count: nodeCount + 1)
    for (node, bounds) in (rows + columns).enumerated() {
      (minimum + node).initialize(to: bounds.minimum)
      (maximum + node).initialize(
        to: min(bounds.maximum, node < rows.count ? columns.count : rows.count))
      (firstUseWorth + node).initialize(to: 0 &- bounds.firstUseCost)
    }
  }

  deinit {
    potential.deallocate()
    degree.deallocate()
    minimum.deallocate()
    maximum.deallocate()
    firstUseWorth.deallocate()
    listStart.deallocate()
    arcs.deallocate()
  }

  // MARK: - What a node prefers

  /// The smallest degree that is best for a node at its potential.
  ///
  /// Each unit of degree costs the potential, the first one less by the first-use worth.
  @inline(__always)
  func leastPreferred(_ node: Int) -> Int {
    let price = potential[node]
    let wish = price < 0 ? maximum[node] : (price < firstUseWorth[node] ? 1 : 0)
    return max(minimum[node], min(maximum[node], wish))
  }

  /// Whether a node would rather have more edges than are chosen at it.
  func isWanting(_ node: Int) -> Bool { degree[node] < leastPreferred(node) }

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
  /// no smaller degree than before, so the invariants hold afterwards. The neighbours that lose
  /// an edge may become wanting.
  func lowerPotential(of node: Int, to lowered: Int64) {
    assert(lowered <= potential[node])
    potential[node] = lowered
    var place = listStart[node]
    while place < listStart[node] + degree[node] {
      let arc = arcs[place]
      if arc.cost - lowered - potential[Int(arc.neighbour)] > 0 {
        drop(place, at: node)
      } else {
        place += 1
      }
    }
  }

  /// Drops all chosen edges and sets all potentials to 0.
  func reset() {
    for node in 0..<nodeCount {
      degree[node] = 0
      potential[node] = 0
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

  /// Returns what is wrong with the invariants, in words, or `nil`; for tests.
  func brokenInvariant() -> String? {
    for node in 0..<nodeCount {
      if degree[node] > maximum[node] { return "node \(node) is used too often" }
      if degree[node] > max(minimum[node], mostPreferred(node)) {
        return "node \(node) is used more than it prefers"
      }
      for place in listStart[node]..<listStart[node + 1] {
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
      }
    }
    return nil
  }

  private func mostPreferred(_ node: Int) -> Int {
    let price = potential[node]
    let wish = price <= 0 ? maximum[node] : (price <= firstUseWorth[node] ? 1 : 0)
    return max(minimum[node], min(maximum[node], wish))
  }
}
