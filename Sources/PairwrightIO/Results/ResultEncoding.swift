internal import Foundation
internal import LinearAssignment
public import Pairwright

extension ResultDocument {
  /// Describes an answer to a problem.
  ///
  /// - Parameter solveSeconds: from the problem in memory to the checked answer in memory.
  /// - Parameter shadowPrices: what one more place would be worth, if that is to be told.
  public init(
    _ solution: Solution, of problem: MatchingProblem, solver: String, solveSeconds: Double,
    shadowPrices: Pairwright.ShadowPrices? = nil, record: RunRecord
  ) {
    let matching = solution.matching
    let encoder = ProofEncoder(problem: problem)
    self.init(
      status: "unknown", route: solution.route.rawValue, routeReason: solution.route.reason,
      solver: solver, matched: matching?.pairs.count ?? 0,
      total: (matching?.total ?? FixedPoint(0)).fourDecimals, objectives: [],
      solveSeconds: (solveSeconds * 1e6).rounded() / 1e6, pairs: [], unmatched: [], record: record)
    func name(_ id: PersonID) -> String { problem.roster.person(id)?.name ?? id.rawValue }
    if let matching {
      objectives = matching.objectives.map {
        ObjectiveValue(
          objective: $0.objective.rawValue, tier: $0.tier,
          value: ResultDocument.text(of: $0.value, $0.objective))
      }
      pairs = matching.pairs.map { pair in
        Pair(
          juniorId: pair.junior.rawValue, juniorName: name(pair.junior),
          seniorId: pair.senior.rawValue, seniorName: name(pair.senior),
          score: pair.score.fourDecimals,
          parts: Dictionary(
            uniqueKeysWithValues: pair.parts.map { ($0.key.rawValue, $0.value.fourDecimals) }))
      }
      unmatched = matching.unmatched.map {
        Unmatched(
          employeeId: $0.id.rawValue, name: name($0.id), side: $0.side.rawValue,
          reasonCode: $0.reasonCode, reason: $0.reason)
      }
    }
    priceOfFairness = solution.fairness.map {
      FairnessPrice(
        notion: $0.notion.rawValue, total: $0.total.fourDecimals,
        totalWithout: $0.totalWithout.fourDecimals, price: $0.price.fourDecimals)
    }
    self.shadowPrices = shadowPrices.map(ShadowPrices.init)
    switch solution.outcome {
    case .optimal(let matching, let proof):
      status = "optimal"
      bound = matching.total.fourDecimals
      let stages = StageEncoder(problem: problem)
      certificate =
        proof.stages.isEmpty
        ? Certificate(cases: proof.cases.map(encoder.encoded))
        : Certificate(kind: "stages", stages: proof.stages.map(stages.encoded))
    case .feasible(_, let bound, let limit):
      status = "feasible"
      self.bound = ResultDocument.text(of: bound.value, bound.objective)
      boundOf = bound.objective.rawValue
      boundTier = bound.tier
      stoppedBy = limit.rawValue
    case .infeasible(let witness):
      status = "infeasible"
      self.witness = encoder.encoded(witness)
      relaxations = solution.relaxations.map {
        Relaxation(
          rule: $0.rule, bound: $0.bound.rawValue + ($0.isShare ? "_share" : ""),
          from: Double($0.from.units) / Double(FixedPoint.unitsPerOne),
          to: Double($0.to.units) / Double(FixedPoint.unitsPerOne),
          gives: ObjectiveValue(
            objective: $0.gives.objective.rawValue, tier: $0.gives.tier,
            value: ResultDocument.text(of: $0.gives.value, $0.gives.objective)))
      }
    case .unknown(let limit): stoppedBy = limit.rawValue
    }
  }

  /// Returns the document as JSON with keys in alphabetical order, ending in a line feed.
  public func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }

  /// Returns points for scores and a plain count for everything else.
  static func text(of value: Int, _ objective: Objective) -> String {
    objective.isScore ? FixedPoint(units: value).fourDecimals : String(value)
  }
}

