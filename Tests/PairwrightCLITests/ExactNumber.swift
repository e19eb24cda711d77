import Foundation

/// A decimal number with up to 1,080 digits behind the point, without any rounding.
struct ExactNumber {
  /// In units of 10^-1080, in base 10^9 from the lowest; digits may be negative.
  private var digits: [Int]
  private static let fractionCount = 1080
  private static let base = 1_000_000_000

  /// Reads a JSON number without an exponent.
  init?(_ text: String) {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy(\.isWholeNumber) }),
      parts.allSatisfy({ !$0.isEmpty }), parts.count == 1 || parts[1].count <= Self.fractionCount
    else { return nil }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let all =
      Array(parts[0].utf8) + Array(fraction.utf8)
      + [UInt8](repeating: 48, count: Self.fractionCount - fraction.utf8.count)
    digits = stride(from: all.count, to: 0, by: -9).map { end in
      all[max(0, end - 9)..<end].reduce(0) { $0 * 10 + Int($1) - 48 } * (isNegative ? -1 : 1)
    }
  }

  /// The exact value of a double; the C library writes all digits.
  init(_ value: Double) {
    let text = String(format: "%.\(Self.fractionCount)f", value)
    self = ExactNumber(text) ?? ExactNumber(digits: [])
  }

  private init(digits: [Int]) { self.digits = digits }

  /// -1, 0 or 1.
  var sign: Int {
    var carry = 0
    var isZero = true
    for digit in digits {
      let sum = digit + carry
      carry = sum >= 0 ? sum / Self.base : -((Self.base - 1 - sum) / Self.base)
      if sum - carry * Self.base != 0 { isZero = false }
    }
    return carry < 0 ? -1 : isZero && carry == 0 ? 0 : 1
  }

  static func * (left: ExactNumber, factor: Int) -> ExactNumber {
    ExactNumber(digits: left.digits.map { $0 * factor })
  }

  static func + (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    let count = max(left.digits.count, right.digits.count)
    return ExactNumber(
      digits: (0..<count).map { place in
        (place < left.digits.count ? left.digits[place] : 0)
          + (place < right.digits.count ? right.digits[place] : 0)
      })
  }

  static func - (left: ExactNumber, right: ExactNumber) -> ExactNumber {
    left + ExactNumber(digits: right.digits.map { -$0 })
  }
}
