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
}
