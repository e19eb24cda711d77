/// The pairs that are made whatever else happens: `force` lines and locks.
struct ForcedPairs {
  /// The pairs that can be made in one way only, in order and without duplicates.
  private(set) var cells: [MatchingProblem.Cell] = []
  /// The pairs that can be made either way round, in order and without duplicates.
  private(set) var eitherWay: [MatchingProblem.EitherWay] = []

  private let context: RuleContext
  private let rowOfPosition: [Int: Int]
  private let columnOfPosition: [Int: Int]

  /// Collects the pairs; one that a rule bars, or that lacks a participant, is an error.
  init(
    _ context: RuleContext, _ eligibility: Eligibility, _ capacities: CapacityTable,
    into diagnostics: inout Diagnostics
  ) {
    self.context = context
    rowOfPosition = Dictionary(
      uniqueKeysWithValues: context.juniors.enumerated().map { ($1, $0) })
    columnOfPosition = Dictionary(
      uniqueKeysWithValues: context.seniors.enumerated().map { ($1, $0) })
    var found: Set<[MatchingProblem.Cell]> = []
    for request in requests(into: &diagnostics) {
      found.insert(ways(for: request, eligibility, into: &diagnostics))
    }
    cells = found.filter { $0.count == 1 }.flatMap(\.self).sorted()
    eitherWay = found.filter { $0.count == 2 }.map(MatchingProblem.EitherWay.init(ways:))
      .sorted { $0.ways[0] < $1.ways[0] }
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

  /// The ways round in which a pair can be made, in order; what bars all of them is reported.
  private func ways(
    for request: Request, _ eligibility: Eligibility, into diagnostics: inout Diagnostics
  ) -> [MatchingProblem.Cell] {
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
    // Ids stand in any order, so they do not say which way round is meant.
    if !allowed.isEmpty { return allowed.sorted() }
    if let barred = cells.first {
      let rules = eligibility.bars(row: barred.row, column: barred.column)
        .filter { !$0.isMinimum }.map(\.name)
      diagnostics.error(
        Diagnostic.Code(rawValue: "\(request.verb)-barred"), at: request.location,
        "The pair of \(names) is \(request.word), but barred by \(rules.joined(separator: ", ")).",
        mend: "Drop the \(request.word) pair or the rule.")
      return []
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
    return []
  }

  private func checkCapacities(_ capacities: CapacityTable, into diagnostics: inout Diagnostics) {
    func refuse(_ position: Int, _ degree: Int, _ capacity: Int) {
      let person = context.roster.people[position]
      diagnostics.error(
        "force-over-capacity", at: context.roster.location(of: person, column: "capacity_max"),
        "\(person.id) has \(degree) forced or locked partners and a capacity of \(capacity).",
        mend: "Raise the capacity or drop a pair.")
    }
    func check(_ indices: [Int], _ positions: [Int], _ limits: [ClosedRange<Int>]) {
      let degrees = Self.counts(indices)
      for (index, degree) in degrees.sorted(by: { $0.key < $1.key })
      where degree > limits[index].upperBound {
        refuse(positions[index], degree, limits[index].upperBound)
      }
    }
    check(cells.map(\.row), context.juniors, capacities.juniors)
    check(cells.map(\.column), context.seniors, capacities.seniors)
    checkBothSides(capacities, refuse: refuse)
  }

  /// Whoever has pairs that can be made either way round has the places of both sides for them.
  private func checkBothSides(
    _ capacities: CapacityTable, refuse: (_ position: Int, _ degree: Int, _ capacity: Int) -> Void
  ) {
    let rows = Self.counts(cells.map(\.row))
    let columns = Self.counts(cells.map(\.column))
    // Each of the two people is the junior of one of the ways.
    let open = Self.counts(eitherWay.flatMap(\.ways).map(\.row))
    for (row, count) in open.sorted(by: { $0.key < $1.key }) {
      let position = context.juniors[row]
      guard let column = columnOfPosition[position] else { continue }
      let degree = count + rows[row, default: 0] + columns[column, default: 0]
      let capacity = capacities.juniors[row].upperBound + capacities.seniors[column].upperBound
      if degree > capacity { refuse(position, degree, capacity) }
    }
  }

  private static func counts(_ indices: [Int]) -> [Int: Int] {
    indices.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
