#if GLPK

public import LinearAssignment

/// What the caller of ``GLPKSolver`` may decide.
public struct GLPKOptions: Sendable {
  /// How long solving may take; nil for no limit.
  ///
  /// GLPK's integer solver gets half of it, the proof the rest.
  public var timeLimit: Duration?
  /// How much memory GLPK may take in MiB; nil for no limit.
  public var memoryLimit: Int?
  /// How many cases the proof may distinguish.
  public var caseLimit = 10_000
  /// Asked every few milliseconds whether to stop; by default never.
  public var shouldStop: @Sendable () -> Bool

  /// Options without limits on time and memory.
  public init(
    timeLimit: Duration? = nil, memoryLimit: Int? = nil,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    self.timeLimit = timeLimit
    self.memoryLimit = memoryLimit
    self.shouldStop = shouldStop
  }
}

/// Solves integer programs with GLPK, and believes nothing that GLPK says.
///
/// GLPK proposes a choice and, through its linear relaxations, multipliers. Rows, values and bounds
/// are computed from these in integers, and an outcome is called optimal or infeasible only with a
/// proof that has been checked. GLPK is licensed under the GPL, and so is a program that contains
/// this module.
public struct GLPKSolver: Sendable {
  private let backend: any GLPKBackend

  /// A solver that uses the GLPK of this machine.
  public init() { backend = SystemGLPK() }

  /// A solver that asks something else than GLPK.
  package init(backend: any GLPKBackend) { self.backend = backend }

  /// The version of GLPK, such as 5.0.
  public static var glpkVersion: String { SystemGLPK.version }

  /// Finds a choice of least value and proves it, as far as the limits allow.
  ///
  /// The caller's thread waits. It comes back half a second after the time limit at the latest,
  /// checking of a finished proof not included.
  /// - Throws: `GLPKError` when GLPK fails, or finds fault with the model, which is a defect.
  /// - Complexity: exponential in the number of columns in the worst case.
  public func solve(
    _ program: IntegerProgram, _ options: GLPKOptions = GLPKOptions()
  ) throws(GLPKError) -> GLPKResult {
    var run = GLPKRun(program: program, options: options, backend: backend)
    return try run.result()
  }
}

#endif