/// Turns proofs in terms of rows and columns into proofs in terms of ids.
private struct ProofEncoder {
  let problem: MatchingProblem

  func junior(_ row: Int) -> String { problem.junior(row).id.rawValue }
  func senior(_ column: Int) -> String { problem.senior(column).id.rawValue }

  func encoded(_ closedCase: OptimalityProof.Case) -> ResultDocument.Case {
    var encoded = ResultDocument.Case(
      assumptions: closedCase.branch.assumptions.map(encoded),
      roleWorths: Dictionary(
        uniqueKeysWithValues: closedCase.branch.roleWorths.map {
          (junior($0.key), String($0.value))
        }
      ))
    switch closedCase.closure {
    case .bounded(let potentials): setPrices(of: &encoded, potentials, closedCase.quotaPrices)
    case .clash(let witness): encoded = self.encoded(witness, encoded)
    case .empty(let witness): encoded.shortage = shortage(witness)
    }
    return encoded
  }

  private func encoded(
    _ witness: QuotaWitness, _ empty: ResultDocument.Case
  ) -> ResultDocument.Case {
    var encoded = empty
    let prices = witness.potentials
    setPrices(of: &encoded, prices.nodes, prices.rowQuotas + prices.columnQuotas)
    encoded.excess = String(witness.excess)
    return encoded
  }

  private func setPrices(
    of encoded: inout ResultDocument.Case, _ potentials: Potentials, _ quotaPrices: [Int64]
  ) {
    encoded.juniorPrices = Dictionary(
      uniqueKeysWithValues: potentials.rows.enumerated().map { (junior($0), String($1)) })
    encoded.seniorPrices = Dictionary(
      uniqueKeysWithValues: potentials.columns.enumerated().map { (senior($0), String($1)) })
    if !problem.quotas.all.isEmpty {
      encoded.quotaPrices = zip(problem.quotas.all, quotaPrices).map {
        ResultDocument.QuotaPrice(quota: $0.name, price: String($1))
      }
    }
  }

  func encoded(_ assumption: Branch.Assumption) -> ResultDocument.Assumption {
    switch assumption {
    case .unusedAsJunior(let row): .init(kind: "unused_as_junior", junior: junior(row))
    case .usedAsJunior(let row): .init(kind: "used_as_junior", junior: junior(row))
    case .barred(let cell):
      .init(kind: "barred", junior: junior(cell.row), senior: senior(cell.column))
    }
  }

  func shortage(_ witness: DegreeWitness) -> ResultDocument.Shortage {
    let own = witness.side == .rows ? junior : senior
    let other = witness.side == .rows ? senior : junior
    return ResultDocument.Shortage(
      side: (witness.side == .rows ? Side.junior : .senior).rawValue,
      people: witness.members.map(own),
      partners: witness.neighbours.map {
        .init(id: other($0.index), allowedPairs: $0.edgeCount, capacity: $0.maximum)
      }, required: witness.required, available: witness.available)
  }

  func encoded(_ witness: InfeasibilityWitness) -> ResultDocument.Witness {
    let message = WitnessText(witness, problem: problem).sentence
    switch witness {
    case .nobody(let side): return .init(kind: "nobody", message: message, side: side.rawValue)
    case .noAllowedPair(let bars):
      return .init(kind: "no_allowed_pair", message: message, bars: bars)
    case .tooFewPartners(let shortage):
      return .init(
        kind: "too_few_partners", message: message, shortage: self.shortage(shortage.witness))
    case .quotasClash(let clash):
      let empty = ResultDocument.Case(assumptions: [], roleWorths: [:])
      return .init(
        kind: "quotas_clash", message: message, cases: [encoded(clash.witness, empty)])
    case .everyCaseEmpty(let proof):
      return .init(kind: "every_case_empty", message: message, cases: proof.cases.map(encoded))
    case .rulesClash(let clash):
      return .init(
        kind: "rules_clash", message: message, rules: clash.rules,
        constraints: clash.constraints, proof: StageEncoder(problem: problem).encoded(clash.proof))
    }
  }
}
