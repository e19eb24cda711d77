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
struct DenseScratch<Price: SIMDScalar & Comparable & BitwiseCopyable>
where Price.SIMDMaskScalar == Int64 {
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
    ranked = arena.allocate(Price.self, max(blockCount + 1, 16))
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
  /// Runs of 16 are sorted by counting for each entry how many go before it, then merged, both
  /// without a branch to guess.
  ///
  /// - Parameter absent: a value that none of the entries is above.
  @inline(__always)
  func sort(_ count: Int, absent: Price) {
    guard count > 1 else { return }
    for first in stride(from: 0, to: count, by: 16) {
      sortRun(first..<min(first &+ 16, count), absent: absent)
    }
    var (source, target) = (merged, found)
    var width = 16
    while width < count {
      for start in stride(from: 0, to: count, by: 2 &* width) {
        let middle = min(start &+ width, count)
        merge(source, start..<middle, middle..<min(middle &+ width, count), into: target + start)
      }
      swap(&source, &target)
      width &*= 2
    }
    if source != found { found.update(from: source, count: count) }
  }

  /// Writes a run of at most 16 found entries to `merged` in order.
  @inline(__always)
  private func sortRun(_ run: Range<Int>, absent: Price) {
    let values = UnsafeMutableRawPointer(ranked)
    for place in 0..<16 {
      ranked[place] = place < run.count ? found[run.lowerBound &+ place].value : absent
    }
    @inline(__always)
    func pair(_ index: Int) -> SIMD2<Price> {
      values.loadUnaligned(
        fromByteOffset: 2 &* index &* MemoryLayout<Price>.stride, as: SIMD2<Price>.self)
    }
    for index in 0..<run.count {
      let value = SIMD2(repeating: ranked[index])
      var before = SIMD2<Int64>.zero
      for earlier in 0..<(index / 2) {
        before &+= SIMD2<Int64>.zero.replacing(with: 1, where: pair(earlier) .<= value)
      }
      for later in (index / 2)..<8 {
        before &+= SIMD2<Int64>.zero.replacing(with: 1, where: pair(later) .< value)
      }
      var place = run.lowerBound &+ Int(before.x &+ before.y)
      // The other entry of its own pair.
      if index & 1 == 1 && ranked[index &- 1] == ranked[index] { place &+= 1 }
      merged[place] = found[run.lowerBound &+ index]
    }
  }

  /// Merges two sorted runs of `source`.
  @inline(__always)
  private func merge(
    _ source: UnsafePointer<DenseFound<Price>>, _ first: Range<Int>, _ second: Range<Int>,
    into target: UnsafeMutablePointer<DenseFound<Price>>
  ) {
    var (left, right, place) = (first.lowerBound, second.lowerBound, 0)
    while left < first.upperBound && right < second.upperBound {
      let isRight = source[right].value < source[left].value
      target[place] = source[isRight ? right : left]
      right &+= isRight ? 1 : 0
      left &+= isRight ? 0 : 1
      place &+= 1
    }
    let rest = left < first.upperBound ? left..<first.upperBound : right..<second.upperBound
    (target + place).update(from: source + rest.lowerBound, count: rest.count)
  }
}
