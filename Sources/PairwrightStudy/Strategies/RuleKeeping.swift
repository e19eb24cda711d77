/// What a strategy makes of rules that count people or pairs: quotas, shares, either-or, minimums.
package enum RuleKeeping: String, Sendable, CaseIterable {
  /// Every answer keeps all of them, or there is none.
  case kept
  /// By its nature it knows only who may meet whom, and how much room everybody has.
  case unaware

  /// What readers of results are told.
  package var sentence: String {
    switch self {
    case .kept: "keeps every rule of the program, or gives no matching"
    case .unaware:
      "knows capacities and barred pairs only; may break rules that count people or pairs (see "
        + "rules broken)"
    }
  }
}
