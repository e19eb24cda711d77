/// Checks rankings against the costs, without any part of the search.
public enum RankingChecker {
  /// What a check found wrong with a ranking.
  public enum Flaw: Sendable, Hashable {
    /// A subset's parent or depth, or the number of potentials, is impossible.
    case malformed(subset: Int)
    /// The subsets split from an entry's subset are not one for each line that is not fixed.
    case badlySplit(subset: Int)
    /// An entry is not the best of exactly one subset, or is not an assignment in it.
    case entryMisplaced(Int)
    /// An entry's total is not as stated, or entries are out of order.
    case valueWrong(Int)
    /// Potentials do not prove what they should.
    case notProven(subset: Int)
    /// Assignments may be left although all are said to be listed.
    case notComplete
  }

  /// Checks that the entries are assignments in the order of their totals and that no other is better
  /// than the last.
  ///
  /// - Returns: the first flaw found, or `nil` when the proof is complete.
  /// - Complexity: O(rows x columns) for each subset with potentials of its own, O(columns) for the
  ///   others; the costs are read into memory once.
  public static func flaw<Costs: CostSource>(
    in ranking: AssignmentRanking, of costs: Costs
  ) -> Flaw? {
    RankingCheck(ranking, costs).flaw {}
  }

  /// The same, asking `poll` before each subset.
  static func flaw<Costs: CostSource>(
    in ranking: AssignmentRanking, of costs: Costs, poll: (_ subset: Int) throws(SolverStop) -> Void
  ) throws(SolverStop) -> Flaw? {
    var subset = 0
    return try RankingCheck(ranking, costs).flaw { () throws(SolverStop) in
      try poll(subset)
      subset += 1
    }
  }
}

/// A check under way.
private struct RankingCheck {
  let ranking: AssignmentRanking
  let lineCount: Int
  let columnCount: Int
  /// Costs by line and column; `absentEdge` where absent.
  private let cells: [Int64]
  /// The column of each line in each entry.
  private var columnsOfEntries: [[Int]] = []
  private let isTransposed: Bool
  private var entriesAreAssignments = true
  /// Whether all costs are so small that less a sum of small potentials they stay within 64 bits.
  private let costsAreSmall: Bool

  init<Costs: CostSource>(_ ranking: AssignmentRanking, _ costs: Costs) {
    self.ranking = ranking
    isTransposed = costs.rowCount > costs.columnCount
    let isTransposed = self.isTransposed
    let lineCount = min(costs.rowCount, costs.columnCount)
    let columnCount = max(costs.rowCount, costs.columnCount)
    var cells = [Int64](repeating: absentEdge, count: lineCount * columnCount)
    costs.withRows { read in
      for row in 0..<costs.rowCount {
        read(row).forEachPresent { column, cost in
          cells[isTransposed ? column * columnCount + row : row * columnCount + column] = cost
        }
      }
    }
    costsAreSmall = cells.allSatisfy { $0 == absentEdge || $0.magnitude < 1 << 62 }
    self.cells = cells
    self.lineCount = lineCount
    self.columnCount = columnCount
    for entry in ranking.entries {
      var columns = [Int](repeating: -1, count: lineCount)
      for pair in entry.pairs {
        let (line, column) = isTransposed ? (pair.column, pair.row) : (pair.row, pair.column)
        if (0..<lineCount).contains(line) && (0..<columnCount).contains(column) {
          columns[line] = column
        }
      }
      let isAssignment =
        entry.pairs.count == lineCount && !columns.contains(-1)
        && Set(columns).count == lineCount && entry.pairs == entry.pairs.sorted()
      entriesAreAssignments = entriesAreAssignments && isAssignment
      columnsOfEntries.append(columns)
    }
  }

