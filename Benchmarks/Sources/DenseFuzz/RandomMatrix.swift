/// SplitMix64 (Steele, Lea & Flood 2014).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// The sizes that a case may have.
enum CaseSize: CaseIterable {
  /// Up to 5 x 6, where every assignment can be tried.
  case tiny
  /// Up to 24 x 30.
  case small
  /// A few rows and so many columns that the solver keeps candidate lists.
  case wide
  /// Square, or a rectangle, and mostly so large that the solver keeps candidate lists and may solve
  /// samples.
  case large
}

/// Returns a matrix of one of several kinds, with magnitudes of at most two to `bits`.
func randomMatrix(_ size: CaseSize, bits: Int, using random: inout SplitMix64) -> IntegerMatrix {
  let (rowCount, columnCount) =
    switch size {
    case .tiny: (Int.random(in: 1...5, using: &random), Int.random(in: 1...6, using: &random))
    case .small: (Int.random(in: 1...24, using: &random), Int.random(in: 1...30, using: &random))
    case .wide:
      (Int.random(in: 1...6, using: &random), Int.random(in: 1640...2200, using: &random) * 6)
    case .large:
      {
        if Bool.random(using: &random) {
          return (
            Int.random(in: 60...230, using: &random), Int.random(in: 232...260, using: &random)
          )
        }
        let side = Int.random(in: 182...230, using: &random)
        return (side, side)
      }()
    }
  let limit = Int64(1) << Int64(bits)
  let narrow = min(limit, Int64.random(in: 1...1000, using: &random))
  let rowKeys = (0..<rowCount).map { _ in Int64.random(in: 0...narrow, using: &random) }
  let columnKeys = (0..<columnCount).map { _ in Int64.random(in: 0...narrow, using: &random) }
  let kind = Int.random(in: 0..<7, using: &random)
  let forbidden = Bool.random(using: &random) ? 0 : Double.random(in: 0...0.8, using: &random)
  var cells: [Int64?] = []
  cells.reserveCapacity(rowCount * columnCount)
  for row in 0..<rowCount {
    for column in 0..<columnCount {
      let (left, right) = (rowKeys[row], columnKeys[column])
      let cost: Int64
      switch kind {
      case 0: cost = Int64.random(in: -limit...limit, using: &random)
      case 1: cost = Int64.random(in: -narrow...narrow, using: &random)
      case 2: cost = Bool.random(using: &random) ? 1 : min(limit, 100)
      case 3: cost = narrow
      case 4: cost = min(limit, left * right)
      case 5: cost = min(limit, abs(left - right) * abs(left - right))
      default: cost = min(limit, left + right + Int64.random(in: 0...3, using: &random))
      }
      let isAbsent = forbidden > 0 && Double.random(in: 0..<1, using: &random) < forbidden
      cells.append(isAbsent ? nil : cost)
    }
  }
  if Int.random(in: 0..<8, using: &random) == 0 {
    contest(&cells, rowCount, columnCount, using: &random)
  }
  return IntegerMatrix(rowCount: rowCount, columnCount: columnCount, cells: cells)
}

/// Leaves a few rows as many columns between them as there are rows, or one fewer: then they may outbid
/// each other without end.
private func contest(
  _ cells: inout [Int64?], _ rowCount: Int, _ columnCount: Int, using random: inout SplitMix64
) {
  let count = min(rowCount, Int.random(in: 2...4, using: &random))
  let allowed = Set(
    (0..<columnCount).shuffled(using: &random).prefix(count - Int.random(in: 0...1, using: &random))
  )
  for row in (0..<rowCount).shuffled(using: &random).prefix(count) {
    for column in 0..<columnCount where !allowed.contains(column) {
      cells[row * columnCount + column] = nil
    }
  }
}
