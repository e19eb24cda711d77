/// The least sum of values of items within a capacity, in integers, computed for checking.
struct CheckedKnapsack {
  /// The capacity of the whole.
  let capacity: Int
  /// The least sum within the whole capacity.
  let least: Int64
  private let items: [(size: Int, value: Int64)]
  /// The sizes of the first items in sum, from none to all.
  private let sizes: [Int]
  /// Row `k` holds the least sums of the first `k` items by capacity.
  private let forward: [Int64]
  /// Row `k` holds the least sums of the last `k` items by capacity.
  private let backward: [Int64]

  /// Tabulates items of values below 0, each of which fits by itself; the sum of all values must not
  /// overflow.
  ///
  /// - Complexity: O(items x capacity).
  init(_ items: [(size: Int, value: Int64)], capacity: Int, wantsRises: Bool) {
    self.capacity = capacity
    self.items = items
    var sizes = [0]
    for item in items { sizes.append((sizes.last ?? 0) + item.size) }
    self.sizes = sizes
    guard wantsRises || sizes[items.count] > capacity else {
      (forward, backward) = ([], [])
      least = items.reduce(0) { $0 + $1.value }
      return
    }
    forward = Self.table(items, capacity)
    backward = wantsRises ? Self.table(items.reversed(), capacity) : []
    least = forward.last ?? 0
  }

  private static func table(_ items: [(size: Int, value: Int64)], _ capacity: Int) -> [Int64] {
    let width = capacity + 1
    return [Int64](unsafeUninitializedCapacity: (items.count + 1) * width) { table, count in
      guard var before = table.baseAddress else { return }
      for limit in 0..<width { before[limit] = 0 }
      for item in items {
        let after = before + width
        let (size, value) = item
        for limit in 0..<size { after[limit] = before[limit] }
        var limit = size
        // Within the row, and sums are those of values that were added up before without overflow.
        while limit < width {
          let with = before[limit &- size] &+ value
          let without = before[limit]
          after[limit] = with < without ? with : without
          limit &+= 1
        }
        before = after
      }
      count = (items.count + 1) * width
    }
  }

  /// The least sum within a smaller capacity; tables must have been wanted.
  func least(within limit: Int) -> Int64 { forward[items.count * (capacity + 1) + limit] }

  /// By how much the least sum rises when an item must be chosen, or must not be; tables must have
  /// been wanted.
  func rises(_ index: Int) -> (chosen: Int64, excluded: Int64) {
    let excluded = least(without: index, within: capacity) - least
    // One of the two is how the least sum comes about.
    if excluded > 0 { return (0, excluded) }
    let item = items[index]
    return (item.value + least(without: index, within: capacity - item.size) - least, 0)
  }

  private func least(without index: Int, within limit: Int) -> Int64 {
    let width = capacity + 1
    let start = index * width
    let end = (items.count - index - 1) * width + limit
    // More capacity than all items of a part need brings it nothing.
    let last = min(limit, sizes[index])
    let first = min(last, max(0, limit - (sizes[items.count] - sizes[index + 1])))
    return forward.withUnsafeBufferPointer { forward in
      backward.withUnsafeBufferPointer { backward in
        var least = Int64.max
        for part in first...last {
          least = min(least, forward[start + part] + backward[end - part])
        }
        return least
      }
    }
  }
}
