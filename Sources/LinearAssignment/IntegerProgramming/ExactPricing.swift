/// What multipliers say of a case of a search, in exact integers.
///
/// The same as ``PricedProgram``, on flat memory and with the narrowed bounds of the case.
final class ExactPricing {
  private let matrix: SparseRows
  private let costs: [Int64]
  let reducedCosts: UnsafeMutablePointer<Int128>

  init(_ program: IntegerProgram, _ matrix: SparseRows) {
    self.matrix = matrix
    costs = program.costs
    reducedCosts = .filled(0, count: matrix.columnCount)
  }

  deinit { reducedCosts.deallocate() }

  /// The bound on the value of every choice of the case, in units of the cost weight.
  ///
  /// The multipliers must suit the program. ``reducedCosts`` is set for all columns.
  func bound(_ multipliers: RowMultipliers, _ domain: SearchDomain) -> Int128 {
    let weight = Int128(multipliers.costWeight)
    let reducedCosts = reducedCosts
    costs.withUnsafeBufferPointer { costs in
      for column in 0..<costs.count { reducedCosts[column] = weight * Int128(costs[column]) }
    }
    var bound: Int128 = 0
    multipliers.terms.withUnsafeBufferPointer { terms in
      for term in terms {
        let limit = term.multiplier > 0 ? domain.minimums[term.row] : domain.maximums[term.row]
        bound += Int128(term.multiplier) * Int128(limit)
        for index in matrix.rowStarts[term.row]..<matrix.rowStarts[term.row + 1] {
          reducedCosts[Int(matrix.columns[index])] -=
            Int128(term.multiplier) * Int128(matrix.coefficients[index])
        }
      }
    }
    for column in 0..<matrix.columnCount {
      let decision = domain.decisions[column]
      let reducedCost = reducedCosts[column]
      if decision > 0 || (decision < 0 && reducedCost < 0) { bound += reducedCost }
    }
    return bound
  }
}
