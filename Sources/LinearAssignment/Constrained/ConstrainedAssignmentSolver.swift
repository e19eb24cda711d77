extension ConstrainedAssignmentProblem {
  /// Finds a best choice and proves it, or proves that there is none.
  ///
  /// Every answer is checked by ``isProof(_:thatNoChoiceIsBelow:)`` before it is returned.
  /// - Throws: `AssignmentError` when the problem is invalid, when its numbers leave the range of
  ///   exact arithmetic, and when an answer fails its check, which would be a defect.
  /// - Complexity: exponential in the worst case. Prices take some dozens of assignment problems;
  ///   what they leave open is usually a few pairs for each row.
  public func solve(
    _ options: ConstrainedAssignmentOptions = ConstrainedAssignmentOptions()
  ) throws(AssignmentError) -> ConstrainedAssignmentOutcome {
    try validate()
    do {
      var solver = ConstrainedAssignmentSolver(self, options)
      return try solver.solve()
    } catch let error as AssignmentError {
      throw error
    } catch {
      throw AssignmentError(
        code: .internalInconsistency, message: "Solving failed: \(error).",
        advice: "this is a defect of the package; please report it.")
    }
  }
}

/// Prices first, then an integer program on what is left.
///
/// Multipliers bound all choices by assignment problems (``MultiplierSearch``). The pairs of the
/// smallest reduced costs make a core, an integer program whose linear relaxation sharpens the
/// multipliers. Then limits rise from the bound: every pair that the bound excludes from a choice
/// below the limit is dropped, and what remains is searched to the end. Where that takes too long
/// before there is any choice, cores are searched for one.
struct ConstrainedAssignmentSolver<Costs: CostSource> {
  typealias Evaluation = MultiplierSearch<Costs>.Evaluation

  let problem: ConstrainedAssignmentProblem<Costs>
  private let options: ConstrainedAssignmentOptions
  private let survey: CostSurvey
  let divisor: Int64
  private var multipliers: MultiplierSearch<Costs>
  var best: (choice: [PricedPair], value: Int64)?
  /// A value below which there is no choice, with the proof of that.
  var excluded: (value: Int64, proof: ConstrainedAssignmentProof)?
  /// Pairs that some relaxation has chosen.
  private var liked: Set<PricedPair> = []
  /// What another solver holds to be the smallest value of the whole problem.
  private var claim: Claim?

  /// What another solver holds of the whole problem.
  private enum Claim: Equatable {
    case best(Int64)
    case infeasible
  }

  /// How many pairs of each row and column the first core has.
  static var fewPerNode: Int { 6 }
  /// The most pairs of a problem that another solver is asked about as a whole.
  private static var mostProposedPairs: Int { 50_000 }

  init(_ problem: ConstrainedAssignmentProblem<Costs>, _ options: ConstrainedAssignmentOptions) {
    self.problem = problem
    self.options = options
    survey = CostSurvey(problem.costs)
    divisor = max(1, problem.objective.divisor(costDivisor: survey.divisor))
    multipliers = MultiplierSearch(problem, survey, options.relaxation)
    multipliers.start(at: options.expectedMultipliers)
  }

  mutating func solve() throws -> ConstrainedAssignmentOutcome {
    for choice in options.knownChoices {
      if let priced = problem.priced(choice) { consider(priced) }
    }
    do {
      if survey.pairCount <= Self.mostProposedPairs { try askProposer() }
      // Linear relaxations of cores find good multipliers sooner than subgradients do.
      try improveMultipliers(steps: 5)
      if !isProposerWaiting, let outcome = try searchBelowRisingLimits() { return outcome }
      try improveMultipliers(steps: 55)
      for perNode in [Self.fewPerNode, 12, 24] where !isProvenByBound() {
        if try !searchCore(perNode: perNode) && best != nil { break }
      }
      if best == nil { return try searchWithoutPrices() }
      return try searchOpenPairs()
    } catch let impossible as DegreesImpossible {
      return .degreesImpossible(impossible.witness)
    } catch let stop as SolverStop {
      return stopped(stop.reason)
    }
  }

