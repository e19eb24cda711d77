/// Writes integers times powers of two as decimal numbers without any rounding.
public enum ExactDecimal {
  /// Returns integer x 2^-scale in decimal digits, exactly, without trailing zeros.
  ///
  /// It is a JSON number, too: one that a reader of decimals takes as it is, and a reader of
  /// doubles as the nearest one.
  ///
  /// - Complexity: O(digits x |scale|).
  public static func text(_ integer: Int128, scale: Int = 0) -> String {
    if integer == 0 { return "0" }
    let shift = min(integer.trailingZeroBitCount, max(scale, 0))
    let scale = scale - shift
    let digits = Digits((integer >> Int128(shift)).magnitude, scale: scale)
    return (integer < 0 ? "-" : "") + digits.text(fractionCount: max(scale, 0))
  }

  /// Returns the sum of finite numbers in decimal digits, exactly.
  ///
  /// - Complexity: O(numbers x digits x range of exponents).
  public static func text(sumOf numbers: [Double]) -> String {
    let scale = numbers.reduce(0) { max($0, -lowestExponent(of: $1)) }
    var sides = (positive: Digits(0, scale: 0), negative: Digits(0, scale: 0))
    for number in numbers where number != 0 {
      let exponent = lowestExponent(of: number)
      let significand = UInt128(abs(number) / power(exponent))
      // significand x 2^exponent x 10^scale = significand x 5^scale x 2^(scale + exponent)
      let term = Digits(significand, doublings: scale + exponent, fives: scale)
      if number > 0 { sides.positive.add(term) } else { sides.negative.add(term) }
    }
    let isNegative = sides.negative.isGreater(than: sides.positive)
    if isNegative { swap(&sides.positive, &sides.negative) }
    sides.positive.subtract(sides.negative)
    let text = sides.positive.text(fractionCount: scale)
    return isNegative ? "-" + text : text
  }

  /// Returns a finite number in the shortest form that reads back as it, whole numbers without a
  /// fraction.
  public static func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
    return value.description
  }

  /// Returns the digits as a JSON number when a `Double` holds the exact value, else as a JSON text.
  public static func json(exactly text: String) -> String {
    guard let value = Double(text), value.isFinite, Self.text(sumOf: [value]) == text else {
      return "\"\(text)\""
    }
    return text
  }

  /// The exponent of the lowest bit that is set in a number; 0 for 0.
  private static func lowestExponent(of value: Double) -> Int {
    value == 0
      ? 0 : Int(value.exponent) - value.significandWidth
  }

  private static func power(_ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: 1)
  }

  /// A whole number of any size in groups of nine decimal digits, the lowest first.
  private struct Digits {
    private static let base: UInt64 = 1_000_000_000
    private var groups: [UInt64] = []

    /// value x 2^-scale x 10^max(scale, 0), which is whole.
    init(_ value: UInt128, scale: Int) {
      self.init(value, doublings: max(-scale, 0), fives: max(scale, 0))
    }

    init(_ value: UInt128, doublings: Int, fives: Int) {
      var rest = value
      while rest > 0 {
        groups.append(UInt64(rest % UInt128(Self.base)))
        rest /= UInt128(Self.base)
      }
      multiply(by: 2, times: doublings, atOnce: 30)
      multiply(by: 5, times: fives, atOnce: 12)
    }

    /// Multiplies by factor^times, with up to `atOnce` factors in one pass.
    private mutating func multiply(by factor: UInt64, times: Int, atOnce: Int) {
      var left = times
      while left > 0 {
        let count = min(left, atOnce)
        let product = (0..<count).reduce(UInt64(1)) { result, _ in result * factor }
        var carry: UInt64 = 0
        for place in groups.indices {
          let value = groups[place] * product + carry
          groups[place] = value % Self.base
          carry = value / Self.base
        }
        while carry > 0 {
          groups.append(carry % Self.base)
          carry /= Self.base
        }
        left -= count
      }
    }

    mutating func add(_ other: Digits) {
      var carry: UInt64 = 0
      var place = 0
      while place < other.groups.count || carry > 0 {
        if place == groups.count { groups.append(0) }
        let value = groups[place] + (place < other.groups.count ? other.groups[place] : 0) + carry
        groups[place] = value % Self.base
        carry = value / Self.base
        place += 1
      }
    }

    /// Subtracts a number that is not greater.
    mutating func subtract(_ other: Digits) {
      var borrow: UInt64 = 0
      for place in groups.indices {
        let less = (place < other.groups.count ? other.groups[place] : 0) + borrow
        borrow = groups[place] < less ? 1 : 0
        groups[place] = groups[place] + borrow * Self.base - less
      }
      while groups.last == 0 { groups.removeLast() }
    }

    /// Whether this is greater; neither may have leading zeros.
    func isGreater(than other: Digits) -> Bool {
      guard groups.count == other.groups.count else { return groups.count > other.groups.count }
      return other.groups.reversed().lexicographicallyPrecedes(groups.reversed())
    }

    func text(fractionCount: Int) -> String {
      var digits = ""
      for group in groups.reversed() {
        let part = String(group)
        digits += digits.isEmpty ? part : String(repeating: "0", count: 9 - part.count) + part
      }
      if digits.count <= fractionCount {
        digits = String(repeating: "0", count: fractionCount + 1 - digits.count) + digits
      }
      let whole = digits.dropLast(fractionCount)
      var fraction = digits.suffix(fractionCount)
      while fraction.last == "0" { fraction.removeLast() }
      return fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }
  }
}
