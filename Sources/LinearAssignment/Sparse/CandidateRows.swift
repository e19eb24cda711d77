/// The few pairs of each row that are looked at, out of all pairs of a problem.
///
/// For all others there is a bound: they cost a row no less, prices included, than its bound says.
/// As prices only rise, that stays true until the row is read again; so a row must be read again
/// only when it pays more than its bound.
final class CandidateRows {
  private let blocks: RowBlocks
  private(set) var graph: ForwardStar
  /// Scaled, and with prices.
  private(set) var bounds: [Int64]
  /// The prices at which the bounds were last known to hold.
  private var pricesOfBounds: [Int64] = []
  private(set) var range = CostRange(smallest: .max, largest: .min)
  private(set) var rowReadings = 0
  /// How much the dearest pair picked for a row in the first reading costs it beyond the cheapest,
  /// in the mean.
  private(set) var typicalSpread: Int64 = 0

  /// How many pairs of each row are picked as if at random.
  private static let scatteredPerRow = 4

  /// Starts without any candidates.
  init(_ blocks: RowBlocks) {
    self.blocks = blocks
    let source = blocks.source
    bounds = [Int64](repeating: .min, count: source.rowCount)
    graph = ForwardStar(
      rowCount: source.rowCount, columnCount: source.columnCount,
      start: [Int](repeating: 0, count: source.rowCount + 1), columns: [], costs: [])
  }

  /// What has been picked for some rows: for each as many places as may be picked, then how many.
  private struct Picks {
    let perRow: Int
    var columns: [Int32]
    var costs: [Int64]
    var counts: [Int]
    var bounds: [Int64]
    /// The least that each row could pay.
    var least: [Int64]

    init(rowCount: Int, perRow: Int) {
      self.perRow = perRow
      columns = [Int32](repeating: 0, count: rowCount * perRow)
      costs = [Int64](repeating: 0, count: rowCount * perRow)
      counts = [Int](repeating: 0, count: rowCount)
      bounds = [Int64](repeating: .max, count: rowCount)
      least = [Int64](repeating: .max, count: rowCount)
    }

    /// Lends the places to write to.
    mutating func withSlots(_ body: (Slots) throws(SolverStop) -> Void) throws(SolverStop) {
      let perRow = perRow
      try columns.withUnsafeMutableBufferPointer { columns throws(SolverStop) in
        try costs.withUnsafeMutableBufferPointer { costs throws(SolverStop) in
          try counts.withUnsafeMutableBufferPointer { counts throws(SolverStop) in
            try bounds.withUnsafeMutableBufferPointer { bounds throws(SolverStop) in
              try least.withUnsafeMutableBufferPointer { least throws(SolverStop) in
                try body(
                  Slots(
                    perRow: perRow, columns: columns, costs: costs, counts: counts,
                    bounds: bounds, least: least))
              }
            }
          }
        }
      }
    }
  }

  /// Reads all rows and picks the cheapest pairs of each row and column, prices included.
  ///
  /// What is cheap for a column is judged by what a pair costs beyond the cheapest of its row.
  /// - Complexity: one reading of all rows.
  func start(perRow: Int, perColumn: Int, prices: [Int64]?) throws(SolverStop) {
    let rowCount = graph.rowCount
    let columnCount = graph.columnCount
    let prices = prices ?? [Int64](repeating: 0, count: columnCount)
    let shares = (0..<blocks.threadCount).map { _ in
      ThreadShare(perRow: perRow, perColumn: perColumn, columnCount: columnCount)
    }
    var picks = Picks(rowCount: rowCount, perRow: perRow + Self.scatteredPerRow)
    try read(Array(0..<rowCount), &picks) { thread, row, costs, place, slots in
      prices.withUnsafeBufferPointer { prices in
        shares[thread].pickFirst(row, costs, prices, place, slots)
      }
    }
    for share in shares {
      range.smallest = min(range.smallest, share.smallest)
      range.largest = max(range.largest, share.largest)
    }
    var extra = [[(column: Int32, cost: Int64)]](repeating: [], count: rowCount)
    for column in 0..<columnCount {
      for share in shares.dropFirst() {
        share.perColumn.drain(slot: column) { row, value in
          if value <= shares[0].perColumn.limits[column] {
            shares[0].perColumn.offer(
              value, tie: SmallestSelection.tie(row, column), index: row, slot: column)
          }
        }
      }
      shares[0].perColumn.drain(slot: column) { row, value in
        let cost = value &+ picks.least[row] &- prices[column]
        extra[row].append((Int32(truncatingIfNeeded: column), cost))
      }
    }
    bounds = picks.bounds
    let full = bounds.indices.filter { bounds[$0] != .max }
    let spread = full.reduce(Int128(0)) { $0 + Int128(bounds[$1]) - Int128(picks.least[$1]) }
    typicalSpread = full.isEmpty ? 0 : Int64(spread / Int128(full.count))
    append(Array(0..<rowCount), picks, extra)
  }

