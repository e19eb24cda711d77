package import LinearAssignment
package import Pairwright

/// Juniors point to their best senior with room, seniors to their best junior; cycles trade.
///
/// Abdulkadiroğlu & Sönmez, "School choice: a mechanism design approach", American Economic Review
/// 93, 2003, pp. 729-747, after Gale's top trading cycles (Shapley & Scarf 1974). A
/// junior with room for several takes part in one round of trading after another, in which pairs
/// already made are left out.
package struct TopTradingCycles: MatchingStrategy {
  package static let kind = "top_trading_cycles"
  package static let summary =
    "Top trading cycles (Shapley and Scarf 1974; Abdulkadiroğlu and Sönmez 2003): juniors trade "
    + "the places that seniors would give them."

  package init(reading reader: ConfigurationReader) {}

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> {
    problem.juniorCapacities.allSatisfy { $0 <= 1 }
      ? [.feasible, .maximal, .paretoEfficientForJuniors] : [.feasible, .maximal]
  }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) -> [AssignedPair] {
    var ledger = CapacityLedger(problem)
    let juniorLists = (0..<problem.juniorCount).map { problem.list(ofJunior: $0) }
    let seniorLists = (0..<problem.seniorCount).map { problem.list(ofSenior: $0) }
    var made = Set<AssignedPair>()
    while true {
      var trading = Trading(problem, ledger, juniorLists, seniorLists, made)
      let pairs = trading.run()
      if pairs.isEmpty { return ledger.pairs.sorted() }
      for pair in pairs { ledger.take(pair) }
      made.formUnion(pairs)
    }
  }
}

/// One round of trading, in which every junior gets one partner at most.
private struct Trading {
  private let juniorLists: [[Int]]
  private let seniorLists: [[Int]]
  private let made: Set<AssignedPair>
  private var isActive: [Bool]
  private var room: [Int]
  private var nextOfJunior: [Int]
  private var nextOfSenior: [Int]

  init(
    _ problem: StudyProblem, _ ledger: CapacityLedger, _ juniorLists: [[Int]],
    _ seniorLists: [[Int]], _ made: Set<AssignedPair>
  ) {
    self.juniorLists = juniorLists
    self.seniorLists = seniorLists
    self.made = made
    isActive = ledger.juniors.map { $0 > 0 }
    room = ledger.seniors
    nextOfJunior = [Int](repeating: 0, count: juniorLists.count)
    nextOfSenior = [Int](repeating: 0, count: seniorLists.count)
  }

  mutating func run() -> [AssignedPair] {
    var pairs: [AssignedPair] = []
    // The chain of juniors, each pointing through a senior to the next.
    var chain: [Int] = []
    var place = [Int?](repeating: nil, count: juniorLists.count)
    for start in isActive.indices {
      guard isActive[start] else { continue }
      chain.append(start)
      place[start] = 0
      while let junior = chain.last {
        guard let senior = best(ofJunior: junior) else {
          isActive[junior] = false
          chain.removeLast()
          place[junior] = nil
          continue
        }
        guard let next = best(ofSenior: senior) else {
          // Lists are mutual, so this junior stands on the senior's; if not, the senior is out.
          room[senior] = 0
          continue
        }
        guard let first = place[next] else {
          place[next] = chain.count
          chain.append(next)
          continue
        }
        for member in chain[first...] {
          // Nobody's best changes while one cycle trades.
          guard let partner = best(ofJunior: member) else { continue }
          pairs.append(AssignedPair(row: member, column: partner))
        }
        for member in chain[first...] {
          isActive[member] = false
          place[member] = nil
        }
        for pair in pairs.suffix(chain.count - first) { room[pair.column] -= 1 }
        chain.removeSubrange(first...)
      }
    }
    return pairs
  }

  private mutating func best(ofJunior junior: Int) -> Int? {
    while nextOfJunior[junior] < juniorLists[junior].count {
      let senior = juniorLists[junior][nextOfJunior[junior]]
      if room[senior] > 0, !made.contains(AssignedPair(row: junior, column: senior)) {
        return senior
      }
      nextOfJunior[junior] += 1
    }
    return nil
  }

  private mutating func best(ofSenior senior: Int) -> Int? {
    while nextOfSenior[senior] < seniorLists[senior].count {
      let junior = seniorLists[senior][nextOfSenior[senior]]
      if isActive[junior], !made.contains(AssignedPair(row: junior, column: senior)) {
        return junior
      }
      nextOfSenior[senior] += 1
    }
    return nil
  }
}
