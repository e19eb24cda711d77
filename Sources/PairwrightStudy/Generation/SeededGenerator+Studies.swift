extension SeededGenerator {
  /// Starts the sequence that belongs to a place in a study: the seed and words that name it.
  ///
  /// Whoever computes the place, in whatever order, gets the same sequence. The words are hashed
  /// one after another with FNV-1a (Fowler, Noll & Vo), each closed by a zero byte.
  package init(seed: UInt64, place: [String]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in place {
      for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
      hash = hash &* 0x0000_0100_0000_01B3
    }
    self.init(seed: seed, stream: hash)
  }

  /// Returns the elements in random order (Fisher & Yates; Durstenfeld 1964).
  mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
    var list = list
    for last in stride(from: list.count - 1, to: 0, by: -1) {
      list.swapAt(last, number(below: last + 1))
    }
    return list
  }

  /// Returns a number from 0 up to, not including, 1 in steps of 2^-53.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Returns a number with the exponential distribution of mean 1, by inversion.
  package mutating func exponential() -> Double {
    -StableLogarithm.natural((Double(next() >> 11) + 0.5) * 0x1p-53)
  }

  /// Returns a number with mean 0, variance 1 and nearly the normal distribution: the sum of twelve
  /// uniform numbers less six, which never exceeds six.
  package mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
}

/// Logarithms and powers of e that are the same on every machine: nothing but the four operations that IEEE 754
/// rounds exactly, where the system's library may differ in the last digit.
package enum StableLogarithm {
  /// Returns the natural logarithm of a positive finite number.
  ///
  /// With x = m 2^e and s = (m - 1) / (m + 1) it is e ln 2 + 2 (s + s^3/3 + s^5/5 + ...), and m
  /// between 1/sqrt 2 and sqrt 2 keeps s below 0.172, so twelve terms reach full precision.
  package static func natural(_ number: Double) -> Double {
    var exponent = Double(number.exponent)
    var significand = number.significand
    if significand > 1.414213562373095 {
      significand /= 2
      exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for term in stride(from: 23.0, through: 1.0, by: -2.0) { sum = sum * square + 1 / term }
    return exponent * 0.6931471805599453 + 2 * ratio * sum
  }

  /// Returns e to the power of a number of moderate size.
  ///
  /// The number is halved until it is small, the series summed, and the result squared as often.
  package static func exponential(_ number: Double) -> Double {
    let halvings = 10
    let small = number / 1_024
    var sum = 1.0
    for term in stride(from: 12.0, through: 1.0, by: -1.0) { sum = 1 + sum * small / term }
    for _ in 0..<halvings { sum *= sum }
    return sum
  }
}