  /// Brings the bounds from the first reading to the scale of the auction, which starts from the
  /// same prices, scaled; without prices there are no bounds.
  ///
  /// Products that would not fit are no bounds that anything could exceed, or none at all.
  func scaleBounds(by factor: Int64, prices: [Int64]?) {
    for row in bounds.indices {
      let (scaled, overflow) = bounds[row].multipliedReportingOverflow(by: factor)
      bounds[row] = prices == nil || overflow ? (bounds[row] == .max ? .max : .min) : scaled
    }
    pricesOfBounds = prices ?? [Int64](repeating: 0, count: graph.columnCount)
  }

  /// Raises all bounds by the least that any price has risen.
  func raiseBounds(_ prices: [Int64]) {
    var rise = Int64.max
    for (price, former) in zip(prices, pricesOfBounds) { rise = min(rise, price - former) }
    pricesOfBounds = prices
    if rise == .max { return }
    for row in bounds.indices where bounds[row] != .min && bounds[row] < Int64.max - rise {
      bounds[row] += rise
    }
  }

  /// Reads some rows and picks the pairs that cost them least at some prices, of those that are no
  /// candidates yet, and notes the rows' bounds.
  ///
  /// - Complexity: one reading of those rows.
  func extend(
    _ rows: [Int], perRow: Int, prices: [Int64], factor: Int64
  ) throws(SolverStop) {
    let picks = try picks(
      rows, perRow: perRow, prices: prices, factor: factor, barred: nil)
    for (place, row) in rows.enumerated() { bounds[row] = picks.bounds[place] }
    append(rows, picks, nil)
  }

  /// Reads some rows and picks their cheapest pairs with columns that are candidates of none of
  /// them.
  ///
  /// - Returns: whether there are any such pairs.
  /// - Complexity: one reading of those rows.
  func widen(_ rows: [Int], perRow: Int) throws(SolverStop) -> Bool {
    var isBarred = [Bool](repeating: false, count: graph.columnCount)
    for row in rows {
      for place in graph.start[row]..<graph.start[row + 1] {
        isBarred[Int(graph.columns[place])] = true
      }
    }
    let picks = try picks(
      rows, perRow: perRow, prices: [Int64](repeating: 0, count: graph.columnCount), factor: 1,
      barred: isBarred)
    append(rows, picks, nil)
    return picks.counts.contains { $0 > 0 }
  }

  private func picks(
    _ rows: [Int], perRow: Int, prices: [Int64], factor: Int64, barred: [Bool]?
  ) throws(SolverStop) -> Picks {
    let shares = (0..<blocks.threadCount).map { _ in
      ThreadShare(perRow: perRow, perColumn: 0, columnCount: 0)
    }
    var picks = Picks(rowCount: rows.count, perRow: perRow)
    let graph = graph
    try read(rows, &picks) { thread, row, costs, place, slots in
      for known in graph.start[row]..<graph.start[row + 1] {
        costs[Int(graph.columns[known])] = absentEdge
      }
      if let barred {
        for column in costs.indices where barred[column] { costs[column] = absentEdge }
      }
      prices.withUnsafeBufferPointer { prices in
        shares[thread].pickByPrice(row, costs, prices, factor, place, slots)
      }
    }
    return picks
  }

  // MARK: - Reading

  /// Where picks are written; each row has places of its own.
  fileprivate struct Slots {
    let perRow: Int
    let columns: UnsafeMutableBufferPointer<Int32>
    let costs: UnsafeMutableBufferPointer<Int64>
    let counts: UnsafeMutableBufferPointer<Int>
    let bounds: UnsafeMutableBufferPointer<Int64>
    let least: UnsafeMutableBufferPointer<Int64>
  }

  /// Reads rows, on several threads, and hands each to `body` with its place among the rows.
  private func read(
    _ rows: [Int], _ picks: inout Picks,
    _ body: (Int, Int, UnsafeMutableBufferPointer<Int64>, Int, Slots) -> Void
  ) throws(SolverStop) {
    try picks.withSlots { slots throws(SolverStop) in
      try blocks.read(rows) { thread, place, costs in
        body(thread, rows[place], costs, place, slots)
      }
    }
    rowReadings += rows.count
  }

