/// Seeded square matrices of the kinds that solvers are measured on.
enum AnswersFamily: String, CaseIterable {
  case uniform, hundred, million, twoCosts, rankOne, geometric

  /// The cells row after row.
  func cells(size: Int) -> [Int64] {
    var state: UInt64 = 1
    // SplitMix64 (Steele, Lea & Flood 2014), so that the matrices are the same everywhere.
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
    let points = (0..<(2 * size)).map { _ in
      (Double(next() >> 11) * 0x1p-53, Double(next() >> 11) * 0x1p-53)
    }
    return (0..<(size * size)).map { place in
      let (row, column) = (place / size, place % size)
      let bits = next()
      switch self {
      case .uniform: return Int64(bits >> 24)
      case .hundred: return Int64(bits % 100) + 1
      case .million: return Int64(bits % 1_000_000) + 1
      case .twoCosts: return bits % 10 == 0 ? 1 : 100
      case .rankOne: return Int64(row + 1) * Int64(column + 1)
      case .geometric:
        let (from, to) = (points[row], points[size + column])
        let (across, down) = (from.0 - to.0, from.1 - to.1)
        return Int64((across * across + down * down).squareRoot() * 1e9)
      }
    }
  }
}
