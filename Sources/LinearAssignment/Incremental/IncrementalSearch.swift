/// One augmentation from old duals: gives a row its column, or a column its row, at least cost.
///
/// A search starts either at a row without a column or, for a column without a row, at the *hub*:
/// at the free rows and, where columns may be free, at all columns that could give up their row.
/// It is Dijkstra's algorithm on reduced costs, over the candidates of each row; the bound of the
/// columns not listed tells when the whole row must be read. So does Mills-Tettey, Stentz & Dias
/// 2007, "The dynamic Hungarian algorithm for the assignment problem with changing costs", Carnegie
/// Mellon University, CMU-RI-TR-07-27, section 4, whose cases (a row or a column changed) become one
/// here by way of the hub.
struct IncrementalSearch {
  private let state: IncrementalState
  private let source: Source
  private var distance: [Int64]
  private var previousRow: [Int]
  private var rowDistance: [Int64]
  private var heap = DistanceHeap()
  /// How far prices exceed their references.
  private var excess: [Int64]
  private let largestExcess: Int64
  /// Columns whose distance is less than infinite.
  private var touched: [Int] = []
  /// The length of the best path so far, and its end.
  private var length = Int64.max
  private var end = End.none
  private(set) var work = IncrementalWork()

  enum Source: Equatable {
    case row(Int)
    case hub(toColumn: Int)
  }

  private enum End {
    case none
    /// A column that was free.
    case column(Int)
    /// A row that becomes, or stays, free.
    case row(Int)
  }

  /// Searches on `state`, in which the duals hold but for the freedom of the source.
  init(_ state: IncrementalState, from source: Source) {
    self.state = state
    self.source = source
    let duals = state.duals
    distance = [Int64](repeating: .max, count: state.isColumn.count)
    previousRow = [Int](repeating: -1, count: state.isColumn.count)
    rowDistance = [Int64](repeating: .max, count: state.isRow.count)
    excess = [Int64](repeating: 0, count: state.isColumn.count)
    var largestExcess: Int64?
    for column in distance.indices {
      if state.isColumn[column] {
        excess[column] = duals.column[column] - state.candidates.referencePrices[column]
        largestExcess = max(largestExcess ?? .min, excess[column])
      } else {
        // No distance is less, so columns that are not there are never reached.
        distance[column] = .min
      }
    }
    self.largestExcess = largestExcess ?? 0
  }

  /// Finds the best path and applies it to the duals.
  ///
  /// - Returns: the duals after the augmentation; `nil` when there is no path.
  /// - Complexity: O(rows x columns) at worst, usually O(settled rows x candidates).
  mutating func augment() -> IncrementalDuals? {
    start()
    // Every turn takes an entry off the heap: one for each improvement of a distance, and at most
    // one for each row that must be read as a whole.
    while let nearest = heap.popNearest(), nearest.distance < length {
      let node = Int(nearest.node)
      if node < 0 {
        readWholeRow(~node)
      } else if nearest.distance == distance[node] {
        let row = state.duals.rowOfColumn[node]
        if row >= 0 && rowDistance[row] == .max { settle(row, at: nearest.distance) }
      }
    }
    guard length < .max else { return nil }
    return augmentedDuals()
  }

  private mutating func start() {
    switch source {
    case .row(let row):
      settle(row, at: 0)
    case .hub(let target):
      if !state.columnsNeed {
        for column in distance.indices
        where state.isColumn[column]
          && (column == target || state.duals.rowOfColumn[column] >= 0)
        {
          reach(column, at: 0 - state.duals.column[column], from: -1)
        }
      }
      for row in rowDistance.indices where state.isRow[row] && state.duals.columnOfRow[row] < 0 {
        settle(row, at: 0)
      }
    }
  }

  private mutating func settle(_ row: Int, at here: Int64) {
    work.settledRows += 1
    rowDistance[row] = here
    let rowDual = state.duals.row[row]
    if case .row = source, !state.rowsNeed, here - rowDual < length {
      length = here - rowDual
      end = .row(row)
    }
    let base = here - rowDual
    let improved = listedImprovements(row, base: base)
    for (column, reached) in improved.found where reached < length {
      reach(column, at: reached, from: row)
    }
    if improved.isComplete { return }
    let bound = state.candidates.bounds[row]
    if bound < .max && base + bound - largestExcess < length {
      heap.insert(~Int32(row), at: max(here, base + bound - largestExcess))
    }
  }

