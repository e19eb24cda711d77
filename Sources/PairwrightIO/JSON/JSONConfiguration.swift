public import Pairwright

/// Turns a JSON file into values with their places, strictly as RFC 8259 defines the format.
///
/// Duplicate keys, deep nesting and anything after the value are errors, too. Numbers keep their
/// text, so that 2.0 is not taken for 2.
public enum JSONConfiguration {
  /// The most bytes of a file: 256 MiB.
  public static let byteLimit = 1 << 28
  /// The deepest nesting of lists and objects.
  public static let depthLimit = 100

  /// Parses a file that was read, or returns `nil` when it is not JSON; one error then says why.
  ///
  /// - Complexity: O(bytes).
  public static func parse(
    _ file: InputFile, into diagnostics: inout Diagnostics
  ) -> ConfigurationValue? {
    if let offset = CSVEncoding.firstInvalidOffset(file.bytes) {
      diagnostics.error(
        "encoding",
        at: .init(file: file.path, line: CSVEncoding.line(of: offset, in: file.bytes)),
        "The text is not valid UTF-8 at byte offset \(offset).", mend: "Save it as UTF-8.")
      return nil
    }
    var parser = JSONParser(file)
    do throws(JSONFault) {
      return try parser.document()
    } catch {
      diagnostics.append(error.diagnostic)
      return nil
    }
  }
}

/// What is wrong with a JSON text; there is at most one, as reading cannot go on behind it.
private struct JSONFault: Error {
  let diagnostic: Diagnostic
}

private struct JSONParser {
  private let file: String
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private var column = 1

  init(_ file: InputFile) {
    self.file = file.path
    bytes = file.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  mutating func document() throws(JSONFault) -> ConfigurationValue {
    skipBlanks()
    let value = try value(depth: 0)
    skipBlanks()
    if next != nil { throw fault("Something follows after the end of the value.") }
    return value
  }

  private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private var place: Diagnostic.Location { .init(file: file, line: line, column: column) }

  private func fault(
    _ message: String, code: Diagnostic.Code = "json-syntax", at place: Diagnostic.Location? = nil,
    mend: String = "Check quotes, commas and brackets there and just before."
  ) -> JSONFault {
    JSONFault(
      diagnostic: Diagnostic(.error, code, at: place ?? self.place, message, mend: mend))
  }

  private mutating func skip() {
    if bytes[offset] == 0x0A {
      line += 1
      column = 1
    } else if bytes[offset] & 0xC0 != 0x80 {
      // Columns count characters, so continuation bytes do not count.
      column += 1
    }
    offset += 1
  }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { skip() }
  }

  private mutating func take(_ sign: Unicode.Scalar, _ need: String) throws(JSONFault) {
    guard let next, UInt32(next) == sign.value else { throw fault(need) }
    skip()
  }

  private mutating func value(depth: Int) throws(JSONFault) -> ConfigurationValue {
    let start = place
    guard depth <= JSONConfiguration.depthLimit else {
      throw fault(
        "Values are nested more than \(JSONConfiguration.depthLimit) deep.", code: "nesting",
        mend: "Check the brackets.")
    }
    switch next {
    case UInt8(ascii: "{"): return try object(start, depth: depth)
    case UInt8(ascii: "["): return try array(start, depth: depth)
    case UInt8(ascii: "\""):
      return ConfigurationValue(.scalar(try text(), isQuoted: true), at: start)
    case nil: throw fault("The text ends where a value should stand.")
    default: return ConfigurationValue(try plain(), at: start)
    }
  }

  private mutating func object(
    _ start: Diagnostic.Location, depth: Int
  ) throws(JSONFault) -> ConfigurationValue {
    var entries: [ConfigurationValue.Entry] = []
    var keys: Set<String> = []
    skip()
    skipBlanks()
    while next != UInt8(ascii: "}") || !entries.isEmpty {
      let keyPlace = place
      if next != UInt8(ascii: "\"") { throw fault("Here a key in double quotes should stand.") }
      let key = try text()
      guard keys.insert(key).inserted else {
        throw fault(
          "The key \(key) stands twice in one place.", code: "duplicate-key", at: keyPlace,
          mend: "Keep one of them.")
      }
      skipBlanks()
      try take(":", "After a key a colon should stand.")
      skipBlanks()
      entries.append(
        .init(key: key, location: keyPlace, value: try value(depth: depth + 1)))
      skipBlanks()
      if next == UInt8(ascii: "}") { break }
      try take(",", "Here a comma or a closing brace should stand.")
      skipBlanks()
    }
    skip()
    return ConfigurationValue(.mapping(entries), at: start)
  }

  private mutating func array(
    _ start: Diagnostic.Location, depth: Int
  ) throws(JSONFault) -> ConfigurationValue {
    var items: [ConfigurationValue] = []
    skip()
    skipBlanks()
    while next != UInt8(ascii: "]") || !items.isEmpty {
      items.append(try value(depth: depth + 1))
      skipBlanks()
      if next == UInt8(ascii: "]") { break }
      try take(",", "Here a comma or a closing bracket should stand.")
      skipBlanks()
    }
    skip()
    return ConfigurationValue(.sequence(items), at: start)
  }

  /// A number, `true`, `false` or `null`.
  private mutating func plain() throws(JSONFault) -> ConfigurationValue.Content {
    let start = place
    let first = offset
    while let byte = next, byte > 0x20, !",:[]{}\"".utf8.contains(byte) { skip() }
    let word = bytes[first..<offset]
    let text = String(decoding: word, as: UTF8.self)
    if text == "null" { return .null }
    if text == "true" || text == "false" || Self.isNumber(word) {
      return .scalar(text, isQuoted: false)
    }
    throw fault(
      "This is no value of JSON.", at: start,
      mend: "Write a number such as 12 or -3.5, a text in double quotes, a list or an object.")
  }

  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    func digits() -> Int {
      let count = rest.prefix { (48...57).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let hasLeadingZero = rest.first == UInt8(ascii: "0")
    let wholeCount = digits()
    guard wholeCount > 0, !hasLeadingZero || wholeCount == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if let byte = rest.first, byte | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  private mutating func text() throws(JSONFault) -> String {
    var units: [UInt8] = []
    skip()
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        skip()
        return String(decoding: units, as: UTF8.self)
      case 0..<0x20: throw fault("A text holds a line end or control character.")
      case UInt8(ascii: "\\"):
        skip()
        units += String(try escape()).utf8
      default:
        units.append(byte)
        skip()
      }
    }
    throw fault("A text is not closed.")
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    let plain: [UInt8: Unicode.Scalar] = [
      UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
      UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
      UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]
    if let next, let scalar = plain[next] {
      skip()
      return scalar
    }
    let first = try hexadecimal()
    var code = first
    if (0xD800..<0xDC00).contains(first), next == UInt8(ascii: "\\") {
      skip()
      let second = try hexadecimal()
      if (0xDC00..<0xE000).contains(second) {
        code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      }
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw fault("An escape stands for no character.")
    }
    return scalar
  }

  /// The four digits of \u.
  private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
    try take("u", "A backslash begins no escape of JSON.")
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let next, let digit = Character(Unicode.Scalar(next)).hexDigitValue else {
        throw fault("After \\u four hexadecimal digits should stand.")
      }
      code = code << 4 | UInt32(digit)
      skip()
    }
    return code
  }
}
