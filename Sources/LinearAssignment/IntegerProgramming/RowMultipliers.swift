/// Integers by which rows, and the costs, are multiplied to bound what a choice can be worth.
///
/// They may come from anywhere, from rounded duals of a linear program above all: the bound that
/// they give is exact whoever made them (Neumaier & Shcherbina, "Safe bounds in linear and
/// mixed-integer linear programming", Mathematical Programming 99, 2004, pp. 283-296, here in
/// integers instead of directed rounding).
public struct RowMultipliers: Sendable, Hashable {
  /// A row with its multiplier.
  public struct Term: Sendable, Hashable {
    /// The index of the row.
    public let row: Int
    /// The multiplier: positive holds the row up at its minimum, negative down at its maximum.
    public let multiplier: Int64

    /// Gives a row a multiplier.
    public init(row: Int, multiplier: Int64) {
      self.row = row
      self.multiplier = multiplier
    }
  }

  /// The largest weight that costs may have.
  public static let largestWeight: Int64 = 1 << 40
  /// The largest absolute value of a multiplier.
  public static let largestMultiplier: Int64 = 1 << 60

  /// By what costs are multiplied; 0 asks only whether there is a choice at all.
  public let costWeight: Int64
  /// The rows with multipliers other than 0, in ascending order of row.
  public let terms: [Term]

  /// Collects multipliers; they are checked where they are used.
  public init(costWeight: Int64, terms: [Term]) {
    self.costWeight = costWeight
    self.terms = terms
  }

  /// Whether the multipliers suit a program, so that no sum can leave 128 bits.
  package func suits(_ program: IntegerProgram) -> Bool {
    isWithinLimits(rowCount: program.rows.count)
      && terms.allSatisfy { term in
        let row = program.rows[term.row]
        return term.multiplier > 0 ? row.minimum != nil : row.maximum != nil
      }
  }

  /// Whether rows are in order and numbers small enough, whatever the bounds of the rows are.
  func isWithinLimits(rowCount: Int) -> Bool {
    guard costWeight >= 0, costWeight <= Self.largestWeight else { return false }
    var last = -1
    for term in terms {
      guard term.row > last, term.row < rowCount,
        term.multiplier >= -Self.largestMultiplier, term.multiplier <= Self.largestMultiplier
      else { return false }
      last = term.row
    }
    return true
  }

  /// Rounds duals of a relaxation whose costs were multiplied by `costWeight` in the end.
  ///
  /// A dual that has the wrong sign for its row, or is not a finite number, counts as 0. When the
  /// duals are too large for a weight it is made smaller, and 0 only where it was 0.
  package init(
    rounding duals: [Double], costWeight: Int64, of program: IntegerProgram
  ) {
    let scale = costWeight == 0 ? Double(1 << 30) : Double(costWeight)
    let largest = duals.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    var shrink = 1.0
    var weight = costWeight
    while largest * scale * shrink > Double(Self.largestMultiplier / 2),
      weight > 1 || weight == 0
    {
      shrink /= 2
      weight /= 2
    }
    terms = zip(duals.indices, duals).compactMap { row, dual in
      guard row < program.rows.count, dual.isFinite else { return nil }
      let scaled = dual * scale * shrink
      guard abs(scaled) < Double(Self.largestMultiplier) else { return nil }
      let multiplier = Int64(scaled + (scaled < 0 ? -0.5 : 0.5))
      guard multiplier != 0 else { return nil }
      let bound = multiplier > 0 ? program.rows[row].minimum : program.rows[row].maximum
      return bound == nil ? nil : Term(row: row, multiplier: multiplier)
    }
    self.costWeight = weight
  }
}

/// What multipliers say of a program in which some columns are already decided.
///
/// For every choice that keeps the rows and the decisions, its value times the cost weight is at
/// least `bound`; and when it decides a free column against the sign of its reduced cost, at least
/// `bound` plus the absolute reduced cost.
package struct PricedProgram {
  /// The bound, in units of the cost weight.
  package private(set) var bound: Int128 = 0
  /// What choosing each column adds, once the rows are paid for.
  package private(set) var reducedCosts: [Int128]

  /// Prices a program; the multipliers must suit it.
  ///
  /// - Complexity: O(columns + terms of the rows with multipliers).
  package init(
    _ program: IntegerProgram, _ multipliers: RowMultipliers, decided: [Bool?]
  ) {
    let weight = Int128(multipliers.costWeight)
    reducedCosts = program.costs.map { weight * Int128($0) }
    for term in multipliers.terms {
      let row = program.rows[term.row]
      let multiplier = Int128(term.multiplier)
      bound += multiplier * Int128((term.multiplier > 0 ? row.minimum : row.maximum) ?? 0)
      for element in row.terms {
        reducedCosts[element.column] -= multiplier * Int128(element.coefficient)
      }
    }
    for (column, reducedCost) in reducedCosts.enumerated() {
      switch decided[column] {
      case true?: bound += reducedCost
      case false?: break
      case nil: bound += min(0, reducedCost)
      }
    }
  }
}

/// When a bound leaves nothing to look for.
package struct ValueTarget: Sendable {
  /// A bound in units of the cost weight is closed when it is above this value times the weight;
  /// nil when no choice is known, so that only a bound with the weight 0 can close.
  private let best: Int128?

  /// Looks for choices of a value below `value`, or for any choice at all.
  package init(below value: Int64?, of program: IntegerProgram) {
    // Values are multiples of the divisor; the value asked about need not be one.
    best = value.map { Int128(largestMultiple(of: program.costDivisor, below: $0)) }
  }

  /// Whether no choice of a value below the target can have the bound.
  package func isClosed(_ bound: Int128, costWeight: Int64) -> Bool {
    if costWeight == 0 { return bound > 0 }
    guard let best else { return false }
    return bound > Int128(costWeight) * best
  }
}

extension IntegerProgram {
  /// A bound on the value of every choice that keeps the rows, from any multipliers.
  ///
  /// It is rounded up to a multiple of ``costDivisor``; nil when the multipliers do not suit the
  /// program or do not weigh the costs.
  /// - Complexity: O(columns + terms).
  public func lowerBound(_ multipliers: RowMultipliers) -> Int64? {
    guard multipliers.suits(self), multipliers.costWeight > 0 else { return nil }
    let priced = PricedProgram(
      self, multipliers, decided: [Bool?](repeating: nil, count: costs.count))
    return roundedBound(priced.bound, costWeight: multipliers.costWeight)
  }

  /// A bound in units of the cost weight, as a value; no weaker than ``trivialBound``.
  package func roundedBound(_ bound: Int128, costWeight: Int64) -> Int64 {
    let unit = Int128(costWeight) * Int128(costDivisor)
    var multiple = bound / unit
    if multiple * unit < bound { multiple += 1 }
    // No choice is worth more than the sum of all costs, so a bound beyond may be cut there.
    let value = min(multiple * Int128(costDivisor), Int128(Self.largestSum))
    return Int64(max(value, Int128(trivialBound)))
  }
}
