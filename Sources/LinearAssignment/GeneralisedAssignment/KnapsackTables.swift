/// The least sums of values within a capacity, for a list of items of values below 0.
///
/// Values are whole numbers of less than 2^53 in sum, so that floating-point numbers hold them
/// exactly; these are quicker to compare than integers where vectors of integers have no minimum.
/// Only the part of a table is filled that can matter: where not all items so far fit, and where the
/// items to come do not all fit in the rest.
struct KnapsackTables {
  /// An item of the list.
  struct Item {
    let column: Int32
    let size: Int
    let value: Double
  }

  private let forward: UnsafeMutablePointer<Double>
  private let backward: UnsafeMutablePointer<Double>
  private let list: UnsafeMutablePointer<Item>
  /// The sizes of the first items in sum, from none to all.
  private let sizes: UnsafeMutablePointer<Int>
  private(set) var count = 0
  private var totalValue = 0.0
  private(set) var capacity = 0

  /// Tables for lists of at most `count` items, with `cellCount` cells for one row more than that.
  init(count: Int, cellCount: Int) {
    forward = .filled(0, count: cellCount)
    backward = .filled(0, count: cellCount)
    list = .allocate(capacity: max(1, count))
    sizes = .filled(0, count: count + 1)
  }

  func deallocate() {
    forward.deallocate()
    backward.deallocate()
    list.deallocate()
    sizes.deallocate()
  }

  subscript(index: Int) -> Item { list[index] }

  /// Begins a new list.
  mutating func begin(capacity: Int) {
    count = 0
    self.capacity = capacity
    totalValue = 0
  }

  /// Adds an item that fits by itself.
  mutating func add(_ item: Item) {
    (list + count).initialize(to: item)
    sizes[count + 1] = sizes[count] + item.size
    count += 1
    totalValue += item.value
  }

  /// The least sum of values; calls `take` for each item of a choice of this sum.
  func least(_ take: (Int) -> Void) -> Double {
    if sizes[count] <= capacity {
      for index in 0..<count { take(index) }
      return totalValue
    }
    fillForward(margin: 0)
    trace(take)
    return least(within: capacity)
  }

  /// Row `k` holds the least sums of the first `k` items by capacity.
  ///
  /// Of the last row, capacities from `margin` below the full one on are there.
  func fillForward(margin: Int) {
    let total = sizes[count]
    forward[0] = 0
    for index in 0..<count {
      let before = forward + index * (capacity + 1)
      let first = capacity - margin - (total - sizes[index + 1])
      extend(
        before, before + capacity + 1, list[index], filled: sizes[index], first: first,
        last: sizes[index + 1])
    }
  }

  /// Row `k` holds the least sums of all items from `k` on by capacity.
  func fillBackward() {
    let total = sizes[count]
    backward[count * (capacity + 1)] = 0
    for index in (0..<count).reversed() {
      let after = backward + index * (capacity + 1)
      extend(
        after + capacity + 1, after, list[index], filled: total - sizes[index + 1],
        first: capacity - sizes[index], last: total - sizes[index])
    }
  }

  /// Adds an item to a row, for the capacities from `first` on; all items fit in `last`, and all
  /// those before in `filled`.
  @inline(__always)
  private func extend(
    _ before: UnsafeMutablePointer<Double>, _ after: UnsafeMutablePointer<Double>, _ item: Item,
    filled: Int, first: Int, last: Int
  ) {
    let size = item.size
    let value = item.value
    let filled = min(filled, capacity)
    let last = min(last, capacity)
    // More capacity than all items before need brings nothing.
    let constant = before[filled]
    var limit = filled + 1
    while limit <= last {
      before[limit] = constant
      limit &+= 1
    }
    limit = max(0, min(first, last))
    while limit < size, limit <= last {
      after[limit] = before[limit]
      limit &+= 1
    }
    let shifted = before - size
    typealias Vector = SIMD4<Double>
    let values = Vector(repeating: value)
    // The rows do not overlap, and no vector reaches beyond `last`, which is within both.
    while limit &+ 3 <= last {
      let with = UnsafeRawPointer(shifted + limit).loadUnaligned(as: Vector.self) + values
      let without = UnsafeRawPointer(before + limit).loadUnaligned(as: Vector.self)
      UnsafeMutableRawPointer(after + limit).storeBytes(
        of: without.replacing(with: with, where: with .< without), as: Vector.self)
      limit &+= 4
    }
    while limit <= last {
      let with = before[limit - size] + value
      let without = before[limit]
      after[limit] = with < without ? with : without
      limit &+= 1
    }
  }

  /// The least sum of all items within a capacity; the forward table must have been filled.
  func least(within limit: Int) -> Double {
    forward[count * (capacity + 1) + min(limit, sizes[count])]
  }

  /// Calls `take` for each item of a choice of the least sum; the forward table must be filled.
  func trace(_ take: (Int) -> Void) {
    let width = capacity + 1
    var rest = min(capacity, sizes[count])
    for index in (0..<count).reversed() {
      let row = forward + index * width
      if row[width + rest] != row[min(rest, sizes[index])] {
        take(index)
        rest -= list[index].size
      }
      rest = min(rest, sizes[index])
    }
  }

  /// The least sum of the items other than one within a capacity that leaves no more than its size;
  /// both tables must have been filled.
  func least(without index: Int, within limit: Int) -> Double {
    let width = capacity + 1
    let first = forward + index * width
    let second = backward + (index + 1) * width
    let others = sizes[count] - sizes[index + 1]
    let last = min(limit, sizes[index])
    var part = max(0, limit - others)
    if part > last { return first[last] + second[min(limit - last, others)] }
    // Two at a time, as each comparison waits for the one before.
    var best = (0.0, 0.0)
    while part < last {
      let one = first[part] + second[limit &- part]
      let two = first[part &+ 1] + second[limit &- part &- 1]
      best.0 = one < best.0 ? one : best.0
      best.1 = two < best.1 ? two : best.1
      part &+= 2
    }
    if part == last { best.0 = min(best.0, first[part] + second[limit - part]) }
    return min(best.0, best.1)
  }
}
