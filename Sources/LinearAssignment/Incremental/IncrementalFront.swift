/// One of the two trees of a search: Dijkstra's algorithm on reduced costs from near nodes to far ones
/// and along their assigned pairs to the next near ones.
///
/// Candidates are looked at a few at a time, as the distance comes to need them; when a list ends,
/// the bound of what is not listed tells when the whole line must be read.
struct IncrementalFront {
  /// The shortest path found so far, of both trees together.
  struct Meeting {
    var length = Int64.max
    /// The far node, of the tree that is told, at which the path was found.
    var node = -1
    var isForward = true
  }

  let labels: IncrementalLabels
  /// The labels of the other tree, whose far nodes are this one's near ones.
  private let otherLabels: IncrementalLabels
  private let view: IncrementalView
  private let isForward: Bool
  private let largestExcess: Int64
  private var heap = DistanceHeap()
  /// The near nodes settled.
  private(set) var settled: [Int] = []
  /// How much was looked at: candidates, and lines read as a whole by what that takes.
  private(set) var looks = 0
  /// The number of lines read as a whole.
  private(set) var wholeLines = 0

  /// How many candidates are looked at in one go: two cache lines of them.
  private static let step = 8

  init(
    _ view: IncrementalView, labels: IncrementalLabels, otherLabels: IncrementalLabels,
    isForward: Bool
  ) {
    self.view = view
    self.labels = labels
    self.otherLabels = otherLabels
    self.isForward = isForward
    largestExcess = view.largestExcess
  }

  /// What every node that is not settled is at least away; `Int64.max` when none can be reached.
  var radius: Int64 { heap.nearest?.distance ?? .max }

  /// Lines up far nodes that have a distance from the start.
  mutating func lineUp(_ nodes: [Int]) { heap.fill(nodes, distances: labels.distance) }

  /// Takes the nearest entry off the heap and does what it is about.
  mutating func advance(_ best: inout Meeting) {
    guard let nearest = heap.popNearest() else { return }
    let node = Int(nearest.node)
    if node < 0 {
      if labels.lookedAt[~node] < view.candidates.counts[~node] {
        look(from: ~node, &best)
      } else {
        readWholeLine(~node, &best)
      }
    } else if nearest.distance == labels.distance[node] {
      let near = view.nearOfFar[node]
      if near >= 0 && labels.nearDistance[near] == .max {
        settle(near, at: nearest.distance, &best)
      }
    }
  }

  mutating func settle(_ near: Int, at here: Int64, _ best: inout Meeting) {
    labels.nearDistance[near] = here
    settled.append(near)
    look(from: near, &best)
  }

  /// Looks at the next few candidates of a settled node, and lines up the rest.
  private mutating func look(from near: Int, _ best: inout Meeting) {
    let labels = labels
    let here = labels.nearDistance[near]
    let base = here - view.nearDual[near]
    let list = near * LineCandidates.capacity
    let count = view.candidates.counts[near]
    let first = Int(labels.lookedAt[near])
    let last = min(first + Self.step, count)
    looks += last - first
    labels.lookedAt[near] = Int32(last)
    view.candidates.entries.withUnsafeBufferPointer { entries in
      for position in first..<last {
        let entry = entries[list + position]
        let far = Int(entry.place)
        let excess = view.farDual[far] - view.candidates.referencePrices[far]
        let reached = base + entry.slack - excess
        if reached < labels.distance[far] && reached < best.length {
          reach(far, at: reached, from: near, &best)
        }
      }
      let slack = last < count ? entries[list + last].slack : view.candidates.bounds[near]
      if slack == .max { return }
      let next = max(here, base + slack - largestExcess)
      if next < best.length { heap.insert(~Int32(near), at: next) }
    }
  }

  private mutating func readWholeLine(_ near: Int, _ best: inout Meeting) {
    wholeLines += 1
    looks += view.looksOfLine
    let labels = labels
    let base = labels.nearDistance[near] - view.nearDual[near]
    view.forEachCost(ofNear: near) { far, cost in
      let reached = base + cost - view.farDual[far]
      if reached < labels.distance[far] && reached < best.length {
        reach(far, at: reached, from: near, &best)
      }
    }
  }

  private mutating func reach(
    _ far: Int, at reached: Int64, from near: Int, _ best: inout Meeting
  ) {
    labels.distance[far] = reached
    labels.previous[far] = Int32(near)
    let next = view.nearOfFar[far]
    // A far node without a partner is where the other tree begins.
    let rest = next < 0 ? 0 : otherLabels.distance[next]
    if rest < .max && reached + rest < best.length {
      best = Meeting(length: reached + rest, node: far, isForward: isForward)
    }
    if next >= 0 { heap.insert(Int32(far), at: reached) }
  }
}

/// The labels of one tree, in plain memory.
final class IncrementalLabels {
  /// The distance of each far node; `Int64.min` for those that may not be reached.
  let distance: UnsafeMutablePointer<Int64>
  /// The near node before each far one; -1 for none.
  let previous: UnsafeMutablePointer<Int32>
  /// The distance of each near node; `Int64.max` for those that are not settled.
  let nearDistance: UnsafeMutablePointer<Int64>
  /// How many candidates of each near node have been looked at.
  let lookedAt: UnsafeMutablePointer<Int32>

  init(nearCount: Int, farCount: Int) {
    distance = .allocate(capacity: farCount)
    distance.initialize(repeating: .max, count: farCount)
    previous = .allocate(capacity: farCount)
    previous.initialize(repeating: -1, count: farCount)
    nearDistance = .allocate(capacity: nearCount)
    nearDistance.initialize(repeating: .max, count: nearCount)
    lookedAt = .allocate(capacity: nearCount)
    lookedAt.initialize(repeating: 0, count: nearCount)
  }

  deinit {
    distance.deallocate()
    previous.deallocate()
    nearDistance.deallocate()
    lookedAt.deallocate()
  }
}
