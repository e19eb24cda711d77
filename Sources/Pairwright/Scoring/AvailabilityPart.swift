/// Time in common: the longest common weekly slot, full from an hour on.
package struct AvailabilityPart: ScorePart {
  /// Minutes from which the part is full.
  package static let fullMinutes = 60

  private let weight: Int
  private let weeks: CommonTime
  private let juniors: [Int]
  private let seniors: [Int]

  /// Prepares everybody's week.
  package init(_ context: RuleContext, weight: Int) {
    self.weight = weight
    weeks = CommonTime(context)
    juniors = context.juniors
    seniors = context.seniors
  }

  /// Returns the weight x minutes / 60, at most the weight.
  package func units(row: Int, column: Int) -> Int {
    let minutes = weeks.longestSlot(juniors[row], seniors[column])
    return share(
      of: weight, min(minutes, AvailabilityPart.fullMinutes), AvailabilityPart.fullMinutes)
  }
}
