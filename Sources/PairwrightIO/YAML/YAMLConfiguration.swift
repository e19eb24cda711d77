public import Pairwright
import Yams

/// Turns the YAML of a program file into values with their places.
///
/// What makes YAML surprising is refused: several documents, anchors and aliases, tags, duplicate
/// keys. Scalars keep their text, so 007 stays 007 and `no` stays a word.
public enum YAMLConfiguration {
  /// The most bytes of a program file.
  public static let byteLimit = 1 << 20
  /// The deepest nesting of lists and keys.
  public static let depthLimit = 100

  /// Reads a program file.
  ///
  /// - Throws: ``InputOutputError`` when the file cannot be read.
  /// - Returns: the value, or `nil` when it cannot be parsed, and the bytes that were read.
  public static func read(
    path: String, into diagnostics: inout Diagnostics
  ) throws -> (value: ConfigurationValue?, file: InputFile) {
    do {
      let file = try InputFile(reading: path, limit: byteLimit)
      return (parse(file, into: &diagnostics), file)
    } catch let error as InvalidInput {
      diagnostics.append(contentsOf: error.diagnostics)
      return (nil, InputFile(path: path, bytes: []))
    }
  }

  /// Parses a program file that was read, or returns `nil` when it cannot be parsed.
  public static func parse(
    _ file: InputFile, into diagnostics: inout Diagnostics
  ) -> ConfigurationValue? {
    if file.bytes.count > byteLimit {
      diagnostics.error(
        "limit", at: .init(file: file.path), "The program is larger than \(byteLimit) bytes.",
        mend: "Check that it is the right file.")
      return nil
    }
    if let offset = CSVEncoding.firstInvalidOffset(file.bytes) {
      diagnostics.error(
        "encoding",
        at: .init(file: file.path, line: CSVEncoding.line(of: offset, in: file.bytes)),
        "The text is not valid UTF-8 at byte offset \(offset).", mend: "Save it as UTF-8.")
      return nil
    }
    if let line = aliasLine(file.bytes) {
      diagnostics.error(
        "anchor", at: .init(file: file.path, line: line), "Anchors and aliases are not read.",
        mend: "Write the value out where it is needed, or put text with & or * in quotes.")
      return nil
    }
    // The parser takes a byte order mark for text when it is told the encoding.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = file.bytes.dropFirst(file.bytes.starts(with: mark) ? mark.count : 0)
    do {
      let parser = try Parser(
        yaml: String(decoding: text, as: UTF8.self), resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        return ConfigurationValue(.null, at: .init(file: file.path, line: 1, column: 1))
      }
      var converter = NodeConverter(file: file.path)
      let value = converter.value(root, depth: 0)
      diagnostics.append(contentsOf: converter.diagnostics)
      return converter.diagnostics.hasErrors ? nil : value
    } catch {
      diagnostics.append(refusal(error, file))
      return nil
    }
  }

  /// Returns the line of the first alias, should the text have anchors too.
  ///
  /// Anchors alone are found in the parsed tree. Aliases must not reach it: a few lines of them
  /// stand for a tree that fills the memory.
  private static func aliasLine(_ bytes: [UInt8]) -> Int? {
    func first(_ sign: Character) -> Int? {
      bytes.indices.first { index in
        bytes[index] == sign.asciiValue
          && (index == 0 || bytes[index - 1] <= 0x20 || "[{,:".utf8.contains(bytes[index - 1]))
          && index + 1 < bytes.count && bytes[index + 1] > 0x20
      }
    }
    guard first("&") != nil, let alias = first("*") else { return nil }
    return CSVEncoding.line(of: alias, in: bytes)
  }

