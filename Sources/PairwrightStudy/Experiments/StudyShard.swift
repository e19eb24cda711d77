/// One of several parts of a study that are run apart.
package struct StudyShard: Sendable, Hashable {
  /// The number of this part, from 1.
  package let number: Int
  /// The number of parts.
  package let count: Int

  /// The whole study.
  package static let whole = StudyShard(number: 1, count: 1)

  /// Makes a part.
  init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }

  /// Reads `i/n` with 1 <= i <= n, or returns `nil`.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let number = Int(parts[0]), let count = Int(parts[1]), number >= 1, number <= count
    else { return nil }
    self.init(number: number, count: count)
  }

  /// Whether a block belongs to this part: blocks are dealt like cards.
  package func contains(block: Int) -> Bool { block % count == number - 1 }
}
