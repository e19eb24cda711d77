/// What the caller of a dense assignment may decide.
public struct DenseAssignmentOptions<Element: DenseElement>: Sendable {
  /// Whether to seek the greatest total, not the least.
  public var maximizes: Bool
  /// The entry that marks a pair as not allowed in a matrix of integers; by default there is none.
  ///
  /// In a matrix of floating-point numbers infinity does (minus infinity to maximise).
  public var absentValue: Element?
  /// How many threads may share passes over the whole matrix; the answer does not depend on it.
  public var threadCount: Int
  /// Asked from time to time whether to stop, and why; by default never.
  public var shouldStop: @Sendable () -> StopReason?
  /// Told from time to time how far the work has come; by default nobody is told.
  public var onProgress: (@Sendable (AssignmentProgress) -> Void)?

  /// Up to how many entries shortest paths are searched over all of them, without candidate lists; a
  /// quarter of that where there are at least twice as many columns as rows, or rows as columns.
  ///
  /// Fractions that no scale of 2^50 keeps have a limit of their own (`DenseSolve`).
  package var mostEntriesInFull = 1 << 15
  /// From how many entries on threads share the passes; fewer are read in less time than a thread
  /// takes to start.
  package var leastEntriesToShare = 1 << 19

  /// Options to minimise with two threads that neither stop nor report unless told to.
  public init(
    maximizes: Bool = false, absentValue: Element? = nil, threadCount: Int = 2,
    shouldStop: @escaping @Sendable () -> StopReason? = { nil },
    onProgress: (@Sendable (AssignmentProgress) -> Void)? = nil
  ) {
    self.maximizes = maximizes
    self.absentValue = absentValue
    self.threadCount = threadCount
    self.shouldStop = shouldStop
    self.onProgress = onProgress
  }
}
