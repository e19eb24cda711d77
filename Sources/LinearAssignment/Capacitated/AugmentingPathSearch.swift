/// Searches for shortest augmenting paths in a candidate network.
///
/// A wanting node is given one more edge, or stops wanting it, in the cheapest way there is: along
/// a path that alternates between edges not chosen, which become chosen, and chosen ones, which
/// are dropped. The path ends
///
/// - at a node on the other side that takes one more edge, or
/// - at a node on the source's side, maybe the source itself, that makes do with one fewer.
///
/// Where quotas hold, the first unit of a node's aim is not free to come and go: it passes through
/// the node's group. Then the path goes on from the group, to its parent or the hub, where it ends,
/// or down to another member, which takes over the unit that the first has given up.
///
/// Lengths are reduced costs with the sign that the step gives them, which the invariants of
/// ``CandidateNetwork`` make 0 or more; so Dijkstra's algorithm finds the shortest path.
/// Afterwards the potentials of all vertices nearer than the end move by the difference, which
/// keeps the invariants, and one unit less is wanted or overfull in the network.
///
/// Steps are called *forward* at vertices of the side that the path grows from: there one unit of
/// flow too many is passed on. At vertices of the other side one unit more has arrived. Rows and
/// columns play the same part, so one code serves both directions.
///
/// These are the successive shortest paths of Ahuja, Magnanti & Orlin, "Network Flows", 1993,
/// with convex costs at the nodes.
final class AugmentingPathSearch {
  private let network: CandidateNetwork
  private let distance: UnsafeMutablePointer<Int64>
  private let parentNode: UnsafeMutablePointer<Int32>
  private let parentPlace: UnsafeMutablePointer<Int32>
  private let isSettled: UnsafeMutablePointer<Bool>
  /// Nodes whose distance is not infinite.
  private var touched: [Int32] = []
  private var settled: [Int32] = []
  private var heap = DistanceHeap()
  /// The distance that is being settled.
  private var current: Int64 = 0
  /// The end of the shortest path so far, or -1, and the path's length.
  private var best: (end: Int, length: Int64) = (-1, .max)
  /// Nodes at exactly the distance that is being settled; they need not go through the heap.
  private var ready: [Int32] = []
  private(set) var settledNodeCount = 0
  private(set) var searchCount = 0

  init(network: CandidateNetwork) {
    self.network = network
    distance = .allocate(capacity: network.vertexCount)
    parentNode = .allocate(capacity: network.vertexCount)
    parentPlace = .allocate(capacity: network.vertexCount)
    isSettled = .allocate(capacity: network.vertexCount)
    distance.initialize(repeating: .max, count: network.vertexCount)
    parentNode.initialize(repeating: -1, count: network.vertexCount)
    parentPlace.initialize(repeating: -1, count: network.vertexCount)
    isSettled.initialize(repeating: false, count: network.vertexCount)
  }

  deinit {
    distance.deallocate()
    parentNode.deallocate()
    parentPlace.deallocate()
    isSettled.deallocate()
  }

  /// Settles one unit that a vertex is wanting or has too many of.
  ///
  /// `growingFromRows` gives the side that the path grows from: for a wanting vertex its own, for
  /// an overfull group the other.
  /// - Returns: `false` when there is no path, so that a minimum or quota cannot be kept with the
  ///   candidate edges; nothing has changed then.
  /// - Complexity: O((nodes + edges) x log(nodes)).
  func augment(from source: Int, growingFromRows: Bool) -> Bool {
    searchCount += 1
    let (end, length) = shortestPath(from: source, growingFromRows: growingFromRows)
    defer { forget() }
    guard end >= 0 else { return false }
    movePotentials(growingFromRows, length: length)
    flipPath(from: source, to: end, growingFromRows)
    return true
  }

