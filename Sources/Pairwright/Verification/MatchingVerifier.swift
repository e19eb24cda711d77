internal import LinearAssignment

/// Checks a stated result against roster and program, with no solver in it.
///
/// It looks at the pairs one by one (rules, minimums, capacities, scores), at everybody left over,
/// at the objectives, and at the proof: that its cases are exhaustive and that each bound holds.
public struct MatchingVerifier: Sendable {
  /// Something that a result states and that does not hold.
  public struct Refusal: Sendable, Hashable {
    /// A stable name of the kind of refusal.
    public let code: String
    /// A full sentence that names who and what.
    public let message: String

    /// Makes a refusal.
    public init(code: String, message: String) {
      self.code = code
      self.message = message
    }
  }

  let problem: MatchingProblem
  private let rowOfID: [PersonID: Int]
  private let columnOfID: [PersonID: Int]

  /// Makes a verifier for a problem.
  public init(_ problem: MatchingProblem) {
    self.problem = problem
    rowOfID = Dictionary(
      uniqueKeysWithValues: problem.juniors.indices.map { (problem.junior($0).id, $0) })
    columnOfID = Dictionary(
      uniqueKeysWithValues: problem.seniors.indices.map { (problem.senior($0).id, $0) })
  }

  /// Returns everything in an outcome that does not hold; empty when it does.
  ///
  /// - Complexity: O(juniors x seniors) for each case of the proof.
  public func refusals(of outcome: Solution.Outcome) -> [Refusal] {
    switch outcome {
    case .optimal(let matching, let proof):
      let refusals = self.refusals(of: matching)
      return refusals.isEmpty ? self.refusals(of: proof, for: matching) : refusals
    case .feasible(let matching, let bound, _):
      return refusals(of: matching) + refusals(of: bound, for: matching)
    case .infeasible(let witness): return refusals(of: witness)
    case .unknown: return []
    }
  }

  // MARK: Pairs

  /// Returns everything in a matching that the rules forbid or that is wrongly stated.
  public func refusals(of matching: Matching) -> [Refusal] {
    var refusals: [Refusal] = []
    var cells: [MatchingProblem.Cell] = []
    for pair in matching.pairs {
      guard let row = rowOfID[pair.junior], let column = columnOfID[pair.senior] else {
        refusals.append(
          Refusal(
            code: "not-a-participant",
            message: "\(pair.junior) or \(pair.senior) does not take part on that side."))
        continue
      }
      let cell = MatchingProblem.Cell(row: row, column: column)
      cells.append(cell)
      refusals += refusalsOfPair(pair, at: cell)
    }
    refusals += refusalsOfWhole(cells)
    refusals += refusalsOfUnmatched(matching.unmatched, besides: matching.pairs)
    if matching.objectives != Matching.objectiveValues(of: matching.pairs, in: problem) {
      refusals.append(
        Refusal(
          code: "objective", message: "The stated objective values are not those of the pairs."))
    }
    return refusals
  }

  private func refusalsOfPair(_ pair: Matching.Pair, at cell: MatchingProblem.Cell) -> [Refusal] {
    var refusals: [Refusal] = []
    let isForced =
      problem.forced.contains(cell) || problem.forcedEitherWay.contains { $0.ways.contains(cell) }
    for bar in problem.eligibility.bars(row: cell.row, column: cell.column)
    where !(isForced && bar.isMinimum) {
      refusals.append(
        Refusal(
          code: "barred", message: "\(pair.junior) and \(pair.senior) are barred by \(bar.name)."))
    }
    let units = problem.scorer.partUnits(row: cell.row, column: cell.column)
    let parts = Dictionary(
      uniqueKeysWithValues: zip(problem.scorer.parts, units.map(FixedPoint.init(units:))))
    if pair.parts != parts || pair.score.units != units.reduce(0, +) {
      refusals.append(
        Refusal(
          code: "score",
          message: "\(pair.junior) and \(pair.senior) score "
            + "\(FixedPoint(units: units.reduce(0, +)).fourDecimals) by the program, not as stated."
        ))
    }
    return refusals
  }

