/// Splits the set of all assignments and takes the best subset, again and again.
struct RankingSearch {
  private let costs: DenseCosts
  private let isTransposed: Bool
  private var subsets: [RankingProof.Subset] = []
  /// What is known of each subset that has been searched.
  private var solutions: [RankingSolution?] = []
  private var open = RankingQueue()
  private var entries: [AssignmentRanking.Entry] = []
  private var work = AssignmentWork()

  /// `costs` must not have more rows than columns; `best` is the answer before transposing.
  init(costs: DenseCosts, best: DenseAssignment, isTransposed: Bool) {
    self.costs = costs
    self.isTransposed = isTransposed
    work.rowReadings = best.work.rowScans
    work.searches = best.work.searches
    var columnOfLine = [Int](repeating: -1, count: costs.rowCount)
    for pair in best.pairs {
      if isTransposed {
        columnOfLine[pair.column] = pair.row
      } else {
        columnOfLine[pair.row] = pair.column
      }
    }
    let (rows, columns) = (best.potentials.rows, best.potentials.columns)
    let root = RankingSolution(
      columnOfLine: columnOfLine, lineDuals: isTransposed ? columns : rows,
      columnDuals: isTransposed ? rows : columns, value: best.value, barred: [])
    subsets.append(RankingProof.Subset(parent: -1, depth: 0, content: .boundedByParent))
    solutions.append(root)
    open.insert(RankingQueue.Entry(bound: best.value, isSearched: true, subset: 0))
  }

  /// Finds the best assignments, up to a number of them or until the work is stopped.
  ///
  /// - Returns: why it was stopped, if it was.
  mutating func run(_ count: Int, _ control: WorkControl) throws(AssignmentError) -> StopReason? {
    // Every turn searches a subset or takes an entry from it; each entry makes as many subsets as
    // there are lines at most.
    while entries.count < count, !open.isEmpty {
      do {
        try control.poll(.augmenting, completed: entries.count, total: count)
      } catch {
        return error.reason
      }
      guard let next = open.popBest() else { break }
      work.rounds += 1
      let subset = next.subset
      if let solution = solutions[subset] {
        subsets[subset].content = .entry(entries.count, potentials(solution))
        entries.append(
          AssignmentRanking.Entry(pairs: pairs(solution.columnOfLine), value: solution.value))
        split(subset, solution)
      } else if let parent = solutions[subsets[subset].parent] {
        try search(subset, parent)
      }
    }
    return nil
  }

  /// What has been found so far, with its proof.
  ///
  /// Subsets are taken by their bounds, so those left are bounded by the last entry at any time.
  func ranking() -> AssignmentRanking {
    var open = self.open
    var subsets = self.subsets
    let isComplete = open.isEmpty
    while let left = open.popBest() {
      if let solution = solutions[left.subset] {
        subsets[left.subset].content = .bounded(potentials(solution))
      }
    }
    return AssignmentRanking(
      entries: entries, isComplete: isComplete, proof: RankingProof(subsets: subsets),
      work: work)
  }

  /// Makes the subsets of the assignments other than the best in a subset.
  private mutating func split(_ subset: Int, _ solution: RankingSolution) {
    var isFixed = [Bool](repeating: false, count: costs.columnCount)
    let start = subsets[subset].depth
    work.rowReadings += costs.rowCount - start
    for line in 0..<start { isFixed[solution.columnOfLine[line]] = true }
    for depth in start..<costs.rowCount {
      let own = solution.columnOfLine[depth]
      let barred = depth == start ? solution.barred + [own] : [own]
      let number = subsets.count
      subsets.append(
        RankingProof.Subset(parent: subset, depth: depth, content: .boundedByParent))
      solutions.append(nil)
      var slack: Int64?
      for column in 0..<costs.columnCount where !isFixed[column] && !barred.contains(column) {
        let cost = costs.cells[depth * costs.columnCount + column]
        guard cost != absentEdge else { continue }
        let reduced = cost &- solution.lineDuals[depth] &- solution.columnDuals[column]
        slack = min(slack ?? .max, reduced)
      }
      if let slack {
        let bound = solution.value + Int128(slack) + Int128(slackOfColumn(own, depth, solution))
        open.insert(RankingQueue.Entry(bound: bound, isSearched: false, subset: number))
      } else {
        subsets[number].content = .empty(members: [depth])
      }
      isFixed[own] = true
    }
  }