  private func shortestPath(
    from source: Int, growingFromRows: Bool
  ) -> (end: Int, length: Int64) {
    let rowCount = network.rowCount
    let nodeCount = network.nodeCount
    let arcs = network.arcs
    let potential = network.potential
    let degree = network.degree
    let listStart = network.listStart
    let distance = self.distance
    let isSettled = self.isSettled

    best = (-1, Int64.max)
    distance[source] = 0
    touched.append(Int32(source))
    ready.append(Int32(source))
    considerEnd(source, 0, isForward: network.isOnRowSide(source) == growingFromRows)
    current = 0
    // Every turn settles a vertex or removes an outdated entry; there are at most as many entries
    // as arcs and memberships.
    while true {
      let node: Int
      if let next = ready.popLast() {
        node = Int(next)
      } else if let next = heap.popNearest() {
        node = Int(next.node)
        current = next.distance
      } else {
        break
      }
      if current >= best.length { break }
      if isSettled[node] || distance[node] < current { continue }
      isSettled[node] = true
      settled.append(Int32(node))
      if node >= nodeCount {
        settleGroup(node, isForward: network.isOnRowSide(node) == growingFromRows)
        continue
      }
      let isForward = (node < rowCount) == growingFromRows
      if network.group[node] >= 0 {
        stepUp(node, isForward: isForward)
      }
      let start = listStart[node]
      let ownPotential = potential[node]
      let here = current
      if isForward {
        for place in (start + degree[node])..<listStart[node + 1] {
          let neighbour = Int(arcs[place].neighbour)
          let reached = here &+ (arcs[place].cost &- ownPotential &- potential[neighbour])
          if reached < distance[neighbour] && reached < best.length {
            arrive(neighbour, reached, from: node, place, isForward: false)
          }
        }
      } else {
        for place in start..<(start + degree[node]) {
          let neighbour = Int(arcs[place].neighbour)
          let reached = here &- (arcs[place].cost &- ownPotential &- potential[neighbour])
          if reached < distance[neighbour] && reached < best.length {
            arrive(neighbour, reached, from: node, place, isForward: true)
          }
        }
      }
    }
    settledNodeCount += settled.count
    return best
  }

  /// Labels a vertex, considers it as an end, and lines it up to be settled.
  @inline(__always)
  private func arrive(
    _ vertex: Int, _ reached: Int64, from parent: Int, _ place: Int, isForward: Bool,
    mayEnd: Bool = true
  ) {
    label(vertex, reached, from: parent, place)
    if mayEnd { considerEnd(vertex, reached, isForward: isForward) }
    if reached < best.length { enqueue(vertex, reached) }
  }

  /// Notes a vertex as the end of the best path so far if it is.
  ///
  /// A path ends where a unit is missing or too many already, which costs nothing, or where the
  /// aim may change and the unit comes from or goes to the hub.
  @inline(__always)
  private func considerEnd(_ vertex: Int, _ reached: Int64, isForward: Bool) {
    let cost: Int64
    if isForward ? network.isOverfull(vertex) : network.isWanting(vertex) {
      cost = 0
    } else if passesThroughGroup(vertex, isForward: isForward) {
      return
    } else if let change = costOfAimChange(vertex, by: isForward ? -1 : 1) {
      cost = change
    } else {
      return
    }
    if reached &+ cost < best.length { best = (vertex, reached &+ cost) }
  }

  /// Whether a change of the vertex's aim by one unit concerns its group and not the hub.
  @inline(__always)
  private func passesThroughGroup(_ vertex: Int, isForward: Bool) -> Bool {
    if network.group[vertex] < 0 { return false }
    return vertex >= network.nodeCount || network.aim[vertex] == (isForward ? 1 : 0)
  }

  /// What it costs to raise or reduce an aim by 1; `nil` when the bounds forbid it.
  @inline(__always)
  private func costOfAimChange(_ vertex: Int, by change: Int) -> Int64? {
    let aim = network.aim[vertex]
    if change > 0 ? aim >= network.maximum[vertex] : aim <= network.minimum[vertex] { return nil }
    let price: Int64
    if vertex >= network.nodeCount {
      price = network.priceOfGroup(vertex)
    } else if (change > 0 ? aim : aim - 1) == 0 {
      price = network.potential[vertex] &- network.worthOfFirstUse(vertex)
    } else {
      price = network.potential[vertex]
    }
    return change > 0 ? price : 0 &- price
  }

  /// Goes from a vertex to the group around it, if the unit passes there.
  private func stepUp(_ vertex: Int, isForward: Bool) {
    guard passesThroughGroup(vertex, isForward: isForward),
      let cost = costOfAimChange(vertex, by: isForward ? -1 : 1)
    else { return }
    let parent = network.group[vertex]
    let reached = current &+ cost
    if reached < distance[parent] && reached < best.length {
      arrive(parent, reached, from: vertex, -1, isForward: isForward)
    }
  }

