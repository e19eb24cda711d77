public import Pairwright

/// An infeasibility witness in people's names.
public struct WitnessText: Sendable {
  /// The most names that a sentence lists.
  private static let mostNames = 20
  /// The most pairs whose bars are counted for a sentence.
  private static let mostPairs = 1_000_000

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
      let list = bars.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key) bars \($0.value)" }.joined(separator: ", ")
      sentence =
        "None of the \(problem.juniorCount * problem.seniorCount) pairs of a junior and a senior "
        + "is allowed: \(list)."
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
      sentence =
        "The quotas \(clash.quotas.joined(separator: ", ")) cannot all be kept: at least "
        + "\(clash.missing) more \(clash.missing == 1 ? "pair is" : "pairs are") needed than can be "
        + "made. "
        + (clash.people.isEmpty ? "" : "It concerns \(names(clash.people)).")
    case .rulesClash(let clash):
      sentence =
        "The rules \(clash.rules.joined(separator: ", ")) cannot all be kept with the places that "
        + "there are and the pairs that are allowed."
    case .everyCaseEmpty(let proof):
      sentence =
        "Every matching that gives everybody the partners that they must have lets two people teach "
        + "each other both ways; all \(proof.caseCount) cases were tried."
    }
  }

  /// What bars the people in need from everybody else; nothing where that would be long to count.
  private static func reason(
    _ shortage: InfeasibilityWitness.Shortage, _ problem: MatchingProblem
  ) -> String {
    let people = Set(shortage.people)
    let isJunior = shortage.side == .junior
    let own = isJunior ? problem.juniors : problem.seniors
    let others = isJunior ? problem.seniors : problem.juniors
    let members = own.indices.filter { people.contains(problem.roster.people[own[$0]].id) }
    guard members.count * others.count <= mostPairs else { return "" }
    var counts: [String: Int] = [:]
    for member in members {
      for other in others.indices {
        let bars =
          isJunior
          ? problem.eligibility.bars(row: member, column: other)
          : problem.eligibility.bars(row: other, column: member)
        for bar in bars { counts[bar.name, default: 0] += 1 }
      }
    }
    let list = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) bars \($0.value)" }
    return list.isEmpty ? "" : " Of their pairs, \(list.joined(separator: ", "))."
  }
}
