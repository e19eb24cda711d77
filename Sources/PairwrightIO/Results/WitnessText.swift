public import Pairwright

/// An infeasibility witness in people's names.
public struct WitnessText: Sendable {
  /// The most names that a sentence lists.
  private static let mostNames = 20

  /// A full sentence.
  public let sentence: String

  /// Words a witness of a problem.
  public init(_ witness: InfeasibilityWitness, problem: MatchingProblem) {
    func names(_ ids: [PersonID]) -> String {
      let shown = ids.prefix(WitnessText.mostNames).map { id in
        problem.roster.person(id).map { "\($0.name) (\(id))" } ?? id.rawValue
      }
      let rest = ids.count - shown.count
      return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
    switch witness {
    case .nobody(let side):
      let reasons = Dictionary(
        grouping: problem.participation.exclusions.compactMap(\.self), by: \.rawValue
      ).map { "\($0.key) \($0.value.count)" }.sorted().joined(separator: ", ")
      sentence =
        "Nobody takes part as a \(side.rawValue)."
        + (reasons.isEmpty ? "" : " People left out: \(reasons).")
    case .noAllowedPair(let bars):
      sentence =
        "None of the \(problem.juniorCount * problem.seniorCount) pairs of a junior and a senior "
        + "is allowed: \(BarCounts.text(bars))."
    case .tooFewPartners(let shortage):
      let own = shortage.people.count == 1 ? shortage.side.rawValue : "\(shortage.side.rawValue)s"
      let other = "possible \(shortage.side.opposite.rawValue)s"
      sentence =
        "These \(shortage.people.count) \(own) must have \(shortage.required) partners between them"
        + " and can be given only \(shortage.available): \(names(shortage.people)). "
        + (shortage.partners.isEmpty
          ? "They have no \(other) left."
          : "Their only \(other) are \(names(shortage.partners)).")
        + WitnessText.reason(shortage, problem)
    case .quotasClash(let clash):
      let beyond = WitnessText.beyondGroup(clash.quotas, problem, names)
      sentence =
        beyond ?? "The quotas \(clash.quotas.joined(separator: ", ")) cannot all be kept: at least "
        + "\(clash.missing) more \(clash.missing == 1 ? "pair is" : "pairs are") needed than can be "
        + "made. "
        + (clash.people.isEmpty ? "" : "It concerns \(names(clash.people)).")
    case .rulesClash(let clash):
      let beyond = WitnessText.beyondGroup(clash.rules, problem, names)
      sentence =
        beyond
        ?? "The rules \(clash.rules.joined(separator: ", ")) cannot all be kept with the places that "
        + "there are and the pairs that are allowed."
    case .everyCaseEmpty(let proof):
      sentence =
        "Every matching that gives everybody the partners that they must have lets two people teach "
        + "each other both ways; all \(proof.caseCount) cases were tried."
    }
  }

  /// What to say of a quota that asks for more people than take part, if it is among those named.
  private static func beyondGroup(
    _ rules: [String], _ problem: MatchingProblem, _ names: ([PersonID]) -> String
  ) -> String? {
    let quota = problem.quotas.all.first {
      rules.contains($0.name) && $0.minimum > $0.members.count
    }
    return quota.map { quota in
      let people = quota.members.map {
        (quota.side == .junior ? problem.junior($0) : problem.senior($0)).id
      }
      return
        "The quota \(quota.name) asks for at least \(quota.minimum) people with a partner, and "
        + (people.isEmpty
          ? "nobody of that group takes part."
          : "only \(people.count) of that group take part: \(names(people.sorted())).")
    }
  }

  /// What bars the people in need from everybody else.
  private static func reason(
    _ shortage: InfeasibilityWitness.Shortage, _ problem: MatchingProblem
  ) -> String {
    let people = Set(shortage.people)
    let isJunior = shortage.side == .junior
    let own = isJunior ? problem.juniors : problem.seniors
    let members = Set(own.indices.filter { people.contains(problem.roster.people[own[$0]].id) })
    var bars = problem.eligibility.barCounts(
      rows: isJunior ? members : [], columns: isJunior ? [] : members
    ).total
    bars["self"] = nil
    return bars.isEmpty ? "" : " Of their pairs, \(BarCounts.text(bars))."
  }
}
