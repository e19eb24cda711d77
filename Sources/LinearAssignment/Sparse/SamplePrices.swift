/// Some rows and columns of a cost source.
struct SampledCosts: CostSource {
  let source: any CostSource
  let rows: [Int]
  let columns: [Int]

  var rowCount: Int { rows.count }
  var columnCount: Int { columns.count }

  /// One row and one column of every few, by numbers that look random, so that no period of the
  /// problem's is met.
  init(_ source: any CostSource, every stride: Int) {
    self.source = source
    func places(_ count: Int, salt: Int) -> [Int] {
      (0..<(count / stride)).map {
        $0 * stride + Int(SmallestSelection.tie($0, salt)) % stride
      }
    }
    rows = places(source.rowCount, salt: -1)
    columns = places(source.columnCount, salt: -2)
  }

  func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: source.columnCount) { buffer in
      source.readCosts(ofRow: rows[row], into: buffer)
      for (place, column) in columns.enumerated() { costs[place] = buffer[column] }
    }
  }
}

extension PricedAssignment {
  /// One of this many rows and columns is in the sample.
  private static let sampleStride = 8
  /// Samples of fewer rows say too little.
  private static let leastSample = 64

  /// Prices of all columns, 0 or more, guessed from the solution of a sample, which may itself be
  /// guessed at from a smaller one.
  ///
  /// The sampled rows' potentials leave every column the highest potential that suits all of them.
  /// Where costs follow from few properties of rows and columns, that is near the best already.
  /// - Complexity: about half a reading of all rows.
  func guessedPrices() throws -> [Int64]? {
    let sample = SampledCosts(source, every: Self.sampleStride)
    guard sample.rowCount >= Self.leastSample else { return nil }
    var quiet = options
    quiet.onProgress = nil
    let smaller = PricedAssignment(source: sample, bounds: nil, options: quiet)
    let answer = try smaller.solve()
    addReadings(smaller.work.rowReadings + sample.rowCount)
    guard case .optimal(_, let rowPotentials, _) = answer else { return nil }
    let potentials = try highestPotentials(sample, rowPotentials)
    guard let highest = potentials.filter({ $0 != .max }).max() else { return nil }
    // A column that no sampled row may have is as good as the best. Where numbers are so large that
    // they wrap around, the guess is dropped.
    let prices = potentials.map { $0 == .max ? 0 : highest &- $0 }
    return prices.allSatisfy { $0 >= 0 && $0 < 1 << 58 } ? prices : nil
  }

  /// The highest potential of each column that suits all sampled rows.
  private func highestPotentials(
    _ sample: SampledCosts, _ rowPotentials: [Int64]
  ) throws(SolverStop) -> [Int64] {
    let blocks = self.blocks
    let shares = (0..<blocks.threadCount).map { _ in ColumnPotentials(count: source.columnCount) }
    try blocks.read(sample.rows) { thread, place, costs in
      shares[thread].lower(costs, rowPotentials[place])
    }
    return (0..<source.columnCount).map { column in
      shares.reduce(Int64.max) { min($0, $1.values[column]) }
    }
  }

  /// The highest potentials that suit the rows seen so far.
  private final class ColumnPotentials {
    let values: UnsafeMutableBufferPointer<Int64>

    init(count: Int) {
      values = .allocate(capacity: count)
      values.initialize(repeating: .max)
    }

    deinit { values.deallocate() }

    func lower(_ costs: UnsafeMutableBufferPointer<Int64>, _ rowPotential: Int64) {
      let values = values
      for column in 0..<costs.count where costs[column] != absentEdge {
        values[column] = min(values[column], costs[column] &- rowPotential)
      }
    }
  }
}
