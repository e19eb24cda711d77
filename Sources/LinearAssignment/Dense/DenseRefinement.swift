/// A matrix with the same optimal assignments that can be scaled to finer integers.
///
/// One scale serves a whole matrix, so a few huge costs, such as 10^18 for pairs that should not be
/// made, leave few bits to the others, and costs below 2^-1000 leave none of theirs. But no optimal
/// assignment has a cost far above the rest: with U the total of a known assignment and L the sum of
/// the row minima, none has a pair whose cost lies more than U - L above the least of its row. Such
/// costs may be lowered as long as they stay that far up. What is optimal then still is, and the dual
/// values still lie below all costs.
struct DenseRefinement {
  /// The matrix to solve, with the sign applied.
  let matrix: DenseMatrix<Double>
  /// Its costs are multiplied by two to this power already.
  let exponent: Int

  /// The least gain, as a power of two, for which solving again is worthwhile: by less, random costs
  /// exceed those that are chosen, too, and are precise enough.
  private static let leastGain = 20
  /// By which power of two costs that are all tiny are multiplied.
  private static let tinyShift = 600

  /// Returns what to solve in place of a matrix whose costs were rounded; `nil` when the
  /// scale would not be finer by the least gain.
  init?<Element: DenseElement>(
    of matrix: DenseMatrix<Element>, after answer: DenseAnswer, in arena: DenseArena
  ) {
    guard !Element.isAlwaysInteger, !answer.isLossless else { return nil }
    let sign = matrix.sign
    func cost(_ row: Int, _ column: Int) -> Double {
      matrix.start(of: row)[column].nearestDouble * sign
    }
    func chosenCost(_ row: Int) -> Double { cost(row, Int(answer.columnOfRow[row])) }
    var (leastChosen, greatestChosen) = (Double.infinity, -Double.infinity)
    for row in 0..<matrix.rowCount {
      let value = chosenCost(row)
      leastChosen = min(leastChosen, value)
      greatestChosen = max(greatestChosen, value)
    }
    // The rule that the scale keeps bounds the range of the costs: nearly always that says enough.
    let lineCount = Double(matrix.rowCount + matrix.columnCount)
    let mostRange = 0x1p61 * powerOfTwo(-answer.scaleExponent) / lineCount
    let leastRatio = powerOfTwo(Self.leastGain)
    let shift = answer.scaleExponent == DenseScale.largestExponent ? Self.tinyShift : 0
    guard shift > 0 || mostRange > leastRatio * (greatestChosen - leastChosen) else { return nil }
    // The two least costs that differ, and the greatest; the greatest of the row minima, and how far
    // the chosen costs lie above those.
    var (least, second, greatest) = (Double.infinity, Double.infinity, -Double.infinity)
    var (highest, aboveMinima) = (-Double.infinity, 0.0)
    for row in 0..<matrix.rowCount {
      var rowMinimum = Double.infinity
      for column in 0..<matrix.columnCount {
        let value = cost(row, column)
        guard value < .infinity else { continue }
        rowMinimum = min(rowMinimum, value)
        greatest = max(greatest, value)
        if value < least { (least, second) = (value, least) }
        if value > least { second = min(second, value) }
      }
      highest = max(highest, rowMinimum)
      aboveMinima += chosenCost(row) - rowMinimum
    }
    // Twice what is needed, so that rounding in these sums does no harm.
    var limit = highest + (highest - least + 2 * aboveMinima)
    // Where every row has the least cost of all, costs need only stay above that.
    if limit <= least { limit = min(second, least + (least == 0 ? 1 : abs(least))) }
    let isFiner = (greatest - least) / (limit - least) > leastRatio
    guard shift > 0 || isFiner, greatestChosen <= limit else { return nil }
    let factor = powerOfTwo(shift)
    let count = matrix.rowCount * matrix.columnCount
    let copy = arena.allocate(Double.self, count)
    for index in 0..<count {
      let value = matrix.base[index].nearestDouble * sign
      copy[index] = value == .infinity ? value : min(value, limit) * factor
    }
    self.matrix = DenseMatrix(
      base: copy, rowCount: matrix.rowCount, columnCount: matrix.columnCount, sign: 1,
      absentValue: nil)
    exponent = shift
  }
}
