internal import LinearAssignment

/// A way to solve matching problems.
public protocol MatchingSolver: Sendable {
  /// The name by which the solver is asked for.
  var name: String { get }
  /// Solves a problem.
  ///
  /// - Throws: ``SolverError`` when the solver could not run properly. Infeasible and stopped
  ///   problems are outcomes, not errors.
  func solve(
    _ problem: borrowing MatchingProblem, options: SolveOptions
  ) throws(SolverError) -> Solution
}

/// What all solvers can be told.
public struct SolveOptions: Sendable {
  /// Asked now and then; an answer other than `nil` stops the solve.
  public var shouldStop: @Sendable () -> SolveLimit?
  /// Told now and then what the solve is doing.
  public var onProgress: (@Sendable (String) -> Void)?

  /// Makes options; by default nothing stops the solve and nobody is told.
  public init(
    shouldStop: @escaping @Sendable () -> SolveLimit? = { nil },
    onProgress: (@Sendable (String) -> Void)? = nil
  ) {
    self.shouldStop = shouldStop
    self.onProgress = onProgress
  }

  /// Makes options that stop so many milliseconds after a moment, by default now.
  public static func timeLimit(
    milliseconds: Int, from start: ContinuousClock.Instant = .now
  ) -> SolveOptions {
    let deadline = start + .milliseconds(milliseconds)
    return SolveOptions(shouldStop: { ContinuousClock.now >= deadline ? .timeLimit : nil })
  }
}

/// Why a solver could not run properly.
public struct SolverError: Error, Sendable, CustomStringConvertible {
  /// What kind of failure it is.
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// The kebab-case name.
    public let rawValue: String

    /// Makes the code with the given name.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// People times the range of values leave the range of exact arithmetic.
    public static let rangeTooLarge = Code(rawValue: "range-too-large")
    /// The solver that was asked for cannot keep the rules.
    public static let unsupportedRules = Code(rawValue: "unsupported-rules")
    /// An answer did not pass the independent check and was withheld.
    public static let selfCheckFailed = Code(rawValue: "self-check-failed")
  }

  /// What kind of failure it is.
  public let code: Code
  /// A full sentence that names the values.
  public let message: String
  /// What may help, beginning "Maybe".
  public let advice: String

  /// Makes an error.
  public init(_ code: Code, _ message: String, advice: String) {
    self.code = code
    self.message = message
    self.advice = advice
  }

  /// Message and advice.
  public var description: String { "\(message)\n\(advice)" }

  init(_ error: AssignmentError) {
    self.init(
      error.code == .costRangeTooLarge ? .rangeTooLarge : .selfCheckFailed, error.message,
      advice: "Maybe \(error.advice)")
  }
}
