/// A seeded source of whole numbers that gives the same sequence on every machine and with every
/// version of Swift (SplitMix64: Steele, Lea & Flood 2014, figure 17).
///
/// The standard library's `random(in:using:)` may change how it draws; a generated organisation
/// must not, so every draw here is spelt out in integer arithmetic.
package struct SeededGenerator: Sendable {
  private var state: UInt64

  /// Starts one of many independent sequences that belong to a seed.
  package init(seed: UInt64, stream: UInt64) {
    state = SeededGenerator.mix(seed) ^ SeededGenerator.mix(stream &+ 0x5EED)
  }

  /// Returns the next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return SeededGenerator.mix(state)
  }

  /// Returns a number from 0 up to, not including, `limit`, which must be positive.
  ///
  /// Multiply and keep the high word (Lemire 2019); the bias is below 2^-40 for the limits here.
  package mutating func number(below limit: Int) -> Int {
    Int(UInt64(limit).multipliedFullWidth(by: next()).high)
  }

  /// Returns a number within a range.
  package mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + number(below: range.upperBound - range.lowerBound + 1)
  }

  /// Returns `true` in `share` of 1,000 cases.
  mutating func chance(_ share: Int) -> Bool { number(below: 1_000) < share }

  /// Returns one element of a list that is not empty.
  mutating func pick<Element>(_ list: [Element]) -> Element { list[number(below: list.count)] }

  /// Returns a position, each as likely as its weight; the weights must not all be zero.
  mutating func position(weights: [Int]) -> Int {
    var rest = number(below: weights.reduce(0, +))
    for (position, weight) in weights.enumerated() {
      if rest < weight { return position }
      rest -= weight
    }
    return weights.count - 1
  }

  /// Returns up to `count` different elements in random order.
  mutating func sample<Element>(_ count: Int, of list: [Element]) -> [Element] {
    var rest = list
    var chosen: [Element] = []
    while chosen.count < count, !rest.isEmpty {
      chosen.append(rest.remove(at: number(below: rest.count)))
    }
    return chosen
  }

  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