  private static func refusal(_ error: any Error, _ file: InputFile) -> Diagnostic {
    func diagnostic(
      _ code: Diagnostic.Code, _ mark: Mark?, _ message: String, _ mend: String
    ) -> Diagnostic {
      Diagnostic(
        .error, code, at: .init(file: file.path, line: mark?.line, column: mark?.column), message,
        mend: mend)
    }
    let check = "Check indentation, colons, brackets and quotes there and just above."
    switch error as? YamlError {
    case .duplicatedKeysInMapping(let keys, let context):
      return diagnostic(
        "duplicate-key", context.mark,
        "The key \(keys.joined(separator: ", ")) stands twice in one place.", "Keep one of them.")
    case .composer(_, let problem, let mark, _):
      return problem.contains("another document")
        ? diagnostic(
          "several-documents", mark, "The file holds more than one document.",
          "Keep one program in a file and remove the line ---.")
        : diagnostic("anchor", mark, "Anchors and aliases are not read.", "Write the value out.")
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      if problem.contains("nesting level") || context?.text.contains("nesting level") == true {
        return tooDeep(.init(file: file.path, line: mark.line, column: mark.column))
      }
      return diagnostic("yaml-syntax", mark, "This is not YAML: \(problem).", check)
    case .reader(let problem, let offset, _, _):
      var refusal = diagnostic("yaml-syntax", nil, "This is not YAML: \(problem).", check)
      refusal.location.line = offset.map { CSVEncoding.line(of: $0, in: file.bytes) }
      return refusal
    case .memory: return tooDeep(.init(file: file.path))
    default: return diagnostic("yaml-syntax", nil, "This is not YAML.", check)
    }
  }

  fileprivate static func tooDeep(_ place: Diagnostic.Location) -> Diagnostic {
    Diagnostic(
      .error, "nesting", at: place, "Values are nested more than \(depthLimit) deep.",
      mend: "A program needs four levels; check the brackets.")
  }
}

/// Turns the nodes of the parser into values.
private struct NodeConverter {
  let file: String
  var diagnostics = Diagnostics()

  init(file: String) { self.file = file }

  mutating func value(_ node: Node, depth: Int) -> ConfigurationValue {
    let place = place(node)
    guard depth <= YAMLConfiguration.depthLimit else {
      // One finding is enough: everything below is as deep.
      if !diagnostics.all.contains(where: { $0.code == "nesting" }) {
        diagnostics.append(YAMLConfiguration.tooDeep(place))
      }
      return ConfigurationValue(.null, at: place)
    }
    refuseDecoration(node, place)
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      let isNull = !isQuoted && ["", "~", "null"].contains(scalar.string)
      return ConfigurationValue(
        isNull ? .null : .scalar(scalar.string, isQuoted: isQuoted), at: place)
    case .sequence(let sequence):
      return ConfigurationValue(.sequence(sequence.map { value($0, depth: depth + 1) }), at: place)
    case .mapping(let mapping):
      var entries: [ConfigurationValue.Entry] = []
      for (key, content) in mapping {
        guard case .scalar(let scalar) = key else {
          diagnostics.error(
            "yaml-syntax", at: self.place(key), "A key must be a word.", mend: "key: value")
          continue
        }
        refuseDecoration(key, self.place(key))
        entries.append(
          .init(
            key: scalar.string, location: self.place(key),
            value: value(content, depth: depth + 1)))
      }
      return ConfigurationValue(.mapping(entries), at: place)
    case .alias:
      diagnostics.error(
        "anchor", at: place, "Anchors and aliases are not read.", mend: "Write the value out.")
      return ConfigurationValue(.null, at: place)
    }
  }

  private func place(_ node: Node) -> Diagnostic.Location {
    .init(file: file, line: node.mark?.line, column: node.mark?.column)
  }

  /// Refuses anchors and explicit tags, which a program has no use for.
  private mutating func refuseDecoration(_ node: Node, _ place: Diagnostic.Location) {
    let anchor: Anchor?
    let tag: String
    switch node {
    case .scalar(let scalar): (anchor, tag) = (scalar.anchor, scalar.tag.description)
    case .sequence(let sequence): (anchor, tag) = (sequence.anchor, sequence.tag.description)
    case .mapping(let mapping): (anchor, tag) = (mapping.anchor, mapping.tag.description)
    case .alias(let alias): (anchor, tag) = (alias.anchor, alias.tag.description)
    }
    if anchor != nil {
      diagnostics.error(
        "anchor", at: place, "Anchors and aliases are not read.", mend: "Write the value out.")
    }
    // The parser gives scalars and collections these tags by itself.
    let own = ["", "str", "seq", "map"].map { $0.isEmpty ? "" : "tag:yaml.org,2002:" + $0 }
    if !own.contains(tag) {
      diagnostics.error(
        "tag", at: place, "Tags such as !!int are not read.", mend: "Remove the tag.")
    }
  }
}
