#if GLPK

import LinearAssignment
import PairwrightGLPK
import Testing
import _PairwrightTestSupport

/// Lies to one kind of question, and asks GLPK for an answer to the other.
private struct LyingBackend: GLPKBackend {
  enum Question: Sendable {
    case relaxation
    case integers
  }

  let question: Question
  let lie: @Sendable (GLPKModel) -> GLPKAnswer

  func answer(to model: GLPKModel, limits: GLPKLimits) -> GLPKAnswer {
    let isLie = model.needsIntegers == (question == .integers)
    return isLie ? lie(model) : SystemGLPK().answer(to: model, limits: limits)
  }
}

/// How a lie must come out.
private enum Detection: Sendable {
  /// The result is right and names this flaw.
  case flaw(GLPKAnswerFlaw)
  /// The result is right, and nothing needs to be said: the answer claimed too little.
  case harmless
  /// Solving ends with this error.
  case error(GLPKError.Code)
  /// Solving ends without a proof and says that GLPK did not come back.
  case abandonment
}

private struct Lie: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let answer: GLPKAnswer
  let detection: Detection

  init(_ description: String, _ answer: GLPKAnswer, _ detection: Detection) {
    testDescription = description
    self.answer = answer
    self.detection = detection
  }

  /// Lies of GLPK's integer solver about the triangle.
  static let aboutTriangle: [Lie] = [
    Lie("two that exclude each other", claim([1, 1, 0], -11), .flaw(.breaksRow(0))),
    Lie("all three", claim([1, 1, 1], -15), .flaw(.breaksRow(0))),
    Lie("broken, with the right value", claim([0, 1, 1], -6), .flaw(.breaksRow(1))),
    Lie("optimal for the second best", claim([0, 1, 0], -5), .flaw(.isNotOptimal)),
    Lie("optimal for nothing", claim([0, 0, 0], 0), .flaw(.isNotOptimal)),
    Lie("the second best at the best value", claim([0, 1, 0], -6), .flaw(.misstatesValue)),
    Lie("too good a value", claim([1, 0, 0], -7), .flaw(.misstatesValue)),
    Lie("too bad a value", claim([1, 0, 0], -5), .flaw(.misstatesValue)),
    Lie("no number for a value", claim([1, 0, 0], .nan), .flaw(.misstatesValue)),
    Lie("an infinite value", claim([1, 0, 0], -.infinity), .flaw(.misstatesValue)),
    Lie("0.999", claim([0.999, 0, 0], -5.994), .flaw(.notBinary(column: 0))),
    Lie("0.001", claim([1, 0.001, 0], -6), .flaw(.notBinary(column: 1))),
    Lie("halves", claim([0.5, 0.5, 0.5], -7.5), .flaw(.notBinary(column: 0))),
    Lie("no number", claim([1, 0, .nan], -6), .flaw(.notBinary(column: 2))),
    Lie("infinite", claim([.infinity, 0, 0], -6), .flaw(.notBinary(column: 0))),
    Lie("negative", claim([1, -1, 0], -1), .flaw(.notBinary(column: 1))),
    Lie("two of one", claim([2, 0, 0], -12), .flaw(.notBinary(column: 0))),
    Lie("beyond all integers", claim([1e300, 0, 0], -6), .flaw(.notBinary(column: 0))),
    Lie("a column too few", claim([1, 0], -6), .flaw(.wrongSize)),
    Lie("a column too many", claim([1, 0, 0, 0], -6), .flaw(.wrongSize)),
    Lie("optimal without a choice", claim([], -6), .flaw(.wrongSize)),
    Lie("infeasible", claim([], 0, status: 4), .flaw(.isNotInfeasible)),
    Lie("infeasible by presolving", claim([], 0, code: 0x0A, status: 1), .flaw(.isNotInfeasible)),
    Lie("infeasible, out of time", claim([], 0, code: 9, status: 4), .flaw(.isNotInfeasible)),
    Lie("failed, but optimal", claim([1, 0, 0], -6, code: 5), .error(.backendFailed)),
    Lie("undefined, but no error", claim([1, 0, 0], -6, status: 1), .error(.backendFailed)),
    Lie("a code that does not exist", claim([1, 0, 0], -6, code: 99), .error(.backendFailed)),
    Lie("a status that does not exist", claim([1, 0, 0], -6, status: 9), .error(.backendFailed)),
    Lie("unbounded", claim([1, 0, 0], -6, status: 6), .error(.internalInconsistency)),
    Lie("bad bounds", claim([], 0, code: 4, status: 1), .error(.internalInconsistency)),
    Lie("no root", claim([], 0, code: 12, status: 1), .error(.internalInconsistency)),
    Lie("no dual solution", claim([], 0, code: 11, status: 1), .error(.internalInconsistency)),
    Lie("out of time at once", claim([], 0, code: 9, status: 1), .harmless),
    Lie("stopped with the second best", claim([0, 1, 0], -5, code: 13, status: 2), .harmless),
    Lie(
      "a gap, with a broken row", claim([1, 0, 1], -10, code: 14, status: 2),
      .flaw(.breaksRow(2))),
    Lie(
      "out of time, with halves", claim([0.5, 0, 0], -3, code: 9, status: 2),
      .flaw(.notBinary(column: 0))),
    Lie("a fault", GLPKAnswer(ending: .fault, message: "oops"), .error(.internalInconsistency)),
    Lie("a refusal", GLPKAnswer(ending: .refused), .error(.internalInconsistency)),
    Lie("no thread", GLPKAnswer(ending: .notStarted), .error(.notStarted)),
    Lie(
      "no return, but an answer",
      GLPKAnswer(ending: .abandoned, status: 5, objective: -15, values: [1, 1, 1]), .abandonment),
  ]

  private static func claim(
    _ values: [Double], _ objective: Double, code: Int32 = 0, status: Int32 = 5
  ) -> GLPKAnswer {
    GLPKAnswer(returnCode: code, status: status, objective: objective, values: values)
  }
}

