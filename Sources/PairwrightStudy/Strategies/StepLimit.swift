internal import Synchronization

/// Ends a search after a number of steps, so that where it ends does not depend on the machine.
final class StepLimit: Sendable {
  private let left: Mutex<Int>

  init(_ steps: Int) { left = Mutex(steps) }

  /// Counts a step and tells whether it is one too many.
  func isReached() -> Bool {
    left.withLock { left in
      left -= 1
      return left < 0
    }
  }
}
