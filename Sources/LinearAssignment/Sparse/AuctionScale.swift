/// How much finer than costs the prices of an auction are.
struct AuctionScale {
  /// All costs are multiplied by this.
  let factor: Int64
  /// The greatest difference between two costs after that.
  let range: Int64

  /// Costs are brought up to about this range.
  private static let usualRange: Int64 = 1 << 20

  /// The scale for costs and a number of rows, or `nil` when the costs lie too far apart.
  ///
  /// A bid raises the highest price by the range and the tolerance at most, and without a perfect
  /// matching that is found out after 32 bids a row; with one, no price rises by more than the
  /// number of rows times that in an auction (Bertsekas 1988), nor in all paths after it, and the
  /// tolerances together make less than two ranges. So prices stay below 2^61.
  init?(smallest: Int64, largest: Int64, count: Int) {
    let (range, overflow) = largest.subtractingReportingOverflow(smallest)
    let most = Int64(1) << 61 / (64 * Int64(count + 1))
    let farthest = max(smallest.magnitude, largest.magnitude, 1)
    guard !overflow, range < most, farthest < 1 << 60 else { return nil }
    let room = min(most / (range + 1), (1 << 60) / Int64(farthest))
    factor = max(1, min(room, Self.usualRange / max(1, range)))
    self.range = range * factor
  }

  /// The potential of a column with a price.
  ///
  /// Potentials are rounded, those of columns down and those of rows up. Where the two together
  /// were at most factor x cost, with cost an integer, they are then at most the cost; where they
  /// were equal to it, they still are. So a row's potential is the cost of its pair less the
  /// potential of its column.
  func columnPotential(_ price: Int64) -> Int64 { -((price + factor - 1) / factor) }
}
