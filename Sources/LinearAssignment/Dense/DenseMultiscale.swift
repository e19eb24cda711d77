/// Starting prices from solving ever larger samples of a square matrix.
///
/// Where costs have structure (positions, products, skills), the prices that a sample of rows and
/// columns settles at are close to those of the whole. Each level solves a sample exactly, and
/// hands its row duals u to the next, four times as large, whose prices start at the least of
/// cost - u over the sampled rows (the c-transform of optimal transport; see Mérigot, "A multiscale
/// approach to optimal transport", 2011). Rows and columns are sampled evenly along their order by
/// mean cost: then a sample of a product of two vectors has its shape.
enum DenseMultiscale {
  /// Returns a starting price for every column, or `nil` when a sample has no assignment, or when the
  /// matrix has fewer than 192 rows, too few for a sample.
  static func prices<Element: DenseElement>(
    rows: ScaledRows<Element>, arena: DenseArena, control: WorkControl
  ) -> UnsafePointer<Int64>? {
    let size = rows.rowCount
    var step = 1
    while size / (step * 4) >= 48 { step *= 4 }
    guard step > 1 else { return nil }
    let (rowOrder, columnOrder) = orders(of: rows, in: arena)
    var sample: DenseSample?
    while step > 1 {
      let places = stride(from: step / 2, to: size, by: step)
      guard
        let next = solve(
          rows, rowOrder.every(places, in: arena), columnOrder.every(places, in: arena),
          after: sample, arena: arena, control: control)
      else { return nil }
      sample = next
      step /= 4
    }
    guard let sample else { return nil }
    let minima = arena.allocate(Double.self, size)
    minima.initialize(repeating: .infinity, count: size)
    for place in 0..<sample.rows.count {
      rows.lower(minima, row: sample.rows[place], dual: sample.duals[place])
    }
    let limit = Double(ScaledRows<Element>.largestDual)
    let prices = arena.allocate(Int64.self, size)
    for column in 0..<size {
      prices[column] = abs(minima[column]) <= limit ? Int64(minima[column]) : 0
    }
    return UnsafePointer(prices)
  }

  /// Solves the matrix of the given rows and columns.
  private static func solve<Element: DenseElement>(
    _ rows: ScaledRows<Element>, _ sampledRows: DenseLines, _ columns: DenseLines,
    after coarser: DenseSample?, arena: DenseArena, control: WorkControl
  ) -> DenseSample? {
    let count = sampledRows.count
    let entries = arena.allocate(Double.self, count * count)
    let minima = arena.allocate(Double.self, count)
    minima.initialize(repeating: .infinity, count: count)
    for place in 0..<count {
      let start = entries + place * count
      for index in 0..<count {
        let cost = rows.cost(row: sampledRows[place], column: columns[index])
        start[index] = cost
        if coarser == nil && cost < minima[index] { minima[index] = cost }
      }
    }
    if let coarser {
      for place in 0..<coarser.rows.count {
        let (row, dual) = (coarser.rows[place], coarser.duals[place])
        for index in 0..<count {
          minima[index] = min(minima[index], rows.cost(row: row, column: columns[index]) - dual)
        }
      }
    }
    let matrix = DenseMatrix<Double>(
      base: entries, rowCount: count, columnCount: count, sign: 1, absentValue: nil)
    guard (0..<count).allSatisfy({ minima[$0] < .infinity }) else { return nil }
    // Where rows compete for the same columns searches reach most of them: lists would not pay.
    var search = DenseFullSearch(
      ScaledRows(matrix: matrix, exponent: 0, isIntegral: true), arena: arena)
    guard case .assigned = search.run(from: minima, control: control.withoutProgress) else {
      return nil
    }
    let duals = arena.allocate(Double.self, count)
    for row in 0..<count { duals[row] = search.dual(ofRow: row) }
    for _ in 0..<2 {
      centre(duals, entries: entries, columnOfRow: search.columnOfRow, count: count, arena: arena)
    }
    return DenseSample(rows: sampledRows, duals: duals)
  }

