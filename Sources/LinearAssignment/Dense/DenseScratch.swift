/// An entry found by a scan.
struct DenseFound<Price: Comparable & BitwiseCopyable>: BitwiseCopyable {
  var value: Price
  var column: Int32
}

/// Which threshold the next list is to be cut off at.
struct DenseAim<Price: Comparable & BitwiseCopyable> {
  /// The number of blocks that should have their minimum below the threshold.
  var rank: Int
  /// A threshold to try first.
  var threshold: Price?

  /// Corrects the rank by how many entries it led to.
  ///
  /// In smooth rows the entries of a block are all alike, in rough ones only one is low.
  @inline(__always)
  mutating func learn(found: Int, length: Int, blockCount: Int) {
    if found > 4 &* length {
      rank = 2 &* rank &* length / found
    } else if 2 &* found < length {
      rank = min(rank &+ rank / 2 &+ 1, blockCount)
    }
  }
}

/// Working memory of one thread for building candidate lists.
struct DenseScratch<Price: Comparable & BitwiseCopyable> {
  let minima: UnsafeMutablePointer<Price>
  let ranked: UnsafeMutablePointer<Price>
  let found: UnsafeMutablePointer<DenseFound<Price>>
  /// The blocks whose minimum lies below the threshold, and those where it equals it.
  let lowBlocks: UnsafeMutablePointer<Int32>
  let tiedBlocks: UnsafeMutablePointer<Int32>
  private let merged: UnsafeMutablePointer<DenseFound<Price>>

  init(columnCount: Int, arena: DenseArena) {
    let blockCount = (columnCount + 15) / 16
    minima = arena.allocate(Price.self, blockCount + 1)
    ranked = arena.allocate(Price.self, blockCount + 1)
    lowBlocks = arena.allocate(Int32.self, blockCount + 1)
    tiedBlocks = arena.allocate(Int32.self, blockCount + 1)
    found = arena.allocate(DenseFound<Price>.self, columnCount + 16)
    merged = arena.allocate(DenseFound<Price>.self, columnCount + 16)
  }

  /// Returns the value of the given rank (0 is the least) among `count` values.
  ///
  /// Quickselect (Hoare 1961, Algorithm 65) on a copy.
  @inline(__always)
  func rank(_ rank: Int, of values: UnsafePointer<Price>, count: Int) -> Price {
    ranked.update(from: values, count: count)
    var low = 0
    var high = count &- 1
    while low < high {
      let first = ranked[low]
      let middle = ranked[low &+ (high &- low) / 2]
      let last = ranked[high]
      let pivot = max(min(first, middle), min(max(first, middle), last))
      var left = low
      var right = high
      while left <= right {
        while ranked[left] < pivot { left &+= 1 }
        while pivot < ranked[right] { right &-= 1 }
        if left <= right {
          let held = ranked[left]
          ranked[left] = ranked[right]
          ranked[right] = held
          left &+= 1
          right &-= 1
        }
      }
      if rank <= right {
        high = right
      } else if rank >= left {
        low = left
      } else {
        break
      }
    }
    return ranked[rank]
  }

  /// Lists the blocks with minima below and at `threshold`.
  ///
  /// Every block is written and only those wanted are kept: no branch to guess.
  @inline(__always)
  func gather(_ threshold: Price, blockCount: Int) -> (low: Int, tied: Int) {
    var low = 0
    var tied = 0
    for block in 0..<blockCount {
      let least = minima[block]
      lowBlocks[low] = Int32(truncatingIfNeeded: block)
      low &+= least < threshold ? 1 : 0
      tiedBlocks[tied] = Int32(truncatingIfNeeded: block)
      tied &+= least == threshold ? 1 : 0
    }
    return (low, tied)
  }

  /// Lists the blocks with minima below and at a threshold below which lie about as many entries of
  /// the row as are aimed at.
  ///
  /// Any threshold is right; only the length of the list depends on it. So the one of the row before
  /// is taken when the number of blocks below it is near the number aimed at.
  @inline(__always)
  func gather(_ aim: inout DenseAim<Price>, blockCount: Int) -> (low: Int, tied: Int) {
    if let threshold = aim.threshold {
      let blocks = gather(threshold, blockCount: blockCount)
      if 2 &* blocks.low <= 3 &* aim.rank && 2 &* (blocks.low &+ blocks.tied) > aim.rank {
        return blocks
      }
    }
    let threshold = rank(min(aim.rank, blockCount &- 1), of: minima, count: blockCount)
    aim.threshold = threshold
    return gather(threshold, blockCount: blockCount)
  }

  /// Returns the rank among the block minima below which a row with costs in random order has about
  /// `length` entries.
  ///
  /// If entries fall below the threshold at a rate of x a block, a share of 1 - exp(-x) of the
  /// blocks has one; here in a rational approximation.
  @inline(__always)
  static func suitableRank(length: Int, blockCount: Int) -> Int {
    let rank = 100 &* blockCount &* length / (100 &* blockCount &+ 58 &* length)
    return max(1, min(rank, blockCount)) &- 1
  }

  /// Brings the `count` least of the first `total` found entries to the front, in any order.
  ///
  /// Quickselect again; which of several equal entries stay depends on their order alone.
  func keepLeast(_ count: Int, of total: Int) {
    var low = 0
    var high = total &- 1
    while low < high {
      let first = found[low].value
      let middle = found[low &+ (high &- low) / 2].value
      let last = found[high].value
      let pivot = max(min(first, middle), min(max(first, middle), last))
      var left = low
      var right = high
      while left <= right {
        while found[left].value < pivot { left &+= 1 }
        while pivot < found[right].value { right &-= 1 }
        if left <= right {
          let held = found[left]
          found[left] = found[right]
          found[right] = held
          left &+= 1
          right &-= 1
        }
      }
      if count <= right {
        high = right
      } else if count >= left {
        low = left
      } else {
        break
      }
    }
  }

  /// Sorts the first `count` found entries by value, equal ones in the order they were found.
  ///
  /// Merge sort from runs of 16 that are sorted by insertion.
  func sort(_ count: Int) {
    var first = 0
    while first < count {
      let end = min(first &+ 16, count)
      var index = first &+ 1
      while index < end {
        let entry = found[index]
        var place = index
        while place > first && entry.value < found[place &- 1].value {
          found[place] = found[place &- 1]
          place &-= 1
        }
        found[place] = entry
        index &+= 1
      }
      first = end
    }
    var width = 16
    var source = found
    var target = merged
    while width < count {
      var start = 0
      while start < count {
        let middle = min(start &+ width, count)
        let end = min(middle &+ width, count)
        var left = start
        var right = middle
        for place in start..<end {
          if left < middle && (right >= end || !(source[right].value < source[left].value)) {
            target[place] = source[left]
            left &+= 1
          } else {
            target[place] = source[right]
            right &+= 1
          }
        }
        start = end
      }
      swap(&source, &target)
      width &*= 2
    }
    if source != found { found.update(from: source, count: count) }
  }
}
