/// Takes a text apart into numbers and words, byte by byte, and knows where it stands.
///
/// Lines end in LF, with or without a CR before it.
struct MatrixScanner {
  private let bytes: [UInt8]
  private let maximizes: Bool
  /// What sizes that the text states are checked against.
  let memory: MatrixMemory
  /// Whether numbers may have fractions.
  var takesFractions = true
  private(set) var offset = 0
  private(set) var line = 1
  private var lineStart = 0

  init(_ bytes: [UInt8], maximizes: Bool, memory: MatrixMemory) {
    self.bytes = bytes
    self.maximizes = maximizes
    self.memory = memory
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (offset, lineStart) = (3, 3) }
  }

  var isAtEnd: Bool { offset >= bytes.count }

  /// The byte that comes next, or `nil` at the end.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The number of the next byte in its line, from 1.
  var column: Int { offset - lineStart + 1 }

  /// How many bytes are left.
  var remaining: Int { bytes.count - offset }

  /// How often a byte occurs among those that are left.
  func count(of byte: UInt8) -> Int {
    rest.withUnsafeBufferPointer { $0.reduce(0) { $0 + ($1 == byte ? 1 : 0) } }
  }

  /// The bytes that are left.
  var rest: ArraySlice<UInt8> { bytes[offset...] }

  mutating func skip() {
    if bytes[offset] == UInt8(ascii: "\n") {
      line += 1
      lineStart = offset + 1
    }
    offset += 1
  }

  /// Skips blanks; line ends too when asked to.
  mutating func skipBlanks(linesToo: Bool = false) {
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
      case UInt8(ascii: "\n") where linesToo: skip()
      default: return
      }
    }
  }

  /// Skips the rest of the line and its end.
  mutating func skipLine() {
    while let byte = next {
      skip()
      if byte == UInt8(ascii: "\n") { return }
    }
  }

  /// Takes what comes before the next blank, line end or `separator`.
  private mutating func token(until separator: UInt8?) -> Range<Int> {
    let start = offset
    while offset < bytes.count, bytes[offset] > 0x20, bytes[offset] != separator { offset += 1 }
    return start..<offset
  }

  /// Takes the next word, in lower case; empty at the end of the line.
  mutating func word() -> String {
    skipBlanks()
    return String(decoding: bytes[token(until: nil)], as: UTF8.self).lowercased()
  }

  /// Takes the next number as a size or index that must be whole and within `range`.
  mutating func index(_ range: ClosedRange<Int>, _ name: String) throws(MatrixFault) -> Int {
    skipBlanks(linesToo: true)
    let (line, column) = (line, column)
    guard case .integer(let value) = try number(name), let index = Int(exactly: value),
      range.contains(index)
    else {
      let bounds =
        range.upperBound == .max
        ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      throw MatrixFault(
        "bad-index", line: line, column: column, "The \(name) must be a whole number \(bounds).",
        mend: "Correct it; indices in this format begin at 1.")
    }
    return index
  }

  /// Takes the number that comes next, up to a blank, a line end or `separator`.
  mutating func number(
    _ name: String, until separator: UInt8? = nil
  ) throws(MatrixFault) -> MatrixNumber {
    let place = column
    let range = token(until: separator)
    func fault(_ code: String, _ message: String, _ mend: String) -> MatrixFault {
      MatrixFault(code, line: line, column: place, message, mend: mend)
    }
    if range.isEmpty {
      throw fault("missing-number", "Here the \(name) is missing.", "Complete the file.")
    }
    switch Self.parse(bytes, range) {
    case .number(.float) where !takesFractions:
      throw fault(
        "bad-number", "The \(name) is no whole number, but the first line says integer.",
        "Write real in the first line, or whole numbers without point and exponent.")
    case .number(let number): return number
    case .infinity(let isNegative):
      if isNegative == maximizes { return .absent }
      throw fault(
        "wrong-infinity", "An infinite \(name) of this sign would always be chosen.",
        "Infinity forbids a pair when the total is minimised, minus infinity when it is maximised.")
    case .notANumber:
      throw fault("not-a-number", "The \(name) is NaN.", "Correct it, or forbid the pair.")
    case .outOfRange:
      throw fault(
        "number-range", "The \(name) is too large or too small to be held.",
        "Write a whole number from -2^63 to 2^63 - 2, or a float of 64 bits.")
    case .malformed:
      throw fault(
        "bad-number", "The \(name) is no number.",
        "Write numbers like 12, -3.5 or 1e-4, with a point; matrices have no header.")
    }
  }

  private enum Parsed {
    case number(MatrixNumber)
    case infinity(isNegative: Bool)
    case notANumber
    case outOfRange
    case malformed
  }

  private static func parse(_ bytes: [UInt8], _ range: Range<Int>) -> Parsed {
    var offset = range.lowerBound
    let end = range.upperBound
    let isNegative = bytes[offset] == UInt8(ascii: "-")
    if isNegative || bytes[offset] == UInt8(ascii: "+") { offset += 1 }
    let digitsStart = offset
    var significand: UInt64 = 0
    var digitCount = 0
    var fractionCount = 0
    var isWhole = true
    while offset < end {
      let byte = bytes[offset]
      if byte >= 48, byte <= 57 {
        // Up to 18 digits fit; longer numbers take the slow way.
        if digitCount < 18 { significand = significand &* 10 &+ UInt64(byte &- 48) }
        digitCount += 1
        if !isWhole { fractionCount += 1 }
      } else if byte == UInt8(ascii: "."), isWhole {
        isWhole = false
      } else {
        break
      }
      offset += 1
    }
    if digitCount == 0 { return word(bytes[digitsStart..<end], isNegative) }
    if offset == end, digitCount <= 18 {
      if isWhole {
        let value = Int64(significand)
        return .number(.integer(isNegative ? -value : value))
      }
      // Both operands are exact, so the quotient is the nearest double (Clinger 1990).
      if significand < 1 << 53, fractionCount <= 18 {
        let value = Double(significand) / powersOfTen[fractionCount]
        return .number(.float(isNegative ? -value : value))
      }
    }
    return slowly(bytes[range], exponentAt: offset - range.lowerBound, isWhole: isWhole)
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18,
  ]

  /// Long numbers and those with an exponent.
  private static func slowly(
    _ bytes: ArraySlice<UInt8>, exponentAt place: Int, isWhole: Bool
  ) -> Parsed {
    var exponent = bytes.dropFirst(place)
    if let sign = exponent.popFirst() {
      guard sign | 0x20 == UInt8(ascii: "e") else { return .malformed }
      if exponent.first == UInt8(ascii: "-") || exponent.first == UInt8(ascii: "+") {
        exponent = exponent.dropFirst()
      }
      guard !exponent.isEmpty, exponent.allSatisfy({ (48...57).contains($0) }) else {
        return .malformed
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if isWhole, place == bytes.count {
      return Int64(text).map { .number(.integer($0)) } ?? .outOfRange
    }
    guard let value = Double(text) else { return .malformed }
    let isZero = bytes.prefix(place).allSatisfy { !(49...57).contains($0) }
    return value.isFinite && (value != 0 || isZero) ? .number(.float(value)) : .outOfRange
  }

  private static func word(_ bytes: ArraySlice<UInt8>, _ isNegative: Bool) -> Parsed {
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "inf", "infinity": .infinity(isNegative: isNegative)
    case "nan": .notANumber
    default: .malformed
    }
  }
}
