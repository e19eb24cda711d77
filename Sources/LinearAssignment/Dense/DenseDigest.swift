/// The least entry of each run of 16 entries of each row, with its sign; absent ones are infinite.
///
/// The first pass over a matrix writes it (`DenseTally`). The solver reads it to know which runs to
/// look into, and the check to know which it need not read again: it bounds their entries for both.
struct DenseDigest: @unchecked Sendable {
  // Unchecked: the threads of the first pass write different rows, and later ones only read.

  private let leastEntries: UnsafeMutablePointer<Double>
  /// The number of runs in a row; the last may be shorter.
  let blockCount: Int

  /// Makes room for the digest of a matrix.
  ///
  /// - Parameter arena: where the memory comes from, to be reset only when the digest is done with.
  init(rowCount: Int, columnCount: Int, arena: DenseArena) {
    blockCount = (columnCount + 15) / 16
    leastEntries = arena.allocate(Double.self, rowCount * blockCount)
  }

  /// The least entries of a row.
  @inline(__always)
  func leastEntries(of row: Int) -> UnsafePointer<Double> {
    UnsafePointer(leastEntries + row &* blockCount)
  }

  /// Where the first pass writes the least entries of a row.
  @inline(__always)
  func place(of row: Int) -> UnsafeMutablePointer<Double> { leastEntries + row &* blockCount }
}
