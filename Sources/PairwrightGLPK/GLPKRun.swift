#if GLPK

internal import LinearAssignment

/// One solve: the root relaxation, then GLPK's integer solver, then the proof.
struct GLPKRun {
  /// How far from 0 or 1 a column may be; GLPK's own tolerance is 1e-5.
  private static let tolerance = 1e-4

  private let program: IntegerProgram
  private let options: GLPKOptions
  private let backend: any GLPKBackend
  private let builder: GLPKModelBuilder
  private let clock = ContinuousClock()
  private let deadline: ContinuousClock.Instant?
  private var report = GLPKReport()

  init(program: IntegerProgram, options: GLPKOptions, backend: any GLPKBackend) {
    self.program = program
    self.options = options
    self.backend = backend
    builder = GLPKModelBuilder(program)
    let start = clock.now
    deadline = options.timeLimit.map { start.advanced(by: $0) }
  }

  mutating func result() throws(GLPKError) -> GLPKResult {
    let relaxation = GLPKRelaxation(
      program, builder: builder, backend: backend, limits: { [self] in limits(share: 1) })
    let root = searched(relaxation, from: nil, caseLimit: 1)
    try throwFault(relaxation.failure)
    if root.proof != nil || root.stopReason != nil || relaxation.failure != nil {
      return try conclude(root, verdict: nil, relaxation: relaxation)
    }
    let answer = backend.answer(to: builder.integerModel, limits: limits(share: 0.5))
    try throwFault(answer)
    guard answer.ending == .returned else {
      return try conclude(root, verdict: .nothing(stop(after: answer)), relaxation: relaxation)
    }
    report.returnCode = Int(answer.returnCode)
    report.status = Int(answer.status)
    let verdict = GLPKVerdict(returnCode: answer.returnCode, status: answer.status)
    var candidate = root.choice
    switch verdict {
    case .optimal, .feasible:
      if let choice = checked(answer), isBetter(choice, than: candidate) { candidate = choice }
    case .infeasible, .nothing:
      break
    case .modelRefused:
      throw Self.defect("GLPK returned \(answer.returnCode) with the status \(answer.status).")
    case .failed:
      throw GLPKError(
        code: .backendFailed,
        message: "GLPK failed: it returned \(answer.returnCode) with the status "
          + "\(answer.status).",
        advice: "its numbers broke down; another solver may do better.")
    }
    let final = searched(relaxation, from: candidate, caseLimit: options.caseLimit)
    try throwFault(relaxation.failure)
    return try conclude(final, verdict: verdict, claimed: answer, relaxation: relaxation)
  }

  private func searched(
    _ relaxation: GLPKRelaxation, from choice: [Bool]?, caseLimit: Int
  ) -> IntegerProgramSearchResult {
    var search = IntegerProgramSearch(program, relaxation: relaxation, caseLimit: caseLimit) {
      if relaxation.failure != nil || options.shouldStop() { return .cancelled }
      if let deadline, clock.now >= deadline { return .deadline }
      return nil
    }
    return search.run(from: choice)
  }

  /// The limits for one question, which may take a share of the time that is left.
  private func limits(share: Double) -> GLPKLimits {
    let milliseconds = deadline.map { deadline in
      let left = clock.now.duration(to: deadline) * share
      let (seconds, attoseconds) = left.components
      return max(0, seconds &* 1000 &+ attoseconds / 1_000_000_000_000_000)
    }
    return GLPKLimits(
      milliseconds: milliseconds,
      mebibytes: options.memoryLimit.map { Int32(clamping: max(1, $0)) },
      shouldStop: options.shouldStop)
  }

  /// Throws what is no outcome: a fault of the model, or no thread.
  private func throwFault(_ answer: GLPKAnswer?) throws(GLPKError) {
    guard let answer else { return }
    switch answer.ending {
    case .returned, .abandoned: return
    case .fault:
      if isOutOfMemory(answer) { return }
      throw Self.defect("GLPK found a fault: \(answer.message)")
    case .refused:
      throw Self.defect("The model was not fit for GLPK: \(answer.message).")
    case .notStarted:
      throw GLPKError(
        code: .notStarted, message: "There was no memory or no thread for GLPK.",
        advice: "the machine is short of memory or of threads.")
    }
  }

  private func isOutOfMemory(_ answer: GLPKAnswer) -> Bool {
    answer.ending == .fault && answer.message.contains("memory")
  }