  /// Moves the dual values of chosen pairs to the middle of the range that the others leave them.
  ///
  /// A search ends at a corner of the set of optimal dual values, where all of them may lean to the
  /// same side; for all rows of the matrix the middle is the better start. All pairs move at once,
  /// so the values need not stay feasible; as a start they needn't be.
  private static func centre(
    _ duals: UnsafeMutablePointer<Double>, entries: UnsafePointer<Double>,
    columnOfRow: UnsafePointer<Int32>, count: Int, arena: DenseArena
  ) {
    let prices = arena.allocate(Double.self, count)
    let columnSlack = arena.allocate(Double.self, count)
    let rowSlack = arena.allocate(Double.self, count)
    columnSlack.initialize(repeating: .infinity, count: count)
    for row in 0..<count {
      let column = Int(columnOfRow[row])
      prices[column] = entries[row * count + column] - duals[row]
    }
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

  /// Returns the rows, and the columns, in the order of their mean cost at 64 probes; there are to be at
  /// least 64 of either.
  private static func orders<Element: DenseElement>(
    of rows: ScaledRows<Element>, in arena: DenseArena
  ) -> (rows: DenseLines, columns: DenseLines) {
    let size = rows.rowCount
    let rowKeys = arena.allocate(Double.self, size)
    for row in 0..<size {
      var key = 0.0
      for run in 0..<16 {
        // Four neighbouring columns share a cache line.
        let first = run * size / 16
        for column in first..<(first + 4) {
          let cost = rows.cost(row: row, column: column)
          if cost < .infinity { key += cost }
        }
      }
      rowKeys[row] = key
    }
    let columnKeys = arena.allocate(Double.self, size)
    columnKeys.initialize(repeating: 0, count: size)
    for probe in 0..<64 {
      let row = probe * size / 64
      for column in 0..<size {
        let cost = rows.cost(row: row, column: column)
        if cost < .infinity { columnKeys[column] += cost }
      }
    }
    return (
      DenseLines(orderedBy: rowKeys, count: size, in: arena),
      DenseLines(orderedBy: columnKeys, count: size, in: arena)
    )
  }
}

/// Some rows of a matrix with the row duals of the sample that they are part of.
private struct DenseSample {
  let rows: DenseLines
  let duals: UnsafePointer<Double>
}

/// Some rows or columns in working memory.
private struct DenseLines {
  let count: Int
  private let lines: UnsafeMutablePointer<Int32>

  /// The lines that have these keys, in ascending order of their keys.
  init(orderedBy keys: UnsafePointer<Double>, count: Int, in arena: DenseArena) {
    self.count = count
    lines = arena.allocate(Int32.self, count)
    var heap = DenseHeap(arena: arena)
    for line in 0..<count {
      // The bits of a negative number, taken as an integer, are in the opposite order. At equal
      // distance the greater node comes first.
      let bits = Int64(bitPattern: keys[line].bitPattern)
      heap.insert(
        distance: bits < 0 ? bits ^ .max : bits, node: ~Int32(truncatingIfNeeded: line))
    }
    var place = 0
    while let next = heap.removeFirst() {
      lines[place] = ~next.node
      place += 1
    }
  }

  private init(count: Int, lines: UnsafeMutablePointer<Int32>) {
    self.count = count
    self.lines = lines
  }

  subscript(place: Int) -> Int { Int(lines[place]) }

  /// The lines at some places.
  func every(_ places: StrideTo<Int>, in arena: DenseArena) -> DenseLines {
    let chosen = arena.allocate(Int32.self, count)
    var chosenCount = 0
    for place in places {
      chosen[chosenCount] = lines[place]
      chosenCount += 1
    }
    return DenseLines(count: chosenCount, lines: chosen)
  }
}
