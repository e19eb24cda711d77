/// Every strategy, in the order in which they are listed; a new one is added here.
package enum StrategyCatalogue {
  /// The strategies.
  package static let all: [any MatchingStrategy.Type] = [
    RandomPairs.self, FirstCome.self, GreedyScore.self, GreedySwaps.self, MentorMatchRounds.self,
    JuniorProposing.self, SeniorProposing.self, TopTradingCycles.self, HungarianTotal.self,
    CoverageFirst.self, Bottleneck.self, Leximin.self, RankMaximal.self, GreedyByRank.self,
    GenerousByRank.self, QuotaProgram.self, CappedLottery.self,
  ]

  /// Returns the strategy with the given name, or `nil`.
  package static func strategy(_ kind: String) -> (any MatchingStrategy.Type)? {
    all.first { $0.kind == kind }
  }
}
