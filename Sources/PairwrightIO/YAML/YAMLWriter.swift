public import Pairwright

/// Writes values as YAML that people like to read: a rule or a score part a line.
public enum YAMLWriter {
  /// Returns the text of a program; parsing it gives the same values.
  public static func text(_ value: ConfigurationValue) -> String {
    guard case .mapping(let entries) = value.content, !entries.isEmpty else {
      return flow(value) + "\n"
    }
    var text = ""
    for entry in entries {
      let key = scalar(entry.key, isQuoted: false)
      switch entry.value.content {
      case .sequence(let items) where items.contains(where: isMapping):
        text += "\(key):\n"
        for item in items { text += "  - \(flow(item))\n" }
      case .mapping(let parts) where parts.contains(where: { isMapping($0.value) }):
        text += "\(key):\n"
        for part in parts {
          text += "  \(scalar(part.key, isQuoted: false)): \(flow(part.value))\n"
        }
      default: text += "\(key): \(flow(entry.value))\n"
      }
    }
    return text
  }

  private static func isMapping(_ value: ConfigurationValue) -> Bool {
    if case .mapping = value.content { true } else { false }
  }

  private static func flow(_ value: ConfigurationValue) -> String {
    switch value.content {
    case .null: return "null"
    case .scalar(let text, let isQuoted): return scalar(text, isQuoted: isQuoted)
    case .sequence(let items): return "[" + items.map(flow).joined(separator: ", ") + "]"
    case .mapping(let entries):
      let parts = entries.map { "\(scalar($0.key, isQuoted: false)): \(flow($0.value))" }
      return "{" + parts.joined(separator: ", ") + "}"
    }
  }

  /// Returns a scalar, in quotes when they are asked for or nothing else keeps the text.
  private static func scalar(_ text: String, isQuoted: Bool) -> String {
    if !isQuoted, isPlain(text) { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        let isUnprintable =
          scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
          || [0x2028, 0x2029, 0xFEFF].contains(scalar.value)
        if isUnprintable {
          let digits = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }

  /// Whether text may stand without quotes anywhere: letters, digits and a few signs.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last,
      !["~", "null", "-", "---"].contains(text)
    else { return false }
    func isWordByte(_ byte: UInt8) -> Bool {
      (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
    }
    return
      (isWordByte(first)
      || (first == UInt8(ascii: "-") && isWordByte(text.utf8.dropFirst().first ?? 0)))
      && last != UInt8(ascii: " ")
      && text.utf8.allSatisfy { isWordByte($0) || " .+-/%".utf8.contains($0) }
  }
}
