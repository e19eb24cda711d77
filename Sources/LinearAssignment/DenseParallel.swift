internal import Dispatch

/// Runs `body` once for each of `count` consecutive, nearly equal parts of `0..<total`, on as many
/// threads, and returns when all are done.
///
/// The parts depend on `count` and `total` alone; callers keep every result independent of how the
/// range is cut, so that answers do not depend on the number of threads.
@inline(__always)
func forEachPart(of total: Int, count: Int, _ body: (Int, Range<Int>) -> Void) {
  guard count > 1 else {
    body(0, 0..<total)
    return
  }
  // Unsafe only to the compiler: `concurrentPerform` returns after the last part, so nothing that
  // `body` captured is used later, and every caller writes to places that belong to its part alone.
  nonisolated(unsafe) let work = body
  DispatchQueue.concurrentPerform(iterations: count) { part in
    work(part, (part * total / count)..<((part + 1) * total / count))
  }
}
