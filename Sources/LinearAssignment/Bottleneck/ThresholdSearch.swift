/// Finds the rank of the worst pair in a bottleneck assignment.
///
/// A rank is *enough* when some assignment uses pairs up to that rank only. No rank below the best
/// pair of any node that needs a partner is enough; from there on the limit is raised in steps that
/// double the number of pairs, until a rank is enough, and then the ranks in between are bisected.
/// Matchings grow from step to step and are never begun anew. (Burkard, Dell'Amico & Martello,
/// "Assignment Problems", 2009, chapter 6; Gabow & Tarjan 1988, "Algorithms for two bottleneck
/// optimization problems", Journal of Algorithms 9, pp. 411-417.)
struct ThresholdSearch {
  private let costs: any CostSource
  private let direction: CostDirection
  private let needed: Int
  private let control: WorkControl
  private var pairs = RankedPairs()
  /// The largest rank known not to be enough, with a largest matching and what it reaches.
  private var below: (rank: Int64, matching: ThresholdMatching)?

  struct Answer {
    /// The rank of the worst pair; `nil` when no rank is enough.
    var rank: Int64?
    var columnOfRow: [Int]
    /// Nodes with too few pairs of a better rank.
    var members: (side: BipartiteSide, indices: [Int])
  }

  /// What the search took.
  private(set) var work = AssignmentWork()

  init(_ costs: any CostSource, direction: CostDirection, control: WorkControl) {
    self.costs = costs
    self.direction = direction
    self.control = control
    needed = min(costs.rowCount, costs.columnCount)
  }

  /// - Complexity: O(rows x columns x log(steps) + e x sqrt(rows + columns) x log(e)) for e pairs in
  ///   lists, provided that the lists suffice for most augmentations.
  mutating func run() throws(SolverStop) -> Answer {
    let start = try surveyed()
    guard let bestOfNeediest = start.rank else {
      return Answer(rank: nil, columnOfRow: [], members: start.members)
    }
    var rank = bestOfNeediest
    var matching = try matched(upTo: rank)
    if matching.size == needed {
      return Answer(rank: rank, columnOfRow: matching.columnOfRow, members: start.members)
    }
    var position = start.sample.firstIndex { $0 > rank } ?? start.sample.count
    // Each turn doubles the place in the sample, whose end stands for all pairs.
    while matching.size < needed {
      below = (rank, matching)
      if rank == .max { return Answer(rank: nil, columnOfRow: [], members: violators(matching)) }
      position = 2 * position + 8
      rank = position < start.sample.count ? start.sample[position] : .max
      matching = try matched(upTo: rank)
    }
    return try bisected(above: (try worstRank(of: matching) ?? rank, matching))
  }

  /// A largest matching up to a rank, after listing the pairs up to it.
  private mutating func matched(upTo rank: Int64) throws(SolverStop) -> ThresholdMatching {
    pairs = try RankedPairs(costs, direction: direction, upTo: rank) { row throws(SolverStop) in
      try pollReading(row)
    }
    work.rowReadings += costs.rowCount
    work.candidateEdges = pairs.columns.count
    return try grown(upTo: rank)
  }

  private func pollReading(_ row: Int) throws(SolverStop) {
    try control.pollReading(row: row, of: costs.rowCount, round: work.rounds + 1)
  }

  private mutating func grown(upTo rank: Int64) throws(SolverStop) -> ThresholdMatching {
    work.rounds += 1
    let (control, round, needed) = (control, work.rounds, needed)
    var matching =
      below?.matching
      ?? ThresholdMatching(rowCount: costs.rowCount, columnCount: costs.columnCount)
    matching.work = AssignmentWork()
    try matching.grow(upTo: rank, pairs, costs, direction) { size throws(SolverStop) in
      try control.poll(.augmenting, round: round, completed: size, total: needed)
    }
    work.add(matching.work)
    return matching
  }

  /// Narrows the ranks between one that is not enough and one that is.
  private mutating func bisected(
    above first: (rank: Int64, ThresholdMatching)
  ) throws(SolverStop) -> Answer {
    var above = first
    // Each turn ends with fewer ranks of the matrix in between, and the last with none.
    while let lowest = below?.rank {
      let ranks = try ranksBetween(lowest, above.rank)
      if ranks.isEmpty { break }
      var range = 0..<ranks.count
      while !range.isEmpty {
        let middle = (range.lowerBound + range.upperBound) / 2
        let matching = try grown(upTo: ranks[middle])
        if matching.size == needed {
          above = (ranks[middle], matching)
          range = range.lowerBound..<middle
        } else {
          below = (ranks[middle], matching)
          range = (middle + 1)..<range.upperBound
        }
      }
    }
    let matching = below?.matching
    return Answer(
      rank: above.rank, columnOfRow: above.1.columnOfRow,
      members: matching.map { violators($0) } ?? (.rows, []))
  }

