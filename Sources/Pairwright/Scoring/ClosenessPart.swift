/// Closeness of a difference between senior and junior to its ideal.
///
/// The value falls in a straight line from 1 at the ideal to 0 at a distance of the ideal itself:
/// max(0, ideal - |difference - ideal|) / ideal. Where one of the two numbers is not known it is 0.
package struct ClosenessPart: ScorePart {
  private let weight: Int
  private let ideal: Int
  private let juniors: [Int?]
  private let seniors: [Int?]

  /// Prepares the part; the difference is the senior's number minus the junior's.
  package init(weight: Int, ideal: Int, juniors: [Int?], seniors: [Int?]) {
    self.weight = weight
    self.ideal = ideal
    self.juniors = juniors
    self.seniors = seniors
  }

  /// Returns the weight x closeness.
  package func units(row: Int, column: Int) -> Int {
    guard let junior = juniors[row], let senior = seniors[column] else { return 0 }
    return share(of: weight, max(0, ideal - abs(senior - junior - ideal)), ideal)
  }
}
