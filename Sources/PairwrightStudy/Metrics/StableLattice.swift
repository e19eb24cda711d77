package import LinearAssignment

/// All stable matchings of a problem in which everybody may have one partner.
///
/// Irving & Leather, "The complexity of counting stable marriages", SIAM Journal on Computing 15,
/// 1986; Gusfield & Irving, "The Stable Marriage Problem: Structure and Algorithms", 1989.
/// From the stable matching that juniors like best, rotations lead down to the one that they
/// like least: some juniors in a circle each take the partner of the next.
package struct StableLattice {
  /// Juniors in a circle with the seniors whom they leave.
  private typealias Rotation = [AssignedPair]

  private let problem: StudyProblem
  private let best: [Int?]
  private let lists: [[Int]]

  /// Prepares to look at the stable matchings, or returns `nil` where somebody may have several
  /// partners.
  package init?(_ problem: StudyProblem) {
    guard (problem.juniorCapacities + problem.seniorCapacities).allSatisfy({ $0 <= 1 }) else {
      return nil
    }
    self.problem = problem
    var best = [Int?](repeating: nil, count: problem.juniorCount)
    for pair in JuniorProposing.pairs(problem) { best[pair.row] = pair.column }
    self.best = best
    lists = (0..<problem.juniorCount).map { problem.list(ofJunior: $0) }
  }

  /// The pairs that are in some stable matching.
  ///
  /// One way down passes all of them: whatever order they are taken in, the same rotations come up.
  /// - Complexity: O(pairs x people).
  package var stablePairs: Set<AssignedPair> {
    var partners = best
    var pairs = Set(Self.pairs(partners))
    while let rotation = rotations(from: partners).first {
      partners = eliminated(rotation, partners)
      pairs.formUnion(Self.pairs(partners))
    }
    return pairs
  }

  /// The number of stable matchings, or `nil` when there are more than `limit`.
  ///
  /// - Complexity: O(matchings x pairs).
  package func count(upTo limit: Int) -> Int? {
    var seen: Set<[Int?]> = [best]
    var open = [best]
    while let partners = open.popLast() {
      for rotation in rotations(from: partners) {
        let next = eliminated(rotation, partners)
        if seen.insert(next).inserted { open.append(next) }
      }
      if seen.count > limit { return nil }
    }
    return seen.count
  }

  private static func pairs(_ partners: [Int?]) -> [AssignedPair] {
    partners.enumerated().compactMap { junior, senior in
      senior.map { AssignedPair(row: junior, column: $0) }
    }
  }

  /// The rotations that lead from a stable matching to those next below it.
  private func rotations(from partners: [Int?]) -> [Rotation] {
    var holder = [Int?](repeating: nil, count: problem.seniorCount)
    for pair in Self.pairs(partners) { holder[pair.column] = pair.row }
    // Each junior points to whoever holds the next senior on the list who would rather have it; a
    // senior whom nobody holds has no partner in any stable matching, and nothing leads past it.
    let next = partners.indices.map { junior -> Int? in
      guard let present = partners[junior] else { return nil }
      let rank = problem.juniorRanks[problem.cell(junior, present)]
      let wanted = lists[junior].dropFirst(Int(rank) + 1).first { senior in
        holder[senior].map {
          problem.seniorRanks[problem.cell(junior, senior)]
            < problem.seniorRanks[problem.cell($0, senior)]
        } ?? true
      }
      return wanted.flatMap { holder[$0] }
    }
    var visit = [Int?](repeating: nil, count: next.count)
    var found: [Rotation] = []
    for start in next.indices where visit[start] == nil {
      var path: [Int] = []
      var junior: Int? = start
      while let current = junior, visit[current] == nil {
        visit[current] = start
        path.append(current)
        junior = next[current]
      }
      // The walk has come back to itself when it ends at somebody first seen in it.
      if let end = junior, visit[end] == start, let first = path.firstIndex(of: end) {
        found.append(
          path[first...].compactMap { member in
            partners[member].map { AssignedPair(row: member, column: $0) }
          })
      }
    }
    return found
  }

  private func eliminated(_ rotation: Rotation, _ partners: [Int?]) -> [Int?] {
    var partners = partners
    for (place, pair) in rotation.enumerated() {
      partners[pair.row] = rotation[(place + 1) % rotation.count].column
    }
    return partners
  }
}
