/// The order in which ties are broken: by a seeded hash of the ids, so that nobody gains by being
/// first in the alphabet or in the file.
package enum SeededOrder {
  /// Returns the hash of an id: FNV-1a (Fowler, Noll & Vo) over its bytes, started from the seed
  /// and finished by the mixer of SplitMix64 (Steele, Lea & Flood 2014).
  package static func hash(_ id: PersonID, seed: UInt64) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ (seed &* 0x9E37_79B9_7F4A_7C15)
    for byte in id.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }

  /// Returns positions in a roster sorted by the hash of the person's id, then by id.
  package static func sorted(_ positions: [Int], in roster: Roster, seed: UInt64) -> [Int] {
    positions.map { (hash(roster.people[$0].id, seed: seed), roster.people[$0].id, $0) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
      .map(\.2)
  }
}
