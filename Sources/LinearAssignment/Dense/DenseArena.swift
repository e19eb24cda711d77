/// Working memory that solves take in pieces and give back all at once.
///
/// After the first of several solves of one size there is one piece of memory large enough for all
/// that follow: nothing is allocated any more, and its pages are already there.
final class DenseArena {
  private var chunks: [UnsafeMutableRawPointer] = []
  private var start: UnsafeMutableRawPointer?
  private var capacity = 0
  private var used = 0
  /// What all chunks before the present one hold.
  private var earlierCapacity = 0

  deinit {
    for chunk in chunks { chunk.deallocate() }
  }

  /// Takes everything back.
  ///
  /// No memory that was handed out may be used afterwards.
  func reset() {
    if chunks.count > 1 {
      let total = earlierCapacity + capacity
      for chunk in chunks { chunk.deallocate() }
      chunks = []
      earlierCapacity = 0
      addChunk(total)
    }
    used = 0
  }

  /// Hands out uninitialised memory for `count` values, at the start of a cache line.
  func allocate<Value: BitwiseCopyable>(
    _ type: Value.Type, _ count: Int
  ) -> UnsafeMutablePointer<Value> {
    let size = (count * MemoryLayout<Value>.stride + 63) & ~63
    if used + size > capacity || start == nil {
      earlierCapacity += capacity
      addChunk(max(size, 1 << 16, earlierCapacity))
    }
    guard let start else { return .allocate(capacity: count) }
    defer { used += size }
    return (start + used).bindMemory(to: Value.self, capacity: count)
  }

  private func addChunk(_ size: Int) {
    let chunk = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    chunks.append(chunk)
    start = chunk
    capacity = size
    used = 0
  }
}
