/// Ratings from 1 to 5 of one or both people: (rating - 1) / 4, and their mean where both count.
///
/// A missing rating counts as the neutral 3.
package struct RatingPart: ScorePart {
  private let weight: Int
  /// Ratings minus one, 0 to 4.
  private let juniors: [Int]
  /// Ratings minus one, or `nil` when the senior's does not count.
  private let seniors: [Int]?

  /// Prepares the part.
  package init(weight: Int, juniors: [Int?], seniors: [Int?]?) {
    self.weight = weight
    self.juniors = juniors.map { ($0 ?? 3) - 1 }
    self.seniors = seniors.map { $0.map { ($0 ?? 3) - 1 } }
  }

  /// Returns the weight x mean rating.
  package func units(row: Int, column: Int) -> Int {
    guard let seniors else { return share(of: weight, juniors[row], 4) }
    return share(of: weight, juniors[row] + seniors[column], 8)
  }
}