  private func stop(after answer: GLPKAnswer) -> GLPKStop {
    isOutOfMemory(answer) ? .memoryLimit : .abandoned
  }

  /// The choice that an answer stands for, if it holds what it says.
  private mutating func checked(_ answer: GLPKAnswer) -> [Bool]? {
    guard answer.values.count == program.costs.count else {
      report.flaw = .wrongSize
      return nil
    }
    var choice = [Bool](repeating: false, count: answer.values.count)
    for (column, value) in answer.values.enumerated() {
      let isChosen = value > 0.5
      // Written so that a value that is not a number fails.
      guard abs(value - (isChosen ? 1 : 0)) <= Self.tolerance else {
        report.flaw = .notBinary(column: column)
        return nil
      }
      choice[column] = isChosen
    }
    if let row = program.firstBrokenRow(of: choice) {
      report.flaw = .breaksRow(row)
      return nil
    }
    let value = Double(program.value(of: choice)) / builder.costScale
    let size = program.costs.reduce(1.0) { $0 + abs(Double($1)) / builder.costScale }
    if !(abs(answer.objective - value) <= 1e-7 * size) { report.flaw = .misstatesValue }
    return choice
  }

  private func isBetter(_ choice: [Bool], than other: [Bool]?) -> Bool {
    guard let other else { return true }
    return program.value(of: choice) < program.value(of: other)
  }

  /// Turns a search into an outcome, and looks at its proof.
  private mutating func conclude(
    _ search: IntegerProgramSearchResult, verdict: GLPKVerdict?, claimed: GLPKAnswer? = nil,
    relaxation: GLPKRelaxation
  ) throws(GLPKError) -> GLPKResult {
    report.caseCount = search.caseCount
    let failure = relaxation.failure
    report.abandonedThreadCount = failure?.ending == .abandoned ? 1 : 0
    if verdict == .nothing(.abandoned) { report.abandonedThreadCount += 1 }
    let choice = search.choice.map { choice in
      GLPKChoice(
        columns: choice.indices.filter { choice[$0] }, value: program.value(of: choice))
    }
    judge(verdict, claimed: claimed, best: choice)
    if let proof = search.proof {
      guard program.isProof(proof, thatNoChoiceIsBelow: choice?.value) else {
        throw Self.defect("A proof did not pass its check and was withheld.")
      }
      let outcome = choice.map { GLPKOutcome.optimal($0, proof) } ?? .infeasible(proof)
      return GLPKResult(outcome: outcome, report: report)
    }
    let stop = stopReason(search, verdict: verdict, failure: failure)
    return GLPKResult(
      outcome: unproven(choice, bound: search.bound, verdict: verdict, stop: stop),
      report: report)
  }

  private func unproven(
    _ choice: GLPKChoice?, bound: Int64, verdict: GLPKVerdict?, stop: GLPKStop
  ) -> GLPKOutcome {
    if let choice {
      return .feasible(
        choice, bound: bound, provenByGLPKOnly: verdict == .optimal && report.flaw == nil,
        stoppedBy: stop)
    }
    if verdict == .infeasible { return .infeasiblePerGLPK(stoppedBy: stop) }
    return .unknown(bound: bound, stoppedBy: stop)
  }

  /// Notes what the search has shown to be wrong with GLPK's claim.
  private mutating func judge(
    _ verdict: GLPKVerdict?, claimed: GLPKAnswer?, best: GLPKChoice?
  ) {
    guard report.flaw == nil, let best else { return }
    if verdict == .infeasible { report.flaw = .isNotInfeasible }
    if verdict == .optimal, let claimed {
      let value = zip(program.costs, claimed.values).reduce(0) { $1.1 > 0.5 ? $0 + $1.0 : $0 }
      if best.value < value { report.flaw = .isNotOptimal }
    }
  }

  private func stopReason(
    _ search: IntegerProgramSearchResult, verdict: GLPKVerdict?, failure: GLPKAnswer?
  ) -> GLPKStop {
    if let failure { return stop(after: failure) }
    switch (search.stopReason, verdict) {
    case (.deadline?, _): return .timeLimit
    case (.cancelled?, _): return .cancelled
    case (nil, .nothing(let stop)?), (nil, .feasible(let stop)?):
      return stop == .gapReached ? .caseLimit : stop
    case (nil, _): return .caseLimit
    }
  }

  private static func defect(_ message: String) -> GLPKError {
    GLPKError(
      code: .internalInconsistency, message: message,
      advice: "this is a defect of the package; please report it.")
  }
}

#endif
