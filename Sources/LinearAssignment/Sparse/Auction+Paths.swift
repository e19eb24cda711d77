extension Auction {
  /// Brings the tolerance down to 0 by shortest augmenting paths.
  ///
  /// Rows that pay too much lose their column; then each row without one gets one along a path
  /// that is shortest in reduced costs, and prices rise on the way (Jonker & Volgenant 1987). After
  /// an auction with a small tolerance, the row's old column is a near end, so that paths are short.
  ///
  /// Every row that is without a column must be in the queue after ``release(tolerance:)``.
  /// - Parameter budget: how many columns may be settled in all searches.
  /// - Returns: whether every row owns a column; if not, the budget is used up, and another auction
  ///   can go on from here. A feasible problem with an unlimited budget always gets there.
  /// - Complexity: O(e log n) for each row released, for e pairs and n rows.
  func augment(budget: Int) throws(SolverStop) -> Bool {
    let waiting = release(tolerance: 0)
    var search = PathSearch(count: count)
    defer { search.deallocate() }
    for place in 0..<waiting {
      if place & 0xFF == 0 { try poll(count - waiting + place) }
      searchCount += 1
      let settled = augment(from: Int(queue[place]), &search)
      guard let settled else { return false }
      settledCount += settled
      search.settledCount += settled
      if search.settledCount > budget, place + 1 < waiting { return false }
    }
    return true
  }

  /// Working memory of the searches, one element for each column.
  private struct PathSearch {
    let distances: UnsafeMutablePointer<Int64>
    let parents: UnsafeMutablePointer<Int32>
    var heap = DistanceHeap()
    var ready: [Int32] = []
    var touched: [Int32] = []
    var settled: [Int32] = []
    var settledCount = 0

    init(count: Int) {
      distances = .allocate(capacity: count)
      distances.initialize(repeating: .max, count: count)
      parents = .allocate(capacity: count)
      parents.initialize(repeating: -1, count: count)
    }

    func deallocate() {
      distances.deallocate()
      parents.deallocate()
    }
  }

  /// Gives one row a column.
  ///
  /// - Returns: the number of columns settled, or `nil` when no free column can be reached.
  private func augment(from source: Int, _ search: inout PathSearch) -> Int? {
    let (prices, owners, distances) = (prices, owners, search.distances)
    var row = source
    var here: Int64 = 0
    var paid = leastPaid(source)
    var end = -1
    var length = Int64.max
    defer { forget(&search) }
    scanning: while true {
      // A pair is looked at with what it costs beyond `paid`, which is 0 or more.
      let offset = here &- paid
      for place in arcs.places(of: row) {
        let column = Int(arcs.columns[place])
        let reached = arcs.costs[place] &* scale &+ prices[column] &+ offset
        if reached >= distances[column] || reached >= length { continue }
        if distances[column] == .max { search.touched.append(Int32(truncatingIfNeeded: column)) }
        distances[column] = reached
        search.parents[column] = Int32(truncatingIfNeeded: row)
        if owners[column] < 0 {
          (end, length) = (column, reached)
          if reached == here { break scanning }
        } else if reached == here {
          search.ready.append(Int32(truncatingIfNeeded: column))
        } else {
          search.heap.insert(Int32(truncatingIfNeeded: column), at: reached)
        }
      }
      guard let next = nextColumn(&search, here) else { break }
      here = distances[next]
      if here >= length { break }
      search.settled.append(Int32(truncatingIfNeeded: next))
      row = Int(owners[next])
      paid = cost(row, Int32(truncatingIfNeeded: next)) &+ prices[next]
    }
    guard end >= 0 else { return nil }
    for column in search.settled.map(Int.init) { prices[column] &+= length &- distances[column] }
    var column = end
    while true {
      let taker = Int(search.parents[column])
      let former = lists[taker].column
      owners[column] = Int32(truncatingIfNeeded: taker)
      lists[taker].column = Int32(truncatingIfNeeded: column)
      if taker == source { break }
      column = Int(former)
    }
    return search.settled.count
  }

  /// The least that a row could pay.
  private func leastPaid(_ row: Int) -> Int64 {
    let short = shortOffer(row).least
    return short <= lists[row].bound ? short : fullOffer(row).least
  }

  /// The nearest column that is not settled; those at the distance being settled come first.
  @inline(__always)
  private func nextColumn(_ search: inout PathSearch, _ here: Int64) -> Int? {
    if let column = search.ready.popLast() { return Int(column) }
    while let entry = search.heap.popNearest() {
      // An entry is outdated when its column has been reached on a shorter way since. Then it was
      // at a distance not below `here`, so a column comes up once only with its own distance.
      if entry.distance == search.distances[Int(entry.node)] { return Int(entry.node) }
    }
    return nil
  }

  private func forget(_ search: inout PathSearch) {
    for column in search.touched { search.distances[Int(column)] = .max }
    search.touched.removeAll(keepingCapacity: true)
    search.settled.removeAll(keepingCapacity: true)
    search.ready.removeAll(keepingCapacity: true)
    search.heap.removeAll()
  }
}