  /// - Parameter poll: called before each subset.
  func flaw<Failure: Error>(
    poll: () throws(Failure) -> Void
  ) throws(Failure) -> RankingChecker.Flaw? {
    guard entriesAreAssignments, !ranking.entries.isEmpty else { return .entryMisplaced(0) }
    if let flaw = flawInValues() { return flaw }
    let subsets = ranking.proof.subsets
    var entryOfSubset = [Int?](repeating: nil, count: subsets.count)
    var barred = [[Int]](repeating: [], count: subsets.count)
    var childDepths = [[Int]](repeating: [], count: subsets.count)
    var timesListed = [Int](repeating: 0, count: ranking.entries.count)
    for (number, subset) in subsets.enumerated() {
      try poll()
      if number == 0 {
        guard subset.parent == -1, subset.depth == 0 else { return .malformed(subset: 0) }
      } else {
        guard subset.parent >= 0, subset.parent < number, subset.depth < lineCount,
          let entry = entryOfSubset[subset.parent], subset.depth >= subsets[subset.parent].depth
        else { return .malformed(subset: number) }
        childDepths[subset.parent].append(subset.depth)
        let own = columnsOfEntries[entry][subset.depth]
        barred[number] =
          subset.depth == subsets[subset.parent].depth ? barred[subset.parent] + [own] : [own]
      }
      let fixedBy = subset.parent < 0 ? nil : entryOfSubset[subset.parent]
      let region = Region(
        depth: subset.depth, barred: Set(barred[number]),
        fixed: fixedBy.map { Array(columnsOfEntries[$0].prefix(subset.depth)) } ?? [])
      switch subset.content {
      case .entry(let entry, let potentials):
        guard timesListed.indices.contains(entry) else { return .entryMisplaced(entry) }
        timesListed[entry] += 1
        entryOfSubset[number] = entry
        let columns = columnsOfEntries[entry]
        guard Array(columns.prefix(region.depth)) == region.fixed,
          region.depth >= lineCount || !region.barred.contains(columns[region.depth])
        else { return .entryMisplaced(entry) }
        guard bound(potentials, region) == ranking.entries[entry].value else {
          return .notProven(subset: number)
        }
      case .bounded(let potentials):
        guard let bound = bound(potentials, region), bound >= last, !ranking.isComplete else {
          return ranking.isComplete ? .notComplete : .notProven(subset: number)
        }
      case .boundedByParent:
        if ranking.isComplete { return .notComplete }
        guard let entry = fixedBy, case .entry(_, let potentials) = subsets[subset.parent].content,
          let slack = leastReduced(potentials, region)
        else { return .notProven(subset: number) }
        let bound = ranking.entries[entry].value + slack
        let own = columnsOfEntries[entry][subset.depth]
        // The column costs a look across all lines, which most subsets do not need.
        guard bound >= last || bound + leastReduced(ofColumn: own, potentials, region) >= last
        else { return .notProven(subset: number) }
      case .empty(let members):
        guard isEmpty(members, region) else { return .notProven(subset: number) }
      }
    }
    guard timesListed.allSatisfy({ $0 == 1 }) else { return .entryMisplaced(0) }
    for number in subsets.indices {
      let expected = entryOfSubset[number] == nil ? [] : Array(subsets[number].depth..<lineCount)
      guard childDepths[number] == expected else { return .badlySplit(subset: number) }
    }
    return nil
  }

  /// The assignments that are fixed up to a line, which is barred from some columns.
  private struct Region {
    let depth: Int
    let barred: Set<Int>
    let fixed: [Int]
  }

  private var last: Int128 { ranking.entries.last?.value ?? 0 }

  private func flawInValues() -> RankingChecker.Flaw? {
    var previous: Int128?
    for (number, entry) in ranking.entries.enumerated() {
      var value: Int128 = 0
      for (line, column) in columnsOfEntries[number].enumerated() {
        let cost = cells[line * columnCount + column]
        guard cost != absentEdge else { return .entryMisplaced(number) }
        value += Int128(cost)
      }
      guard value == entry.value, previous.map({ $0 <= value }) ?? true else {
        return .valueWrong(number)
      }
      previous = value
    }
    return nil
  }

