/// One part of the score, prepared for the participants of a programme.
///
/// A part is one file. It answers for a junior (a row) and a senior (a column) the exact number of
/// units that it adds to the pair's score; 10,000 units are one point, and no part exceeds its
/// weight. To add one, write that file, its case in `ScoreSettings.Part`, and its line in
/// ``PairScorer``.
package protocol ScorePart: Sendable {
  /// Returns the units of one pair.
  func units(row: Int, column: Int) -> Int
  /// Adds the units of a whole row of pairs; the default asks for each pair.
  func addUnits(row: Int, to units: UnsafeMutableBufferPointer<Int32>)
}

extension ScorePart {
  /// Asks for each pair in turn.
  package func addUnits(row: Int, to units: UnsafeMutableBufferPointer<Int32>) {
    for column in units.indices { units[column] += Int32(self.units(row: row, column: column)) }
  }
}

/// Returns `weight` x `numerator` / `denominator`, rounded half up, for a fraction from 0 to 1.
@inline(__always)
package func share(of weight: Int, _ numerator: Int, _ denominator: Int) -> Int {
  denominator == 0 ? 0 : (2 * weight * numerator + denominator) / (2 * denominator)
}
