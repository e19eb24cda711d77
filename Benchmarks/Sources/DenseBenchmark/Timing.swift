import LinearAssignment
import Synchronization

/// The seconds that `body` takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let parts = try ContinuousClock().measure(body).components
  return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
}

/// The middle one of some numbers.
func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// The seconds that one thread takes to read every entry once: the unit of solves.
func streamSeconds(_ entries: UnsafeMutableBufferPointer<Double>) -> Double {
  var least = 0.0
  let time = median((0..<5).map { _ in seconds { least += leastEntry(entries) } })
  // Always true; it keeps the reading from being left out.
  return least == least ? time : .nan
}

/// One solve: the whole time, and how much of it went into the check of the certificate.
struct TimedSolve {
  let outcome: DenseAssignmentOutcome
  let seconds: Double
  let checkSeconds: Double

  /// Solves a matrix with new working memory.
  init(
    _ entries: UnsafeMutableBufferPointer<Double>, rowCount: Int, columnCount: Int, threads: Int
  ) throws {
    let clock = ContinuousClock()
    let checkStart = Mutex<ContinuousClock.Instant?>(nil)
    let start = clock.now
    let solver = DenseAssignmentSolver()
    outcome = try solver.solve(
      UnsafeBufferPointer(entries), rowCount: rowCount, columnCount: columnCount,
      options: DenseAssignmentOptions(
        threadCount: threads,
        onProgress: { progress in
          if progress.stage == .checking { checkStart.withLock { $0 = clock.now } }
        }))
    let end = clock.now
    seconds = (end - start) / .seconds(1)
    checkSeconds = checkStart.withLock { $0.map { (end - $0) / .seconds(1) } } ?? 0
  }
}
