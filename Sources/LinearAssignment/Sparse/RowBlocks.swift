/// Reads rows of a cost source on several threads, block after block, so that work can be stopped.
struct RowBlocks {
  let source: any CostSource
  let threadCount: Int
  /// Asked before each block, with the number of rows read.
  let poll: (_ completed: Int) throws(SolverStop) -> Void

  /// Hands each row to `body`, with the thread that it is on, its place among the rows, and a
  /// buffer of its costs that may be written to.
  ///
  /// What `body` writes must belong to its thread or its place alone.
  func read(
    _ rows: [Int],
    _ body: (_ thread: Int, _ place: Int, UnsafeMutableBufferPointer<Int64>) -> Void
  ) throws(SolverStop) {
    let size = max(64, (1 << 24) / max(1, source.columnCount))
    for start in stride(from: 0, to: rows.count, by: size) {
      try poll(start)
      readBlock(rows, start..<min(rows.count, start + size), body)
    }
  }

  private func readBlock(
    _ rows: [Int], _ block: Range<Int>,
    _ body: (_ thread: Int, _ place: Int, UnsafeMutableBufferPointer<Int64>) -> Void
  ) {
    let source = source
    let columnCount = source.columnCount
    forEachPart(of: block.count, count: threadCount) { thread, part in
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: columnCount) { buffer in
        for offset in part {
          let place = block.lowerBound + offset
          source.readCosts(ofRow: rows[place], into: buffer)
          body(thread, place, buffer)
        }
      }
    }
  }
}
