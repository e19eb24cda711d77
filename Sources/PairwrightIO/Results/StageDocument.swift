internal import LinearAssignment
internal import Pairwright

extension ResultDocument {
  /// A step of a proof objective by objective; its meaning is documented in "Certificates".
  public struct Stage: Codable, Sendable, Equatable {
    /// The objective, for a step that counts or sums up.
    public var objective: String?
    /// The tier, for `priority_tier`.
    public var tier: Int?
    /// For a step about the lowest scores, `lowest` or `next`.
    public var goal: String?
    /// The score of that step, in points.
    public var score: String?
    /// The value that the step proves.
    public var value: String
    /// The prices and the walk that prove it.
    public var proof: StageProof
  }

  /// Prices of rules and people, and a walk through what they leave open.
  public struct StageProof: Codable, Sendable, Equatable {
    /// By what the objective is multiplied.
    public var scale: String
    /// The price of each rule and settled objective, in order.
    public var rulePrices: [String]
    /// The part of each person on both sides, in order.
    public var coupleParts: [String]
    /// The price of each junior.
    public var juniorPrices: [String: String]
    /// The price of each senior.
    public var seniorPrices: [String: String]
    /// Pairs are left open when prices allow them in a choice below this value.
    public var reach: String?
    /// The steps of the walk: `decide`, `branch`, `branch_row`, `cut`, `close`, `decide_by_knapsacks`
    /// or `close_by_knapsacks`, with numbers.
    public var walk: [String]?
  }
}

/// Turns steps in terms of rows and columns into steps in terms of ids.
struct StageEncoder {
  let problem: MatchingProblem

  func encoded(_ stage: Pairwright.Stage) -> ResultDocument.Stage {
    var encoded = ResultDocument.Stage(
      value: String(stage.value), proof: encoded(stage.proof))
    switch stage.goal {
    case .sum(let objective, let tier):
      encoded.objective = objective.rawValue
      encoded.tier = tier
    case .lowest(let score):
      encoded.goal = "lowest"
      encoded.score = FixedPoint(units: score).fourDecimals
    case .next(let score):
      encoded.goal = "next"
      encoded.score = FixedPoint(units: score).fourDecimals
    }
    return encoded
  }

  func encoded(_ proof: ConstrainedAssignmentProof) -> ResultDocument.StageProof {
    func prices(_ numbers: [Int64], _ person: (Int) -> Person) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: numbers.enumerated().map { (person($0).id.rawValue, String($1)) })
    }
    return ResultDocument.StageProof(
      scale: String(proof.prices.scale), rulePrices: proof.prices.multipliers.map { String($0) },
      coupleParts: proof.prices.coupleParts.map { String($0) },
      juniorPrices: prices(proof.potentials.rows, problem.junior),
      seniorPrices: prices(proof.potentials.columns, problem.senior),
      reach: proof.reach.map { String($0) }, walk: proof.walk?.steps.map(text))
  }

  private func text(_ step: IntegerProgramProof.Step) -> String {
    func text(_ word: String, _ multipliers: RowMultipliers) -> String {
      ([word, String(multipliers.costWeight)]
        + multipliers.terms.map { "\($0.row):\($0.multiplier)" }).joined(separator: " ")
    }
    func text(_ word: String, _ prices: KnapsackPrices) -> String {
      ([word, String(prices.costWeight)] + prices.prices.map { String($0) }).joined(separator: " ")
    }
    switch step {
    case .decide(let multipliers): return text("decide", multipliers)
    case .branch(let column, let first): return "branch \(column) \(first ? 1 : 0)"
    case .branchRow(let row, let maximum, let isLowFirst):
      return "branch_row \(row) \(maximum) \(isLowFirst ? 1 : 0)"
    case .cut(let cut):
      return
        (["cut", String(cut.row), cut.isFromMinimum ? "1" : "0", String(cut.maximum)]
        + cut.terms.map { "\($0.column):\($0.coefficient)" }).joined(separator: " ")
    case .close(let multipliers): return text("close", multipliers)
    case .decideByKnapsacks(let prices): return text("decide_by_knapsacks", prices)
    case .closeByKnapsacks(let prices): return text("close_by_knapsacks", prices)
    }
  }
}

/// Turns steps in terms of ids into steps in terms of rows and columns.
struct StageDecoder {
  let rows: [PersonID: Int]
  let columns: [PersonID: Int]

