/// The ways in which an optimal choice can be changed, and what each step costs.
///
/// A choice is a flow of units from a hub through rows and columns back to the hub. Its residual
/// graph has, with reduced costs that the potentials make 0 or more,
///
/// - a step from a row to a column for each present pair that is not chosen: choose it;
/// - a step from a column to a row for each chosen pair: drop it;
/// - steps between the hub and a row or column that may be used once more, or once less.
///
/// Vertices are numbered: rows, columns, hub. (Ahuja, Magnanti & Orlin, "Network Flows", 1993.)
struct ResidualGraph: Sendable {
  let costs: any CostSource
  let rows: [DegreeBounds]
  let columns: [DegreeBounds]
  let potentials: Potentials
  /// The columns chosen with each row, ascending.
  let columnsOfRow: [[Int]]
  /// The rows chosen with each column, ascending, each with the cost of dropping the pair.
  let dropsOfColumn: [[(row: Int, length: Int64)]]

  /// Whether all costs and potentials are less than 2^61.
  let isNarrow: Bool

  var rowCount: Int { rows.count }
  var hub: Int { rows.count + columns.count }
  var vertexCount: Int { rows.count + columns.count + 1 }

  /// `pairs` must be present and proven optimal by `potentials`, and the costs keep the rule for
  /// their range with 0 included.
  init(
    costs: any CostSource, rows: [DegreeBounds], columns: [DegreeBounds], pairs: [AssignedPair],
    potentials: Potentials
  ) {
    self.costs = costs
    self.rows = rows
    self.columns = columns
    self.potentials = potentials
    var columnsOfRow = [[Int]](repeating: [], count: rows.count)
    for pair in pairs { columnsOfRow[pair.row].append(pair.column) }
    var dropsOfColumn = [[(row: Int, length: Int64)]](repeating: [], count: columns.count)
    costs.withRows { read in
      for row in rows.indices where !columnsOfRow[row].isEmpty {
        let costRow = read(row)
        for column in columnsOfRow[row] {
          let reduced = costRow[column] &- potentials.rows[row] &- potentials.columns[column]
          dropsOfColumn[column].append((row, 0 &- reduced))
        }
      }
    }
    // By the rule for the range of costs, only a problem of one node has costs as large.
    isNarrow =
      rows.count + columns.count > 1
      && (potentials.rows + potentials.columns).allSatisfy { $0.magnitude < 1 << 61 }
    self.columnsOfRow = columnsOfRow
    self.dropsOfColumn = dropsOfColumn
  }

  /// The cost of using a vertex once more, without what the other end of the pair pays; `nil` when
  /// its maximum forbids it.
  func oneMore(_ vertex: Int) -> Int64? {
    isFull(vertex) ? nil : onePlaceMore(vertex)
  }

  /// The same when the maximum is raised by one.
  func onePlaceMore(_ vertex: Int) -> Int64 {
    let (bounds, degree, potential) = state(of: vertex)
    return (degree == 0 ? bounds.firstUseCost : 0) &+ potential
  }

  /// Whether a vertex is used as often as it may be.
  func isFull(_ vertex: Int) -> Bool {
    let (bounds, degree, _) = state(of: vertex)
    return degree >= bounds.maximum
  }

  /// The cost of using a vertex once less; `nil` when its minimum forbids it.
  func oneLess(_ vertex: Int) -> Int64? {
    let (bounds, degree, potential) = state(of: vertex)
    guard degree > bounds.minimum else { return nil }
    return 0 &- (degree == 1 ? bounds.firstUseCost : 0) &- potential
  }

  private func state(of vertex: Int) -> (DegreeBounds, degree: Int, potential: Int64) {
    if vertex < rows.count {
      return (rows[vertex], columnsOfRow[vertex].count, potentials.rows[vertex])
    }
    let column = vertex - rows.count
    return (columns[column], dropsOfColumn[column].count, potentials.columns[column])
  }
}

/// Shortest distances in a residual graph from one vertex.
struct ResidualDistances {
  /// The distance of each vertex; `Int64.max` where there is no path.
  ///
  /// With a target, distances beyond that of the target are only upper bounds.
  var distance: [Int64]
  /// The vertex before each vertex on a shortest path; -1 at the source and where there is none.
  var parent: [Int]
  /// What the search took.
  var work = AssignmentWork()

