internal import LinearAssignment

/// All choices of pairs that are optimal for every objective optimised so far.
///
/// When an objective has been optimised with prices, a pair whose reduced cost is positive is in no
/// optimal choice and one whose reduced cost is negative is in all of them; a person whose price is
/// not 0 has the fewest or the most partners allowed (complementary slackness; Schrijver, "Theory
/// of Linear and Integer Programming", 1986). What is left is again a problem of the
/// same form, so objectives can be optimised in order without large numbers.
struct OptimalFace {
  /// The pairs that may or may not be chosen.
  private(set) var free: [AssignedPair]
  /// The pairs that every choice contains.
  private(set) var fixed: [AssignedPair] = []
  private var rows: [ClosedRange<Int>]
  private var columns: [ClosedRange<Int>]

  /// Starts with all choices that keep the capacities.
  init(_ problem: StudyProblem) {
    free = problem.allowedPairs
    // Nobody can have more partners than there are; prices speak of this bound.
    rows = problem.juniorCapacities.map { 0...min($0, problem.seniorCount) }
    columns = problem.seniorCapacities.map { 0...min($0, problem.juniorCount) }
  }

  /// Leaves only choices of lowest total cost, and returns one of them, or `nil` when there is none.
  mutating func minimise(_ cost: (AssignedPair) -> Int64) throws -> [AssignedPair]? {
    guard let answer = try solve(free, cost) else { return nil }
    let prices = answer.potentials
    var kept: [AssignedPair] = []
    var rowUse = [Int](repeating: 0, count: rows.count)
    var columnUse = [Int](repeating: 0, count: columns.count)
    for pair in free {
      let reduced = cost(pair) - prices.rows[pair.row] - prices.columns[pair.column]
      if reduced == 0 {
        kept.append(pair)
      } else if reduced < 0 {
        fixed.append(pair)
        rowUse[pair.row] += 1
        columnUse[pair.column] += 1
      }
    }
    free = kept
    rows = Self.narrowed(rows, prices.rows, rowUse)
    columns = Self.narrowed(columns, prices.columns, columnUse)
    return (answer.pairs + fixed).reduce(into: Set()) { $0.insert($1) }.sorted()
  }

  /// Returns a choice of low cost from the pairs that `isUsed` keeps, or `nil` when there is none;
  /// the face stays as it is.
  func choice(
    _ cost: (AssignedPair) -> Int64, among isUsed: (AssignedPair) -> Bool
  ) throws -> [AssignedPair]? {
    try solve(free.filter(isUsed), cost)?.pairs
  }

  /// Leaves out pairs that no choice of interest contains.
  mutating func remove(where isGone: (AssignedPair) -> Bool) { free.removeAll(where: isGone) }

  private func solve(
    _ pairs: [AssignedPair], _ cost: (AssignedPair) -> Int64
  ) throws -> CapacitatedAssignment? {
    let assignment = CapacitatedAssignmentProblem(
      costs: try SparseCosts(
        rowCount: rows.count, columnCount: columns.count,
        edges: pairs.map {
          SparseCosts.Edge(row: $0.row, column: $0.column, cost: cost($0))
        }),
      rows: rows.map { DegreeBounds(minimum: $0.lowerBound, maximum: $0.upperBound) },
      columns: columns.map { DegreeBounds(minimum: $0.lowerBound, maximum: $0.upperBound) })
    guard case .optimal(let answer) = try assignment.solve() else { return nil }
    return answer
  }

  private static func narrowed(
    _ ranges: [ClosedRange<Int>], _ prices: [Int64], _ use: [Int]
  ) -> [ClosedRange<Int>] {
    ranges.indices.map { index in
      let range = ranges[index]
      let narrow =
        prices[index] > 0
        ? range.lowerBound...range.lowerBound
        : prices[index] < 0 ? range.upperBound...range.upperBound : range
      return max(0, narrow.lowerBound - use[index])...max(0, narrow.upperBound - use[index])
    }
  }
}

extension OptimalFace {
  /// Optimises how many pairs there are on each level, one level after another.
  ///
  /// - Parameters:
  ///   - levels: the levels in order of importance.
  ///   - isWanted: whether as many pairs as possible are wanted on each level, or as few.
  ///   - level: the level of a pair.
  /// - Returns: a choice that is optimal for all levels.
  mutating func optimise(
    levels: [Int], isWanted: Bool, mostPairs: Int, level: (AssignedPair) -> Int
  ) throws -> [AssignedPair] {
    // Several levels at once, each outweighing all behind it, as far as 64-bit costs allow.
    let base = Int64(max(2, mostPairs + 1))
    let limit = (Int64(1) << 60) / Int64(max(1, rows.count + columns.count))
    var weights: [Int64] = [1]
    while let last = weights.last, last <= limit / base { weights.append(last * base) }
    var pending = levels[...]
    while true {
      let present = Set(free.map(level))
      let block = pending.filter(present.contains).prefix(weights.count)
      guard let last = block.last else {
        guard let choice = try minimise({ _ in 0 }) else {
          throw StudyError(.unsolvable, "The choices that were optimal so far have vanished.")
        }
        return choice
      }
      pending = pending[(pending.firstIndex(of: last) ?? pending.startIndex)...].dropFirst()
      var weight: [Int: Int64] = [:]
      for (position, level) in block.enumerated() {
        weight[level] = weights[block.count - 1 - position] * (isWanted ? -1 : 1)
      }
      guard try minimise({ weight[level($0)] ?? 0 }) != nil else {
        throw StudyError(.unsolvable, "The choices that were optimal so far have vanished.")
      }
    }
  }
}
