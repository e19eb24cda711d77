/// For each of several slots, the few smallest of the values offered to it.
///
/// Each slot is a heap with its largest value on top, so that an offer that is too large, as most
/// are, costs one comparison. Among equal values the one with the smaller tie number stays: with
/// tie numbers that look random, slots that see the same values do not all keep the same edges.
/// What is kept does not depend on the order of the offers.
struct SmallestSelection {
  private struct Entry {
    var value: Int64
    var tie: UInt32
    var index: Int32

    @inline(__always)
    static func isBefore(_ left: Entry, _ right: Entry) -> Bool {
      if left.value != right.value { return left.value < right.value }
      return left.tie != right.tie ? left.tie < right.tie : left.index < right.index
    }
  }

  private let capacity: Int
  private var entries: [Entry]
  private var counts: [Int]
  /// Offers above this cannot enter the slot.
  private(set) var limits: [Int64]

  init(slotCount: Int, capacity: Int) {
    self.capacity = capacity
    entries = [Entry](
      repeating: Entry(value: 0, tie: 0, index: 0), count: slotCount * capacity)
    counts = [Int](repeating: 0, count: slotCount)
    limits = [Int64](repeating: capacity > 0 ? .max : .min, count: slotCount)
  }

  /// Offers a value that is not above the limit of the slot.
  mutating func offer(_ value: Int64, tie: UInt32, index: Int, slot: Int) {
    if capacity == 0 { return }
    let entry = Entry(value: value, tie: tie, index: Int32(index))
    let base = slot * capacity
    let count = counts[slot]
    entries.withUnsafeMutableBufferPointer { entries in
      if count < capacity {
        var place = count
        while place > 0 {
          let parent = (place - 1) / 2
          if !Entry.isBefore(entries[base + parent], entry) { break }
          entries[base + place] = entries[base + parent]
          place = parent
        }
        entries[base + place] = entry
        counts[slot] = count + 1
      } else if Entry.isBefore(entry, entries[base]) {
        var place = 0
        while true {
          var child = 2 * place + 1
          if child >= count { break }
          if child + 1 < count && Entry.isBefore(entries[base + child], entries[base + child + 1]) {
            child += 1
          }
          if !Entry.isBefore(entry, entries[base + child]) { break }
          entries[base + place] = entries[base + child]
          place = child
        }
        entries[base + place] = entry
      }
    }
    if counts[slot] == capacity { limits[slot] = entries[base].value }
  }

  /// The smallest value that a slot has kept, or 2^63 - 1 when it is empty.
  func least(_ slot: Int) -> Int64 {
    var least = Int64.max
    for place in (slot * capacity)..<(slot * capacity + counts[slot]) {
      least = min(least, entries[place].value)
    }
    return least
  }

  /// A number that no value withheld from a slot is below; 2^63 - 1 when there was room for all.
  func leastRefused(_ slot: Int) -> Int64 {
    counts[slot] == capacity ? limits[slot] : .max
  }

  /// Hands over what a slot has kept, in no particular order, and empties it.
  mutating func drain(slot: Int, _ body: (_ index: Int, _ value: Int64) -> Void) {
    for place in (slot * capacity)..<(slot * capacity + counts[slot]) {
      body(Int(entries[place].index), entries[place].value)
    }
    counts[slot] = 0
    limits[slot] = capacity > 0 ? .max : .min
  }

  /// A number that looks random and depends only on a row and a column.
  @inline(__always)
  static func tie(_ row: Int, _ column: Int) -> UInt32 {
    var mixed = UInt64(truncatingIfNeeded: row) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= UInt64(truncatingIfNeeded: column) &* 0xC2B2_AE3D_27D4_EB4F
    mixed = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
    return UInt32(truncatingIfNeeded: mixed >> 32)
  }
}