  /// The steps of the path to a vertex that has one, from the source.
  func path(to target: Int) -> [(from: Int, to: Int)] {
    var steps: [(from: Int, to: Int)] = []
    var vertex = target
    while parent[vertex] >= 0 {
      steps.append((parent[vertex], vertex))
      vertex = parent[vertex]
    }
    return steps.reversed()
  }
}

extension ResidualGraph {
  /// Dijkstra's algorithm from a source, to all vertices or until a target is reached.
  ///
  /// - Complexity: O(rows x columns + s log s) for s improvements of a distance, reading the rows
  ///   that are nearer than the target once each.
  func distances(from source: Int, to target: Int? = nil) -> ResidualDistances {
    var parent = [Int](repeating: -1, count: vertexCount)
    var distance = [Int64](repeating: .max, count: vertexCount)
    distance[source] = 0
    var isSettled = [Bool](repeating: false, count: vertexCount)
    var heap = DistanceHeap()
    heap.insert(Int32(source), at: 0)
    let rowCount = self.rowCount
    let hub = self.hub
    var work = AssignmentWork()
    work.searches = 1
    costs.withRows { read in
      distance.withUnsafeMutableBufferPointer { distance in
        parent.withUnsafeMutableBufferPointer { parent in
          func relax(_ from: Int, _ to: Int, _ length: Int64?) {
            guard let length else { return }
            let reached = distance[from] &+ length
            if reached < distance[to] {
              distance[to] = reached
              parent[to] = from
              heap.insert(Int32(to), at: reached)
            }
          }
          // Every turn takes an entry off the heap, of which there is one for each improvement of
          // a distance; a settled vertex improves none any more.
          while let nearest = heap.popNearest() {
            let vertex = Int(nearest.node)
            if isSettled[vertex] { continue }
            isSettled[vertex] = true
            work.settledNodes += 1
            if vertex == target { return }
            if vertex < rowCount {
              work.rowReadings += 1
              relax(vertex, hub, oneLess(vertex))
              relaxPairs(
                of: vertex, read(vertex), limit: target.map { distance[$0] } ?? .max,
                distance, parent, &heap)
            } else if vertex < hub {
              relax(vertex, hub, oneMore(vertex))
              for drop in dropsOfColumn[vertex - rowCount] { relax(vertex, drop.row, drop.length) }
            } else {
              for row in 0..<rowCount { relax(hub, row, oneMore(row)) }
              for column in rowCount..<hub { relax(hub, column, oneLess(column)) }
            }
          }
        }
      }
    }
    return ResidualDistances(distance: distance, parent: parent, work: work)
  }

  /// Takes the steps from a row to the columns that it is not chosen with.
  private func relaxPairs(
    of row: Int, _ costRow: CostRow, limit: Int64, _ distance: UnsafeMutableBufferPointer<Int64>,
    _ parent: UnsafeMutableBufferPointer<Int>, _ heap: inout DistanceHeap
  ) {
    let start = distance[row] &- potentials.rows[row]
    let chosen = columnsOfRow[row]
    let kept = chosen.map { distance[rowCount + $0] }
    // No distance is less than this, so chosen pairs are passed over.
    for column in chosen { distance[rowCount + column] = .min }
    potentials.columns.withUnsafeBufferPointer { columnPotentials in
      if let columns = costRow.columns {
        for place in 0..<columns.count {
          let column = Int(columns[place])
          let reached = start &+ costRow.costs[place] &- columnPotentials[column]
          if reached < distance[rowCount + column] && reached < limit {
            distance[rowCount + column] = reached
            parent[rowCount + column] = row
            heap.insert(Int32(rowCount + column), at: reached)
          }
        }
      } else {
        for column in 0..<min(costRow.costs.count, columnPotentials.count) {
          let cost = costRow.costs[column]
          let reached = start &+ cost &- columnPotentials[column]
          if reached < distance[rowCount + column] && reached < limit && cost != absentEdge {
            distance[rowCount + column] = reached
            parent[rowCount + column] = row
            heap.insert(Int32(rowCount + column), at: reached)
          }
        }
      }
    }
    for (column, distanceKept) in zip(chosen, kept) { distance[rowCount + column] = distanceKept }
  }
}
