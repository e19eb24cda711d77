/// A proof that no choice of a constrained problem is worth less than a value, or that there is
/// none at all.
///
/// The prices bound every choice, and they bound choices with a given pair: pairs whose bound
/// leaves nothing to gain cannot be in a better choice. What is left of the problem without them
/// is an integer program, through which the walk goes case by case.
public struct ConstrainedAssignmentProof: Sendable, Hashable {
  /// The prices of the constraints.
  public let prices: ConstraintPrices
  /// The prices of rows and columns, in units of the scale.
  public let potentials: Potentials
  /// Pairs are left open when the prices allow them in a choice below this value.
  ///
  /// With nil all are left open. It is the limit that the search had set when the walk began.
  public let reach: Int64?
  /// The walk through what the prices leave open; nil when they leave nothing open.
  public let walk: IntegerProgramProof?

  /// Collects the parts of a proof.
  public init(
    prices: ConstraintPrices, potentials: Potentials, reach: Int64?, walk: IntegerProgramProof?
  ) {
    self.prices = prices
    self.potentials = potentials
    self.reach = reach
    self.walk = walk
  }
}

extension ConstrainedAssignmentProblem {
  /// Whether a proof shows that no choice is worth less than `value`, or, for nil, that there is
  /// no choice at all.
  ///
  /// - Complexity: two readings of all rows, and O(steps of the walk x what is left).
  public func isProof(
    _ proof: ConstrainedAssignmentProof, thatNoChoiceIsBelow value: Int64?
  ) -> Bool {
    guard (try? validate()) != nil else { return false }
    let survey = CostSurvey(costs)
    guard (value == nil) == (proof.prices.scale == 0), value != nil || proof.reach == nil,
      let bound = ConstrainedBound(self, proof.prices, proof.potentials, survey)
    else { return false }
    let divisor = objective.divisor(costDivisor: survey.divisor)
    let target = BoundTarget(below: value, scale: proof.prices.scale, divisor: divisor)
    if target.isClosed(bound.value) { return true }
    guard let walk = proof.walk else { return false }
    if let value, let reach = proof.reach, reach < value { return false }
    let open =
      value != nil && proof.reach == nil
      ? bound.openPairs(nil)
      : bound.openPairs(
        BoundTarget(below: proof.reach, scale: proof.prices.scale, divisor: divisor))
    guard let residue = try? ConstrainedResidue(self, pairs: open) else { return false }
    return residue.program.isProof(
      walk, thatNoChoiceIsBelow: value.map { $0 - residue.constant })
  }
}

/// What prices prove of a constrained problem, by nothing but sums.
package struct ConstrainedBound<Costs: CostSource> {
  /// In units of the scale, no choice is worth less; positive for the scale 0 when there is none.
  package let value: Int128
  private let problem: ConstrainedAssignmentProblem<Costs>
  private let relaxed: RelaxedAssignment<Costs>
  private let potentials: Potentials

  /// Computes the bound of prices; nil when they do not suit the problem.
  package init?(
    _ problem: ConstrainedAssignmentProblem<Costs>, _ prices: ConstraintPrices,
    _ potentials: Potentials, _ survey: CostSurvey
  ) {
    let limit: Int64 = 1 << 61
    guard potentials.rows.allSatisfy({ abs($0) <= limit }),
      potentials.columns.allSatisfy({ abs($0) <= limit }),
      let relaxed = RelaxedAssignment(problem, prices, survey),
      let value = try? relaxed.problem.lowerBound(potentials)
    else { return nil }
    self.value = value + relaxed.constant
    self.problem = problem
    self.relaxed = relaxed
    self.potentials = potentials
  }

  /// The pairs that may be in a choice that meets the target, in order; for nil all pairs.
  package func openPairs(_ target: BoundTarget?) -> [PricedPair] {
    var open: [PricedPair] = []
    let gap = target.map { $0.largestOpen - value } ?? .max
    forEachReducedCost { row, column, cost, reducedCost in
      if Int128(reducedCost) <= gap {
        open.append(PricedPair(row: row, column: column, cost: cost))
      }
    }
    return open
  }

  /// Calls `body` with row, column, cost and reduced cost of every present pair, row by row.
  package func forEachReducedCost(_ body: (Int, Int, Int64, Int64) -> Void) {
    let columnCount = problem.columns.count
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: columnCount) { costs in
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: columnCount) { relaxedCosts in
        for row in 0..<problem.rows.count {
          problem.costs.readCosts(ofRow: row, into: costs)
          relaxed.problem.costs.readCosts(ofRow: row, into: relaxedCosts)
          let potential = potentials.rows[row]
          for column in 0..<columnCount where costs[column] != absentEdge {
            // 2^62 from the cost and twice 2^61 from the potentials stay within 64 bits.
            body(
              row, column, costs[column],
              relaxedCosts[column] - potential - potentials.columns[column])
          }
        }
      }
    }
  }
}

/// When a bound in units of a scale leaves nothing to look for.
package struct BoundTarget: Sendable {
  /// The largest bound that leaves something to look for.
  package let largestOpen: Int128

  /// Looks for choices below `value`, whose values are multiples of `divisor`; or, for nil, for
  /// any choice at all.
  package init(below value: Int64?, scale: Int64, divisor: Int64) {
    largestOpen =
      value.map { Int128(scale) * Int128(largestMultiple(of: max(1, divisor), below: $0)) } ?? 0
  }

  /// Whether no choice that is looked for has a bound as large as this.
  package func isClosed(_ bound: Int128) -> Bool { bound > largestOpen }
}
