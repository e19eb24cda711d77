import LinearAssignment

/// People on two sides with 60 skills, the family skill scores of the peers' benchmark.
///
/// They offer 15 % and want 10 % of the skills at levels 1 to 5, and have a department of 12. A score is 10 for each level that one side offers and the
/// other wants, in both directions, and 5 for different departments; costs are scores negated.
///
/// Scores are computed whenever a row is asked for, skill by skill over all columns.
struct SkillScores: CostSource {
  static let skillCount = 60

  let rowCount: Int
  let columnCount: Int
  private let rowOffered: [UInt8]
  private let rowWanted: [UInt8]
  private let rowDepartments: [UInt8]
  /// Skill after skill, one level for each column.
  private let columnOffered: [UInt8]
  private let columnWanted: [UInt8]
  private let columnDepartments: [UInt8]

  init(count: Int, seed: UInt64) {
    rowCount = count
    columnCount = count
    var state = seed
    func random() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    func levels(percent: UInt64) -> [UInt8] {
      (0..<(Self.skillCount * count)).map { _ in
        let number = random()
        return number % 100 < percent ? UInt8(1 + (number >> 32) % 5) : 0
      }
    }
    func departments() -> [UInt8] { (0..<count).map { _ in UInt8(random() % 12) } }
    (rowOffered, rowWanted) = (levels(percent: 15), levels(percent: 10))
    (columnOffered, columnWanted) = (levels(percent: 15), levels(percent: 10))
    (rowDepartments, columnDepartments) = (departments(), departments())
  }

  func readCosts(ofRow row: Int, into costs: UnsafeMutableBufferPointer<Int64>) {
    for column in 0..<columnCount {
      costs[column] = columnDepartments[column] == rowDepartments[row] ? 0 : -5
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: columnCount) { sums in
      sums.update(repeating: 0)
      // Each step adds 5 at most, so that 51 steps fit into a byte.
      var steps = 0
      func add(_ level: UInt8, _ levels: [UInt8], _ skill: Int) {
        if level == 0 { return }
        levels.withUnsafeBufferPointer { levels in
          let first = skill * columnCount
          for column in 0..<columnCount { sums[column] &+= min(level, levels[first &+ column]) }
        }
        steps += 1
        if steps == 51 {
          flush(sums, costs)
          steps = 0
        }
      }
      for skill in 0..<Self.skillCount {
        add(rowWanted[row * Self.skillCount + skill], columnOffered, skill)
        add(rowOffered[row * Self.skillCount + skill], columnWanted, skill)
      }
      flush(sums, costs)
    }
  }

  private func flush(
    _ sums: UnsafeMutableBufferPointer<UInt8>, _ costs: UnsafeMutableBufferPointer<Int64>
  ) {
    for column in 0..<columnCount {
      costs[column] &-= 10 &* Int64(sums[column])
      sums[column] = 0
    }
  }
}
