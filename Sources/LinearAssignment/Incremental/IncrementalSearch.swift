/// One augmentation from old duals: gives a node of either side a partner, at least cost.
///
/// A path leads from the node to the *hub*: to a far node without a partner or, where near nodes may
/// be free, to one that gives up its partner. It is searched from both ends, until the distances
/// settled from either add up to the length of the best path (Pohl 1971, "Bi-directional search",
/// Machine Intelligence 6, 127-140). Mills-Tettey, Stentz & Dias 2007, "The dynamic Hungarian
/// algorithm for the assignment problem with changing costs", Carnegie Mellon University,
/// CMU-RI-TR-07-27, treat the changes of a row and of a column, which become one here as either side
/// can be the near one.
struct IncrementalSearch {
  private let view: IncrementalView
  private let source: Int
  /// From the source, and from the hub against the direction of the path.
  private var forward: IncrementalFront
  private var backward: IncrementalFront
  private var best = IncrementalFront.Meeting()
  /// Whether the tree from the hub grows at all.
  private let hasTwoEnds: Bool

  /// From how many free far nodes on the path ends so near to the source that one tree is enough.
  private static let manyFree = 32

  /// Searches on `state`, in which the duals hold but for the freedom of the source.
  init(_ state: IncrementalState, from source: Int, of side: BipartiteSide) {
    view = IncrementalView(state, from: side)
    let reversed = IncrementalView(state, from: side.opposite)
    self.source = source
    let (isNear, isFar) = (view.isNear, view.isFar)
    let fromSource = IncrementalLabels(nearCount: isNear.count, farCount: isFar.count)
    let fromHub = IncrementalLabels(nearCount: isFar.count, farCount: isNear.count)
    var freeCount = 0
    for far in isFar.indices {
      if !isFar[far] {
        fromSource.distance[far] = .min
      } else if view.nearOfFar[far] < 0 {
        freeCount += 1
      }
    }
    for near in isNear.indices {
      if view.farOfNear[near] < 0 && near != source {
        // Other near nodes without a partner are on no path.
        fromHub.distance[near] = .min
      } else if !view.nearNeeds {
        fromHub.distance[near] = 0 - view.nearDual[near]
      }
    }
    hasTwoEnds = freeCount < Self.manyFree
    forward = IncrementalFront(view, labels: fromSource, otherLabels: fromHub, isForward: true)
    backward = IncrementalFront(
      reversed, labels: fromHub, otherLabels: fromSource, isForward: false)
  }

  var work: IncrementalWork {
    IncrementalWork(
      settledRows: forward.settled.count + backward.settled.count,
      wholeRows: forward.wholeLines + backward.wholeLines)
  }

  /// Finds the best path and applies it to the duals.
  ///
  /// - Returns: the duals after the augmentation; `nil` when there is no path.
  /// - Complexity: O(rows x columns) at worst, usually O(settled nodes x candidates).
  mutating func augment() -> IncrementalDuals? {
    start()
    while true {
      let ahead = forward.radius
      let behind = hasTwoEnds ? backward.radius : 0
      if best.length < .max {
        // What is not settled from one end nor the other makes no shorter path.
        if ahead >= best.length || behind >= best.length - ahead {
          return augmentedDuals(ahead: min(ahead, best.length))
        }
      } else if ahead == .max {
        return nil
      }
      if hasTwoEnds && behind < .max && backward.looks < forward.looks {
        backward.advance(&best)
      } else {
        forward.advance(&best)
      }
    }
  }

  private mutating func start() {
    if !view.nearNeeds {
      best = IncrementalFront.Meeting(
        length: backward.labels.distance[source], node: source, isForward: false)
    }
    forward.settle(source, at: 0, &best)
    guard hasTwoEnds else { return }
    if !view.nearNeeds {
      backward.lineUp(
        view.isNear.indices.filter {
          view.farOfNear[$0] >= 0 && backward.labels.distance[$0] < best.length
        })
    }
    for far in view.isFar.indices where view.isFar[far] && view.nearOfFar[far] < 0 {
      backward.settle(far, at: 0, &best)
    }
  }

  // MARK: - After the search

  /// The duals that make the path tight.
  ///
  /// As seen from the source, a node's potential rises by its distance up to `ahead`, and near the
  /// hub by the length of the path less the distance from there. The hub keeps its potential, so all
  /// others move by what it would have risen.
  private func augmentedDuals(ahead: Int64) -> IncrementalDuals {
    let behind = best.length - ahead
    var (near, far) = (view.nearDual, view.farDual)
    var (farOfNear, nearOfFar) = (view.farOfNear, view.nearOfFar)
    if behind > 0 {
      for node in near.indices where farOfNear[node] >= 0 || node == source { near[node] += behind }
      for node in far.indices where nearOfFar[node] >= 0 { far[node] -= behind }
    }
    for node in forward.settled where forward.labels.nearDistance[node] < ahead {
      let amount = ahead - forward.labels.nearDistance[node]
      near[node] += amount
      if farOfNear[node] >= 0 { far[farOfNear[node]] -= amount }
    }
    for node in backward.settled
    where backward.labels.nearDistance[node] < behind && nearOfFar[node] >= 0 {
      let amount = behind - backward.labels.nearDistance[node]
      far[node] += amount
      near[nearOfFar[node]] -= amount
    }
    flip(&farOfNear, &nearOfFar)
    return switch view.side {
    case .rows:
      IncrementalDuals(row: near, column: far, columnOfRow: farOfNear, rowOfColumn: nearOfFar)
    case .columns:
      IncrementalDuals(row: far, column: near, columnOfRow: nearOfFar, rowOfColumn: farOfNear)
    }
  }

  /// Gives each near node on the path the next far one.
  ///
  /// The trees are walked back from where they met. Distances fall strictly or were settled earlier
  /// from step to step, and a meeting is only taken when it is shorter, so no node occurs twice.
  private func flip(_ farOfNear: inout [Int], _ nearOfFar: inout [Int]) {
    var far = best.isForward ? best.node : farOfNear[best.node]
    var near = best.isForward ? nearOfFar[best.node] : best.node
    while far >= 0 {
      let before = Int(forward.labels.previous[far])
      let next = farOfNear[before]
      farOfNear[before] = far
      nearOfFar[far] = before
      far = next
    }
    while near >= 0 {
      let after = Int(backward.labels.previous[near])
      guard after >= 0 else {
        farOfNear[near] = -1
        return
      }
      let next = nearOfFar[after]
      farOfNear[near] = after
      nearOfFar[after] = near
      near = next
    }
  }

  // MARK: - When there is no path

  /// What proves that there is none: the near nodes that were reached.
  var membersOfWitness: [Int] {
    view.isNear.indices.filter { forward.labels.nearDistance[$0] < .max }
  }
}