  /// Returns everything in which pairs as a whole break a rule: what must be made, capacities, what is
  /// counted.
  func refusalsOfWhole(_ cells: [MatchingProblem.Cell]) -> [Refusal] {
    var refusals: [Refusal] = []
    let chosen = Set(cells)
    if chosen.count < cells.count {
      refusals.append(Refusal(code: "repeated-pair", message: "A pair is listed twice."))
    }
    for ways in problem.forced.map({ [$0] }) + problem.forcedEitherWay.map(\.ways)
    where chosen.isDisjoint(with: ways) {
      refusals.append(
        Refusal(
          code: "forced-pair-missing",
          message: "\(problem.junior(ways[0].row).id) and \(problem.senior(ways[0].column).id) "
            + "must be paired and are not."))
    }
    let ways = Set(chosen.map { [problem.juniors[$0.row], problem.seniors[$0.column]] })
    for way in ways where way[0] < way[1] && ways.contains([way[1], way[0]]) {
      refusals.append(
        Refusal(
          code: "both-ways",
          message: "\(problem.roster.people[way[0]].id) and \(problem.roster.people[way[1]].id) "
            + "teach each other both ways."))
    }
    func check(_ indices: [Int], _ capacities: [ClosedRange<Int>], _ id: (Int) -> PersonID) {
      var degrees = [Int](repeating: 0, count: capacities.count)
      for index in indices { degrees[index] += 1 }
      for index in capacities.indices where !capacities[index].contains(degrees[index]) {
        refusals.append(
          Refusal(
            code: "capacity",
            message: "\(id(index)) has \(degrees[index]) partners; from "
              + "\(capacities[index].lowerBound) to \(capacities[index].upperBound) are allowed."))
      }
    }
    check(cells.map(\.row), problem.juniorCapacities) { problem.junior($0).id }
    check(cells.map(\.column), problem.seniorCapacities) { problem.senior($0).id }
    let usedRows = Set(cells.map(\.row))
    let usedColumns = Set(cells.map(\.column))
    for group in problem.quotas.all {
      let used = group.side == .junior ? usedRows : usedColumns
      let count = group.members.count { used.contains($0) }
      guard count < group.minimum || count > group.maximum ?? .max else { continue }
      refusals.append(
        Refusal(
          code: "quota",
          message: "The quota \(group.name) has \(count) people with a partner; from "
            + "\(group.minimum) to \(group.maximum.map(String.init) ?? "any number") are allowed."))
    }
    return refusals + refusalsOfPairQuotas(chosen)
  }

  private func refusalsOfUnmatched(
    _ unmatched: [Matching.Unmatched], besides pairs: [Matching.Pair]
  ) -> [Refusal] {
    let matched = Set(pairs.flatMap { [$0.junior, $0.senior] })
    let expected = problem.roster.people.map(\.id).filter { !matched.contains($0) }
    guard unmatched.map(\.id) == expected.sorted() else {
      return [
        Refusal(
          code: "unmatched-list",
          message: "The list of people without a partner is not everybody without one, once each.")
      ]
    }
    return unmatched.compactMap { entry in
      let position = problem.roster.index(of: entry.id) ?? 0
      let code =
        problem.participation.exclusions[position]?.rawValue
        ?? (hasAllowedPartner(entry.id)
          ? UnmatchedReasons.notChosen : UnmatchedReasons.noAllowedPartner)
      return entry.reasonCode == code
        && entry.side == problem.participation.memberships[position]
        ? nil
        : Refusal(
          code: "unmatched-reason",
          message: "\(entry.id) stays without a partner for another reason than stated, or "
            + "stands on another side.")
    }
  }

  private func hasAllowedPartner(_ id: PersonID) -> Bool {
    if let row = rowOfID[id],
      problem.seniors.indices.contains(where: {
        problem.eligibility.isAllowed(row: row, column: $0)
      })
    {
      return true
    }
    guard let column = columnOfID[id] else { return false }
    return problem.juniors.indices.contains {
      problem.eligibility.isAllowed(row: $0, column: column)
    }
  }