/// A lie of GLPK's simplex method, told whatever the model is.
private struct RelaxationLie: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let lie: @Sendable (GLPKModel) -> GLPKAnswer

  static let all: [RelaxationLie] = [
    duals("no duals") { _ in [] },
    duals("a dual too few") { [Double]($0.rowLower.dropLast().map { _ in -1 }) },
    duals("too many duals") { [Double](repeating: -2, count: $0.rowLower.count + 9) },
    duals("duals that are no numbers") { $0.rowLower.map { _ in .nan } },
    duals("infinite duals") { $0.rowLower.map { _ in -.infinity } },
    duals("huge duals") { $0.rowLower.map { _ in -1e300 } },
    duals("duals of the wrong sign") { $0.rowLower.map { _ in 3 } },
    duals("duals of another program") { $0.rowLower.map { _ in -40 } },
    duals("no prices at all") { $0.rowLower.map { _ in 0 } },
    shares("shares that are no numbers") { $0.costs.map { _ in .nan } },
    shares("infinite shares") { $0.costs.map { _ in .infinity } },
    shares("negative shares") { $0.costs.map { _ in -5 } },
    shares("everything at once") { $0.costs.map { _ in 1 } },
    shares("too many shares") { [Double](repeating: 1, count: $0.costs.count + 4) },
    RelaxationLie(testDescription: "infeasible, with a reason") { model in
      // Both the relaxation and the question why get the same answer in turn.
      GLPKAnswer(
        status: model.costs.contains { $0 < 0 } ? 4 : 5, objective: 1,
        values: model.costs.map { _ in 0 }, rowDuals: model.rowLower.map { _ in -1 })
    },
    RelaxationLie(testDescription: "unbounded") { _ in GLPKAnswer(status: 6) },
    RelaxationLie(testDescription: "a failure") { _ in GLPKAnswer(returnCode: 5, status: 5) },
    RelaxationLie(testDescription: "a status that does not exist") { _ in GLPKAnswer(status: 9) },
  ]

  private static func duals(
    _ description: String, _ duals: @escaping @Sendable (GLPKModel) -> [Double]
  ) -> RelaxationLie {
    RelaxationLie(testDescription: description) {
      GLPKAnswer(status: 5, values: $0.costs.map { _ in 0.5 }, rowDuals: duals($0))
    }
  }

  private static func shares(
    _ description: String, _ shares: @escaping @Sendable (GLPKModel) -> [Double]
  ) -> RelaxationLie {
    RelaxationLie(testDescription: description) {
      GLPKAnswer(status: 5, values: shares($0), rowDuals: $0.rowLower.map { _ in -1 })
    }
  }
}