  /// What every assignment in a region costs at least by potentials; `nil` when they prove nothing.
  ///
  /// The fixed pairs, and the sum of the potentials of all other lines and columns. A column that
  /// may stay free must not have a positive potential.
  private func bound(_ potentials: Potentials, _ region: Region) -> Int128? {
    let (lines, columns) =
      isTransposed
      ? (potentials.columns, potentials.rows) : (potentials.rows, potentials.columns)
    guard lines.count == lineCount, columns.count == columnCount else { return nil }
    var isOpen = [Bool](repeating: true, count: columnCount)
    var sum: Int128 = 0
    for (line, column) in region.fixed.enumerated() {
      isOpen[column] = false
      sum += Int128(cells[line * columnCount + column])
    }
    for column in 0..<columnCount where isOpen[column] {
      if lineCount < columnCount && columns[column] > 0 { return nil }
      sum += Int128(columns[column])
    }
    let limit: UInt64 = 1 << 61
    let isNarrow =
      costsAreSmall && lines.allSatisfy { $0.magnitude < limit }
      && columns.allSatisfy { $0.magnitude < limit }
    for line in region.depth..<lineCount {
      sum += Int128(lines[line])
      // Most lines have no pair that is too cheap, and need no second look.
      if isNarrow && !mayBeTooCheap(line, lines[line], columns) { continue }
      let start = line * columnCount
      for column in 0..<columnCount where isOpen[column] && cells[start + column] != absentEdge {
        if line == region.depth && region.barred.contains(column) { continue }
        if Int128(cells[start + column]) < Int128(lines[line]) + Int128(columns[column]) {
          return nil
        }
      }
    }
    return sum
  }

  /// Whether some cost in a line is less than the potentials allow; `true` may be a false alarm about
  /// a pair that is absent or not in the region.
  ///
  /// The sign of the difference tells, which needs no comparison for each pair.
  private func mayBeTooCheap(_ line: Int, _ potential: Int64, _ columns: [Int64]) -> Bool {
    let start = line * columnCount
    return cells.withUnsafeBufferPointer { cells in
      columns.withUnsafeBufferPointer { columns in
        var signs: Int64 = 0
        for column in 0..<columnCount {
          signs |= cells[start &+ column] &- (potential &+ columns[column])
        }
        return signs < 0
      }
    }
  }

  /// The least reduced cost that the barred line of a region has with a column left to it.
  private func leastReduced(_ potentials: Potentials, _ region: Region) -> Int128? {
    let (lines, columns) =
      isTransposed
      ? (potentials.columns, potentials.rows) : (potentials.rows, potentials.columns)
    var isOpen = [Bool](repeating: true, count: columnCount)
    for column in region.fixed { isOpen[column] = false }
    for column in region.barred { isOpen[column] = false }
    var least: Int128?
    for column in 0..<columnCount where isOpen[column] {
      let cost = cells[region.depth * columnCount + column]
      if cost == absentEdge { continue }
      least = min(
        least ?? .max, Int128(cost) - Int128(lines[region.depth]) - Int128(columns[column]))
    }
    return least
  }

  /// The least reduced cost that the column which the barred line had has with a later line, or what
  /// leaving it free costs where that may be; 0 when neither is possible.
  ///
  /// The line's pair and the column's are two, so that both count.
  private func leastReduced(
    ofColumn column: Int, _ potentials: Potentials, _ region: Region
  ) -> Int128 {
    let (lines, columns) =
      isTransposed
      ? (potentials.columns, potentials.rows) : (potentials.rows, potentials.columns)
    let dual = Int128(columns[column])
    var least: Int128? = lineCount < columnCount ? 0 - dual : nil
    for line in (region.depth + 1)..<max(region.depth + 1, lineCount) {
      let cost = cells[line * columnCount + column]
      if cost == absentEdge { continue }
      least = min(least ?? .max, Int128(cost) - Int128(lines[line]) - dual)
    }
    return least ?? 0
  }

  /// Whether lines have fewer columns left between them than they are.
  private func isEmpty(_ members: [Int], _ region: Region) -> Bool {
    guard Set(members).count == members.count,
      members.allSatisfy({ $0 >= region.depth && $0 < lineCount })
    else { return false }
    let fixed = Set(region.fixed)
    var reached: Set<Int> = []
    for line in members {
      for column in 0..<columnCount
      where cells[line * columnCount + column] != absentEdge && !fixed.contains(column) {
        if line == region.depth && region.barred.contains(column) { continue }
        reached.insert(column)
      }
    }
    return reached.count < members.count
  }
}
