/// The pairs that are made whatever else happens: `force` lines and locks.
struct ForcedPairs {
  /// The pairs, in order and without duplicates.
  private(set) var cells: [MatchingProblem.Cell] = []

  private let context: RuleContext
  private let scorer: PairScorer
  private let rowOfPosition: [Int: Int]
  private let columnOfPosition: [Int: Int]

  /// Collects the pairs; one that a rule bars, or that lacks a participant, is an error.
  init(
    _ context: RuleContext, _ scorer: PairScorer, _ eligibility: Eligibility,
    _ capacities: CapacityTable, into diagnostics: inout Diagnostics
  ) {
    self.context = context
    self.scorer = scorer
    rowOfPosition = Dictionary(
      uniqueKeysWithValues: context.juniors.enumerated().map { ($1, $0) })
    columnOfPosition = Dictionary(
      uniqueKeysWithValues: context.seniors.enumerated().map { ($1, $0) })
    var found: Set<MatchingProblem.Cell> = []
    for request in requests(into: &diagnostics) {
      if let cell = cell(for: request, eligibility, into: &diagnostics) { found.insert(cell) }
    }
    cells = found.sorted()
    checkCapacities(capacities, into: &diagnostics)
  }

  /// Somebody's wish that two people be paired.
  private struct Request {
    let first: Int
    let second: Int
    let verb: String
    let location: Diagnostic.Location

    var word: String { verb == "force" ? "forced" : "locked" }
  }

  private func requests(into diagnostics: inout Diagnostics) -> [Request] {
    let roster = context.roster
    var requests: [Request] = []
    if context.program.rules.contains(where: { $0 is ListedPairs }) {
      for line in roster.constraints where line.kind == .force {
        // Unknown ids are an error of the rule.
        if let first = roster.index(of: line.first), let second = roster.index(of: line.second) {
          requests.append(
            Request(first: first, second: second, verb: "force", location: line.location))
        }
      }
    }
    for (index, person) in roster.people.enumerated() where person.isLocked {
      let location = roster.location(of: person, column: "locked")
      guard let partner = person.currentPartnerID.flatMap(roster.index(of:)) else {
        diagnostics.error(
          "lock-without-partner", at: location,
          "\(person.id) is locked but has no current_partner_id in the roster.",
          mend: "Fill in current_partner_id or unlock the person.")
        continue
      }
      requests.append(Request(first: index, second: partner, verb: "lock", location: location))
    }
    return requests
  }

  private func cell(
    for request: Request, _ eligibility: Eligibility, into diagnostics: inout Diagnostics
  ) -> MatchingProblem.Cell? {
    let people = context.roster.people
    let names = "\(people[request.first].id) and \(people[request.second].id)"
    let cells = [(request.first, request.second), (request.second, request.first)].compactMap {
      junior, senior -> MatchingProblem.Cell? in
      guard let row = rowOfPosition[junior], let column = columnOfPosition[senior] else {
        return nil
      }
      return MatchingProblem.Cell(row: row, column: column)
    }
    let allowed = cells.filter { cell in
      eligibility.bars(row: cell.row, column: cell.column).allSatisfy(\.isMinimum)
    }
    // Ids stand in any order, so of two ways round the better one is meant, whoever is named first.
    if let better = allowed.min(by: { isBetter($0, $1) }) { return better }
    if let barred = cells.first {
      let rules = eligibility.bars(row: barred.row, column: barred.column)
        .filter { !$0.isMinimum }.map(\.name)
      diagnostics.error(
        Diagnostic.Code(rawValue: "\(request.verb)-barred"), at: request.location,
        "The pair of \(names) is \(request.word), but barred by \(rules.joined(separator: ", ")).",
        mend: "Drop the \(request.word) pair or the rule.")
      return nil
    }
    let absent = [request.first, request.second].filter {
      rowOfPosition[$0] == nil && columnOfPosition[$0] == nil
    }
    let why =
      absent.isEmpty
      ? "the two do not stand on opposite sides"
      : absent.map { "\(people[$0].id) does not take part" }.joined(separator: " and ")
    diagnostics.error(
      Diagnostic.Code(rawValue: "\(request.verb)-impossible"), at: request.location,
      "The pair of \(names) is \(request.word), but \(why).",
      mend: "Drop the \(request.word) pair or correct the roster.")
    return nil
  }

  private func isBetter(_ one: MatchingProblem.Cell, _ other: MatchingProblem.Cell) -> Bool {
    let score = scorer.score(row: one.row, column: one.column)
    let otherScore = scorer.score(row: other.row, column: other.column)
    return (otherScore, one) < (score, other)
  }

  private func checkCapacities(_ capacities: CapacityTable, into diagnostics: inout Diagnostics) {
    func check(_ indices: [Int], _ positions: [Int], _ limits: [ClosedRange<Int>]) {
      var degrees: [Int: Int] = [:]
      for index in indices { degrees[index, default: 0] += 1 }
      for (index, degree) in degrees.sorted(by: { $0.key < $1.key })
      where degree > limits[index].upperBound {
        let person = context.roster.people[positions[index]]
        diagnostics.error(
          "force-over-capacity", at: context.roster.location(of: person, column: "capacity_max"),
          "\(person.id) has \(degree) forced or locked partners and a capacity of "
            + "\(limits[index].upperBound).",
          mend: "Raise the capacity or drop a pair.")
      }
    }
    check(cells.map(\.row), context.juniors, capacities.juniors)
    check(cells.map(\.column), context.seniors, capacities.seniors)
  }
}
