/// How much the bound rose in the branches seen so far, by what was branched on.
///
/// After Achterberg, Koch & Martin, "Branching rules revisited", Operations Research Letters 33,
/// 2005, pp. 42-54. Entities are columns first, then rows.
struct BranchingHistory {
  private var downSums: [Double]
  private var upSums: [Double]
  private var downCounts: [Int32]
  private var upCounts: [Int32]
  private var total = (sum: 0.0, count: 0.0)

  init(count: Int) {
    downSums = [Double](repeating: 0, count: count)
    upSums = downSums
    downCounts = [Int32](repeating: 0, count: count)
    upCounts = downCounts
  }

  /// Notes that a branch that moved an entity by `distance` lifted the bound by `rise`.
  mutating func note(_ entity: Int, up: Bool, distance: Double, rise: Double) {
    guard distance > 1e-6, rise.isFinite else { return }
    let unit = max(0, rise) / distance
    if up {
      upSums[entity] += unit
      upCounts[entity] += 1
    } else {
      downSums[entity] += unit
      downCounts[entity] += 1
    }
    total.sum += unit
    total.count += 1
  }

  /// On how many branches, at least, the expectation for an entity rests.
  func reliability(_ entity: Int) -> Int32 { min(downCounts[entity], upCounts[entity]) }

  /// By how much the bound rose on average in branches that moved an entity by 1; nil without any.
  func mean(_ entity: Int, up: Bool) -> Double? {
    let count = up ? upCounts[entity] : downCounts[entity]
    return count > 0 ? (up ? upSums[entity] : downSums[entity]) / Double(count) : nil
  }

  /// By how much the bound may rise in the two branches on an entity with a fractional part.
  func expectation(_ entity: Int, fraction: Double) -> (down: Double, up: Double) {
    let average = total.count > 0 ? total.sum / total.count : 1
    let down = downCounts[entity] > 0 ? downSums[entity] / Double(downCounts[entity]) : average
    let up = upCounts[entity] > 0 ? upSums[entity] / Double(upCounts[entity]) : average
    return (down * fraction, up * (1 - fraction))
  }

  /// The merit of a branching from what its two branches give.
  static func merit(_ down: Double, _ up: Double) -> Double { max(down, 1e-6) * max(up, 1e-6) }
}
