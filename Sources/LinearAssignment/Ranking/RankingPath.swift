/// The shortest path that mends an assignment after one line has lost its column.
///
/// The line's unit must go to the column that has lost it: along other lines, or by way of the hub,
/// to which a free column passes it and from which a column that can be left free takes it. Lines
/// before the line are fixed. Dijkstra's algorithm on reduced costs, which are 0 or more.
struct RankingPath {
  private let costs: DenseCosts
  private let old: RankingSolution
  private let depth: Int
  private let barred: [Int]
  private var distance: [Int64]
  /// The line before each column; -1 for none, -2 for the hub.
  private var previousLine: [Int]
  private var lineDistance: [Int64]
  private var lineOfColumn: [Int]
  private var hubDistance = Int64.max
  private var hubColumn = -1
  /// Columns that are neither fixed nor settled.
  private var open: [Int] = []

  private static let hub = -2

  init(costs: DenseCosts, solution: RankingSolution, depth: Int, barred: [Int]) {
    self.costs = costs
    old = solution
    self.depth = depth
    self.barred = barred
    distance = [Int64](repeating: .max, count: costs.columnCount)
    previousLine = [Int](repeating: -1, count: costs.columnCount)
    lineDistance = [Int64](repeating: .max, count: costs.rowCount)
    lineOfColumn = [Int](repeating: -1, count: costs.columnCount)
    for (line, column) in solution.columnOfLine.enumerated() { lineOfColumn[column] = line }
    open = (0..<costs.columnCount).filter { lineOfColumn[$0] < 0 || lineOfColumn[$0] >= depth }
  }

  /// The number of lines read so far.
  private(set) var settledCount = 0

  /// The lines reached, when there is no path.
  var reachedLines: [Int] { lineDistance.indices.filter { lineDistance[$0] < .max } }

  /// The best assignment without the barred pairs, or `nil` when there is none.
  ///
  /// - Complexity: O(lines x columns).
  mutating func solution() -> RankingSolution? {
    let target = old.columnOfLine[depth]
    settle(depth, at: 0)
    // Every turn takes a column out of `open`.
    while let place = nearestOpen() {
      let column = open[place]
      if distance[column] == .max { return nil }
      if column == target { return mended(target) }
      open.swapAt(place, open.count - 1)
      open.removeLast()
      let line = lineOfColumn[column]
      if line >= 0 {
        settle(line, at: distance[column])
      } else if hubDistance == .max {
        hubDistance = distance[column]
        hubColumn = column
        for next in open where lineOfColumn[next] >= 0 {
          let reached = hubDistance &- old.columnDuals[next]
          if reached < distance[next] {
            distance[next] = reached
            previousLine[next] = Self.hub
          }
        }
      }
    }
    return nil
  }

  /// The place in `open` of the nearest column, the first of them by number.
  private func nearestOpen() -> Int? {
    var best: Int?
    distance.withUnsafeBufferPointer { distance in
      open.withUnsafeBufferPointer { open in
        var nearest = Int64.max
        var bestColumn = Int.max
        for place in 0..<open.count {
          let column = open[place]
          let here = distance[column]
          if here < nearest || (here == nearest && column < bestColumn) {
            (nearest, bestColumn, best) = (here, column, place)
          }
        }
      }
    }
    return best
  }

  private mutating func settle(_ line: Int, at here: Int64) {
    lineDistance[line] = here
    settledCount += 1
    let start = line * costs.columnCount
    let base = here &- old.lineDuals[line]
    // A barred column is out of reach of its line, which is settled first, before all others.
    let kept = line == depth ? barred.map { distance[$0] } : []
    if line == depth { for column in barred { distance[column] = .min } }
    costs.cells.withUnsafeBufferPointer { cells in
      old.columnDuals.withUnsafeBufferPointer { duals in
        distance.withUnsafeMutableBufferPointer { distance in
          previousLine.withUnsafeMutableBufferPointer { previousLine in
            for column in open {
              let cost = cells[start + column]
              let reached = base &+ cost &- duals[column]
              if reached < distance[column] && cost != absentEdge {
                distance[column] = reached
                previousLine[column] = line
              }
            }
          }
        }
      }
    }
    if line == depth {
      for (column, distanceKept) in zip(barred, kept) { distance[column] = distanceKept }
    }
  }

  private func mended(_ target: Int) -> RankingSolution {
    let length = distance[target]
    let hub = min(hubDistance, length)
    var new = old
    new.barred = barred
    for line in depth..<costs.rowCount {
      new.lineDuals[line] = new.lineDuals[line] &+ hub &- min(lineDistance[line], length)
    }
    for column in distance.indices where lineOfColumn[column] >= depth {
      new.columnDuals[column] = new.columnDuals[column] &+ min(distance[column], length) &- hub
    }
    var column = target
    // Each column occurs once on the path.
    while true {
      let line = previousLine[column]
      if line == Self.hub {
        column = hubColumn
        continue
      }
      swap(&new.columnOfLine[line], &column)
      if line == depth { break }
    }
    new.value = 0
    for (line, column) in new.columnOfLine.enumerated() {
      new.value += Int128(costs.cells[line * costs.columnCount + column])
    }
    return new
  }
}
