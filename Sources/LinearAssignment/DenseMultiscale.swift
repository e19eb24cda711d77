/// Starting prices from solving ever larger samples of a square matrix.
///
/// Where costs have structure (positions, products, skills), the prices that a sample of rows and
/// columns settles at are close to those of the whole. Each level solves a sample exactly, and
/// hands its row duals u to the next, whose prices start at `min over sampled rows of cost - u`
/// (the c-transform of optimal transport). Rows and columns are sampled evenly along their order
/// by mean cost.
enum DenseMultiscale {
  static func prices<Element: DenseElement>(rows: ScaledRows<Element>) -> [Int64]? {
    let size = rows.rowCount
    let rowOrder = order(count: size) { line, probe in
      rows.cost(row: line, column: probe)
    }
    let columnOrder = order(count: size) { line, probe in
      rows.cost(row: probe, column: line)
    }
    var sampledRows: [Int] = []
    var duals: [Double] = []
    var step = 1
    while size / (step * 4) >= 48 { step *= 4 }
    while step > 1 {
      let nextRows = stride(from: step / 2, to: size, by: step).map { rowOrder[$0] }
      let columns = stride(from: step / 2, to: size, by: step).map { columnOrder[$0] }
      let count = nextRows.count
      let sub = UnsafeMutablePointer<Double>.allocate(capacity: count * count)
      defer { sub.deallocate() }
      for (place, row) in nextRows.enumerated() {
        for (index, column) in columns.enumerated() {
          sub[place * count + index] = rows.cost(row: row, column: column)
        }
      }
      let matrix = DenseMatrix<Double>(
        base: sub, rowCount: count, columnCount: count, sign: 1, absentValue: nil)
      let search = DenseSearch(rows: ScaledRows(matrix: matrix, exponent: 0))
      for (index, column) in columns.enumerated() {
        var least = Double.infinity
        if duals.isEmpty {
          for place in 0..<count { least = min(least, sub[place * count + index]) }
        } else {
          for (row, dual) in zip(sampledRows, duals) {
            least = min(least, rows.cost(row: row, column: column) - dual)
          }
        }
        guard least < .infinity else { return nil }
        search.setPrice(index, Int64(least))
      }
      search.rebuildAll(threads: 1)
      guard case .assigned = search.run(mayGiveUp: false), !search.hasOverflowed
      else { return nil }
      sampledRows = nextRows
      duals = (0..<count).map {
        Double(search.chosenCost[$0] - search.prices[Int(search.columnOfRow[$0])])
      }
      step /= 4
    }
    let minima = UnsafeMutablePointer<Double>.allocate(capacity: size)
    minima.initialize(repeating: .infinity, count: size)
    defer { minima.deallocate() }
    for (row, dual) in zip(sampledRows, duals) { rows.lower(minima, row: row, dual: dual) }
    return (0..<size).map {
      abs(minima[$0]) <= Double(ScaledRows<Element>.largestDual) ? Int64(minima[$0]) : 0
    }
  }

  /// Returns the lines ordered by the mean of their costs at up to 64 probes.
  private static func order(count: Int, cost: (Int, Int) -> Double) -> [Int] {
    let probes = stride(from: 0, to: count, by: max(1, count / 64))
    var keys = [Double](repeating: 0, count: count)
    for line in 0..<count {
      for probe in probes {
        let value = cost(line, probe)
        if value < .infinity { keys[line] += value }
      }
    }
    return (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }
  }
}
