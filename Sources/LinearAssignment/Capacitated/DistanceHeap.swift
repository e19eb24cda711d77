/// A binary heap of nodes by distance; among equal distances the smaller node comes first.
struct DistanceHeap {
  struct Entry {
    var distance: Int64
    var node: Int32

    @inline(__always)
    static func isBefore(_ left: Entry, _ right: Entry) -> Bool {
      left.distance < right.distance
        || (left.distance == right.distance && left.node < right.node)
    }
  }

  private var entries: [Entry] = []

  var nearest: Entry? { entries.first }

  /// Fills an empty heap with many nodes at once.
  mutating func fill(_ nodes: [Int], distances: UnsafePointer<Int64>) {
    entries = nodes.map { Entry(distance: distances[$0], node: Int32($0)) }
    entries.withUnsafeMutableBufferPointer { entries in
      for place in (0..<(entries.count / 2)).reversed() {
        Self.sink(entries[place], from: place, entries)
      }
    }
  }

  @inline(__always)
  mutating func insert(_ node: Int32, at distance: Int64) {
    let entry = Entry(distance: distance, node: node)
    entries.append(entry)
    entries.withUnsafeMutableBufferPointer { entries in
      var place = entries.count - 1
      while place > 0 {
        let parent = (place - 1) / 2
        if !Entry.isBefore(entry, entries[parent]) { break }
        entries[place] = entries[parent]
        place = parent
      }
      entries[place] = entry
    }
  }

  mutating func popNearest() -> Entry? {
    guard let nearest = entries.first, let moved = entries.popLast() else { return nil }
    if entries.isEmpty { return nearest }
    entries.withUnsafeMutableBufferPointer { entries in
      Self.sink(moved, from: 0, entries)
    }
    return nearest
  }

  /// Puts an entry where it belongs at or below a place.
  @inline(__always)
  private static func sink(
    _ moved: Entry, from start: Int, _ entries: UnsafeMutableBufferPointer<Entry>
  ) {
    let count = entries.count
    var place = start
    while true {
      var child = 2 * place + 1
      if child >= count { break }
      if child + 1 < count && Entry.isBefore(entries[child + 1], entries[child]) { child += 1 }
      if !Entry.isBefore(entries[child], moved) { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = moved
  }

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }
}
