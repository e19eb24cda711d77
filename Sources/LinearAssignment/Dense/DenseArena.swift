internal import Synchronization

/// Working memory that solves take in pieces and give back all at once.
///
/// After the first of several solves there is one piece of memory large enough for another like it,
/// and after the second its pages are there. What the last arena held is kept for the next one,
/// unless it is large, because the system is slow to give memory.
final class DenseArena {
  private var chunks: [Chunk] = []
  private var start: UnsafeMutableRawPointer?
  private var capacity = 0
  private var used = 0
  /// What all chunks before the present one hold.
  private var earlierCapacity = 0

  /// The memory kept for the next arena.
  private static let spare = Mutex(Spare())
  /// The most memory that is kept, in bytes; more is given back.
  private static let largestSpare = 1 << 25
  /// The most memory that is taken before it is needed.
  private static let mostInAdvance = 1 << 25

  init() {
    if let chunk = Self.spare.withLock({ $0.take() }) { use(chunk) }
  }

  deinit {
    guard earlierCapacity + capacity <= Self.largestSpare else {
      for chunk in chunks { chunk.memory.deallocate() }
      return
    }
    reset()
    if let chunk = chunks.first {
      Self.spare.withLock { $0.keep(chunk) }?.memory.deallocate()
    }
  }

  /// Takes everything back.
  ///
  /// No memory that was handed out may be used afterwards.
  func reset() {
    if chunks.count > 1 {
      let total = earlierCapacity + capacity
      for chunk in chunks { chunk.memory.deallocate() }
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
      addChunk(max(size, 1 << 16, min(earlierCapacity, Self.mostInAdvance)))
    }
    guard let start else { return .allocate(capacity: count) }
    defer { used += size }
    return (start + used).bindMemory(to: Value.self, capacity: count)
  }

  private func addChunk(_ size: Int) {
    use(Chunk(memory: .allocate(byteCount: size, alignment: 64), size: size))
  }

  private func use(_ chunk: Chunk) {
    chunks.append(chunk)
    start = chunk.memory
    capacity = chunk.size
    used = 0
  }
}

/// A piece of memory of its owner's.
private struct Chunk: @unchecked Sendable {
  // Unchecked: one owner at a time uses the memory.
  let memory: UnsafeMutableRawPointer
  let size: Int
}

/// At most one piece of memory that nobody uses.
private struct Spare {
  private var chunk: Chunk?

  /// Gives away what is kept.
  mutating func take() -> Chunk? {
    defer { chunk = nil }
    return chunk
  }

  /// Keeps the larger of two pieces, and returns the other.
  mutating func keep(_ other: Chunk) -> Chunk? {
    if let chunk, chunk.size >= other.size { return other }
    defer { chunk = other }
    return chunk
  }
}