  // MARK: - Bounds

  private mutating func improveMultipliers(steps: Int) throws {
    var found: [[PricedPair]] = []
    let problem = self.problem
    var bestValue = best.map { Double($0.value) }
    try multipliers.improve(steps: steps, target: bestValue) { evaluation in
      found.append(evaluation.choice)
      if problem.flaw(in: evaluation.choice) == nil {
        let value = Double(problem.value(of: problem.objective, evaluation.choice))
        bestValue = min(bestValue ?? value, value)
      }
      return bestValue
    }
    for choice in found.suffix(20) { liked.formUnion(choice) }
    for choice in found { consider(choice) }
  }

  private mutating func consider(_ choice: [PricedPair]) {
    guard problem.flaw(in: choice) == nil else { return }
    let value = problem.value(of: problem.objective, choice)
    guard abs(value) <= Int128(1) << 61, value < Int128(best?.value ?? .max) else { return }
    best = (choice.sorted { $0.pair < $1.pair }, Int64(value))
  }

  func target(below value: Int64) -> BoundTarget {
    BoundTarget(below: value, scale: multipliers.scale, divisor: divisor)
  }

  func isProvenByBound() -> Bool {
    guard let best, let evaluation = multipliers.best else { return false }
    return target(below: best.value).isClosed(evaluation.bound)
  }

  /// The evaluation with the best bound; there is one after the first relaxation.
  func evaluation() throws -> Evaluation { try Self.known(multipliers.best) }

  private static func known(_ evaluation: Evaluation?) throws -> Evaluation {
    guard let evaluation else {
      throw AssignmentError(
        code: .costRangeTooLarge,
        message: "With the constraints priced, the costs leave the range of exact arithmetic.",
        advice: "costs and constraints can be counted in larger units.")
    }
    return evaluation
  }

  func bound(of evaluation: Evaluation) throws -> ConstrainedBound<Costs> {
    guard let bound = ConstrainedBound(problem, evaluation.prices, evaluation.potentials, survey)
    else { throw Self.withheld("its prices do not fit") }
    return bound
  }

  // MARK: - Integer programs

  /// The least value that a bound allows; nil when it is out of range.
  func roundedBound(_ bound: Int128) -> Int64? {
    let unit = Int128(multipliers.scale) * Int128(divisor)
    var multiple = bound / unit
    if multiple * unit < bound { multiple += 1 }
    return Int64(exactly: multiple * Int128(divisor)).flatMap {
      abs($0) <= IntegerProgram.largestSum ? $0 : nil
    }
  }

  /// Searches the pairs of the smallest reduced costs; true when that found something better.
  private mutating func searchCore(perNode: Int) throws -> Bool {
    let before = best?.value
    let residue = try sharpenedCore(perNode: perNode)
    if !isProvenByBound() { _ = try run(residue, nodeLimit: 1) }
    return best?.value != before
  }

  /// The pairs of the smallest reduced costs at multipliers that their linear relaxation sharpened.
  mutating func sharpenedCore(perNode: Int) throws -> ConstrainedResidue {
    var core = CorePairs(
      try bound(of: evaluation()), perNode: perNode, rowCount: problem.rows.count,
      columnCount: problem.columns.count)
    core.add(liked)
    if let best { core.add(best.choice) }
    var residue = try ConstrainedResidue(problem, pairs: core.pairs)
    for _ in 0..<8 {
      let count = residue.pairs.count
      guard try sharpen(by: residue), !isProvenByBound() else { break }
      core.add(liked)
      residue = try ConstrainedResidue(problem, pairs: core.pairs)
      if residue.pairs.count == count { break }
    }
    return residue
  }

