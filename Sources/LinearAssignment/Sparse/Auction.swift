/// The state of an auction of columns among rows.
///
/// Every column has a price that only rises, and at most one owner. A row pays, for a column, the
/// cost of the pair plus the price. The auction keeps this invariant: what an owner pays exceeds
/// the least that it could pay anywhere by at most a tolerance. With a tolerance of 0 and an owner
/// for every column, prices with their sign changed are potentials that prove the choice optimal.
///
/// Rows look at few of their pairs: each keeps the four cheapest of its last full reading, and how
/// much the others would cost at least. As prices only rise, that stays a lower bound. Four
/// pairs, the bound and the column owned fill one cache line.
///
/// Bertsekas 1988, "The auction algorithm: a distributed relaxation method for the assignment
/// problem", Annals of Operations Research 14, pp. 105-123. Goldberg & Kennedy 1995, "An efficient
/// cost scaling algorithm for the assignment problem", Mathematical Programming 71, pp. 153-177,
/// describe the same steps as double pushes of a flow.
///
/// The memory is allocated by hand because it is read in the innermost loops: an index is a row or
/// a column below `count`, and all of them come from `arcs` or from `queue`, which this class fills.
final class Auction {
  /// A row's cheapest pairs at its last full reading.
  struct ShortList {
    var costs: (Int64, Int64, Int64, Int64) = (none, none, none, none)
    var columns: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    /// The row's other pairs cost this or more, prices included.
    var bound: Int64 = .min
    /// The column that the row owns, or -1.
    var column: Int32 = -1
  }

  /// What a row finds: the least that it could pay, the second least, and the column of the first.
  struct Offer {
    var least: Int64
    var second: Int64
    var column: Int32
  }

  /// The cost of a pair that does not exist; all others, prices included, are below.
  static let none: Int64 = 1 << 62

  let count: Int
  let arcs: ForwardStar.Arcs
  /// All costs are multiplied by this, so that prices can be finer than costs.
  let scale: Int64
  /// The greatest difference between two costs, after scaling.
  let range: Int64
  let prices: UnsafeMutablePointer<Int64>
  let owners: UnsafeMutablePointer<Int32>
  let lists: UnsafeMutablePointer<ShortList>
  /// Rows that own nothing.
  let queue: UnsafeMutablePointer<Int32>
  /// Whether every row is known to be able to own a column at the same time as all others.
  var isKnownFeasible = false
  var bidCount = 0
  var searchCount = 0
  var settledCount = 0
  /// The number of auctions held, the one under way included.
  private(set) var round = 0
  private let pollStop: PerfectAssignment.Poll