  /// The listed columns that a row reaches earlier than before, and whether no other can be reached
  /// before the best end.
  private func listedImprovements(
    _ row: Int, base: Int64
  ) -> (found: [(column: Int, reached: Int64)], isComplete: Bool) {
    var found: [(column: Int, reached: Int64)] = []
    let start = row * RowCandidates.capacity
    let places = start..<(start + state.candidates.counts[row])
    let limit = length
    let isComplete = state.candidates.columns.withUnsafeBufferPointer { columns in
      state.candidates.slacks.withUnsafeBufferPointer { slacks in
        excess.withUnsafeBufferPointer { excess in
          distance.withUnsafeBufferPointer { distance in
            for place in places {
              let sum = base + slacks[place]
              if sum - largestExcess >= limit { return true }
              let column = Int(columns[place])
              let reached = sum - excess[column]
              if reached < distance[column] && reached < limit { found.append((column, reached)) }
            }
            return false
          }
        }
      }
    }
    return (found, isComplete)
  }

  private mutating func readWholeRow(_ row: Int) {
    work.wholeRows += 1
    let base = rowDistance[row] - state.duals.row[row]
    var found: [(column: Int, reached: Int64)] = []
    state.withRow(row) { costs in
      state.duals.column.withUnsafeBufferPointer { prices in
        distance.withUnsafeBufferPointer { distance in
          for column in 0..<min(costs.count, prices.count, distance.count) {
            // An absent cost may wrap; it is told apart afterwards.
            let reached = base &+ costs[column] &- prices[column]
            if reached < distance[column] && costs[column] != absentEdge {
              found.append((column, reached))
            }
          }
        }
      }
    }
    for (column, reached) in found where reached < length {
      reach(column, at: reached, from: row)
    }
  }

  private mutating func reach(_ column: Int, at reached: Int64, from row: Int) {
    if distance[column] == .max { touched.append(column) }
    distance[column] = reached
    previousRow[column] = row
    let isEnd: Bool
    switch source {
    case .row: isEnd = state.duals.rowOfColumn[column] < 0
    case .hub(let target): isEnd = column == target
    }
    if isEnd {
      length = reached
      end = .column(column)
    } else {
      heap.insert(Int32(column), at: reached)
    }
  }

  // MARK: - After the search

  private func augmentedDuals() -> IncrementalDuals {
    var duals = state.duals
    switch source {
    case .row:
      // The hub is as far as the end; what is nearer moves towards it.
      for row in rowDistance.indices where rowDistance[row] < length {
        duals.row[row] += length - rowDistance[row]
      }
      for column in touched where distance[column] < length {
        duals.column[column] -= length - distance[column]
      }
    case .hub(let target):
      // The hub is the start; everything moves away from it, but for what stays free.
      for row in rowDistance.indices where state.isRow[row] {
        duals.row[row] -= min(rowDistance[row], length)
      }
      for column in distance.indices
      where state.isColumn[column] && (column == target || duals.rowOfColumn[column] >= 0) {
        duals.column[column] += min(distance[column], length)
      }
    }
    switch end {
    case .none: break
    case .column(let column): flip(&duals, to: column)
    case .row(let row):
      let column = duals.columnOfRow[row]
      duals.columnOfRow[row] = -1
      if column >= 0 { flip(&duals, to: column) }
    }
    return duals
  }

  /// Gives a column to the row before it on the path, that row's column to the one before, ...
  ///
  /// Each column occurs once on a path, so there are at most as many turns as columns.
  private func flip(_ duals: inout IncrementalDuals, to end: Int) {
    var column = end
    while column >= 0 {
      let row = previousRow[column]
      duals.rowOfColumn[column] = row
      guard row >= 0 else { return }
      let next = duals.columnOfRow[row]
      duals.columnOfRow[row] = column
      column = next
    }
  }

  // MARK: - When there is no path

  /// What proves that there is none: the rows reached, or the columns that were not.
  var membersOfWitness: (side: BipartiteSide, members: [Int]) {
    switch source {
    case .row: return (.rows, rowDistance.indices.filter { rowDistance[$0] < .max })
    case .hub: return (.columns, distance.indices.filter { distance[$0] == .max })
    }
  }
}
