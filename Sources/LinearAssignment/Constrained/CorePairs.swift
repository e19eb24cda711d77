/// The pairs of the smallest reduced costs at every row and every column, and pairs added later.
struct CorePairs {
  private var chosen: Set<PricedPair> = []

  /// The pairs in order.
  var pairs: [PricedPair] { chosen.sorted { $0.pair < $1.pair } }

  /// Takes `perNode` pairs of each row and each column.
  ///
  /// - Complexity: O(rows x columns) on average.
  init<Costs: CostSource>(
    _ bound: ConstrainedBound<Costs>, perNode: Int, rowCount: Int, columnCount: Int
  ) {
    var rows = [Smallest](repeating: Smallest(limit: perNode), count: rowCount)
    var columns = [Smallest](repeating: Smallest(limit: perNode), count: columnCount)
    bound.forEachReducedCost { row, column, cost, reducedCost in
      if rows[row].isSmall(reducedCost) || columns[column].isSmall(reducedCost) {
        let pair = PricedPair(row: row, column: column, cost: cost)
        rows[row].add(pair, reducedCost)
        columns[column].add(pair, reducedCost)
      }
    }
    for list in rows + columns { chosen.formUnion(list.smallest) }
  }

  /// Adds pairs.
  mutating func add(_ pairs: some Sequence<PricedPair>) { chosen.formUnion(pairs) }

  /// Keeps the few smallest of many; prunes only now and then.
  private struct Smallest {
    private let limit: Int
    private var kept: [(reducedCost: Int64, pair: PricedPair)] = []
    private var threshold = Int64.max

    init(limit: Int) { self.limit = limit }

    func isSmall(_ reducedCost: Int64) -> Bool { reducedCost < threshold }

    mutating func add(_ pair: PricedPair, _ reducedCost: Int64) {
      guard isSmall(reducedCost) else { return }
      kept.append((reducedCost, pair))
      if kept.count >= 4 * limit { prune() }
    }

    private mutating func prune() {
      kept.sort { ($0.reducedCost, $0.pair.pair) < ($1.reducedCost, $1.pair.pair) }
      kept.removeLast(kept.count - limit)
      threshold = kept[limit - 1].reducedCost
    }

    var smallest: [PricedPair] {
      kept.sorted { ($0.reducedCost, $0.pair.pair) < ($1.reducedCost, $1.pair.pair) }
        .prefix(limit).map(\.pair)
    }
  }
}