  /// Checks that a bound belongs to an objective and is not below what the matching reaches.
  private func refusals(of bound: ObjectiveBound, for matching: Matching) -> [Refusal] {
    let reached = matching.objectives.first {
      $0.objective == bound.objective && (bound.tier == nil || $0.tier == bound.tier)
    }?.value
    return reached.map { $0 <= bound.value } ?? false
      ? []
      : [
        Refusal(
          code: "bound",
          message: "The bound of \(bound.objective.rawValue) is below what the pairs reach, or "
            + "belongs to no objective.")
      ]
  }

  // MARK: Proof

  private func refusals(of proof: OptimalityProof, for matching: Matching) -> [Refusal] {
    let cells = matching.pairs.compactMap { pair in
      rowOfID[pair.junior].flatMap { row in
        columnOfID[pair.senior].map { MatchingProblem.Cell(row: row, column: $0) }
      }
    }
    // Steps prove any problem, whichever route its solver took.
    if problem.route == .integerProgram || !proof.stages.isEmpty {
      return refusals(of: proof.stages, for: cells)
    }
    guard let model = AssignmentModel(problem) else {
      return [Refusal(code: "range", message: "The objectives leave the range of exact numbers.")]
    }
    return refusals(of: proof, model, worth: model.worth(of: cells))
  }

  /// Checks that every step of a proof objective by objective holds for what the pairs reach.
  private func refusals(of stages: [Stage], for cells: [MatchingProblem.Cell]) -> [Refusal] {
    let model = StageModel(problem)
    let expected = StageReplay(model, cells: cells).stages
    guard stages.count == expected.count else {
      return [
        Refusal(
          code: "proof-incomplete",
          message: "The proof has \(stages.count) steps and needs \(expected.count).")
      ]
    }
    for (index, (stage, claim)) in zip(stages, expected).enumerated() {
      let stageProblem = model.stages.problem(claim.goal, claim.settled)
      guard stage.goal == claim.goal, stage.value == claim.value,
        stageProblem.isProof(stage.proof, thatNoChoiceIsBelow: claim.value)
      else {
        return [
          Refusal(
            code: "not-proven-optimal",
            message: "Step \(index + 1) of the proof does not show that no matching does better.")
        ]
      }
    }
    return []
  }

  /// Checks that the cases cover everything and that none can hold a matching worth more; with no
  /// worth given, that none can hold a matching at all.
  private func refusals(
    of proof: OptimalityProof, _ model: AssignmentModel, worth: Int128?
  ) -> [Refusal] {
    if let gap = gapInCases(proof.cases.map { $0.branch.assumptions[...] }, model) {
      return [Refusal(code: "proof-incomplete", message: gap)]
    }
    for (index, closedCase) in proof.cases.enumerated() {
      guard isWellFormed(closedCase.branch, model) else {
        return [
          Refusal(code: "proof-malformed", message: "Case \(index + 1) names nobody who is there.")
        ]
      }
      let (relaxed, constant) = model.relaxation(of: closedCase.branch)
      switch closedCase.closure {
      case .bounded(let potentials):
        let prices = QuotaPotentials(
          nodes: potentials,
          rowQuotas: Array(closedCase.quotaPrices.prefix(relaxed.rowQuotas.count)),
          columnQuotas: Array(closedCase.quotaPrices.dropFirst(relaxed.rowQuotas.count)))
        guard let worth, let cost = try? relaxed.lowerBound(prices) else {
          return [
            Refusal(code: "proof-malformed", message: "Case \(index + 1) lacks prices.")
          ]
        }
        if constant - cost > worth {
          return [
            Refusal(
              code: "not-proven-optimal",
              message: "By the prices of case \(index + 1), a matching might be worth "
                + "\(constant - cost - worth) more than this one.")
          ]
        }
      case .empty(let witness):
        // The quotas only bar more matchings, so a witness without them is enough.
        if CertificateChecker.flaw(in: witness, of: relaxed.assignment) != nil {
          return [falseWitness(index)]
        }
      case .clash(let witness):
        if CertificateChecker.flaw(in: witness, of: relaxed) != nil {
          return [falseWitness(index)]
        }
      }
    }
    return []
  }

