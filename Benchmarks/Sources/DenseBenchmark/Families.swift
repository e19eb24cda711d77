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

/// Seeded matrices of the kinds that assignment solvers are compared on.
enum Family: String, CaseIterable {
  case uniform, integers100 = "integers 1..100", integersMillion = "integers 1..10^6"
  case geometric, twoCosts = "two costs", rankOne = "rank one", allEqual = "all equal", block
  case forbidden = "30 % forbidden"

  /// Makes a matrix: if there are fewer rows than columns, the first rows of a square one.
  func matrix(_ rowCount: Int, _ columnCount: Int) -> UnsafeMutableBufferPointer<Double> {
    let size = max(rowCount, columnCount)
    var random = SplitMix64(state: UInt64(size))
    func share() -> Double { Double(random.next() >> 11) * 0x1p-53 }
    let entries = matrixMemory(rowCount * columnCount)
    let points = (0..<(4 * size)).map { _ in share() }
    let blockCount = max(1, size / 100)
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        entries[row * columnCount + column] =
          switch self {
          case .uniform: share()
          case .integers100: Double(Int.random(in: 1...100, using: &random))
          case .integersMillion: Double(Int.random(in: 1...1_000_000, using: &random))
          case .geometric:
            ((points[row] - points[2 * size + column])
              * (points[row] - points[2 * size + column])
              + (points[size + row] - points[3 * size + column])
                * (points[size + row] - points[3 * size + column]))
              .squareRoot()
          case .twoCosts: share() < 0.1 ? 1 : 100
          case .rankOne: Double((row + 1) * (column + 1))
          case .allEqual: 7
          case .block: share() + (row % blockCount == column % blockCount ? 0 : 10)
          case .forbidden: share() < 0.3 ? .infinity : share()
          }
      }
    }
    return entries
  }
}
