/// Writes CSV as RFC 4180 has it: UTF-8, LF, quotes only where they are needed.
public struct CSVWriter: Sendable {
  /// A field to be written.
  public enum Field: Sendable, Hashable {
    /// Text of people's making, guarded against spreadsheets that take it for a formula.
    case text(String)
    /// A number or a fixed word of ours, written as it is.
    case verbatim(String)
  }

  /// The bytes written so far.
  public private(set) var bytes: [UInt8] = []

  /// Starts with a header line.
  public init(header: [String]) { append(header.map(Field.verbatim)) }

  /// Adds a line.
  public mutating func append(_ fields: [Field]) {
    for (position, field) in fields.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      switch field {
      case .text(let text): append(text: CSVWriter.escaped(text))
      case .verbatim(let text): append(text: text)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Returns text that no spreadsheet takes for a formula: an apostrophe goes before a first
  /// `=`, `+`, `-`, `@`, tab or CR, and before an apostrophe that would look like such a guard.
  public static func escaped(_ text: String) -> String {
    isRisky(text.utf8.drop { $0 == apostrophe }.first) ? "'" + text : text
  }

  /// Returns the text that ``escaped(_:)`` was given; for files that we wrote ourselves.
  public static func unescaped(_ text: String) -> String {
    text.utf8.first == apostrophe && isRisky(text.utf8.drop { $0 == apostrophe }.first)
      ? String(decoding: text.utf8.dropFirst(), as: UTF8.self) : text
  }

  private static let apostrophe = UInt8(ascii: "'")

  private static func isRisky(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return "=+-@\t\r".utf8.contains(byte)
  }

  private mutating func append(text: String) {
    let needsQuotes = text.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    guard needsQuotes else {
      bytes += text.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
