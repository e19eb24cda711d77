/// A binary heap of nodes, nearest first.
///
/// In a search a node is a column, or a row written as its bitwise complement. Outdated entries are
/// left in and skipped by the search. At equal distance columns come before rows, so that a row is
/// scanned again only when nothing else is as near.
struct DenseHeap {
  struct Entry: BitwiseCopyable {
    var distance: Int64
    var node: Int32
  }

  private var entries: UnsafeMutablePointer<Entry>
  private var capacity: Int
  private(set) var count = 0
  private let arena: DenseArena

  init(arena: DenseArena) {
    capacity = 1024
    entries = arena.allocate(Entry.self, capacity)
    self.arena = arena
  }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  @inline(__always)
  private static func precedes(_ first: Entry, _ second: Entry) -> Bool {
    first.distance < second.distance
      || (first.distance == second.distance && first.node > second.node)
  }

  @inline(__always)
  mutating func insert(distance: Int64, node: Int32) {
    if count == capacity { grow() }
    let entry = Entry(distance: distance, node: node)
    var place = count
    count &+= 1
    while place > 0 {
      let parent = (place &- 1) >> 1
      guard Self.precedes(entry, entries[parent]) else { break }
      entries[place] = entries[parent]
      place = parent
    }
    entries[place] = entry
  }

  @inline(__always)
  mutating func removeFirst() -> Entry? {
    guard count > 0 else { return nil }
    let first = entries[0]
    count &-= 1
    let last = entries[count]
    var place = 0
    while true {
      var child = 2 &* place &+ 1
      guard child < count else { break }
      if child &+ 1 < count && Self.precedes(entries[child &+ 1], entries[child]) { child &+= 1 }
      guard Self.precedes(entries[child], last) else { break }
      entries[place] = entries[child]
      place = child
    }
    entries[place] = last
    return first
  }

  private mutating func grow() {
    let larger = arena.allocate(Entry.self, capacity * 2)
    larger.update(from: entries, count: count)
    entries = larger
    capacity *= 2
  }
}