  /// Takes the multipliers of the residue's linear relaxation; true when they raised the bound.
  private mutating func sharpen(by residue: ConstrainedResidue) throws -> Bool {
    let search = BranchAndBound(residue.program, shouldStop: options.relaxation.shouldStop)
    guard let found = search.rootMultipliers() else { return false }
    let before = multipliers.best?.bound ?? .min
    guard let evaluation = try multipliers.evaluate(multipliers.point(of: found, in: residue))
    else { return false }
    liked.formUnion(evaluation.choice)
    consider(evaluation.choice)
    return multipliers.best?.bound ?? .min > before
  }

  /// Searches a residue for choices below a value, or better than the best one; the proof when the
  /// search came to its end.
  mutating func run(
    _ residue: ConstrainedResidue, below limit: Int64? = nil, nodeLimit: Int = .max,
    stepLimit: Int = .max
  ) throws -> IntegerProgramProof? {
    let search = BranchAndBound(residue.program, shouldStop: options.relaxation.shouldStop)
    search.nodeLimit = nodeLimit
    // The best choice need not be in the residue; its value is to be beaten all the same.
    search.stepLimit = stepLimit
    search.bestValue = (limit ?? best?.value).map { $0 - residue.constant }
    search.run(from: nil)
    if let choice = search.best { consider(residue.pairs(of: choice)) }
    if let reason = search.stopReason { throw SolverStop(reason: reason) }
    return search.open.isEmpty ? search.proof() : nil
  }

  /// Searches what prices leave open to the end.
  private mutating func searchOpenPairs() throws -> ConstrainedAssignmentOutcome {
    let evaluation = try evaluation()
    guard let reach = best?.value else { return try searchWithoutPrices() }
    if isProvenByBound() { return try proven(evaluation, reach: reach, walk: nil) }
    let residue = try ConstrainedResidue(
      problem, pairs: try bound(of: evaluation).openPairs(target(below: reach)))
    try askProposer(about: residue)
    // First the search, which may find something better, and then what `proven` reads of it: within
    // one call the choice would be read before.
    let walk = try run(residue)
    return try proven(evaluation, reach: reach, walk: walk)
  }

  /// Searches for any choice at all; when there is one, goes on from it.
  private mutating func searchWithoutPrices() throws -> ConstrainedAssignmentOutcome {
    var feasibility = MultiplierSearch(
      problem, survey, options.relaxation, isObjectivePriced: false)
    var isImpossible = false
    try feasibility.improve(steps: 200, target: nil) { evaluation in
      isImpossible = isImpossible || evaluation.bound > 0
      return isImpossible ? 0 : nil
    }
    let evaluation = try Self.known(feasibility.best)
    if evaluation.bound > 0 { return try infeasible(evaluation, walk: nil) }
    let bound = try self.bound(of: evaluation)
    let residue = try ConstrainedResidue(
      problem, pairs: bound.openPairs(BoundTarget(below: nil, scale: 0, divisor: divisor)))
    var nodeLimit = 1000
    while best == nil {
      let walk = try run(residue, nodeLimit: nodeLimit)
      if best == nil, let walk { return try infeasible(evaluation, walk: walk) }
      nodeLimit *= 2
    }
    return try searchOpenPairs()
  }

  // MARK: - Another solver

  /// Whether there is another solver that is to be asked about open pairs, as all are too many.
  private var isProposerWaiting: Bool {
    options.proposer != nil && survey.pairCount > Self.mostProposedPairs
  }

  /// Asks the other solver, if there is one, about all pairs.
  private mutating func askProposer() throws {
    guard options.proposer != nil else { return }
    let everything = try ConstrainedResidue(problem, pairs: allPairs())
    switch try claim(about: everything) {
    case .best(let choice):
      guard let priced = kept(choice, of: everything) else {
        throw Self.refuted("a choice that breaks a rule")
      }
      claim = .best(Int64(clamping: problem.value(of: problem.objective, priced)))
    case .infeasible: claim = .infeasible
    case .choice(let choice): _ = kept(choice, of: everything)
    case .nothing: break
    }
  }

