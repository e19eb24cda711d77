/// Looks at pairs of a matrix one by one, in integers.
struct PairFeasibility<Element: DenseElement> {
  let matrix: DenseMatrix<Element>
  let answer: DenseAnswer

  /// Returns whether an entry is absent or not below the sum of its duals.
  func isFeasible(row: Int, column: Int) -> Bool {
    let entry = matrix.start(of: row)[column]
    if matrix.isAbsent(entry) { return true }
    let value = entry.scaledInteger(exponent: answer.scaleExponent)
    let cost = Int128(matrix.sign < 0 ? -value : value)
    // What is beyond 64 bits lies above all duals, or is more negative than it seems.
    return cost > -Int128(Int64.max)
      && cost >= Int128(answer.rowDuals[row]) + Int128(answer.columnDuals[column])
  }
}

/// Looks at whole rows of a matrix of two columns or more, in doubles where those decide.
///
/// Duals are taken in the unit of the entries. In that unit, when duals are integers of magnitude
/// less than two to the 52nd in the unit of the scaled entries: a scaled entry x is rounded to at
/// least r + c, for a row dual r and a column dual c, when x - c > r - 1/2, and to less when
/// x - c < r - 1/2. Here x - c is rounded to the nearest double, but r - 1/2 is one, so the rounded
/// difference is greater only if the true one is, and less only if that is. An absent entry is
/// infinite and never the least. And where it is greater for the least entry and the greatest dual of
/// a block, it is greater for all pairs of the block.
struct DenseFeasibility<Element: DenseElement> {
  private let pairs: PairFeasibility<Element>
  /// The unit of the scaled entries, in that of the entries.
  private let unit: Double
  /// Whether all duals have magnitudes of less than two to the 52nd, and doubles tell absent entries
  /// from cheap ones.
  private let isNarrow: Bool
  private let columnDuals: UnsafePointer<Double>
  private let digest: DenseDigest?
  /// The greatest column dual of each block.
  private let blockDuals: UnsafePointer<Double>
  /// The most blocks of a row that are listed, and the most rows whose lists are made together.
  private let mostOpen: Int
  private let groupSize: Int
  /// For each thread room for the lists of a group and their lengths, and how much that is.
  private let lists: UnsafeMutablePointer<Int32>
  private let listRoom: Int

  init(
    pairs: PairFeasibility<Element>, isNarrow: Bool, digest: DenseDigest?, threads: Int,
    arena: DenseArena
  ) {
    let (rowCount, columnCount) = (pairs.matrix.rowCount, pairs.matrix.columnCount)
    self.pairs = pairs
    self.isNarrow = isNarrow
    self.digest = digest
    unit = powerOfTwo(-pairs.answer.scaleExponent)
    let duals = arena.allocate(Double.self, columnCount)
    for column in 0..<columnCount {
      duals[column] = Double(pairs.answer.columnDuals[column]) * unit
    }
    columnDuals = UnsafePointer(duals)
    let blockCount = digest?.blockCount ?? 0
    let greatest = arena.allocate(Double.self, blockCount)
    for block in 0..<blockCount {
      let first = 16 &* block
      greatest[block] = duals[first]
      for column in first..<min(first &+ 16, columnCount) {
        greatest[block] = max(greatest[block], duals[column])
      }
    }
    blockDuals = UnsafePointer(greatest)
    mostOpen = blockCount / 4 + 1
    groupSize = min(32, rowCount)
    // A list that is too long runs into the place of the next, which is written later.
    listRoom = groupSize * mostOpen + blockCount + 1 + groupSize
    lists = arena.allocate(Int32.self, digest == nil ? 0 : threads * listRoom)
  }

