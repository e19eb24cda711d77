/// Why each person without a partner has none.
package struct UnmatchedReasons {
  /// The code of a participant whom the rules leave no partner.
  package static let noAllowedPartner = "no_allowed_partner"
  /// The code of a participant who could be paired, but not in a best matching.
  package static let notChosen = "not_chosen"

  /// The codes that can stand in unmatched.csv.
  package static let codes =
    Participation.Exclusion.allCases.map(\.rawValue) + [noAllowedPartner, notChosen]

  /// Everybody without a partner, in the byte order of the ids.
  package let list: [Matching.Unmatched]

  /// Explains a matching.
  ///
  /// - Complexity: O(people + juniors x seniors / 64 + allowed pairs), and a question to every rule for
  ///   each pair of those whom the rules leave no partner.
  package init(_ problem: MatchingProblem, matched cells: [MatchingProblem.Cell]) {
    let matched = Set(cells.flatMap { [problem.juniors[$0.row], problem.seniors[$0.column]] })
    let rows = Dictionary(uniqueKeysWithValues: problem.juniors.enumerated().map { ($1, $0) })
    let columns = Dictionary(uniqueKeysWithValues: problem.seniors.enumerated().map { ($1, $0) })
    let allowed = problem.eligibility.allowedCounts()
    list = problem.roster.people.indices.filter { !matched.contains($0) }.map { position in
      let person = problem.roster.people[position]
      let side = problem.participation.memberships[position]
      if let exclusion = problem.participation.exclusions[position] {
        return Matching.Unmatched(
          id: person.id, side: side, reasonCode: exclusion.rawValue, reason: exclusion.sentence)
      }
      let (code, reason) = UnmatchedReasons.reason(
        problem, allowed, row: rows[position], column: columns[position])
      return Matching.Unmatched(id: person.id, side: side, reasonCode: code, reason: reason)
    }.sorted { $0.id < $1.id }
  }

  private static func reason(
    _ problem: MatchingProblem, _ allowedCounts: (rows: [Int], columns: [Int]), row: Int?,
    column: Int?
  ) -> (code: String, reason: String) {
    let allowed =
      (row.map { allowedCounts.rows[$0] } ?? 0) + (column.map { allowedCounts.columns[$0] } ?? 0)
    if allowed > 0 {
      let objectives = problem.program.objective.map(\.rawValue).joined(separator: ", then ")
      return (
        notChosen,
        "\(allowed) \(allowed == 1 ? "partner was" : "partners were") allowed, but a best matching "
          + "by \(objectives) needs their places for others."
      )
    }
    var cells: [MatchingProblem.Cell] = []
    if let row {
      cells += problem.seniors.indices.map { MatchingProblem.Cell(row: row, column: $0) }
    }
    if let column {
      cells += problem.juniors.indices.map { MatchingProblem.Cell(row: $0, column: column) }
    }
    cells.removeAll { problem.juniors[$0.row] == problem.seniors[$0.column] }
    var counts: [String: Int] = [:]
    for cell in cells {
      for bar in problem.eligibility.bars(row: cell.row, column: cell.column) {
        counts[bar.name, default: 0] += 1
      }
    }
    let list = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) bars \($0.value)" }.joined(separator: ", ")
    return (
      noAllowedPartner,
      cells.isEmpty
        ? "Nobody takes part on the other side."
        : "None of the \(cells.count) people on the other side is allowed: \(list)."
    )
  }
}
