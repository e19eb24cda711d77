import LinearAssignment
import Pairwright
import PairwrightStudy

/// Random problems small enough to look at every matching.
enum SmallProblems {
  /// Returns a problem; the number decides everything about it.
  static func problem(_ number: Int, mostCapacity: Int = 1) -> StudyProblem {
    var random = SeededGenerator(seed: 5, stream: UInt64(number))
    let juniors = random.number(in: 1...(mostCapacity > 1 ? 3 : 4))
    let seniors = random.number(in: 1...(mostCapacity > 1 ? 3 : 4))
    // Few different scores make ties, many make none.
    let levels = [3, 20, 1_000_000][random.number(below: 3)]
    let barred = [0, 200, 500][random.number(below: 3)]
    let isIndependent = random.number(below: 2) == 0
    let scores = (0..<juniors * seniors).map { _ in
      random.number(below: 1_000) < barred
        ? StudyProblem.barred : Int32(random.number(below: levels))
    }
    func worth() -> [Int64]? {
      isIndependent ? scores.map { _ in Int64(random.number(below: levels)) } : nil
    }
    func capacities(_ count: Int) -> [Int] {
      (0..<count).map { _ in random.number(in: (mostCapacity > 1 ? 0 : 1)...mostCapacity) }
    }
    return StudyProblem(
      scores: scores, juniorCapacities: capacities(juniors), seniorCapacities: capacities(seniors),
      juniorWorth: worth(), seniorWorth: worth())
  }

  /// Returns all matchings of a problem, the empty one too.
  static func matchings(_ problem: StudyProblem) -> [[AssignedPair]] {
    var found: [[AssignedPair]] = []
    let pairs = problem.allowedPairs
    func extend(_ chosen: [AssignedPair], from place: Int, _ juniors: [Int], _ seniors: [Int]) {
      found.append(chosen)
      for next in place..<pairs.count {
        let pair = pairs[next]
        guard juniors[pair.row] > 0, seniors[pair.column] > 0 else { continue }
        var juniorRoom = juniors
        var seniorRoom = seniors
        juniorRoom[pair.row] -= 1
        seniorRoom[pair.column] -= 1
        extend(chosen + [pair], from: next + 1, juniorRoom, seniorRoom)
      }
    }
    extend([], from: 0, problem.juniorCapacities, problem.seniorCapacities)
    return found
  }
}

/// Each guarantee that needs a look at all matchings, as numbers to be as large as possible, the
/// first before the second and so on.
struct ExhaustiveGuarantee {
  let problem: StudyProblem
  let matchings: [[AssignedPair]]

  init(_ problem: StudyProblem) {
    self.problem = problem
    matchings = SmallProblems.matchings(problem)
  }

  func isKept(_ guarantee: Guarantee, by pairs: [AssignedPair]) -> Bool {
    if guarantee == .halfOfBestTotal {
      return 2 * total(pairs) >= matchings.map(total).max() ?? 0
    }
    let own = value(guarantee, pairs)
    return matchings.allSatisfy { !own.lexicographicallyPrecedes(value(guarantee, $0)) }
  }

  private func value(_ guarantee: Guarantee, _ pairs: [AssignedPair]) -> [Int] {
    func juniorProfile() -> [Int] { profile(pairs.map { Int(problem.juniorRank($0)) }) }
    func seniorProfile() -> [Int] { profile(pairs.map { Int(problem.seniorRank($0)) }) }
    let scores = pairs.map { problem.score($0) }.sorted()
    switch guarantee {
    case .bestTotal: return [total(pairs)]
    case .bestCoverage:
      return [Set(pairs.map(\.row)).count + Set(pairs.map(\.column)).count, total(pairs)]
    case .bestWorst: return [pairs.count] + scores.prefix(1)
    case .leximin: return [pairs.count] + scores
    case .rankMaximalForJuniors: return juniorProfile()
    case .rankMaximalForSeniors: return seniorProfile()
    case .greedyByRankForJuniors: return [pairs.count] + juniorProfile()
    case .greedyByRankForSeniors: return [pairs.count] + seniorProfile()
    case .generousForJuniors: return [pairs.count] + juniorProfile().reversed().map { -$0 }
    case .generousForSeniors: return [pairs.count] + seniorProfile().reversed().map { -$0 }
    default: return []
    }
  }

  private func total(_ pairs: [AssignedPair]) -> Int {
    pairs.reduce(0) { $0 + problem.score($1) }
  }

  private func profile(_ ranks: [Int]) -> [Int] {
    (0..<4).map { rank in ranks.count { $0 == rank } }
  }
}