  /// Returns whether no present entry of some rows is below the sum of its duals.
  func holds(rows: Range<Int>, thread: Int) -> Bool {
    guard isNarrow, let digest else {
      return rows.allSatisfy { isNarrow ? holds(row: $0) : holds(row: $0, columns: columns) }
    }
    // Of many rows first the lists of blocks, then the blocks: so that the processor, which need not
    // wait for one to know the next, reads several at once.
    let open = lists + thread * listRoom
    let counts = open + (listRoom - groupSize)
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: groupSize) {
      let group = first..<min(first + groupSize, rows.upperBound)
      for row in group {
        let place = row - first
        counts[place] = listOpen(
          row: row, digest.leastEntries(of: row), into: open + place * mostOpen,
          blockCount: digest.blockCount)
      }
      for row in group {
        let place = row - first
        let count = Int(counts[place])
        let blocks = UnsafeBufferPointer(start: open + place * mostOpen, count: count)
        // Of so many that it may as well be read the whole row is.
        guard count > mostOpen ? holds(row: row) : holds(row: row, blocks: blocks) else {
          return false
        }
      }
    }
    return true
  }

  /// Returns whether no present entry of a row is below the sum of its duals.
  private func holds(row: Int) -> Bool {
    leastSlack(row: row) > limit(row: row) || holds(row: row, columns: columns)
  }

  /// What entry - column dual must be above for the pair to be feasible.
  @inline(__always)
  private func limit(row: Int) -> Double { (Double(pairs.answer.rowDuals[row]) - 0.5) * unit }

  private var columns: Range<Int> { 0..<columnCount }
  private var columnCount: Int { pairs.matrix.columnCount }

  @inline(__always)
  private func columns(of block: Int32) -> Range<Int> {
    let first = 16 &* Int(block)
    return first..<min(first &+ 16, columnCount)
  }

  /// Lists the blocks of a row in which, by their least entry and greatest dual, some entry may be too
  /// cheap, and returns how many there are.
  @inline(__always)
  private func listOpen(
    row: Int, _ leastEntries: UnsafePointer<Double>, into open: UnsafeMutablePointer<Int32>,
    blockCount: Int
  ) -> Int32 {
    let duals = blockDuals
    let limits = SIMD2(repeating: limit(row: row))
    var count = 0
    @inline(__always)
    func isClosed(_ block: Int) -> SIMDMask<SIMD2<Int64>> {
      let least = UnsafeRawPointer(leastEntries + block).loadUnaligned(as: SIMD2<Double>.self)
      let dual = UnsafeRawPointer(duals + block).loadUnaligned(as: SIMD2<Double>.self)
      return least - dual .> limits
    }
    // Both blocks are written, and the count moves on past those wanted: no branch to guess.
    @inline(__always)
    func take(_ block: Int, isClosed: SIMDMask<SIMD2<Int64>>) {
      let isOpen = SIMD2<Int64>(repeating: 1).replacing(with: 0, where: isClosed)
      open[count] = Int32(truncatingIfNeeded: block)
      count &+= Int(isOpen.x)
      open[count] = Int32(truncatingIfNeeded: block &+ 1)
      count &+= Int(isOpen.y)
    }
    var block = 0
    while block &+ 8 <= blockCount {
      let (first, second) = (isClosed(block), isClosed(block &+ 2))
      let (third, fourth) = (isClosed(block &+ 4), isClosed(block &+ 6))
      if !all((first .& second) .& (third .& fourth)) {
        take(block, isClosed: first)
        take(block &+ 2, isClosed: second)
        take(block &+ 4, isClosed: third)
        take(block &+ 6, isClosed: fourth)
      }
      block &+= 8
    }
    while block &+ 2 <= blockCount {
      take(block, isClosed: isClosed(block))
      block &+= 2
    }
    if block < blockCount {
      open[count] = Int32(truncatingIfNeeded: block)
      count &+= leastEntries[block] - duals[block] > limits.x ? 0 : 1
    }
    return Int32(truncatingIfNeeded: count)
  }

  /// Returns whether no present entry of a row in some blocks is below the sum of its duals.
  @inline(__always)
  private func holds(row: Int, blocks: UnsafeBufferPointer<Int32>) -> Bool {
    let limit = limit(row: row)
    return withSlacks(row: row) { slack in
      for block in blocks where !(leastSlack(columns(of: block), slack) > limit) {
        guard holds(row: row, columns: columns(of: block)) else { return false }
      }
      return true
    }
  }

  /// Returns whether no present entry of a row in these columns is below the sum of its duals.
  ///
  /// Entries that doubles leave in doubt are looked at one by one.
  @inline(__always)
  private func holds(row: Int, columns: Range<Int>) -> Bool {
    let duals = columnDuals
    // Beyond 2^53 duals and integers are rounded to doubles, by 2^9 each at most, and so are their
    // sums and differences, by 2^10.
    let doubt = (isNarrow ? 1 : 0x1p12) * unit
    let start = pairs.matrix.start(of: row)
    let limits = SIMD2<Double>(repeating: Double(pairs.answer.rowDuals[row]) * unit + doubt)
    let signs = SIMD2<Double>(repeating: pairs.matrix.sign)
    for pair in stride(from: columns.lowerBound, to: columns.upperBound, by: 2) {
      // The last pair may overlap the one before it.
      let first = min(pair, columnCount &- 2)
      let differences =
        Element.loadPair(start, first) * signs
        - UnsafeRawPointer(duals + first).loadUnaligned(as: SIMD2<Double>.self)
      if any(differences .< limits)
        && !(pairs.isFeasible(row: row, column: first)
          && pairs.isFeasible(row: row, column: first &+ 1))
      {
        return false
      }
    }
    return true
  }

  /// Returns the least of entry - column dual over a block.
  @inline(__always)
  private func leastSlack(_ columns: Range<Int>, _ slack: (Int) -> SIMD2<Double>) -> Double {
    let first = columns.lowerBound
    var least: SIMD2<Double>
    if columns.count == 16 {
      let low = smaller(
        smaller(slack(first), slack(first &+ 2)), smaller(slack(first &+ 4), slack(first &+ 6)))
      let high = smaller(
        smaller(slack(first &+ 8), slack(first &+ 10)),
        smaller(slack(first &+ 12), slack(first &+ 14)))
      least = smaller(low, high)
    } else {
      least = SIMD2(repeating: .infinity)
      for column in stride(from: first, to: columns.upperBound, by: 2) {
        // The last pair may overlap the one before it.
        least = smaller(least, slack(min(column, columnCount &- 2)))
      }
    }
    return min(least.x, least.y)
  }

  /// Runs `body` with a way to read entry - column dual of a row from a column on, two at a time,
  /// absent entries being infinite.
  @inline(__always)
  private func withSlacks<Result>(
    row: Int, _ body: ((Int) -> SIMD2<Double>) -> Result
  ) -> Result {
    let matrix = pairs.matrix
    let start = matrix.start(of: row)
    let duals = UnsafeRawPointer(columnDuals)
    @inline(__always)
    func dual(_ column: Int) -> SIMD2<Double> {
      duals.loadUnaligned(
        fromByteOffset: column &* MemoryLayout<Double>.stride, as: SIMD2<Double>.self)
    }
    let signs = SIMD2<Double>(repeating: matrix.sign)
    if Element.isAlwaysInteger {
      let absent = SIMD2<Double>(
        repeating: matrix.absentValue.map { $0.nearestDouble * matrix.sign } ?? .nan)
      return body {
        let values = Element.loadPair(start, $0) * signs
        return values.replacing(with: .infinity, where: values .== absent) - dual($0)
      }
    }
    return matrix.sign > 0
      ? body { Element.loadPair(start, $0) - dual($0) }
      : body { Element.loadPair(start, $0) * signs - dual($0) }
  }

  /// Returns the least of entry - column dual over a row of at least two columns.
  @inline(__always)
  private func leastSlack(row: Int) -> Double {
    withSlacks(row: row) { slack in
      // Four accumulators, so that the processor need not wait for one.
      var first = SIMD2<Double>(repeating: .infinity)
      var (second, third, fourth) = (first, first, first)
      var column = 0
      while column &+ 8 <= columnCount {
        first = smaller(first, slack(column))
        second = smaller(second, slack(column &+ 2))
        third = smaller(third, slack(column &+ 4))
        fourth = smaller(fourth, slack(column &+ 6))
        column &+= 8
      }
      while column < columnCount {
        // The last pair may overlap the one before it.
        first = smaller(first, slack(min(column, columnCount &- 2)))
        column &+= 2
      }
      let least = smaller(smaller(first, second), smaller(third, fourth))
      return min(least.x, least.y)
    }
  }
}
