/// Whether two people belong to different groups: 1 when both groups are known and differ.
package struct CrossGroupPart: ScorePart {
  private let weight: Int
  private let juniors: [Int32]
  private let seniors: [Int32]

  /// Prepares the part for a text column.
  package init(_ context: RuleContext, weight: Int, column: String) {
    self.weight = weight
    let values = context.numberedValues(of: column)
    juniors = context.juniors.map { values[$0] }
    seniors = context.seniors.map { values[$0] }
  }

  /// Returns the weight or 0.
  package func units(row: Int, column: Int) -> Int {
    juniors[row] >= 0 && seniors[column] >= 0 && juniors[row] != seniors[column] ? weight : 0
  }
}
