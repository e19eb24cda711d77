internal import LinearAssignment

/// Keeps account of who has room for another partner while pairs are made one by one.
struct CapacityLedger {
  private(set) var juniors: [Int]
  private(set) var seniors: [Int]
  private(set) var pairs: [AssignedPair] = []

  init(_ problem: StudyProblem) {
    juniors = problem.juniorCapacities
    seniors = problem.seniorCapacities
  }

  /// Whether both have room.
  func hasRoom(_ pair: AssignedPair) -> Bool {
    juniors[pair.row] > 0 && seniors[pair.column] > 0
  }

  /// Makes a pair.
  mutating func take(_ pair: AssignedPair) {
    juniors[pair.row] -= 1
    seniors[pair.column] -= 1
    pairs.append(pair)
  }
}