  private func falseWitness(_ index: Int) -> Refusal {
    Refusal(
      code: "proof-malformed",
      message: "Case \(index + 1) is said to be impossible, but its witness does not show it.")
  }

  private func isWellFormed(_ branch: Branch, _ model: AssignmentModel) -> Bool {
    let doubles = Dictionary(uniqueKeysWithValues: model.doubles.map { ($0.row, $0.worth) })
    return branch.roleWorths.allSatisfy { row, part in
      doubles[row].map { (0...$0).contains(part) } ?? false
    }
      && branch.assumptions.allSatisfy { assumption in
        switch assumption {
        case .unusedAsJunior(let row), .usedAsJunior(let row): doubles[row] != nil
        case .barred(let cell): model.reversed(cell) != nil
        }
      }
  }

  /// Returns why cases do not cover everything, or `nil` when they do.
  ///
  /// A single case without assumptions covers everything. Otherwise all begin with one of two
  /// opposite assumptions, and those that share it cover everything under it.
  private func gapInCases(
    _ cases: [ArraySlice<Branch.Assumption>], _ model: AssignmentModel
  ) -> String? {
    var pending = [cases]
    while let group = pending.popLast() {
      if group.isEmpty { return "The proof leaves out a case." }
      if group.count == 1, group[0].isEmpty { continue }
      guard let first = group.first(where: { !$0.isEmpty })?.first else {
        return "The proof states a case twice."
      }
      guard let opposite = opposite(of: first, model),
        group.allSatisfy({ $0.first == first || $0.first == opposite })
      else { return "The proof mixes cases that do not belong together." }
      for assumption in [first, opposite] {
        pending.append(group.filter { $0.first == assumption }.map { $0.dropFirst() })
      }
    }
    return nil
  }

  private func opposite(
    of assumption: Branch.Assumption, _ model: AssignmentModel
  ) -> Branch.Assumption? {
    switch assumption {
    case .unusedAsJunior(let row): .usedAsJunior(row: row)
    case .usedAsJunior(let row): .unusedAsJunior(row: row)
    case .barred(let cell): model.reversed(cell).map { .barred($0) }
    }
  }

  // MARK: Infeasibility

  private func refusals(of witness: InfeasibilityWitness) -> [Refusal] {
    let holds: Bool
    switch witness {
    case .nobody(.junior): holds = problem.juniors.isEmpty
    case .nobody(.senior): holds = problem.seniors.isEmpty
    case .noAllowedPair(let bars):
      holds =
        problem.forced.isEmpty && problem.eligibility.allowedCount == 0
        && problem.eligibility.barCounts() == bars
    case .tooFewPartners(let shortage):
      holds =
        AssignmentModel(problem).map {
          CertificateChecker.flaw(
            in: shortage.witness, of: $0.relaxation(of: Branch()).problem.assignment) == nil
        } ?? false
    case .quotasClash(let clash):
      holds =
        AssignmentModel(problem).map {
          CertificateChecker.flaw(in: clash.witness, of: $0.relaxation(of: Branch()).problem) == nil
        } ?? false
    case .rulesClash(let clash):
      let model = StageModel(problem)
      holds =
        clash.constraints.allSatisfy(model.rules.indices.contains)
        && model.feasibilityProblem(rules: clash.constraints).isProof(
          clash.proof, thatNoChoiceIsBelow: nil)
    case .everyCaseEmpty(let proof):
      holds = AssignmentModel(problem).map { refusals(of: proof, $0, worth: nil).isEmpty } ?? false
    }
    return holds
      ? []
      : [
        Refusal(
          code: "witness", message: "The stated reason why no matching exists does not hold.")
      ]
  }
}
