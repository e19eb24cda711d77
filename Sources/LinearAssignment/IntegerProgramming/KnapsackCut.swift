/// An inequality over columns that one row implies for whole choices, though not for shares.
///
/// Such inequalities tighten linear relaxations: when columns are too large to be chosen together,
/// one of them at least is not (Crowder, Johnson & Padberg, "Solving large-scale zero-one linear
/// programming problems", Operations Research 31, 1983, pp. 803-834).
public struct KnapsackCut: Sendable, Hashable {
  /// The largest right side that is accepted.
  public static let largestMaximum: Int64 = 10_000

  /// The row that implies it.
  public let row: Int
  /// Whether the row's minimum implies it, or its maximum.
  public let isFromMinimum: Bool
  /// The columns that count, with coefficients above 0, each at most once.
  public let terms: [IntegerProgram.Term]
  /// The largest sum of the coefficients of chosen columns.
  public let maximum: Int64

  /// Collects the parts of an inequality; it is checked where it is used.
  public init(row: Int, isFromMinimum: Bool, terms: [IntegerProgram.Term], maximum: Int64) {
    self.row = row
    self.isFromMinimum = isFromMinimum
    self.terms = terms
    self.maximum = maximum
  }
}

extension IntegerProgram {
  /// Whether a row implies an inequality for all choices.
  ///
  /// Finds, for each sum of the inequality's coefficients, the least that columns with this sum take
  /// of the row (dynamic programming); no sum above the maximum may fit.
  /// - Complexity: O(terms of the row + terms x maximum).
  public func implies(_ cut: KnapsackCut) -> Bool {
    guard rows.indices.contains(cut.row), (0...KnapsackCut.largestMaximum).contains(cut.maximum)
    else { return false }
    let row = rows[cut.row]
    // As a row with a maximum.
    let sign: Int64 = cut.isFromMinimum ? -1 : 1
    guard let bound = cut.isFromMinimum ? row.minimum : row.maximum else { return false }
    var sizes: [Int: Int64] = [:]
    for term in row.terms { sizes[term.column] = sign * term.coefficient }
    let beyond = Int(cut.maximum) + 1
    // The least size by sum of coefficients, sums beyond the maximum together; nil for none.
    var least = [Int64?](repeating: nil, count: beyond + 1)
    least[0] = 0
    for term in cut.terms {
      guard costs.indices.contains(term.column), term.coefficient > 0 else { return false }
      let size = sizes.updateValue(0, forKey: term.column) ?? 0
      let step = Int(min(term.coefficient, Int64(beyond)))
      for sum in stride(from: beyond, through: 0, by: -1) {
        guard let before = least[sum] else { continue }
        let target = min(beyond, sum + step)
        // Coefficients of a program add up to 2^61 at most, so sizes do too.
        least[target] = min(least[target] ?? .max, before + size)
      }
    }
    guard Set(cut.terms.map(\.column)).count == cut.terms.count else { return false }
    guard let smallest = least[beyond] else { return true }
    // The other columns take what they take at least.
    return sizes.values.reduce(smallest) { $0 + min(0, $1) } > sign * bound
  }
}
