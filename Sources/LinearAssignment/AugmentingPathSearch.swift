/// Searches for shortest augmenting paths in a candidate network.
///
/// A wanting node is given one more edge, or stops wanting it, in the cheapest way there is: along
/// a path that alternates between edges not chosen, which become chosen, and chosen ones, which
/// are dropped. The path ends
///
/// - at a node on the other side that takes one more edge, or
/// - at a node on the source's side, maybe the source itself, that makes do with one fewer.
///
/// Lengths are reduced costs with the sign that the step gives them, which the invariants of
/// ``CandidateNetwork`` make 0 or more, and an end costs what the node's preference for its degree
/// gives up; so Dijkstra's algorithm finds the shortest. Afterwards the potentials of all nodes
/// nearer than the end move by the difference, which keeps the invariants, and the wants of all
/// nodes together have become fewer by at least one.
///
/// These are the successive shortest paths of Ahuja, Magnanti & Orlin, "Network Flows", 1993,
/// section 9.7, with convex costs at the nodes (section 14.5); rows and columns play the same
/// part, so one code serves sources on either side.
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
  /// Nodes at exactly the distance that is being settled; they need not go through the heap.
  private var ready: [Int32] = []
  private(set) var settledNodeCount = 0
  private(set) var searchCount = 0

  init(network: CandidateNetwork) {
    self.network = network
    distance = .allocate(capacity: network.nodeCount)
    parentNode = .allocate(capacity: network.nodeCount)
    parentPlace = .allocate(capacity: network.nodeCount)
    isSettled = .allocate(capacity: network.nodeCount)
    distance.initialize(repeating: .max, count: network.nodeCount)
    parentNode.initialize(repeating: -1, count: network.nodeCount)
    parentPlace.initialize(repeating: -1, count: network.nodeCount)
    isSettled.initialize(repeating: false, count: network.nodeCount)
  }

  deinit {
    distance.deallocate()
    parentNode.deallocate()
    parentPlace.deallocate()
    isSettled.deallocate()
  }

  /// Makes a wanting node want one edge less.
  ///
  /// - Returns: `false` when there is no path, so that the node's minimum cannot be kept with the
  ///   candidate edges; nothing has changed then.
  /// - Complexity: O((nodes + edges) x log(nodes)).
  func augment(from source: Int) -> Bool {
    searchCount += 1
    let (end, length) = shortestPath(from: source)
    defer { forget() }
    guard end >= 0 else { return false }
    movePotentials(source: source, length: length)
    flipPath(from: source, to: end)
    return true
  }

  private func shortestPath(from source: Int) -> (end: Int, length: Int64) {
    let sourceIsRow = source < network.rowCount
    let rowCount = network.rowCount
    let arcs = network.arcs
    let potential = network.potential
    let degree = network.degree
    let listStart = network.listStart
    let distance = self.distance
    let isSettled = self.isSettled

    distance[source] = 0
    touched.append(Int32(source))
    ready.append(Int32(source))
    var current: Int64 = 0
    var bestEnd = -1
    var bestLength = Int64.max
    if let loss = costOfLosing(source) {
      bestEnd = source
      bestLength = loss
    }
    // Every turn settles a node or removes an outdated entry; there are at most as many entries
    // as arcs.
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
      if current >= bestLength { break }
      if isSettled[node] || distance[node] < current { continue }
      isSettled[node] = true
      settled.append(Int32(node))
      let start = listStart[node]
      let ownPotential = potential[node]
      if (node < rowCount) == sourceIsRow {
        for place in (start + degree[node])..<listStart[node + 1] {
          let neighbour = Int(arcs[place].neighbour)
          let reached =
            current &+ (arcs[place].cost &- ownPotential &- potential[neighbour])
          if reached < distance[neighbour] && reached < bestLength {
            label(neighbour, reached, from: node, place)
            if let gain = costOfGaining(neighbour), reached &+ gain < bestLength {
              bestLength = reached &+ gain
              bestEnd = neighbour
            }
            if reached < bestLength { enqueue(neighbour, reached, current) }
          }
        }
      } else {
        for place in start..<(start + degree[node]) {
          let neighbour = Int(arcs[place].neighbour)
          let reached =
            current &- (arcs[place].cost &- ownPotential &- potential[neighbour])
          if reached < distance[neighbour] && reached < bestLength {
            label(neighbour, reached, from: node, place)
            if let loss = costOfLosing(neighbour), reached &+ loss < bestLength {
              bestLength = reached &+ loss
              bestEnd = neighbour
            }
            if reached < bestLength { enqueue(neighbour, reached, current) }
          }
        }
      }
    }
    settledNodeCount += settled.count
    return (bestEnd, bestLength)
  }

  /// What it costs to end a path with one more edge at a node; `nil` when it is full.
  @inline(__always)
  private func costOfGaining(_ node: Int) -> Int64? {
    let degree = network.degree[node]
    if degree >= network.maximum[node] { return nil }
    if degree < network.minimum[node] { return 0 }
    let price = network.potential[node]
    return max(0, degree == 0 ? price &- network.firstUseWorth[node] : price)
  }

  /// What it costs to end a path with one edge fewer, or one wanted edge fewer, at a node; `nil`
  /// when its minimum forbids that.
  @inline(__always)
  private func costOfLosing(_ node: Int) -> Int64? {
    let aim = max(network.degree[node], network.leastPreferred(node))
    if aim <= network.minimum[node] { return nil }
    let price = network.potential[node]
    return aim == 1 ? network.firstUseWorth[node] &- price : -price
  }

  @inline(__always)
  private func label(_ node: Int, _ reached: Int64, from parent: Int, _ place: Int) {
    if distance[node] == .max { touched.append(Int32(node)) }
    distance[node] = reached
    parentNode[node] = Int32(parent)
    parentPlace[node] = Int32(place)
  }

  @inline(__always)
  private func enqueue(_ node: Int, _ reached: Int64, _ current: Int64) {
    if reached == current {
      ready.append(Int32(node))
    } else {
      heap.insert(Int32(node), at: reached)
    }
  }

  private func movePotentials(source: Int, length: Int64) {
    let sourceIsRow = source < network.rowCount
    for node in settled {
      let shift = length &- distance[Int(node)]
      if (Int(node) < network.rowCount) == sourceIsRow {
        network.potential[Int(node)] &+= shift
      } else {
        network.potential[Int(node)] &-= shift
      }
    }
  }

  /// Exchanges chosen and not chosen along the path, from its end to its source.
  ///
  /// A flip moves arcs only in the lists of its two nodes. Going backwards, the next arc to flip
  /// lies in the list of a node that no flip has yet moved arcs in, other than as the far end of
  /// the flip before; so it is looked up through its place and checked by its neighbour.
  private func flipPath(from source: Int, to end: Int) {
    let sourceIsRow = source < network.rowCount
    var node = end
    while node != source {
      let parent = Int(parentNode[node])
      let place = Int(parentPlace[node])
      if (parent < network.rowCount) == sourceIsRow {
        network.choose(place, at: parent)
      } else {
        network.drop(place, at: parent)
      }
      node = parent
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

  /// The nodes that alternating paths from any of some nodes on one side reach, those included.
  ///
  /// - Returns: for each node whether it is reached.
  func reach(from sources: [Int]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: network.nodeCount)
    guard let first = sources.first else { return isReached }
    let sourceIsRow = first < network.rowCount
    var open = sources
    for source in sources { isReached[source] = true }
    while let node = open.popLast() {
      let start = network.listStart[node]
      let places =
        (node < network.rowCount) == sourceIsRow
        ? (start + network.degree[node])..<network.listStart[node + 1]
        : start..<(start + network.degree[node])
      for place in places where !isReached[Int(network.arcs[place].neighbour)] {
        let neighbour = Int(network.arcs[place].neighbour)
        isReached[neighbour] = true
        open.append(neighbour)
      }
    }
    return isReached
  }
}
