internal import Foundation
internal import LinearAssignment
public import Pairwright

/// A result.json that does not have the form of one.
public struct MalformedResult: Error, Sendable, CustomStringConvertible {
  /// What is wrong with it.
  public let description: String
}

extension ResultDocument {
  /// Reads the bytes of a result.json.
  ///
  /// - Throws: ``MalformedResult`` when they are not one of this version.
  public init(json bytes: [UInt8]) throws(MalformedResult) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      self = try decoder.decode(ResultDocument.self, from: Data(bytes))
    } catch {
      throw MalformedResult(description: "result.json is not a result of Pairwright.")
    }
    guard formatVersion == ResultDocument.currentVersion else {
      throw MalformedResult(
        description: "result.json has the format version \(formatVersion); this version reads "
          + "\(ResultDocument.currentVersion).")
    }
  }

  /// Returns the stated answer in terms of a problem, so that a verifier can look at it.
  ///
  /// - Throws: ``MalformedResult`` when something stated cannot be read at all.
  public func outcome(for problem: MatchingProblem) throws(MalformedResult) -> Solution.Outcome {
    let decoder = ProofDecoder(problem: problem)
    switch status {
    case "optimal":
      guard let certificate else {
        throw MalformedResult(description: "The result is called optimal and has no certificate.")
      }
      if let stages = certificate.stages {
        return .optimal(
          try matching(), OptimalityProof(stages: try stages.decoded(decoder.stages.decoded)))
      }
      return .optimal(
        try matching(),
        OptimalityProof(cases: try (certificate.cases ?? []).decoded(decoder.decoded)))
    case "feasible":
      let objective = boundOf.flatMap(Objective.init(rawValue:))
      guard let objective, let value = bound.flatMap({ ResultDocument.value(of: $0, objective) }),
        let limit = stoppedBy.flatMap(SolveLimit.init(rawValue:))
      else { throw MalformedResult(description: "The result is called feasible and has no bound.") }
      return .feasible(
        try matching(), bound: ObjectiveBound(objective: objective, tier: boundTier, value: value),
        stoppedBy: limit)
    case "infeasible":
      guard let witness else {
        throw MalformedResult(description: "The result is called infeasible and has no witness.")
      }
      return .infeasible(try decoder.decoded(witness))
    case "unknown":
      guard let limit = stoppedBy.flatMap(SolveLimit.init(rawValue:)) else {
        throw MalformedResult(description: "The result is called unknown and names no limit.")
      }
      return .unknown(stoppedBy: limit)
    default: throw MalformedResult(description: "The result has a status that is not known.")
    }
  }

  private func matching() throws(MalformedResult) -> Matching {
    let stated = try pairs.decoded { pair throws(MalformedResult) in
      var parts: [ScoreSettings.Part: FixedPoint] = [:]
      for (name, text) in pair.parts {
        guard let part = ScoreSettings.Part(rawValue: name) else {
          throw MalformedResult(description: "A pair has the part \(name), which is not known.")
        }
        parts[part] = try ResultDocument.points(text)
      }
      return Matching.Pair(
        junior: PersonID(pair.juniorId), senior: PersonID(pair.seniorId),
        score: try ResultDocument.points(pair.score), parts: parts)
    }
    let left = try unmatched.decoded { person throws(MalformedResult) in
      guard let side = SideMembership(rawValue: person.side) else {
        throw MalformedResult(description: "\(person.employeeId) has a side that is not known.")
      }
      return Matching.Unmatched(
        id: PersonID(person.employeeId), side: side, reasonCode: person.reasonCode,
        reason: person.reason)
    }
    let values = try objectives.decoded { stated throws(MalformedResult) in
      guard let objective = Objective(rawValue: stated.objective),
        let value = ResultDocument.value(of: stated.value, objective)
      else { throw MalformedResult(description: "An objective or its value cannot be read.") }
      return Matching.ObjectiveValue(objective: objective, tier: stated.tier, value: value)
    }
    let matching = Matching(pairs: stated, unmatched: left, objectives: values)
    guard matched == stated.count, total == matching.total.fourDecimals else {
      throw MalformedResult(description: "matched or total is not that of the pairs listed.")
    }
    return matching
  }

  private static func points(_ text: String) throws(MalformedResult) -> FixedPoint {
    do {
      return try FixedPoint(text: text)
    } catch {
      throw MalformedResult(description: "A score is not a number of points.")
    }
  }

  private static func value(of text: String, _ objective: Objective) -> Int? {
    objective.isScore ? (try? FixedPoint(text: text))?.units : Int(text)
  }
}

extension Array {
  /// Like `map`, with the type of the error kept.
  fileprivate func decoded<Result>(
    _ decode: (Element) throws(MalformedResult) -> Result
  ) throws(MalformedResult) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(count)
    for element in self { results.append(try decode(element)) }
    return results
  }
}

/// Turns proofs in terms of ids into proofs in terms of rows and columns.
private struct ProofDecoder {
  private let problem: MatchingProblem
  private let rows: [PersonID: Int]
  private let columns: [PersonID: Int]

  init(problem: MatchingProblem) {
    self.problem = problem
    rows = Dictionary(
      uniqueKeysWithValues: (0..<problem.juniorCount).map { (problem.junior($0).id, $0) })
    columns = Dictionary(
      uniqueKeysWithValues: (0..<problem.seniorCount).map { (problem.senior($0).id, $0) })
  }

