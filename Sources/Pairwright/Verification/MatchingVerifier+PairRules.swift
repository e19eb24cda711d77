extension MatchingVerifier {
  /// Looks at each rule on kinds of pairs by what it says, not by what a solver made of it.
  func refusalsOfPairQuotas(_ cells: Set<MatchingProblem.Cell>) -> [Refusal] {
    problem.program.rules.compactMap { rule in
      if let rule = rule as? PairQuota {
        let count = cells.count { isCounted($0, by: rule.counted) }
        let scaled = count * FixedPoint.unitsPerOne
        let isKept =
          count >= rule.minimum ?? 0 && count <= rule.maximum ?? .max
          && scaled >= (rule.minimumShare?.units ?? 0) * cells.count
          && scaled <= (rule.maximumShare?.units ?? FixedPoint.unitsPerOne) * cells.count
        return isKept
          ? nil
          : Refusal(
            code: "pair-quota",
            message: "The rule \(rule.name) counts \(count) of \(cells.count) pairs, which it does "
              + "not allow.")
      }
      guard let rule = rule as? EitherOr else { return nil }
      let listed = Set(rule.pairs)
      let count = cells.count {
        listed.contains(
          EitherOr.Pair(junior: problem.junior($0.row).id, senior: problem.senior($0.column).id))
      }
      return count <= rule.maximum
        ? nil
        : Refusal(
          code: "either-or",
          message: "The rule \(rule.name) allows \(rule.maximum) of its pairs, and \(count) are "
            + "made.")
    }
  }

  private func isCounted(_ cell: MatchingProblem.Cell, by kind: PairQuota.Kind) -> Bool {
    let (junior, senior) = (problem.junior(cell.row), problem.senior(cell.column))
    switch kind {
    case .same(let column), .differ(let column):
      guard let one = junior.text(of: column), let other = senior.text(of: column) else {
        return false
      }
      return if case .same = kind { one == other } else { one != other }
    case .values(let juniorValues, let seniorValues):
      return juniorValues.allSatisfy { junior.text(of: $0.key) == $0.value }
        && seniorValues.allSatisfy { senior.text(of: $0.key) == $0.value }
    }
  }
}
