/// One part of the score, prepared for the participants of a programme.
///
/// A part is one file. It answers for a junior (a row) and a senior (a column) the exact number of
/// units that it adds to the pair's score; 10,000 units are one point, and no part exceeds its
/// weight. To add one, write that file, its case in `ScoreSettings.Part`, and its line in
/// ``PairScorer``.
package protocol ScorePart: Sendable {
  /// Returns the units of one pair.
  func units(row: Int, column: Int) -> Int
  /// Adds the units of a row of pairs, at least of those that are not skipped.
  ///
  /// The default asks for each pair that is not skipped.
  func addUnits(row: Int, to units: UnsafeMutableBufferPointer<Int32>, skipping: SkippedColumns)
}

/// The columns of a row whose units nobody will look at.
package struct SkippedColumns {
  private let marks: UnsafeMutableBufferPointer<Bool>?

  /// Skips nothing.
  package static var none: SkippedColumns { SkippedColumns(nil) }

  /// Skips the marked columns; the marks must outlive this value.
  package init(_ marks: UnsafeMutableBufferPointer<Bool>?) { self.marks = marks }

  /// Returns whether a column is skipped.
  @inline(__always)
  package func contains(_ column: Int) -> Bool { marks.map { $0[column] } ?? false }
}

extension ScorePart {
  /// Asks for each pair in turn.
  package func addUnits(
    row: Int, to units: UnsafeMutableBufferPointer<Int32>, skipping: SkippedColumns
  ) {
    for column in units.indices where !skipping.contains(column) {
      units[column] += Int32(self.units(row: row, column: column))
    }
  }
}

/// Returns `weight` x `numerator` / `denominator`, rounded half up, for a fraction from 0 to 1.
@inline(__always)
package func share(of weight: Int, _ numerator: Int, _ denominator: Int) -> Int {
  denominator == 0 ? 0 : (2 * weight * numerator + denominator) / (2 * denominator)
}