  var stages: StageDecoder { StageDecoder(rows: rows, columns: columns) }

  private func index(_ id: String, _ side: Side) throws(MalformedResult) -> Int {
    guard let index = (side == .junior ? rows : columns)[PersonID(id)] else {
      throw MalformedResult(
        description: "The certificate names \(id), who does not take part as a \(side.rawValue).")
    }
    return index
  }

  func decoded(_ stated: ResultDocument.Case) throws(MalformedResult) -> OptimalityProof.Case {
    var branch = Branch()
    for assumption in stated.assumptions {
      let row = try index(assumption.junior, .junior)
      switch (assumption.kind, assumption.senior) {
      case ("unused_as_junior", nil): branch.assumptions.append(.unusedAsJunior(row: row))
      case ("used_as_junior", nil): branch.assumptions.append(.usedAsJunior(row: row))
      case ("barred", let senior?):
        branch.assumptions.append(
          Branch.Assumption.barred(
            MatchingProblem.Cell(row: row, column: try index(senior, .senior))))
      default: throw MalformedResult(description: "The certificate has an unknown assumption.")
      }
    }
    for (id, text) in stated.roleWorths {
      guard let part = Int64(text) else {
        throw MalformedResult(description: "The role worth of \(id) is not a whole number.")
      }
      branch.roleWorths[try index(id, .junior)] = part
    }
    if let shortage = stated.shortage {
      return .init(branch: branch, closure: .empty(try decoded(shortage)))
    }
    let nodes = Potentials(
      rows: try prices(stated.juniorPrices, .junior),
      columns: try prices(stated.seniorPrices, .senior))
    let quotas = try quotaPrices(stated.quotaPrices ?? [])
    guard let text = stated.excess else {
      return .init(branch: branch, closure: .bounded(nodes), quotaPrices: quotas)
    }
    guard let excess = Int128(text) else {
      throw MalformedResult(description: "The excess of a case is not a whole number.")
    }
    let juniorCount = problem.quotas.juniors.count
    return .init(
      branch: branch,
      closure: .clash(
        QuotaWitness(
          potentials: QuotaPotentials(
            nodes: nodes, rowQuotas: Array(quotas.prefix(juniorCount)),
            columnQuotas: Array(quotas.dropFirst(juniorCount))), excess: excess)))
  }

  private func quotaPrices(
    _ stated: [ResultDocument.QuotaPrice]
  ) throws(MalformedResult) -> [Int64] {
    guard stated.map(\.quota) == problem.quotas.all.map(\.name) else {
      throw MalformedResult(description: "The certificate does not price every quota.")
    }
    var prices: [Int64] = []
    for item in stated {
      guard let price = Int64(item.price) else {
        throw MalformedResult(
          description: "The price of the quota \(item.quota) is not a whole number.")
      }
      prices.append(price)
    }
    return prices
  }

  private func prices(_ stated: [String: String]?, _ side: Side) throws(MalformedResult) -> [Int64]
  {
    let count = side == .junior ? rows.count : columns.count
    guard let stated, stated.count == count else {
      throw MalformedResult(description: "The certificate does not price every \(side.rawValue).")
    }
    var prices = [Int64](repeating: 0, count: count)
    for (id, text) in stated {
      guard let price = Int64(text) else {
        throw MalformedResult(description: "The price of \(id) is not a whole number.")
      }
      prices[try index(id, side)] = price
    }
    return prices
  }

  func decoded(_ stated: ResultDocument.Shortage) throws(MalformedResult) -> DegreeWitness {
    guard let side = Side(rawValue: stated.side) else {
      throw MalformedResult(description: "The witness has a side that is not known.")
    }
    var members: [Int] = []
    for id in stated.people { members.append(try index(id, side)) }
    var neighbours: [DegreeWitness.Neighbour] = []
    for partner in stated.partners {
      neighbours.append(
        .init(
          index: try index(partner.id, side.opposite), edgeCount: partner.allowedPairs,
          maximum: partner.capacity))
    }
    return DegreeWitness(
      side: side == .junior ? .rows : .columns, members: members, neighbours: neighbours,
      required: stated.required, available: stated.available)
  }

  func decoded(_ stated: ResultDocument.Witness) throws(MalformedResult) -> InfeasibilityWitness {
    switch stated.kind {
    case "nobody":
      if let side = stated.side.flatMap(Side.init(rawValue:)) { return .nobody(side) }
    case "no_allowed_pair": return .noAllowedPair(bars: stated.bars ?? [:])
    case "too_few_partners":
      if let shortage = stated.shortage {
        return .tooFewPartners(.init(try decoded(shortage), of: problem))
      }
    case "quotas_clash":
      if let item = stated.cases?.first, case .clash(let witness) = try decoded(item).closure {
        return .quotasClash(.init(witness, of: problem))
      }
    case "every_case_empty":
      var cases: [OptimalityProof.Case] = []
      for item in stated.cases ?? [] { cases.append(try decoded(item)) }
      return .everyCaseEmpty(OptimalityProof(cases: cases))
    case "rules_clash":
      if let proof = stated.proof {
        return .rulesClash(
          .init(
            try stages.decoded(proof), constraints: stated.constraints ?? [],
            of: StageModel(problem)))
      }
    default: break
    }
    throw MalformedResult(description: "The witness cannot be read.")
  }
}
