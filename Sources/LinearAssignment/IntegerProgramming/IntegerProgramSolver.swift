/// How much work a search took.
public struct IntegerProgramStatistics: Sendable, Hashable {
  /// The number of cases worked on.
  public internal(set) var nodeCount = 0
  /// The number of branches tried for a few steps, to choose among them.
  public internal(set) var probeCount = 0
  /// The number of steps of the simplex method.
  public internal(set) var simplexStepCount = 0
  /// The number of times that prices of a generalised assignment were evaluated.
  public internal(set) var priceStepCount = 0
  /// How often a better choice was found.
  public internal(set) var improvementCount = 0

  /// Adds the work of a search within a search.
  mutating func add(_ search: BranchAndBound) {
    nodeCount += search.statistics.nodeCount
    probeCount += search.statistics.probeCount
    simplexStepCount += search.simplex.stepCount
  }
}

/// How far a search has come.
public struct IntegerProgramProgress: Sendable, Hashable {
  /// The value of the best choice known, or nil.
  public let value: Int64?
  /// No choice is worth less; exact.
  public let bound: Int64
  /// The number of cases worked on, those of searches within the search left out.
  public let nodeCount: Int
}

/// What came of solving an integer program.
public struct IntegerProgramResult: Sendable {
  /// The best choice known, which keeps all rows; nil when none is known.
  public let choice: [Bool]?
  /// The value of ``choice``.
  public let value: Int64?
  /// No choice is worth less; exact, whether or not the search came to its end.
  public let bound: Int64
  /// Shows that ``choice`` is best, or, without one, that there is none; it has been checked.
  ///
  /// It is nil when the search was stopped.
  public let proof: IntegerProgramProof?
  /// Why the search was stopped, or nil when it came to its end.
  public let stopReason: StopReason?
  /// How much work it took.
  public let statistics: IntegerProgramStatistics
}

/// Solves integer programs by branch and bound, proven in exact integers.
///
/// Linear relaxations are solved in floating point and only suggest: the bounds that end cases are
/// computed from rounded duals in integers (Neumaier & Shcherbina 2004, pp. 283-296), and the proof
/// is checked before it is handed out.
public struct IntegerProgramSolver: Sendable {
  /// Asked between the cases, and between the steps of the check, whether to stop; by default never.
  public var shouldStop: @Sendable () -> StopReason?
  /// Told how far the search has come, after every hundred cases and every better choice.
  public var progress: @Sendable (IntegerProgramProgress) -> Void = { _ in }

  /// A solver that stops when `shouldStop` gives a reason.
  public init(shouldStop: @escaping @Sendable () -> StopReason? = { nil }) {
    self.shouldStop = shouldStop
  }

  /// Finds a choice of least value and proves that it is.
  ///
  /// A `choice` that keeps all rows is where the search starts from; any other is ignored. The same
  /// program and start give the same result, unless the search is stopped.
  /// - Throws: `AssignmentError` with code `internalInconsistency` when a finished proof does not hold,
  ///   which is a defect.
  /// - Complexity: exponential in the number of columns in the worst case.
  public func solve(
    _ program: IntegerProgram, from choice: [Bool]? = nil
  ) throws(AssignmentError) -> IntegerProgramResult {
    if let result = try generalisedAssignment(program, from: choice) { return result }
    let cuts = RootCuts(program, shouldStop: shouldStop).cuts
    let search = BranchAndBound(try program.extended(by: cuts), shouldStop: shouldStop)
    search.progress = progress
    search.run(from: choice)
    var statistics = search.statistics
    statistics.simplexStepCount += search.simplex.stepCount
    return try checked(
      IntegerProgramResult(
        choice: search.best, value: search.bestValue, bound: search.provenBound,
        proof: search.stopReason == nil ? search.proof(after: cuts) : nil,
        stopReason: search.stopReason, statistics: statistics), of: program)
  }

  /// Solves a program that gives every item to an agent; nil when it has another form, or when no
  /// choice shows before branching.
  private func generalisedAssignment(
    _ program: IntegerProgram, from choice: [Bool]?
  ) throws(AssignmentError) -> IntegerProgramResult? {
    guard let form = GeneralisedAssignmentForm(program),
      let search = GeneralisedAssignmentSearch(program, form, shouldStop: shouldStop)
    else { return nil }
    search.progress = progress
    search.run(from: choice)
    guard search.bestValue != nil else { return nil }
    return try checked(
      IntegerProgramResult(
        choice: search.best, value: search.bestValue, bound: search.bound,
        proof: search.stopReason == nil ? search.proof : nil, stopReason: search.stopReason,
        statistics: search.statistics), of: program)
  }

  /// The result, once its proof has passed its check; without the proof when that is stopped.
  private func checked(
    _ result: IntegerProgramResult, of program: IntegerProgram
  ) throws(AssignmentError) -> IntegerProgramResult {
    guard let proof = result.proof else { return result }
    let holds: Bool
    do {
      holds = try program.checks(proof, thatNoChoiceIsBelow: result.value, shouldStop: shouldStop)
    } catch {
      return IntegerProgramResult(
        choice: result.choice, value: result.value, bound: result.bound, proof: nil,
        stopReason: error.reason, statistics: result.statistics)
    }
    if holds { return result }
    throw AssignmentError(
      code: .internalInconsistency, message: "The proof of an integer program does not hold.",
      advice: "this is a defect of the library.")
  }
}