  /// Ranks of pairs strictly between two, in ascending order without repetition; none only if there
  /// is none in the matrix.
  private mutating func ranksBetween(
    _ low: Int64, _ high: Int64
  ) throws(SolverStop) -> [Int64] {
    var ranks = pairs.ranks.filter { low < $0 && $0 < high }
    if ranks.isEmpty {
      try costs.withRows { read throws(SolverStop) in
        for row in 0..<costs.rowCount where !pairs.isComplete[row] && ranks.count < 1 << 18 {
          try pollReading(row)
          work.rowReadings += 1
          read(row).forEachPresent { _, cost in
            let rank = direction.rank(cost)
            if low < rank && rank < high { ranks.append(rank) }
          }
        }
      }
    }
    ranks.sort()
    var distinct: [Int64] = []
    for rank in ranks where distinct.last != rank { distinct.append(rank) }
    return distinct
  }

  private mutating func worstRank(
    of matching: ThresholdMatching
  ) throws(SolverStop) -> Int64? {
    var worst: Int64?
    try costs.withRows { read throws(SolverStop) in
      for (row, column) in matching.columnOfRow.enumerated() where column >= 0 {
        try pollReading(row)
        work.rowReadings += 1
        worst = max(worst ?? .min, direction.rank(read(row)[column]))
      }
    }
    return worst
  }

  /// Nodes of the smaller side that have too few partners between them.
  private func violators(
    _ matching: ThresholdMatching
  ) -> (side: BipartiteSide, indices: [Int]) {
    costs.rowCount <= costs.columnCount
      ? (.rows, matching.isRowReached.indices.filter { matching.isRowReached[$0] })
      : (.columns, matching.isColumnReached.indices.filter { !matching.isColumnReached[$0] })
  }

  // MARK: - The first reading

  /// The largest of the best ranks of all nodes that need a partner, who has it, and a sorted sample
  /// of ranks; the rank is `nil` when a node has no pair at all.
  private mutating func surveyed() throws(SolverStop) -> (
    rank: Int64?, members: (side: BipartiteSide, indices: [Int]), sample: [Int64]
  ) {
    let (rowCount, columnCount) = (costs.rowCount, costs.columnCount)
    var bestOfRow = [Int64?](repeating: nil, count: rowCount)
    var bestOfColumn = [Int64](repeating: .max, count: columnCount)
    var columnHasPair = [Bool](repeating: false, count: columnCount)
    var sample: [Int64] = []
    let step = max(1, rowCount * columnCount / (1 << 16))
    var untilSampled = step
    work.rowReadings += rowCount
    try costs.withRows { read throws(SolverStop) in
      for row in 0..<rowCount {
        try pollReading(row)
        var best = Int64.max
        var hasPair = false
        read(row).forEachPresent { column, cost in
          let rank = direction.rank(cost)
          hasPair = true
          if rank < best { best = rank }
          columnHasPair[column] = true
          if rank < bestOfColumn[column] { bestOfColumn[column] = rank }
          untilSampled -= 1
          if untilSampled == 0 {
            sample.append(rank)
            untilSampled = step
          }
        }
        bestOfRow[row] = hasPair ? best : nil
      }
    }
    sample.sort()
    var rank = Int64.min
    var members: (side: BipartiteSide, indices: [Int]) = (.rows, [])
    if rowCount <= columnCount {
      for (row, best) in bestOfRow.enumerated() {
        guard let best else { return (nil, (.rows, [row]), sample) }
        if best > rank || members.indices.isEmpty { (rank, members) = (best, (.rows, [row])) }
      }
    }
    if columnCount <= rowCount {
      for (column, best) in bestOfColumn.enumerated() {
        guard columnHasPair[column] else { return (nil, (.columns, [column]), sample) }
        if best > rank || members.indices.isEmpty {
          (rank, members) = (best, (.columns, [column]))
        }
      }
    }
    return (rank, members, sample)
  }
}
