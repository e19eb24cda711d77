internal import Dispatch
internal import Synchronization

/// Runs `body` over consecutive parts of `0..<total` on `count` threads and returns when all are
/// done.
///
/// There are several parts for each thread, taken as threads become free, so that a thread that the
/// system holds up does not hold up the others. `body` is told which thread it runs on, for working
/// memory; callers keep every result independent of how the range is cut and who does which part,
/// so that answers do not depend on the number of threads.
@inline(__always)
func forEachPart(of total: Int, count: Int, _ body: (Int, Range<Int>) -> Void) {
  guard count > 1 else {
    body(0, 0..<total)
    return
  }
  let partCount = min(total, 8 * count)
  let next = Atomic<Int>(0)
  // Unsafe only to the compiler: `concurrentPerform` returns after the last part, so nothing that
  // `body` captured is used later, and every caller writes to places that belong to its part or its
  // thread alone.
  nonisolated(unsafe) let work = body
  DispatchQueue.concurrentPerform(iterations: count) { thread in
    while true {
      let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard part < partCount else { return }
      work(thread, (part * total / partCount)..<((part + 1) * total / partCount))
    }
  }
}