@Suite("A backend that lies")
struct LyingBackendTests {
  /// At most one of three; the relaxation takes half of each, so that it proves nothing.
  private static let triangle = BinaryProgram(
    costs: [-6, -5, -4],
    rows: [
      .init([1, 1, 0], maximum: 1), .init([0, 1, 1], maximum: 1), .init([1, 0, 1], maximum: 1),
    ])
  /// Nothing even adds up to 3, which the relaxation does not see.
  private static let impossible = BinaryProgram(
    costs: [-6, -5, -4], rows: [.init([2, 2, 2], minimum: 3, maximum: 3)])

  @Test("Every lie of the integer solver is caught", arguments: Lie.aboutTriangle)
  private func integerLie(lie: Lie) throws {
    let solver = GLPKSolver(
      backend: LyingBackend(question: .integers, lie: { _ in lie.answer }))
    let program = try IntegerProgram(Self.triangle)
    switch lie.detection {
    case .error(let code):
      let error = #expect(throws: GLPKError.self) { try solver.solve(program) }
      #expect(error?.code == code)
    case .abandonment:
      let result = try solver.solve(program)
      try expectTrue(result.outcome, of: Self.triangle)
      #expect(result.report.abandonedThreadCount == 1)
      guard case .unknown(_, .abandoned) = result.outcome else {
        Issue.record("\(result)")
        return
      }
    case .flaw, .harmless:
      let result = try solver.solve(program)
      try expectTrue(result.outcome, of: Self.triangle)
      guard case .optimal(let choice, _) = result.outcome else {
        Issue.record("\(result)")
        return
      }
      #expect(choice == .init(columns: [0], value: -6))
      if case .flaw(let flaw) = lie.detection { #expect(result.report.flaw == flaw) }
      if case .harmless = lie.detection { #expect(result.report.flaw == nil) }
    }
  }

  @Test("No lie is called proven when there is no time to prove", arguments: Lie.aboutTriangle)
  private func hastyLie(lie: Lie) throws {
    let solver = GLPKSolver(
      backend: LyingBackend(question: .integers, lie: { _ in lie.answer }))
    var options = GLPKOptions()
    options.caseLimit = 1
    for small in [Self.triangle, Self.impossible] {
      guard let result = try? solver.solve(IntegerProgram(small), options) else {
        guard case .error = lie.detection else {
          Issue.record("An error came for a lie that is none.")
          continue
        }
        continue
      }
      try expectTrue(result.outcome, of: small)
    }
  }

  @Test("No lie makes the impossible possible", arguments: Lie.aboutTriangle)
  private func impossibleLie(lie: Lie) throws {
    let solver = GLPKSolver(
      backend: LyingBackend(question: .integers, lie: { _ in lie.answer }))
    guard let result = try? solver.solve(IntegerProgram(Self.impossible)) else { return }
    try expectTrue(result.outcome, of: Self.impossible)
    if case .abandonment = lie.detection { return }
    guard case .infeasible = result.outcome else {
      Issue.record("\(result)")
      return
    }
  }

  @Test("Every lie of the simplex method costs time only", arguments: RelaxationLie.all)
  private func relaxationLie(lie: RelaxationLie) throws {
    let solver = GLPKSolver(backend: LyingBackend(question: .relaxation, lie: lie.lie))
    var generator = SplitMix64(seed: 11)
    var programs = [Self.triangle, Self.impossible]
    for _ in 0..<8 { programs.append(.random(&generator, columns: 7, rows: 3)) }
    for small in programs {
      let result = try solver.solve(IntegerProgram(small))
      try expectTrue(result.outcome, of: small)
      switch result.outcome {
      case .optimal, .infeasible: break
      default: Issue.record("\(result)")
      }
    }
  }
}

#endif