  /// Goes from a group to its parent and to its members and child groups.
  private func settleGroup(_ vertex: Int, isForward: Bool) {
    stepUp(vertex, isForward: isForward)
    for child in network.forest.children[vertex - network.nodeCount] {
      if child < network.nodeCount && network.aim[child] != (isForward ? 0 : 1) { continue }
      guard let cost = costOfAimChange(child, by: isForward ? 1 : -1) else { continue }
      let reached = current &+ cost
      if reached < distance[child] && reached < best.length {
        // A member that has just given up or taken over its first unit cannot end the path by
        // changing its aim the other way, unless it was unsettled before; a group can.
        let mayEnd =
          child >= network.nodeCount || (!isForward && network.isWanting(child))
        arrive(child, reached, from: vertex, -1, isForward: isForward, mayEnd: mayEnd)
      }
    }
  }

  @inline(__always)
  private func label(_ node: Int, _ reached: Int64, from parent: Int, _ place: Int) {
    if distance[node] == .max { touched.append(Int32(node)) }
    distance[node] = reached
    parentNode[node] = Int32(parent)
    parentPlace[node] = Int32(place)
  }

  @inline(__always)
  private func enqueue(_ vertex: Int, _ reached: Int64) {
    if reached == current {
      ready.append(Int32(vertex))
    } else {
      heap.insert(Int32(vertex), at: reached)
    }
  }

  private func movePotentials(_ growingFromRows: Bool, length: Int64) {
    for vertex in settled.map(Int.init) {
      let shift = length &- distance[vertex]
      if network.isOnRowSide(vertex) == growingFromRows {
        network.potential[vertex] &+= shift
      } else {
        network.potential[vertex] &-= shift
      }
    }
  }

  /// Moves one unit along the path, from its end to its source.
  ///
  /// A flip of an edge moves arcs only in the lists of its two nodes. Going backwards, the next
  /// arc to flip lies in the list of a node in which no flip has moved arcs yet, so its place is
  /// still right.
  private func flipPath(from source: Int, to end: Int, _ growingFromRows: Bool) {
    let endIsForward = network.isOnRowSide(end) == growingFromRows
    if !(endIsForward ? network.isOverfull(end) : network.isWanting(end)) {
      network.aim[end] += endIsForward ? -1 : 1
    }
    var vertex = end
    while vertex != source {
      let parent = Int(parentNode[vertex])
      let place = Int(parentPlace[vertex])
      let isForward = network.isOnRowSide(parent) == growingFromRows
      if place >= 0 {
        if isForward {
          network.choose(place, at: parent)
        } else {
          network.drop(place, at: parent)
        }
      } else {
        let goesUp = network.group[parent] == vertex
        let change = goesUp == isForward ? -1 : 1
        network.aim[goesUp ? parent : vertex] += change
        network.degree[goesUp ? vertex : parent] += change
      }
      vertex = parent
    }
  }

  private func forget() {
    for node in touched {
      distance[Int(node)] = .max
      isSettled[Int(node)] = false
    }
    touched.removeAll(keepingCapacity: true)
    settled.removeAll(keepingCapacity: true)
    ready.removeAll(keepingCapacity: true)
    heap.removeAll()
  }

  /// The vertices that paths from any of some sources reach, those included.
  ///
  /// - Returns: for each vertex whether it is reached.
  func reach(from sources: [Int], growingFromRows: Bool) -> [Bool] {
    var isReached = [Bool](repeating: false, count: network.vertexCount)
    var open = sources
    for source in sources { isReached[source] = true }
    func visit(_ vertex: Int) {
      if !isReached[vertex] {
        isReached[vertex] = true
        open.append(vertex)
      }
    }
    while let vertex = open.popLast() {
      let isForward = network.isOnRowSide(vertex) == growingFromRows
      if passesThroughGroup(vertex, isForward: isForward),
        costOfAimChange(vertex, by: isForward ? -1 : 1) != nil
      {
        visit(network.group[vertex])
      }
      if vertex >= network.nodeCount {
        for child in network.forest.children[vertex - network.nodeCount]
        where child >= network.nodeCount || network.aim[child] == (isForward ? 0 : 1) {
          if costOfAimChange(child, by: isForward ? 1 : -1) != nil { visit(child) }
        }
        continue
      }
      let start = network.listStart[vertex]
      let places =
        isForward
        ? (start + network.degree[vertex])..<network.listStart[vertex + 1]
        : start..<(start + network.degree[vertex])
      for place in places { visit(Int(network.arcs[place].neighbour)) }
    }
    return isReached
  }
}
