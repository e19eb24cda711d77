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
  /// - Complexity: O(people + juniors x seniors / 64 + allowed pairs), and O(juniors x seniors x rules)
  ///   where the rules leave somebody no partner.
  package init(_ problem: MatchingProblem, matched cells: [MatchingProblem.Cell]) {
    let matched = Set(cells.flatMap { [problem.juniors[$0.row], problem.seniors[$0.column]] })
    let rows = Dictionary(uniqueKeysWithValues: problem.juniors.enumerated().map { ($1, $0) })
    let columns = Dictionary(uniqueKeysWithValues: problem.seniors.enumerated().map { ($1, $0) })
    let allowed = problem.eligibility.allowedCounts()
    let alone = problem.roster.people.indices.filter { !matched.contains($0) }
    let barred = problem.eligibility.barCounts(
      rows: Set(alone.compactMap { rows[$0] }.filter { allowed.rows[$0] == 0 }),
      columns: Set(alone.compactMap { columns[$0] }.filter { allowed.columns[$0] == 0 }))
    list = alone.map { position in
      let person = problem.roster.people[position]
      let side = problem.participation.memberships[position]
      func entry(_ code: String, _ reason: String) -> Matching.Unmatched {
        Matching.Unmatched(id: person.id, side: side, reasonCode: code, reason: reason)
      }
      if let exclusion = problem.participation.exclusions[position] {
        return entry(exclusion.rawValue, exclusion.sentence)
      }
      let (row, column) = (rows[position], columns[position])
      let count =
        (row.map { allowed.rows[$0] } ?? 0) + (column.map { allowed.columns[$0] } ?? 0)
      if count > 0 {
        let objectives = problem.program.objective.map(\.rawValue).joined(separator: ", then ")
        return entry(
          Self.notChosen,
          "\(count) \(count == 1 ? "partner was" : "partners were") allowed, but a best matching by "
            + "\(objectives) needs their places for others.")
      }
      let itself = row != nil && column != nil ? 1 : 0
      let others =
        (row == nil ? 0 : problem.seniors.count - itself)
        + (column == nil ? 0 : problem.juniors.count - itself)
      var bars = barred.counts(row: row, column: column)
      bars["self"] = nil
      return entry(
        Self.noAllowedPartner,
        others == 0
          ? "Nobody takes part on the other side."
          : "None of the \(others) people on the other side is allowed: \(BarCounts.text(bars)).")
    }.sorted { $0.id < $1.id }
  }
}
