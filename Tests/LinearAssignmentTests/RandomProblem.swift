import LinearAssignment
import _PairwrightTestSupport

/// Small random problems in which every feature occurs.
enum RandomProblem {
  static func matrix(
    rows: Int, columns: Int, absentPercent: Int, costs: ClosedRange<Int64>,
    using generator: inout SplitMix64
  ) throws -> DenseCosts {
    var cells: [Int64] = []
    for _ in 0..<(rows * columns) {
      let isAbsent = Int.random(in: 0..<100, using: &generator) < absentPercent
      cells.append(isAbsent ? absentEdge : Int64.random(in: costs, using: &generator))
    }
    return try DenseCosts(rowCount: rows, columnCount: columns, cells: cells)
  }

  static func bounds(
    count: Int, minimumPercent: Int, largestMaximum: Int, worth: ClosedRange<Int64>,
    using generator: inout SplitMix64
  ) -> [DegreeBounds] {
    (0..<count).map { _ in
      let maximum = Int.random(in: 0...largestMaximum, using: &generator)
      let hasMinimum = Int.random(in: 0..<100, using: &generator) < minimumPercent
      return DegreeBounds(
        minimum: hasMinimum ? Int.random(in: 0...maximum, using: &generator) : 0,
        maximum: maximum, firstUseCost: -Int64.random(in: worth, using: &generator))
    }
  }

  /// A problem of up to 3 x 4 nodes, drawn from one of several families by its seed.
  static func small(seed: UInt64) throws -> CapacitatedAssignmentProblem<DenseCosts> {
    var generator = SplitMix64(seed: seed)
    let costRanges: [ClosedRange<Int64>] = [-3...3, 0...1, -9...0, -100...100, 5...9, -1...(-1)]
    let worths: [ClosedRange<Int64>] = [0...0, 0...5, 50...50, 0...1000]
    let rows = Int.random(in: 0...3, using: &generator)
    let columns = Int.random(in: 0...4, using: &generator)
    let matrix = try matrix(
      rows: rows, columns: columns,
      absentPercent: [0, 20, 50, 80][Int.random(in: 0..<4, using: &generator)],
      costs: costRanges[Int.random(in: 0..<costRanges.count, using: &generator)],
      using: &generator)
    let minimumPercent = [0, 0, 40, 100][Int.random(in: 0..<4, using: &generator)]
    let largestMaximum = Int.random(in: 1...4, using: &generator)
    let worth = worths[Int.random(in: 0..<worths.count, using: &generator)]
    return CapacitatedAssignmentProblem(
      costs: matrix,
      rows: bounds(
        count: rows, minimumPercent: minimumPercent, largestMaximum: largestMaximum,
        worth: worth, using: &generator),
      columns: bounds(
        count: columns, minimumPercent: minimumPercent, largestMaximum: largestMaximum,
        worth: worth, using: &generator))
  }

  /// A problem of up to 40 nodes on each side, drawn from one of several families by its seed.
  static func medium(seed: UInt64) throws -> CapacitatedAssignmentProblem<DenseCosts> {
    var generator = SplitMix64(seed: seed)
    let costRanges: [ClosedRange<Int64>] = [
      -3...3, -1_000_000...0, -1_000_000_000...1_000_000, -1...0, 10...1000,
    ]
    let worths: [ClosedRange<Int64>] = [
      0...0, 10_000_000_000_000...10_000_000_000_000, 0...2000, 5...5,
    ]
    let rows = Int.random(in: 1...40, using: &generator)
    let columns = Int.random(in: 1...40, using: &generator)
    let costs = try matrix(
      rows: rows, columns: columns,
      absentPercent: [0, 30, 60, 90][Int.random(in: 0..<4, using: &generator)],
      costs: costRanges[Int.random(in: 0..<costRanges.count, using: &generator)],
      using: &generator)
    let minimumPercent = [0, 0, 10, 50][Int.random(in: 0..<4, using: &generator)]
    let worth = worths[Int.random(in: 0..<worths.count, using: &generator)]
    return CapacitatedAssignmentProblem(
      costs: costs,
      rows: bounds(
        count: rows, minimumPercent: minimumPercent,
        largestMaximum: Int.random(in: 1...3, using: &generator), worth: worth,
        using: &generator),
      columns: bounds(
        count: columns, minimumPercent: minimumPercent,
        largestMaximum: Int.random(in: 1...3, using: &generator), worth: worth,
        using: &generator))
  }
}
