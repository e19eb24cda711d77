/// Rows of bits, all of one width: a compact relation between two index ranges.
package struct BitRows: Sendable {
  private let wordsPerRow: Int
  private var words: [UInt64]

  /// Makes rows of cleared bits.
  package init(rows: Int, columns: Int) {
    wordsPerRow = max(1, (columns + 63) / 64)
    words = [UInt64](repeating: 0, count: rows * wordsPerRow)
  }

  /// Makes rows from the positions of their set bits.
  package init(_ rows: [[Int]], columns: Int) {
    self.init(rows: rows.count, columns: columns)
    for (row, positions) in rows.enumerated() {
      for column in positions { self[row, column] = true }
    }
  }

  /// One bit.
  package subscript(row: Int, column: Int) -> Bool {
    get { words[row * wordsPerRow + column >> 6] & (1 << UInt64(column & 63)) != 0 }
    set {
      let mask: UInt64 = 1 << UInt64(column & 63)
      if newValue {
        words[row * wordsPerRow + column >> 6] |= mask
      } else {
        words[row * wordsPerRow + column >> 6] &= ~mask
      }
    }
  }

  /// Returns whether two rows have a set bit in common.
  package func intersect(_ first: Int, _ second: Int) -> Bool {
    for word in 0..<wordsPerRow
    where words[first * wordsPerRow + word] & words[second * wordsPerRow + word] != 0 {
      return true
    }
    return false
  }

  /// Calls `body` with the position of each set bit of a row, ascending.
  func forEachSetBit(_ row: Int, _ body: (Int) -> Void) {
    for index in 0..<wordsPerRow {
      var word = words[row * wordsPerRow + index]
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  /// Lets `body` fill the words of one row; bit c of the row is bit c % 64 of word c / 64.
  package mutating func withRow(
    _ row: Int, _ body: (UnsafeMutableBufferPointer<UInt64>) -> Void
  ) {
    let range = row * wordsPerRow..<(row + 1) * wordsPerRow
    words.withUnsafeMutableBufferPointer { body(UnsafeMutableBufferPointer(rebasing: $0[range])) }
  }
}