  /// Asks the other solver, if there is one that has not been asked yet, about open pairs.
  private mutating func askProposer(about residue: ConstrainedResidue) throws {
    guard isProposerWaiting else { return }
    switch try claim(about: residue) {
    case .best(let choice), .choice(let choice): _ = kept(choice, of: residue)
    case .infeasible, .nothing: break
    }
  }

  private func claim(about residue: ConstrainedResidue) throws -> IntegerProgramClaim {
    try options.proposer?.claim(
      about: residue.program, shouldStop: options.relaxation.shouldStop) ?? .nothing
  }

  /// The pairs of a choice, once it is considered; nil when it breaks something.
  private mutating func kept(_ choice: [Bool], of residue: ConstrainedResidue) -> [PricedPair]? {
    guard choice.count == residue.program.costs.count else { return nil }
    let pairs = residue.pairs(of: choice)
    guard problem.flaw(in: pairs) == nil else { return nil }
    consider(pairs)
    return pairs
  }

  private func allPairs() -> [PricedPair] {
    var pairs: [PricedPair] = []
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: problem.columns.count) { buffer in
      for row in problem.rows.indices {
        problem.costs.readCosts(ofRow: row, into: buffer)
        for column in buffer.indices where buffer[column] != absentEdge {
          pairs.append(PricedPair(row: row, column: column, cost: buffer[column]))
        }
      }
    }
    return pairs
  }

  private static func refuted(_ claim: String) -> AssignmentError {
    AssignmentError(
      code: .claimRefuted, message: "The solver that was asked for gave \(claim).",
      advice: "its numbers are rounded; the built-in solver proves its answers.")
  }

  // MARK: - Answers

  func proven(
    _ evaluation: Evaluation, reach: Int64, walk: IntegerProgramProof?
  ) throws -> ConstrainedAssignmentOutcome {
    guard let best else { throw Self.withheld("a proof without a choice") }
    let proof = ConstrainedAssignmentProof(
      prices: evaluation.prices, potentials: evaluation.potentials, reach: reach, walk: walk)
    guard problem.flaw(in: best.choice) == nil,
      problem.isProof(proof, thatNoChoiceIsBelow: best.value)
    else { throw Self.withheld("its proof does not hold") }
    if let claim, claim != .best(best.value) {
      throw Self.refuted("an answer that is not the best, which is proven to be \(best.value)")
    }
    return .optimal(
      ConstrainedAssignment(
        pairs: best.choice.map(\.pair), value: best.value, bound: best.value, proof: proof))
  }

  private func infeasible(
    _ evaluation: Evaluation, walk: IntegerProgramProof?
  ) throws -> ConstrainedAssignmentOutcome {
    let proof = ConstrainedAssignmentProof(
      prices: evaluation.prices, potentials: evaluation.potentials, reach: nil, walk: walk)
    guard problem.isProof(proof, thatNoChoiceIsBelow: nil) else {
      throw Self.withheld("the proof that there is none does not hold")
    }
    if case .best = claim { throw Self.refuted("a choice where there is none") }
    return .infeasible(proof)
  }

  private func stopped(_ reason: StopReason) -> ConstrainedAssignmentOutcome {
    guard let best, let evaluation = multipliers.best else { return .stopped(reason) }
    var bound = roundedBound(evaluation.bound) ?? best.value
    var proof = ConstrainedAssignmentProof(
      prices: evaluation.prices, potentials: evaluation.potentials, reach: nil, walk: nil)
    if let excluded, excluded.value > bound { (bound, proof) = excluded }
    return .feasible(
      ConstrainedAssignment(
        pairs: best.choice.map(\.pair), value: best.value, bound: min(bound, best.value),
        proof: proof), reason)
  }

  private static func withheld(_ flaw: String) -> AssignmentError {
    AssignmentError(
      code: .internalInconsistency,
      message: "The answer found did not pass its own check (\(flaw)) and was withheld.",
      advice: "this is a defect of the package; please report it with the costs.")
  }
}