  /// No column has an owner, and all prices are 0.
  init(
    count: Int, arcs: ForwardStar.Arcs, scale: AuctionScale, poll: @escaping PerfectAssignment.Poll
  ) {
    self.count = count
    self.arcs = arcs
    self.scale = scale.factor
    range = scale.range
    pollStop = poll
    prices = .allocate(capacity: count)
    owners = .allocate(capacity: count)
    queue = .allocate(capacity: count)
    lists = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<ShortList>.stride, alignment: 64
    ).bindMemory(to: ShortList.self, capacity: count)
    prices.initialize(repeating: 0, count: count)
    owners.initialize(repeating: -1, count: count)
    queue.initialize(repeating: -1, count: count)
    lists.initialize(repeating: ShortList(), count: count)
  }

  /// Goes on from the prices and the columns of rows that another auction came to.
  ///
  /// The pairs of that auction must be among those of this one.
  func resume(prices: [Int64], columnOfRow: [Int32]) {
    for (column, price) in prices.enumerated() { self.prices[column] = price }
    for (row, column) in columnOfRow.enumerated() where column >= 0 {
      lists[row].column = column
      owners[Int(column)] = Int32(truncatingIfNeeded: row)
    }
  }

  /// The column of each row, or -1.
  var columnOfRow: [Int32] { (0..<count).map { lists[$0].column } }

  deinit {
    prices.deallocate()
    owners.deallocate()
    queue.deallocate()
    UnsafeMutableRawPointer(lists).deallocate()
  }

  func poll(_ completed: Int) throws(SolverStop) { try pollStop(completed, count, round) }

  /// What a row finds on its short list, which is all that matters if `second` is within its bound.
  @inline(__always)
  func shortOffer(_ row: Int) -> Offer {
    let list = lists + row
    let (cost0, cost1, cost2, cost3) = list.pointee.costs
    let (column0, column1, column2, column3) = list.pointee.columns
    var offer = Offer(least: cost0 &+ prices[Int(column0)], second: .max, column: column0)
    @inline(__always)
    func consider(_ cost: Int64, _ column: Int32) {
      let value = cost &+ prices[Int(column)]
      if value < offer.least {
        offer = Offer(least: value, second: offer.least, column: column)
      } else if value < offer.second {
        offer.second = value
      }
    }
    consider(cost1, column1)
    consider(cost2, column2)
    consider(cost3, column3)
    return offer
  }

  /// Reads all pairs of a row and writes its short list anew.
  func fullOffer(_ row: Int) -> Offer {
    var (value0, value1, value2, value3) = (Self.none, Self.none, Self.none, Self.none)
    var (place0, place1, place2, place3) = (-1, -1, -1, -1)
    var rest = Int64.max
    for place in arcs.places(of: row) {
      let value = arcs.costs[place] &* scale &+ prices[Int(arcs.columns[place])]
      if value >= value3 {
        rest = min(rest, value)
        continue
      }
      if place3 >= 0 { rest = min(rest, value3) }
      if value >= value2 {
        (value3, place3) = (value, place)
      } else {
        (value3, place3) = (value2, place2)
        if value >= value1 {
          (value2, place2) = (value, place)
        } else {
          (value2, place2) = (value1, place1)
          if value >= value0 {
            (value1, place1) = (value, place)
          } else {
            (value1, place1) = (value0, place0)
            (value0, place0) = (value, place)
          }
        }
      }
    }
    @inline(__always)
    func cost(_ place: Int) -> Int64 { place < 0 ? Self.none : arcs.costs[place] &* scale }
    @inline(__always)
    func column(_ place: Int) -> Int32 { place < 0 ? 0 : arcs.columns[place] }
    lists[row].costs = (cost(place0), cost(place1), cost(place2), cost(place3))
    lists[row].columns = (column(place0), column(place1), column(place2), column(place3))
    lists[row].bound = rest
    return Offer(least: value0, second: value1, column: column(place0))
  }

  /// The cost of a pair, scaled.
  func cost(_ row: Int, _ column: Int32) -> Int64 {
    let list = lists[row]
    if column == list.columns.0, list.costs.0 != Self.none { return list.costs.0 }
    if column == list.columns.1, list.costs.1 != Self.none { return list.costs.1 }
    if column == list.columns.2, list.costs.2 != Self.none { return list.costs.2 }
    if column == list.columns.3, list.costs.3 != Self.none { return list.costs.3 }
    for place in arcs.places(of: row) where arcs.columns[place] == column {
      return arcs.costs[place] &* scale
    }
    return Self.none
  }

  /// Takes the column away from every row that pays more than the tolerance too much, and lines up
  /// all rows that own nothing.
  ///
  /// - Returns: how many rows have been lined up.
  func release(tolerance: Int64) -> Int {
    var waiting = 0
    for row in 0..<count {
      let column = lists[row].column
      if column >= 0 {
        var least = shortOffer(row).least
        if least > lists[row].bound { least = fullOffer(row).least }
        if cost(row, column) &+ prices[Int(column)] &- least <= tolerance { continue }
        owners[Int(column)] = -1
        lists[row].column = -1
      }
      queue[waiting] = Int32(row)
      waiting += 1
    }
    return waiting
  }

  /// Gives every row a column so that none pays more than the tolerance too much.
  ///
  /// Rows that own nothing bid in turn: the price of the column rises until the second choice is
  /// better by the tolerance, and the column's owner, if any, queues up.
  /// - Returns: whether all have one; if not, there is no way to give every row a column.
  /// - Complexity: for a feasible problem each price rises by at most O(count x (range + tolerance)),
  ///   by at least the tolerance each time.
  func bid(tolerance: Int64) throws(SolverStop) -> Bool {
    let (prices, owners, lists, queue, count) = (prices, owners, lists, queue, count)
    round += 1
    var waiting = release(tolerance: tolerance)
    var head = 0
    var tail = waiting == count ? 0 : waiting
    var bids = 0
    defer { bidCount += bids }
    // Without a perfect matching the auction has no end; with one it rarely takes this long.
    var alarm = isKnownFeasible ? Int.max : 32 * count
    while waiting > 0 {
      if bids & 0x3FFF == 0 { try poll(count - waiting) }
      if bids >= alarm {
        isKnownFeasible = try isFeasible()
        if !isKnownFeasible { return false }
        alarm = .max
      }
      bids &+= 1
      let row = Int(queue[head])
      head &+= 1
      if head == count { head = 0 }
      waiting &-= 1
      var offer = shortOffer(row)
      if offer.second > lists[row].bound { offer = fullOffer(row) }
      // A row with a single pair outbids every other row that has a choice.
      let margin = offer.second < Self.none ? offer.second &- offer.least : range
      let column = Int(offer.column)
      prices[column] &+= margin &+ tolerance
      let formerOwner = owners[column]
      owners[column] = Int32(truncatingIfNeeded: row)
      lists[row].column = offer.column
      if formerOwner >= 0 {
        lists[Int(formerOwner)].column = -1
        queue[tail] = formerOwner
        tail &+= 1
        if tail == count { tail = 0 }
        waiting &+= 1
      }
    }
    isKnownFeasible = true
    return true
  }

  /// How many times smaller the tolerance is from one auction to the next.
  static let tolerancePace: Int64 = 6

  /// Gives every row a column at the lowest total cost, with prices that prove it.
  ///
  /// Auctions with a falling tolerance, each going on from the prices of the one before (epsilon
  /// scaling), bring prices near the best ones. Then shortest augmenting paths make them exact.
  /// When these turn out long, they are given up for another auction.
  /// - Returns: whether all rows have one; if not, there is no way to give every row a column.
  func settle(from firstTolerance: Int64) throws(SolverStop) -> Bool {
    var tolerance = max(1, firstTolerance)
    // Every turn but the last divides the tolerance, down to 1.
    while true {
      if try !bid(tolerance: tolerance) { return false }
      if tolerance == 1 || tolerance <= range >> 14 {
        if try augment(budget: tolerance == 1 ? .max : 4 * count) { return true }
      }
      tolerance = max(1, tolerance / Self.tolerancePace)
    }
  }

  private func isFeasible() throws(SolverStop) -> Bool {
    var violator = HallViolator(
      arcs: arcs, columnCount: count, columnOfRow: columnOfRow)
    return try violator.find(wanted: Array(0..<count), poll: poll) == nil
  }
}
