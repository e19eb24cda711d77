/// One augmentation from old duals: gives a row its column, or a column its row, at least cost.
///
/// A search starts either at a row without a column or, for a column without a row, at the *hub*:
/// at the free rows and, where columns may be free, at all columns that could give up their row.
/// It is Dijkstra's algorithm on reduced costs, over the candidates of each row; the bound of the
/// columns not listed tells when the whole row must be read. So does Mills-Tettey, Stentz & Dias
/// 2007, "The dynamic Hungarian algorithm for the assignment problem with changing costs", Carnegie
/// Mellon University, CMU-RI-TR-07-27, whose cases (a row or a column changed) become one
/// here by way of the hub.
struct IncrementalSearch {
  private let state: IncrementalState
  private let source: Source
  private let labels: IncrementalLabels
  private var heap = DistanceHeap()
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
    labels = IncrementalLabels(rowCount: state.isRow.count, columnCount: state.isColumn.count)
    var largestExcess: Int64?
    for column in state.isColumn.indices {
      if state.isColumn[column] {
        let excess = duals.column[column] - state.candidates.referencePrices[column]
        labels.excess[column] = excess
        largestExcess = max(largestExcess ?? .min, excess)
      } else {
        // No distance is less, so columns that are not there are never reached.
        labels.distance[column] = .min
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
      } else if nearest.distance == labels.distance[node] {
        let row = state.duals.rowOfColumn[node]
        if row >= 0 && labels.rowDistance[row] == .max { settle(row, at: nearest.distance) }
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
        // The target first: what is farther than it need not be lined up.
        reach(target, at: 0 - state.duals.column[target], from: -1)
        for column in state.isColumn.indices
        where state.isColumn[column] && state.duals.rowOfColumn[column] >= 0 {
          let reached = 0 - state.duals.column[column]
          if reached < length { reach(column, at: reached, from: -1) }
        }
      }
      for row in state.isRow.indices where state.isRow[row] && state.duals.columnOfRow[row] < 0 {
        settle(row, at: 0)
      }
    }
  }

  private mutating func settle(_ row: Int, at here: Int64) {
    work.settledRows += 1
    labels.rowDistance[row] = here
    let rowDual = state.duals.row[row]
    if case .row = source, !state.rowsNeed, here - rowDual < length {
      length = here - rowDual
      end = .row(row)
    }
    let base = here - rowDual
    if reachListed(row, base: base) { return }
    let bound = state.candidates.bounds[row]
    if bound < .max && base + bound - largestExcess < length {
      heap.insert(~Int32(row), at: max(here, base + bound - largestExcess))
    }
  }

  /// Reaches the listed columns; returns whether no other can be reached before the best end.
  private mutating func reachListed(_ row: Int, base: Int64) -> Bool {
    let labels = self.labels
    let first = row * RowCandidates.capacity
    let count = state.candidates.counts[row]
    let largestExcess = self.largestExcess
    return state.candidates.entries.withUnsafeBufferPointer { entries in
      for place in first..<(first + count) {
        let entry = entries[place]
        let sum = base + entry.slack
        if sum - largestExcess >= length { return true }
        let column = Int(entry.column)
        let reached = sum - labels.excess[column]
        if reached < labels.distance[column] && reached < length {
          reach(column, at: reached, from: row)
        }
      }
      return false
    }
  }

  private mutating func readWholeRow(_ row: Int) {
    work.wholeRows += 1
    let labels = self.labels
    let base = labels.rowDistance[row] - state.duals.row[row]
    state.withRow(row) { costs in
      state.duals.column.withUnsafeBufferPointer { prices in
        for column in 0..<min(costs.count, prices.count) {
          // An absent cost may wrap; it is told apart afterwards.
          let reached = base &+ costs[column] &- prices[column]
          if reached < labels.distance[column] && costs[column] != absentEdge && reached < length {
            reach(column, at: reached, from: row)
          }
        }
      }
    }
  }

  private mutating func reach(_ column: Int, at reached: Int64, from row: Int) {
    if labels.distance[column] == .max { touched.append(column) }
    labels.distance[column] = reached
    labels.previousRow[column] = row
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
      for row in state.isRow.indices where labels.rowDistance[row] < length {
        duals.row[row] += length - labels.rowDistance[row]
      }
      for column in touched where labels.distance[column] < length {
        duals.column[column] -= length - labels.distance[column]
      }
    case .hub(let target):
      // The hub is the start; everything moves away from it, but for what stays free.
      for row in state.isRow.indices where state.isRow[row] {
        duals.row[row] -= min(labels.rowDistance[row], length)
      }
      for column in state.isColumn.indices
      where state.isColumn[column] && (column == target || duals.rowOfColumn[column] >= 0) {
        duals.column[column] += min(labels.distance[column], length)
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
      let row = labels.previousRow[column]
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
    case .row: return (.rows, state.isRow.indices.filter { labels.rowDistance[$0] < .max })
    case .hub: return (.columns, state.isColumn.indices.filter { labels.distance[$0] == .max })
    }
  }
}

/// The labels of one search, in plain memory: `distance`, `previousRow` and `excess` for each column,
/// `rowDistance` for each row.
final class IncrementalLabels {
  let distance: UnsafeMutablePointer<Int64>
  let previousRow: UnsafeMutablePointer<Int>
  /// How far the price of a column exceeds its reference.
  let excess: UnsafeMutablePointer<Int64>
  let rowDistance: UnsafeMutablePointer<Int64>

  init(rowCount: Int, columnCount: Int) {
    distance = .allocate(capacity: columnCount)
    distance.initialize(repeating: .max, count: columnCount)
    previousRow = .allocate(capacity: columnCount)
    previousRow.initialize(repeating: -1, count: columnCount)
    excess = .allocate(capacity: columnCount)
    excess.initialize(repeating: 0, count: columnCount)
    rowDistance = .allocate(capacity: rowCount)
    rowDistance.initialize(repeating: .max, count: rowCount)
  }

  deinit {
    distance.deallocate()
    previousRow.deallocate()
    excess.deallocate()
    rowDistance.deallocate()
  }
}
