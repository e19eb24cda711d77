/// A decimal number held as an exact count of ten-thousandths.
///
/// Points, weights and shares are read from text to this form without floating point on the way.
public struct FixedPoint: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Ten-thousandths in one.
  public static let unitsPerOne = 10_000

  /// The number in ten-thousandths.
  public var units: Int

  /// Makes the number `units` / 10,000.
  public init(units: Int) { self.units = units }

  /// Makes a whole number.
  public init(_ whole: Int) { units = whole * FixedPoint.unitsPerOne }

  /// Why a text is not a decimal number.
  package enum Refusal: Error {
    /// Not digits with an optional sign and decimal point.
    case notANumber
    /// More than four decimals.
    case tooManyDecimals
    /// Too large to hold.
    case tooLarge
  }

  /// Reads plain decimal text: an optional minus, ASCII digits, at most four decimals.
  package init(text: String) throws(Refusal) {
    var bytes = Array(text.utf8)[...]
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes = bytes.dropFirst() }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let whole = bytes.prefix { digits.contains($0) }
    var decimals = bytes.dropFirst(whole.count)
    guard !whole.isEmpty else { throw .notANumber }
    if !decimals.isEmpty {
      guard decimals.first == UInt8(ascii: "."), decimals.count > 1 else { throw .notANumber }
      decimals = decimals.dropFirst()
      guard decimals.allSatisfy({ digits.contains($0) }) else { throw .notANumber }
    }
    guard decimals.count <= 4 else { throw .tooManyDecimals }
    guard whole.count <= 12 else { throw .tooLarge }
    var value = 0
    for byte in whole + decimals { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
    for _ in decimals.count..<4 { value *= 10 }
    units = isNegative ? -value : value
  }

  /// The shortest exact decimal text: `0.7`, `12`, `-3.25`.
  public var description: String {
    var text = fourDecimals
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  /// The number with exactly four decimals: `0.7000`.
  public var fourDecimals: String {
    let magnitude = units.magnitude
    let decimals = String(magnitude % UInt(FixedPoint.unitsPerOne))
    return (units < 0 ? "-" : "") + String(magnitude / UInt(FixedPoint.unitsPerOne)) + "."
      + String(repeating: "0", count: 4 - decimals.count) + decimals
  }

  /// Returns whether `left` is the smaller number.
  public static func < (left: FixedPoint, right: FixedPoint) -> Bool { left.units < right.units }
}