  /// What a column that loses its line adds to the bound at least: it gets a later line, or stays
  /// free where columns may.
  private func slackOfColumn(_ column: Int, _ line: Int, _ solution: RankingSolution) -> Int64 {
    let dual = solution.columnDuals[column]
    var least = costs.rowCount < costs.columnCount ? 0 &- dual : Int64.max
    costs.cells.withUnsafeBufferPointer { cells in
      solution.lineDuals.withUnsafeBufferPointer { duals in
        for other in (line + 1)..<max(line + 1, costs.rowCount) {
          let cost = cells[other * costs.columnCount + column]
          if cost != absentEdge { least = min(least, cost &- duals[other] &- dual) }
        }
      }
    }
    // Without another line the subset is empty, which the search for its best will show.
    return least == .max ? 0 : least
  }

  /// Finds the best assignment in a subset by one path from the duals of its parent.
  private mutating func search(
    _ subset: Int, _ parent: RankingSolution
  ) throws(AssignmentError) {
    let depth = subsets[subset].depth
    let own = parent.columnOfLine[depth]
    let isSameLine = subsets[subsets[subset].parent].depth == depth
    var path = RankingPath(
      costs: costs, solution: parent, depth: depth,
      barred: isSameLine ? parent.barred + [own] : [own])
    let found = path.solution()
    work.searches += 1
    work.rowReadings += path.settledCount
    work.settledNodes += path.settledCount
    guard let solution = found else {
      subsets[subset].content = .empty(members: path.reachedLines)
      return
    }
    guard solution.dualsAreSmall else {
      throw AssignmentError(
        code: .costRangeTooLarge, message: "The dual values of a subset exceed 2^62.",
        advice: "costs lie very far apart; rank fewer assignments.")
    }
    solutions[subset] = solution
    open.insert(RankingQueue.Entry(bound: solution.value, isSearched: true, subset: subset))
  }

  private func pairs(_ columnOfLine: [Int]) -> [AssignedPair] {
    columnOfLine.enumerated().map {
      isTransposed
        ? AssignedPair(row: $0.element, column: $0.offset)
        : AssignedPair(row: $0.offset, column: $0.element)
    }.sorted()
  }

  private func potentials(_ solution: RankingSolution) -> Potentials {
    isTransposed
      ? Potentials(rows: solution.columnDuals, columns: solution.lineDuals)
      : Potentials(rows: solution.lineDuals, columns: solution.columnDuals)
  }
}

/// The best assignment of a subset, and its duals.
struct RankingSolution {
  var columnOfLine: [Int]
  var lineDuals: [Int64]
  var columnDuals: [Int64]
  var value: Int128
  /// The columns that the first line which is not fixed must not have.
  var barred: [Int]

  var dualsAreSmall: Bool {
    let limit: UInt64 = 1 << 62
    return lineDuals.allSatisfy { $0.magnitude <= limit }
      && columnDuals.allSatisfy { $0.magnitude <= limit }
  }
}

/// Subsets by their bounds, the lowest first; a searched one before others, then the older one.
struct RankingQueue {
  struct Entry {
    var bound: Int128
    var isSearched: Bool
    var subset: Int

    static func isBefore(_ left: Entry, _ right: Entry) -> Bool {
      (left.bound, left.isSearched ? 0 : 1, left.subset)
        < (right.bound, right.isSearched ? 0 : 1, right.subset)
    }
  }

  private var entries: [Entry] = []

  var isEmpty: Bool { entries.isEmpty }

  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    var place = entries.count - 1
    while place > 0 && Entry.isBefore(entries[place], entries[(place - 1) / 2]) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func popBest() -> Entry? {
    guard let best = entries.first, let last = entries.popLast() else { return nil }
    if entries.isEmpty { return best }
    entries[0] = last
    var place = 0
    while 2 * place + 1 < entries.count {
      var child = 2 * place + 1
      if child + 1 < entries.count && Entry.isBefore(entries[child + 1], entries[child]) {
        child += 1
      }
      if !Entry.isBefore(entries[child], entries[place]) { break }
      entries.swapAt(place, child)
      place = child
    }
    return best
  }
}
