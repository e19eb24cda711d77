package import LinearAssignment
package import Pairwright

/// A lottery over matchings in which no pair has a probability above one in `one_in`, and whose
/// expected total is as large as that allows.
///
/// After Jecmen, Zhang, Liu, Shah, Conitzer & Fang, "Mitigating manipulation in peer review via
/// randomized reviewer assignments", NeurIPS 2020, section 4. With caps of 1/k the probabilities
/// of an optimum are multiples of 1/k: it is a choice of pairs in which everybody has up to k times
/// as many partners, split evenly into k matchings by edge colouring (König 1916), which is a
/// decomposition after Birkhoff and von Neumann. Drawing one of the k matchings gives every pair
/// chosen the probability 1/k exactly.
package struct CappedLottery: MatchingStrategy {
  package static let kind = "lottery"
  package static let summary =
    "Draws a matching so that no pair has more than a given probability and the expected total is "
    + "the largest possible (Jecmen et al. 2020)."

  private let oneIn: Int

  package init(reading reader: ConfigurationReader) {
    oneIn = reader.integer("one_in", in: 1...100) ?? 4
  }

  package func guarantees(for problem: StudyProblem) -> Set<Guarantee> { [.feasible] }

  package func pairs(
    _ problem: StudyProblem, random: inout SeededGenerator
  ) throws -> [AssignedPair] {
    random.pick(try matchings(problem)).sorted()
  }

  /// The matchings of the lottery, each as likely as the others.
  package func matchings(_ problem: StudyProblem) throws -> [[AssignedPair]] {
    let wide = StudyProblem(
      scores: problem.scores, juniorCapacities: problem.juniorCapacities.map { $0 * oneIn },
      seniorCapacities: problem.seniorCapacities.map { $0 * oneIn })
    let pairs = try ExactMatching.largestTotal(wide)
    return EdgeColouring(count: oneIn, problem).classes(pairs)
  }
}

/// Splits pairs into matchings, each within the capacities.
private struct EdgeColouring {
  private let count: Int
  // A person with capacity c counts as c people with one partner in each matching.
  private let juniorStart: [Int]
  private let seniorStart: [Int]

  init(count: Int, _ problem: StudyProblem) {
    self.count = count
    juniorStart = problem.juniorCapacities.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    seniorStart = problem.seniorCapacities.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
  }

  /// Returns `count` classes; nobody is in more pairs of a class than capacity allows.
  ///
  /// - Complexity: O(pairs x people), by alternating paths.
  func classes(_ pairs: [AssignedPair]) -> [[AssignedPair]] {
    var juniorUse = [Int](repeating: 0, count: juniorStart.count)
    var seniorUse = [Int](repeating: 0, count: seniorStart.count)
    // edge[person][colour] is the pair with that colour at that person.
    var ofJunior = [[Int?]](
      repeating: [Int?](repeating: nil, count: count), count: juniorStart.last ?? 0)
    var ofSenior = [[Int?]](
      repeating: [Int?](repeating: nil, count: count), count: seniorStart.last ?? 0)
    var ends: [(junior: Int, senior: Int)] = []
    for (index, pair) in pairs.enumerated() {
      let junior = juniorStart[pair.row] + juniorUse[pair.row] / count
      let senior = seniorStart[pair.column] + seniorUse[pair.column] / count
      juniorUse[pair.row] += 1
      seniorUse[pair.column] += 1
      ends.append((junior, senior))
      guard let first = ofJunior[junior].firstIndex(of: nil),
        let second = ofSenior[senior].firstIndex(of: nil)
      else { continue }  // Never: each has at most `count` pairs, this one included.
      if first != second {
        // The path of pairs coloured first, second, first ... from the senior changes its colours;
        // it cannot reach the junior, at whom `first` is free.
        var path: [Int] = []
        var (isAtSenior, node, colour) = (true, senior, first)
        while let edge = isAtSenior ? ofSenior[node][colour] : ofJunior[node][colour] {
          path.append(edge)
          node = isAtSenior ? ends[edge].junior : ends[edge].senior
          isAtSenior.toggle()
          colour = first + second - colour
        }
        for (step, edge) in path.enumerated() {
          let old = step.isMultiple(of: 2) ? first : second
          if ofJunior[ends[edge].junior][old] == edge { ofJunior[ends[edge].junior][old] = nil }
          if ofSenior[ends[edge].senior][old] == edge { ofSenior[ends[edge].senior][old] = nil }
        }
        for (step, edge) in path.enumerated() {
          let new = step.isMultiple(of: 2) ? second : first
          ofJunior[ends[edge].junior][new] = edge
          ofSenior[ends[edge].senior][new] = edge
        }
      }
      ofJunior[junior][first] = index
      ofSenior[senior][first] = index
    }
    return (0..<count).map { colour in
      ofJunior.compactMap { $0[colour].map { pairs[$0] } }
    }
  }
}
