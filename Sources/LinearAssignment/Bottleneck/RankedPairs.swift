/// Some of the pairs of each row whose cost has at most a given rank, best first.
///
/// A row with more such pairs than are kept gets a choice of them that starts at another column for
/// every row, so that rows with many pairs do not all keep the same columns.
struct RankedPairs {
  /// How many pairs of a row are kept.
  static let capacity = 64

  private(set) var rowStart: [Int] = [0]
  private(set) var columns: [Int32] = []
  private(set) var ranks: [Int64] = []
  /// Whether all pairs of a row up to the rank are kept.
  private(set) var isComplete: [Bool] = []

  /// No pairs at all.
  init() {}

  /// Lists pairs; `poll` is asked before each row.
  ///
  /// - Complexity: O(rows x columns), and O(k log k) for the k pairs kept in each row.
  init(
    _ costs: any CostSource, direction: CostDirection, upTo limit: Int64,
    poll: (_ row: Int) throws(SolverStop) -> Void
  ) throws(SolverStop) {
    try costs.withRows { read throws(SolverStop) in
      for row in 0..<costs.rowCount {
        try poll(row)
        append(row, read(row), direction, limit)
      }
    }
  }

  private mutating func append(
    _ row: Int, _ costRow: CostRow, _ direction: CostDirection, _ limit: Int64
  ) {
    var kept: [(rank: Int64, column: Int32)] = []
    let costs = costRow.costs
    let first =
      costs.isEmpty ? 0 : Int((UInt64(row) &* 0x9E37_79B9_7F4A_7C15) % UInt64(costs.count))
    for turn in [first..<costs.count, 0..<first] {
      for place in turn where costs[place] != absentEdge {
        let rank = direction.rank(costs[place])
        if rank <= limit {
          kept.append((rank, costRow.columns.map { $0[place] } ?? Int32(place)))
          if kept.count > Self.capacity { break }
        }
      }
      if kept.count > Self.capacity { break }
    }
    isComplete.append(kept.count <= Self.capacity)
    kept.sort { $0 < $1 }
    for pair in kept {
      columns.append(pair.column)
      ranks.append(pair.rank)
    }
    rowStart.append(columns.count)
  }
}