  func decoded(_ stated: ResultDocument.Stage) throws(MalformedResult) -> Pairwright.Stage {
    let goal: Pairwright.Stage.Goal
    switch (stated.objective.map(Objective.init(rawValue:)), stated.goal) {
    case (let objective??, nil): goal = .sum(objective, tier: stated.tier)
    case (nil, "lowest"): goal = .lowest(score: try units(stated.score))
    case (nil, "next"): goal = .next(score: try units(stated.score))
    default: throw MalformedResult(description: "A step of the certificate has no known goal.")
    }
    return Pairwright.Stage(
      goal: goal, value: try number(stated.value), proof: try decoded(stated.proof))
  }

  func decoded(
    _ stated: ResultDocument.StageProof
  ) throws(MalformedResult) -> ConstrainedAssignmentProof {
    var steps: [IntegerProgramProof.Step] = []
    for text in stated.walk ?? [] { steps.append(try step(text)) }
    return ConstrainedAssignmentProof(
      prices: ConstraintPrices(
        scale: try number(stated.scale), multipliers: try numbers(stated.rulePrices),
        coupleParts: try numbers(stated.coupleParts)),
      potentials: Potentials(
        rows: try prices(stated.juniorPrices, rows),
        columns: try prices(stated.seniorPrices, columns)),
      reach: try stated.reach.map { (text) throws(MalformedResult) in try number(text) },
      walk: stated.walk == nil ? nil : IntegerProgramProof(steps: steps))
  }

  private func units(_ text: String?) throws(MalformedResult) -> Int {
    guard let units = text.flatMap({ try? FixedPoint(text: $0) })?.units else {
      throw MalformedResult(description: "A step of the certificate has no score.")
    }
    return units
  }

  private func number(_ text: some StringProtocol) throws(MalformedResult) -> Int64 {
    guard let number = Int64(text) else {
      throw MalformedResult(description: "The certificate has a price that is no whole number.")
    }
    return number
  }

  private func numbers(_ texts: [String]) throws(MalformedResult) -> [Int64] {
    var numbers: [Int64] = []
    for text in texts { numbers.append(try number(text)) }
    return numbers
  }

  private func prices(
    _ stated: [String: String], _ indices: [PersonID: Int]
  ) throws(MalformedResult) -> [Int64] {
    guard stated.count == indices.count else {
      throw MalformedResult(description: "The certificate does not price everybody.")
    }
    var prices = [Int64](repeating: 0, count: indices.count)
    for (id, text) in stated {
      guard let index = indices[PersonID(id)] else {
        throw MalformedResult(
          description: "The certificate names \(id), who does not take part on that side.")
      }
      prices[index] = try number(text)
    }
    return prices
  }

  private func step(_ text: String) throws(MalformedResult) -> IntegerProgramProof.Step {
    let words = text.split(separator: " ")
    if words.count == 3, words[0] == "branch", let column = Int(words[1]) {
      return .branch(column: column, first: words[2] == "1")
    }
    if words.count == 4, words[0] == "branch_row", let row = Int(words[1]) {
      return .branchRow(row: row, maximum: try number(words[2]), lowFirst: words[3] == "1")
    }
    if words.count >= 4, words[0] == "cut", let row = Int(words[1]) {
      let terms = try self.terms(words.dropFirst(4)).map {
        IntegerProgram.Term(column: $0.index, coefficient: $0.number)
      }
      return .cut(
        KnapsackCut(
          row: row, isFromMinimum: words[2] == "1", terms: terms, maximum: try number(words[3])))
    }
    if words.count >= 2, words[0] == "decide_by_knapsacks" || words[0] == "close_by_knapsacks" {
      var numbers: [Int64] = []
      for word in words.dropFirst(2) { numbers.append(try number(word)) }
      let prices = KnapsackPrices(costWeight: try number(words[1]), prices: numbers)
      return words[0] == "decide_by_knapsacks"
        ? .decideByKnapsacks(prices) : .closeByKnapsacks(prices)
    }
    guard words.count >= 2, words[0] == "decide" || words[0] == "close" else {
      throw MalformedResult(description: "A step of the certificate's walk cannot be read.")
    }
    let terms = try self.terms(words.dropFirst(2)).map {
      RowMultipliers.Term(row: $0.index, multiplier: $0.number)
    }
    let multipliers = RowMultipliers(costWeight: try number(words[1]), terms: terms)
    return words[0] == "decide" ? .decide(multipliers) : .close(multipliers)
  }

  /// Pairs of an index and a number, written as `3:-5`.
  private func terms(
    _ words: ArraySlice<Substring>
  ) throws(MalformedResult) -> [(index: Int, number: Int64)] {
    var terms: [(index: Int, number: Int64)] = []
    for word in words {
      let parts = word.split(separator: ":")
      guard parts.count == 2, let index = Int(parts[0]) else {
        throw MalformedResult(description: "A step of the certificate's walk cannot be read.")
      }
      terms.append((index, try number(parts[1])))
    }
    return terms
  }
}
