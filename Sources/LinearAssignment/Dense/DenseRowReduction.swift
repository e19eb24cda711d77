extension DenseSearch {
  /// Assigns as many rows as it can by letting each unassigned row take its cheapest column and
  /// lowering that column's price to where the row's second choice is as good.
  ///
  /// Augmenting row reduction (Jonker & Volgenant 1987), run on the candidate lists: the
  /// list's bound stands for all edges outside it. A displaced row goes on at once while prices
  /// move; a row whose two best edges tie prefers an unassigned column and otherwise waits for the
  /// shortest-path search. At most `limit` steps are made.
  ///
  /// With an increment every price falls by so much more, and no row waits because of a tie: a round
  /// of an auction. Then a chosen edge need not be a cheapest of its row. Prices stay above
  /// `lowestPrice`, in an auction above half of it; a row that would go lower waits.
  ///
  /// Takes the rows that wait, and leaves waiting those that are left unassigned.
  mutating func reduceRows(limit: Int, increment: Int64 = 0) {
    // At most one row is left for each that is taken.
    let waiting = waiting
    var left = 0
    var steps = 0
    for place in 0..<waitingCount {
      var row = Int(waiting[place])
      while true {
        steps &+= 1
        guard steps <= limit, let bid = cheapestColumn(of: row) else {
          waiting[left] = Int32(truncatingIfNeeded: row)
          left &+= 1
          break
        }
        let displaced = Int(rowOfColumn[bid.column])
        let fall = bid.margin &+ increment
        let price = prices[bid.column] &- fall
        // Rows with too few columns between them would lower prices for ever. An auction leaves room
        // for the searches that follow.
        let isTooLow = fall > 0 && price < (increment > 0 ? lowestPrice / 2 : lowestPrice)
        if displaced >= 0 && fall == 0 || isTooLow {
          waiting[left] = Int32(truncatingIfNeeded: row)
          left &+= 1
          break
        }
        if fall > 0 { setPrice(bid.column, price) }
        assign(row: row, column: bid.column, cost: bid.cost)
        if displaced < 0 { break }
        columnOfRow[displaced] = -1
        row = displaced
      }
    }
    work.reductionSteps += steps
    waitingCount = left
  }

  /// Returns the cheapest column of a row, an unassigned one where several tie, and by how much it
  /// beats the next; `nil` when the row has no edge.
  @inline(__always)
  private mutating func cheapestColumn(of row: Int) -> (column: Int, cost: Int64, margin: Int64)? {
    var isFresh = false
    while true {
      let list = candidates.lists[row]
      let count = Int(candidates.counts[row])
      let bound = candidates.bounds[row]
      var least = Int64.max
      var second = bound
      var column = -1
      var cost: Int64 = 0
      var index = 0
      while index < count {
        let entry = list[index]
        index &+= 1
        if entry.key >= second && entry.key > least { break }
        let value = entry.cost &- prices[Int(entry.column)]
        if value < least {
          second = min(second, least)
          least = value
          column = Int(entry.column)
          cost = entry.cost
        } else {
          second = min(second, value)
          if value == least && rowOfColumn[column] >= 0 && rowOfColumn[Int(entry.column)] < 0 {
            column = Int(entry.column)
            cost = entry.cost
          }
        }
      }
      let isSingle = hasTies && candidates.isSingle(row)
      let isFew = isWide && candidates.isFew(row)
      // Of the others nothing is known but that they are no cheaper.
      let mayMissOthers = !isFresh && (isSingle || isFew && second == least && bound < .max)
      if column >= 0 && least <= bound && (!mayMissOthers || rowOfColumn[column] < 0) {
        return (column, cost, second == .max ? 0 : second &- least)
      }
      if isFresh || bound == .max { return nil }
      if isFew { return bidFromWholeRow(row) }
      if isSingle {
        replaceSingle(row)
        // What was found may be another single edge, to an unassigned column.
        isFresh = !candidates.isSingle(row)
      } else {
        rebuild(row)
        isFresh = true
      }
    }
  }

  /// Looks through a row for its two cheapest edges, and keeps the cheapest as its list.
  private mutating func bidFromWholeRow(
    _ row: Int
  ) -> (column: Int, cost: Int64, margin: Int64)? {
    // The block that was cheapest at first nearly always holds one of the two least still.
    let block = Int(candidates.lists[row][0].column) / Rows.blockWidth
    let two = rows.leastTwo(row: row, from: block, prices: scanPrices)
    guard two.column >= 0 else { return nil }
    let key = Rows.integer(two.least)
    let bound = two.second < Rows.absent ? Rows.integer(two.second) : .max
    let cost = key &+ prices[two.column]
    candidates.keep(
      row: row,
      only: DenseCandidate(
        key: key, cost: cost, column: Int32(truncatingIfNeeded: two.column)), bound: bound)
    return (two.column, cost, bound == .max ? 0 : bound &- key)
  }
}
