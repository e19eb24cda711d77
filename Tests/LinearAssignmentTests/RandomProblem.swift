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

  /// A problem of up to 100 nodes on each side whose costs have a structure that makes many ties
  /// or many near ties: products, differences, sums, few values.
  static func structured(seed: UInt64) throws -> CapacitatedAssignmentProblem<DenseCosts> {
    var generator = SplitMix64(seed: seed)
    let rows = Int.random(in: 1...100, using: &generator)
    let columns = Int.random(in: 1...100, using: &generator)
    let left = (0..<rows).map { _ in Int64.random(in: 0...1000, using: &generator) }
    let right = (0..<columns).map { _ in Int64.random(in: 0...1000, using: &generator) }
    let kind = Int.random(in: 0..<5, using: &generator)
    let absentPercent = [0, 30, 60, 95][Int.random(in: 0..<4, using: &generator)]
    var cells: [Int64] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let cost: Int64 =
          switch kind {
          case 0: left[row] * right[column]
          case 1: -left[row] * right[column]
          case 2: abs(left[row] - right[column])
          case 3: left[row] + right[column] - 1000
          default: -Int64.random(in: 0...3, using: &generator) * 1_000_001 - 1
          }
        let isAbsent = Int.random(in: 0..<100, using: &generator) < absentPercent
        cells.append(isAbsent ? absentEdge : cost)
      }
    }
    return try boundedAtRandom(
      DenseCosts(rowCount: rows, columnCount: columns, cells: cells),
      worths: [0...0, 0...2000, 5...5, 10_000_000_000_000...10_000_000_000_000],
      using: &generator)
  }

  /// A problem of up to 25 nodes on each side whose costs use the range allowed to the full.
  static func extreme(seed: UInt64) throws -> CapacitatedAssignmentProblem<DenseCosts> {
    var generator = SplitMix64(seed: seed)
    let rows = Int.random(in: 1...25, using: &generator)
    let columns = Int.random(in: 1...25, using: &generator)
    // Quotas count as nodes; there are at most 30 of them.
    let span = (Int64(1) << 61) / Int64(rows + columns + 30)
    let lowest = [-span, 0, -span / 2][Int.random(in: 0..<3, using: &generator)]
    let highest = lowest + span - 1
    let absentPercent = [0, 30, 60, 90][Int.random(in: 0..<4, using: &generator)]
    let cells = (0..<(rows * columns)).map { _ -> Int64 in
      if Int.random(in: 0..<100, using: &generator) < absentPercent { return absentEdge }
      let choices = [lowest, highest, 0, Int64.random(in: lowest...highest, using: &generator)]
      return choices[Int.random(in: 0..<4, using: &generator)]
    }
    return try boundedAtRandom(
      DenseCosts(rowCount: rows, columnCount: columns, cells: cells),
      worths: [0...0, 0...(-lowest), (-lowest)...(-lowest)], using: &generator)
  }

  private static func boundedAtRandom(
    _ costs: DenseCosts, worths: [ClosedRange<Int64>], using generator: inout SplitMix64
  ) throws -> CapacitatedAssignmentProblem<DenseCosts> {
    let minimumPercent = [0, 0, 10, 50][Int.random(in: 0..<4, using: &generator)]
    let largestMaximum = Int.random(in: 1...4, using: &generator)
    let worth = worths[Int.random(in: 0..<worths.count, using: &generator)]
    return CapacitatedAssignmentProblem(
      costs: costs,
      rows: bounds(
        count: costs.rowCount, minimumPercent: minimumPercent, largestMaximum: largestMaximum,
        worth: worth, using: &generator),
      columns: bounds(
        count: costs.columnCount, minimumPercent: minimumPercent,
        largestMaximum: largestMaximum, worth: worth, using: &generator))
  }

  /// Nested and disjoint groups of nodes, from random cuts of a shuffled order, with quotas that
  /// are convex for the bounds of their members.
  static func quotas(
    _ bounds: [DegreeBounds], using generator: inout SplitMix64
  ) -> [UsageQuota] {
    var quotas: [UsageQuota] = []
    func split(_ members: [Int], _ depth: Int) {
      if Int.random(in: 0..<3, using: &generator) > 0 {
        let most = Int.random(in: 0..<3, using: &generator) > 0 ? members.count / 3 : members.count
        let minimum =
          Int.random(in: 0..<2, using: &generator) == 0
          ? 0 : Int.random(in: 0...most, using: &generator)
        let isConvex = members.allSatisfy { bounds[$0].maximum <= 1 || bounds[$0].minimum > 0 }
        let hasMaximum = isConvex && Int.random(in: 0..<2, using: &generator) == 0
        quotas.append(
          UsageQuota(
            members: members, minimum: minimum,
            maximum: hasMaximum
              ? Int.random(in: minimum...members.count, using: &generator) : nil))
      }
      if depth > 0 && members.count > 1 {
        let cut = Int.random(in: 0...members.count, using: &generator)
        split(Array(members[..<cut]), depth - 1)
        split(Array(members[cut...]), depth - 1)
      }
    }
    split(Array(bounds.indices).shuffled(using: &generator), 2)
    return quotas.shuffled(using: &generator)
  }
}
