package import LinearAssignment

/// Splits probabilities of pairs into matchings with weights, exactly.
///
/// Budish, Che, Kojima & Milgrom, "Designing random allocation mechanisms: theory and applications",
/// American Economic Review 103, 2013, after Birkhoff and von Neumann: bounds on rows, columns and
/// single pairs are a bihierarchy, so that what remains always contains a matching in which everybody
/// has the expected number of partners, rounded down or up. It gets the largest weight that leaves
/// something of the same kind, so that every matching gives everybody that number.
package struct LotteryDecomposition {
  /// A matching and how many times in `denominator` draws it is drawn.
  package struct Prize: Sendable, Hashable {
    /// The pairs in ascending order.
    package let pairs: [AssignedPair]
    /// How many times it is drawn.
    package let weight: Int
  }

  private let problem: StudyProblem
  private let denominator: Int

  /// Prepares to split probabilities with a common denominator.
  package init(_ problem: StudyProblem, denominator: Int) {
    self.problem = problem
    self.denominator = denominator
  }

  /// Returns matchings whose weights add up to the denominator and in which each pair appears as often
  /// as its count says.
  ///
  /// - Parameter counts: how many times in `denominator` draws each pair is drawn: nobody more than
  ///   capacity times the denominator, no pair more than the denominator.
  /// - Complexity: one assignment problem over the pairs counted for each matching, of which there are
  ///   as many as the denominator at most.
  package func prizes(_ counts: [AssignedPair: Int]) throws -> [Prize] {
    var left = counts
    let quotas = Quotas(sums(counts), denominator)
    var draws = denominator
    var prizes: [Prize] = []
    while draws > 0 {
      let pairs = try matching(left, draws)
      let weight = weight(of: pairs, left, draws, quotas)
      for pair in pairs { left[pair, default: 0] -= weight }
      left = left.filter { $0.value > 0 }
      draws -= weight
      prizes.append(Prize(pairs: pairs, weight: weight))
    }
    return prizes
  }

  /// The expected number of partners of everybody, rounded down and up.
  private struct Quotas {
    let juniors: [ClosedRange<Int>]
    let seniors: [ClosedRange<Int>]

    init(_ sums: (juniors: [Int], seniors: [Int]), _ draws: Int) {
      juniors = sums.juniors.map { ($0 / draws)...(($0 + draws - 1) / draws) }
      seniors = sums.seniors.map { ($0 / draws)...(($0 + draws - 1) / draws) }
    }
  }

  /// A matching that contains every pair drawn every time and gives everybody the expected number of
  /// partners, rounded.
  private func matching(_ left: [AssignedPair: Int], _ draws: Int) throws -> [AssignedPair] {
    let pairs = left.keys.sorted()
    func bounds(_ quotas: [ClosedRange<Int>]) -> [DegreeBounds] {
      quotas.map { DegreeBounds(minimum: $0.lowerBound, maximum: $0.upperBound) }
    }
    let quotas = Quotas(sums(left), draws)
    let assignment = CapacitatedAssignmentProblem(
      costs: try SparseCosts(
        rowCount: problem.juniorCount, columnCount: problem.seniorCount,
        edges: pairs.map {
          SparseCosts.Edge(row: $0.row, column: $0.column, cost: left[$0] == draws ? -1 : 0)
        }),
      rows: bounds(quotas.juniors), columns: bounds(quotas.seniors))
    guard case .optimal(let answer) = try assignment.solve() else {
      throw StudyError(.unsolvable, "What is left of a lottery contains no matching.")
    }
    return answer.pairs
  }

  /// How many times a matching can be drawn so that the rest can be split into the other draws.
  private func weight(
    of pairs: [AssignedPair], _ left: [AssignedPair: Int], _ draws: Int, _ quotas: Quotas
  ) -> Int {
    let chosen = Set(pairs)
    var weight = draws
    for (pair, count) in left {
      // A pair that is left out must fit into the other draws, one that is drawn must be there.
      weight = min(weight, chosen.contains(pair) ? count : draws - count)
    }
    let degrees = Degrees(pairs, problem)
    let sums = sums(left)
    func limit(_ sums: [Int], _ degrees: [Int], _ quotas: [ClosedRange<Int>]) {
      for person in sums.indices {
        // least x (draws - weight) <= sum - weight x degree <= most x (draws - weight)
        let (least, most) = (quotas[person].lowerBound, quotas[person].upperBound)
        if degrees[person] < most {
          weight = min(weight, (most * draws - sums[person]) / (most - degrees[person]))
        }
        if degrees[person] > least {
          weight = min(weight, (sums[person] - least * draws) / (degrees[person] - least))
        }
      }
    }
    limit(sums.juniors, degrees.juniors, quotas.juniors)
    limit(sums.seniors, degrees.seniors, quotas.seniors)
    return weight
  }

  private func sums(_ left: [AssignedPair: Int]) -> (juniors: [Int], seniors: [Int]) {
    var juniors = [Int](repeating: 0, count: problem.juniorCount)
    var seniors = [Int](repeating: 0, count: problem.seniorCount)
    for (pair, count) in left {
      juniors[pair.row] += count
      seniors[pair.column] += count
    }
    return (juniors, seniors)
  }
}