  /// Adds picks to the candidates, and `extra` ones that may be among the picks.
  private func append(
    _ rows: [Int], _ picks: Picks, _ extra: [[(column: Int32, cost: Int64)]]?
  ) {
    var place = [Int](repeating: -1, count: graph.rowCount)
    for (index, row) in rows.enumerated() { place[row] = index }
    var mark = [Int32](repeating: -1, count: graph.columnCount)
    var start = [0]
    var columns: [Int32] = []
    var costs: [Int64] = []
    let most = graph.columns.count + picks.columns.count + (extra?.count ?? 0)
    start.reserveCapacity(graph.rowCount + 1)
    columns.reserveCapacity(most)
    costs.reserveCapacity(most)
    for row in 0..<graph.rowCount {
      let known = graph.start[row]..<graph.start[row + 1]
      columns.append(contentsOf: graph.columns[known])
      costs.append(contentsOf: graph.costs[known])
      if place[row] >= 0 {
        let first = place[row] * picks.perRow
        let picked = first..<(first + picks.counts[place[row]])
        columns.append(contentsOf: picks.columns[picked])
        costs.append(contentsOf: picks.costs[picked])
      }
      if let extra {
        let tag = Int32(truncatingIfNeeded: row)
        for column in columns[start[row]...] { mark[Int(column)] = tag }
        for edge in extra[row] where mark[Int(edge.column)] != tag {
          columns.append(edge.column)
          costs.append(edge.cost)
        }
      }
      start.append(columns.count)
    }
    graph = ForwardStar(
      rowCount: graph.rowCount, columnCount: graph.columnCount, start: start, columns: columns,
      costs: costs)
  }

  // MARK: - Picking

  /// What one thread collects.
  private final class ThreadShare {
    var perRow: SmallestSelection
    var perColumn: SmallestSelection
    var smallest = Int64.max
    var largest = Int64.min

    init(perRow: Int, perColumn: Int, columnCount: Int) {
      self.perRow = SmallestSelection(slotCount: 1, capacity: perRow)
      self.perColumn = SmallestSelection(slotCount: columnCount, capacity: perColumn)
    }

    /// Picks the pairs that cost a row least with prices, and offers all to their columns; picks
    /// also a few pairs as if at random, without which rows that want the same columns may find no
    /// others.
    func pickFirst(
      _ row: Int, _ costs: UnsafeMutableBufferPointer<Int64>, _ prices: UnsafeBufferPointer<Int64>,
      _ place: Int, _ slots: Slots
    ) {
      var greatest = Int64.min
      var limit = Int64.max
      for column in 0..<costs.count {
        let cost = costs[column]
        if cost == absentEdge { continue }
        smallest = min(smallest, cost)
        greatest = max(greatest, cost)
        let value = cost &+ prices[column]
        costs[column] = value
        if value <= limit {
          perRow.offer(value, tie: SmallestSelection.tie(row, column), index: column, slot: 0)
          limit = perRow.limits[0]
        }
      }
      if greatest == .min { return }
      largest = max(largest, greatest)
      let least = perRow.least(0)
      slots.least[place] = least
      slots.bounds[place] = perRow.leastRefused(0)
      drain(place, slots) { column, value in value &- prices[column] }
      scatter(row, costs, prices, place, slots)
      // Taken out of the object, so that exclusive access is claimed once and not for each pair.
      var selection = SmallestSelection(slotCount: 0, capacity: 0)
      swap(&selection, &perColumn)
      for column in 0..<costs.count where costs[column] != absentEdge {
        let value = costs[column] &- least
        if value <= selection.limits[column] {
          selection.offer(
            value, tie: SmallestSelection.tie(row, column), index: row, slot: column)
        }
      }
      swap(&selection, &perColumn)
    }

    /// Picks a few pairs as if at random, of those that are not picked yet.
    private func scatter(
      _ row: Int, _ values: UnsafeMutableBufferPointer<Int64>,
      _ prices: UnsafeBufferPointer<Int64>, _ place: Int, _ slots: Slots
    ) {
      let first = place * slots.perRow
      for attempt in 0..<CandidateRows.scatteredPerRow {
        let column = Int(SmallestSelection.tie(row, -1 - attempt)) % values.count
        let next = first + slots.counts[place]
        if values[column] == absentEdge
          || slots.columns[first..<next].contains(Int32(truncatingIfNeeded: column))
        {
          continue
        }
        slots.columns[next] = Int32(truncatingIfNeeded: column)
        slots.costs[next] = values[column] &- prices[column]
        slots.counts[place] += 1
      }
    }

    /// Picks the pairs of a row that cost least with prices; the others set its bound.
    func pickByPrice(
      _ row: Int, _ costs: UnsafeMutableBufferPointer<Int64>, _ prices: UnsafeBufferPointer<Int64>,
      _ factor: Int64, _ place: Int, _ slots: Slots
    ) {
      var limit = Int64.max
      for column in 0..<costs.count {
        // Where the pair is absent the product means nothing and may wrap around.
        let value = costs[column] &* factor &+ prices[column]
        if value <= limit && costs[column] != absentEdge {
          perRow.offer(value, tie: SmallestSelection.tie(row, column), index: column, slot: 0)
          limit = perRow.limits[0]
        }
      }
      slots.bounds[place] = perRow.leastRefused(0)
      drain(place, slots) { column, _ in costs[column] }
    }

    private func drain(_ place: Int, _ slots: Slots, _ cost: (Int, Int64) -> Int64) {
      var next = place * slots.perRow
      perRow.drain(slot: 0) { column, value in
        slots.columns[next] = Int32(truncatingIfNeeded: column)
        slots.costs[next] = cost(column, value)
        next += 1
      }
      slots.counts[place] = next - place * slots.perRow
    }
  }
}
