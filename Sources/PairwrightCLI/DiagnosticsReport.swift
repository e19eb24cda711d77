internal import Foundation
internal import Pairwright

/// The findings of a run as one JSON object: status, errors, warnings, information.
struct DiagnosticsReport: Encodable {
  /// At most this many findings of one severity are listed; the rest is counted.
  static let limit = 100

  let status: String
  let diagnostics: Diagnostics
  /// Whether the offending cell text is shown.
  let showsValues: Bool
  /// The effective program, when it was asked for.
  var program: String?

  private enum Key: String, CodingKey {
    case status, errors, warnings, information, omitted, program
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(status, forKey: .status)
    var omitted: [String: Int] = [:]
    let lists: [(Key, [Diagnostic])] = [
      (.errors, diagnostics.errors), (.warnings, diagnostics.warnings),
      (.information, diagnostics.information),
    ]
    for (key, list) in lists {
      try container.encode(
        list.prefix(Self.limit).map { Finding($0, showsValue: showsValues) }, forKey: key)
      if list.count > Self.limit { omitted[key.rawValue] = list.count - Self.limit }
    }
    if !omitted.isEmpty { try container.encode(omitted, forKey: .omitted) }
    try container.encodeIfPresent(program, forKey: .program)
  }

  /// Returns the object, with keys in alphabetical order and a line end.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Returns errors, warnings and information as members of another object, each on one line.
  static func members(_ diagnostics: Diagnostics) throws -> [(key: String, json: String)] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try [
      (Key.errors, diagnostics.errors), (.warnings, diagnostics.warnings),
      (.information, diagnostics.information),
    ].map { key, list in
      let findings = list.prefix(limit).map { Finding($0, showsValue: false) }
      return (key.rawValue, String(decoding: try encoder.encode(findings), as: UTF8.self))
    }
  }

  /// One finding; keys that are not known are `null`, so that every object has the same keys.
  private struct Finding: Encodable {
    let diagnostic: Diagnostic
    let showsValue: Bool

    init(_ diagnostic: Diagnostic, showsValue: Bool) {
      self.diagnostic = diagnostic
      self.showsValue = showsValue
    }

    private enum Key: String, CodingKey {
      case code, file, line, column, message, mend, value
      case columnName = "column_name"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(diagnostic.code.rawValue, forKey: .code)
      try container.encode(diagnostic.location.file, forKey: .file)
      try container.encode(diagnostic.location.line, forKey: .line)
      try container.encode(diagnostic.location.column, forKey: .column)
      try container.encode(diagnostic.location.columnName, forKey: .columnName)
      try container.encode(diagnostic.message, forKey: .message)
      try container.encode(diagnostic.mend, forKey: .mend)
      if showsValue { try container.encode(diagnostic.value, forKey: .value) }
    }
  }
}
