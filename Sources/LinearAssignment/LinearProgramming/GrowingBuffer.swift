/// Plain memory that grows at its end, for inner loops that must neither check nor count references.
///
/// Whoever makes one frees it.
struct GrowingBuffer<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  func free() { base.deallocate() }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { reserve(count + 1) }
    base[count] = element
    count += 1
  }

  /// Forgets all elements from `newCount` on; it must not be above the count.
  mutating func shrink(to newCount: Int) { count = newCount }

  /// Lengthens the buffer by elements that the caller then sets.
  mutating func extend(by length: Int) {
    reserve(count + length)
    count += length
  }

  mutating func reserve(_ length: Int) {
    guard length > capacity else { return }
    capacity = max(length, 2 * capacity)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// Memory for `count` elements, all equal to `element`; whoever asks for it frees it.
  static func filled(_ element: Pointee, count: Int) -> Self {
    let pointer = Self.allocate(capacity: max(1, count))
    pointer.initialize(repeating: element, count: count)
    return pointer
  }
}
