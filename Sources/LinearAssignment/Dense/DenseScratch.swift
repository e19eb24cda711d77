/// An entry found by a scan.
struct DenseFound<Price: Comparable & BitwiseCopyable>: BitwiseCopyable {
  var value: Price
  var column: Int32
}

/// Working memory of one thread for building candidate lists.
struct DenseScratch<Price: Comparable & BitwiseCopyable> {
  let minima: UnsafeMutablePointer<Price>
  let ranked: UnsafeMutablePointer<Price>
  let found: UnsafeMutablePointer<DenseFound<Price>>
  private let merged: UnsafeMutablePointer<DenseFound<Price>>

  init(columnCount: Int) {
    let blockCount = (columnCount + 15) / 16
    minima = .allocate(capacity: blockCount + 1)
    ranked = .allocate(capacity: blockCount + 1)
    found = .allocate(capacity: columnCount + 16)
    merged = .allocate(capacity: columnCount + 16)
  }

  func deallocate() {
    minima.deallocate()
    ranked.deallocate()
    found.deallocate()
    merged.deallocate()
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

  /// Returns a value below which lie about `length` entries of a row whose block minima are given.
  ///
  /// Any threshold is right; only the length of the list depends on it. So the guess is taken when
  /// the number of blocks below it is near the number aimed at.
  @inline(__always)
  func threshold(length: Int, blockCount: Int, guess: Price?) -> Price {
    let rank = suitableRank(length: length, blockCount: blockCount)
    if let guess {
      var below = 0
      for block in 0..<blockCount { below &+= minima[block] < guess ? 1 : 0 }
      if 4 &* below >= 3 &* rank && 4 &* below <= 5 &* rank { return guess }
    }
    return self.rank(rank, of: minima, count: blockCount)
  }

  /// Returns the rank among the block minima below which a row with costs in random order has about
  /// `length` entries.
  ///
  /// If entries fall below the threshold at a rate of x a block, a share of 1 - exp(-x) of the
  /// blocks has one; here in a rational approximation.
  @inline(__always)
  func suitableRank(length: Int, blockCount: Int) -> Int {
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
