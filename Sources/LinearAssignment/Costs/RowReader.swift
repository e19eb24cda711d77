internal import Dispatch

/// Reads rows of a cost source, several at a time when there are threads for it.
///
/// Rows are handed on one by one in the order asked for, so what is done with them does not depend
/// on the number of threads.
final class RowReader {
  private let costs: any CostSource
  private let threadCount: Int
  /// How many rows are read before they are handed on.
  private let blockSize: Int
  private let buffer: UnsafeMutableBufferPointer<Int64>
  private(set) var readingCount = 0

  init(costs: any CostSource, threadCount: Int) {
    self.costs = costs
    self.threadCount = max(1, threadCount)
    blockSize = threadCount > 1 ? 16 * threadCount : 1
    buffer = .allocate(capacity: blockSize * costs.columnCount)
    buffer.initialize(repeating: 0)
  }

  deinit { buffer.deallocate() }

  /// Reads rows and hands each to `body`; `pollStop` is asked now and then, with a row's number.
  func read(
    _ rows: [Int], pollStop: (Int) throws(SolverStop) -> Void,
    _ body: (Int, UnsafeBufferPointer<Int64>) -> Void
  ) throws(SolverStop) {
    let columnCount = costs.columnCount
    var blockStart = 0
    var lastPoll = -64
    while blockStart < rows.count {
      if blockStart - lastPoll >= 64 {
        lastPoll = blockStart
        try pollStop(rows[blockStart])
      }
      let block = rows[blockStart..<min(rows.count, blockStart + blockSize)]
      readBlock(block)
      for (place, row) in block.enumerated() {
        let start = place * columnCount
        body(row, UnsafeBufferPointer(rebasing: buffer[start..<(start + columnCount)]))
      }
      blockStart += block.count
    }
    readingCount += rows.count
  }

  private func readBlock(_ block: ArraySlice<Int>) {
    let rows = Array(block)
    let costs = self.costs
    let columnCount = costs.columnCount
    let threadCount = self.threadCount
    // Unsafe only in name: each part writes rows of its own, those whose place in the block leaves
    // the remainder `part`, and all parts are done before the buffer is read.
    nonisolated(unsafe) let buffer = self.buffer
    let readPart: @Sendable (Int) -> Void = { part in
      for place in stride(from: part, to: rows.count, by: threadCount) {
        let start = place * columnCount
        costs.readCosts(
          ofRow: rows[place],
          into: UnsafeMutableBufferPointer(rebasing: buffer[start..<(start + columnCount)]))
      }
    }
    if threadCount == 1 {
      readPart(0)
    } else {
      DispatchQueue.concurrentPerform(iterations: threadCount, execute: readPart)
    }
  }
}
