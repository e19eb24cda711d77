public import Pairwright

/// Writes a program as YAML: top keys and parts of the score on lines of their own, a rule a line.
public enum ProgramWriter {
  /// Returns the text of a program file.
  ///
  /// - Parameter program: keys with values, as ``MentoringProgram`` reads and writes them.
  public static func text(_ program: ConfigurationValue) -> String {
    guard case .mapping(let entries) = program.content else { return inline(program) + "\n" }
    return entries.map { "\(inline(key: $0.key)):" + block($0.value) }.joined()
  }

  private static func block(_ value: ConfigurationValue) -> String {
    switch value.content {
    case .mapping(let entries) where entries.contains { isMapping($0.value) }:
      "\n" + entries.map { "  \(inline(key: $0.key)): \(inline($0.value))\n" }.joined()
    case .sequence(let items) where items.contains(where: isMapping):
      "\n" + items.map { "  - \(inline($0))\n" }.joined()
    default: " \(inline(value))\n"
    }
  }

  private static func isMapping(_ value: ConfigurationValue) -> Bool {
    if case .mapping = value.content { true } else { false }
  }

  private static func inline(_ value: ConfigurationValue) -> String {
    switch value.content {
    case .null: "null"
    case .scalar(let text, let isQuoted): isQuoted ? quoted(text) : inline(key: text)
    case .sequence(let items): "[" + items.map(inline).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\(inline(key: $0.key)): \(inline($0.value))" }.joined(separator: ", ")
        + "}"
    }
  }

  /// Returns plain text as it is when YAML reads it back as that, else in quotes.
  private static func inline(key text: String) -> String {
    let isSafe = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "+")
    }
    let isBounded = text.first != " " && text.last != " " && !text.isEmpty
    // A leading dash followed by a space would begin a list.
    return isSafe && isBounded && !text.hasPrefix("- ") && text != "-" ? text : quoted(text)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
