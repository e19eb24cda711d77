/// Starting prices from solving ever larger samples of a square matrix.
///
/// Where costs have structure (positions, products, skills), the prices that a sample of rows and
/// columns settles at are close to those of the whole. Each level solves a sample exactly, and
/// hands its row duals u to the next, four times as large, whose prices start at the least of
/// cost - u over the sampled rows (the c-transform of optimal transport; see Mérigot, "A multiscale
/// approach to optimal transport", 2011). Rows and columns are sampled evenly along their order by
/// mean cost: then a sample of a product of two vectors has its shape.
enum DenseMultiscale {
  /// Returns a starting price for every column, or `nil` when a sample has no assignment.
  static func prices<Element: DenseElement>(
    rows: ScaledRows<Element>, arena: DenseArena, control: WorkControl
  ) -> [Int64]? {
    let size = rows.rowCount
    let (rowOrder, columnOrder) = orders(of: rows)
    var sample = DenseSample(rows: [], duals: [])
    var step = 1
    while size / (step * 4) >= 48 { step *= 4 }
    while step > 1 {
      let places = stride(from: step / 2, to: size, by: step)
      guard
        let next = solve(
          rows, places.map { rowOrder[$0] }, places.map { columnOrder[$0] }, after: sample,
          arena: arena,
          control: control)
      else { return nil }
      sample = next
      step /= 4
    }
    guard !sample.rows.isEmpty else { return nil }
    let minima = arena.allocate(Double.self, size)
    minima.initialize(repeating: .infinity, count: size)
    for (row, dual) in zip(sample.rows, sample.duals) { rows.lower(minima, row: row, dual: dual) }
    let limit = Double(ScaledRows<Element>.largestDual)
    return (0..<size).map { abs(minima[$0]) <= limit ? Int64(minima[$0]) : 0 }
  }

  /// Solves the matrix of the given rows and columns.
  private static func solve<Element: DenseElement>(
    _ rows: ScaledRows<Element>, _ sampledRows: [Int], _ columns: [Int], after coarser: DenseSample,
    arena: DenseArena, control: WorkControl
  ) -> DenseSample? {
    let count = sampledRows.count
    let entries = arena.allocate(Double.self, count * count)
    var minima = [Double](repeating: .infinity, count: count)
    for (place, row) in sampledRows.enumerated() {
      let start = entries + place * count
      for index in 0..<count {
        let cost = rows.cost(row: row, column: columns[index])
        start[index] = cost
        if coarser.rows.isEmpty && cost < minima[index] { minima[index] = cost }
      }
    }
    for (row, dual) in zip(coarser.rows, coarser.duals) {
      for index in 0..<count {
        minima[index] = min(minima[index], rows.cost(row: row, column: columns[index]) - dual)
      }
    }
    let matrix = DenseMatrix<Double>(
      base: entries, rowCount: count, columnCount: count, sign: 1, absentValue: nil)
    guard minima.allSatisfy({ $0 < .infinity }) else { return nil }
    // Where rows compete for the same columns searches reach most of them: lists would not pay.
    var search = DenseFullSearch(
      ScaledRows(matrix: matrix, exponent: 0, isIntegral: true), arena: arena)
    guard case .assigned = search.run(from: minima, control: control.withoutProgress) else {
      return nil
    }
    var duals = (0..<count).map { search.dual(ofRow: $0) }
    for _ in 0..<2 {
      centre(&duals, entries: entries, columnOfRow: search.columnOfRow, count: count)
    }
    return DenseSample(rows: sampledRows, duals: duals)
  }

  /// Moves the dual values of chosen pairs to the middle of the range that the others leave them.
  ///
  /// A search ends at a corner of the set of optimal dual values, where all of them may lean to the
  /// same side; for all rows of the matrix the middle is the better start. All pairs move at once,
  /// so the values need not stay feasible; as a start they needn't be.
  private static func centre(
    _ duals: inout [Double], entries: UnsafePointer<Double>,
    columnOfRow: UnsafePointer<Int32>, count: Int
  ) {
    var prices = [Double](repeating: 0, count: count)
    for row in 0..<count {
      let column = Int(columnOfRow[row])
      prices[column] = entries[row * count + column] - duals[row]
    }
    var columnSlack = [Double](repeating: .infinity, count: count)
    var rowSlack = [Double](repeating: .infinity, count: count)
    for row in 0..<count {
      let start = entries + row * count
      let chosen = Int(columnOfRow[row])
      let dual = duals[row]
      var least = Double.infinity
      for column in 0..<count where column != chosen {
        let slack = start[column] - dual - prices[column]
        least = min(least, slack)
        columnSlack[column] = min(columnSlack[column], slack)
      }
      rowSlack[row] = least
    }
    for row in 0..<count {
      let slack = rowSlack[row] - columnSlack[Int(columnOfRow[row])]
      // Integers stay integers.
      if abs(slack) < 0x1p50 { duals[row] += Double(Int64(slack) / 2) }
    }
  }

  /// Returns the rows, and the columns, ordered by their mean cost at up to 64 probes.
  private static func orders<Element: DenseElement>(
    of rows: ScaledRows<Element>
  ) -> (rows: [Int], columns: [Int]) {
    let size = rows.rowCount
    // Four neighbouring columns share a cache line.
    let probedColumns = (0..<16).flatMap { run in (0..<4).map { (run * size / 16 + $0) % size } }
    var rowKeys = [Double](repeating: 0, count: size)
    for row in 0..<size {
      var key = 0.0
      for column in probedColumns {
        let cost = rows.cost(row: row, column: column)
        if cost < .infinity { key += cost }
      }
      rowKeys[row] = key
    }
    var columnKeys = [Double](repeating: 0, count: size)
    for probe in 0..<min(64, size) {
      let row = probe * size / min(64, size)
      for column in 0..<size {
        let cost = rows.cost(row: row, column: column)
        if cost < .infinity { columnKeys[column] += cost }
      }
    }
    func order(_ keys: [Double]) -> [Int] {
      (0..<size).sorted { (keys[$0], $0) < (keys[$1], $1) }
    }
    return (order(rowKeys), order(columnKeys))
  }
}

/// Some rows of a matrix with the row duals of the sample that they are part of.
private struct DenseSample {
  let rows: [Int]
  let duals: [Double]
}
