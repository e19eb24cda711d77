import _PairwrightTestSupport

/// Seeded cost tables of the kinds that trouble assignment solvers; `nil` is an absent edge.
enum DenseFamily: String, CaseIterable {
  case small, ties, twoCosts, equal, wide, negative, rankOne, geometric, block, absent, mostlyAbsent

  func table(rows: Int, columns: Int, using generator: inout SplitMix64) -> [[Int64?]] {
    var random = generator
    defer { generator = random }
    func below(_ limit: Int64) -> Int64 { Int64(random.next() % UInt64(limit)) }
    let rowPoints = (0..<rows).map { _ in (below(1000), below(1000)) }
    let columnPoints = (0..<columns).map { _ in (below(1000), below(1000)) }
    return (0..<rows).map { row in
      (0..<columns).map { column in
        switch self {
        case .small: 1 + below(100)
        case .ties: below(3)
        case .twoCosts: below(10) == 0 ? 1 : 100
        case .equal: 7
        case .wide: below((1 << 61) / Int64(rows + columns))
        case .negative: below(2_000_001) - 1_000_000
        case .rankOne: (rowPoints[row].0 + 1) * (columnPoints[column].0 + 1)
        case .geometric:
          abs(rowPoints[row].0 - columnPoints[column].0)
            + abs(rowPoints[row].1 - columnPoints[column].1)
        case .block: row % 3 == column % 3 ? below(50) : 1000 + below(50)
        case .absent: below(10) < 3 ? nil : below(1000)
        case .mostlyAbsent: below(10) < 7 ? nil : below(5)
        }
      }
    }
  }
}
