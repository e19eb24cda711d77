import Pairwright

/// Finds out whether bytes are UTF-8 text that may be a CSV file, and says what they are if not.
enum CSVEncoding {
  /// What a text should be, for messages that say what to do.
  struct Expectation {
    /// Of what kind the file should be.
    let kind: String
    /// The code of a file that is of another kind.
    let otherKind: Diagnostic.Code
    /// How to get another file in place of one that is empty.
    let renewal: String
    /// As what to save the text again.
    let encoding: String

    /// A roster or side file.
    static let table = Expectation(
      kind: "CSV", otherKind: "not-csv", renewal: "Export it again, with a header line.",
      encoding: "\"CSV UTF-8\"")
    /// A matrix as a table.
    static let matrixTable = Expectation(
      kind: "CSV", otherKind: "not-csv", renewal: "Write the matrix again.",
      encoding: "\"CSV UTF-8\"")
    /// A matrix in a text of another form.
    static let matrixText = Expectation(
      kind: "plain text", otherKind: "not-text", renewal: "Write the matrix again.",
      encoding: "text in UTF-8")
  }

  /// Returns the error that keeps `bytes` from being read at all, or `nil`.
  static func problem(
    _ bytes: [UInt8], file: String, expected: Expectation = .table
  ) -> Diagnostic? {
    func error(_ code: Diagnostic.Code, _ message: String, _ mend: String) -> Diagnostic {
      Diagnostic(.error, code, at: .init(file: file, line: 1), message, mend: mend)
    }
    let resave = "Save it again as \(expected.encoding)."
    if bytes.isEmpty {
      return error("empty", "The file is empty.", expected.renewal)
    }
    for (magic, name) in foreignFormats where bytes.starts(with: magic) {
      return error(
        expected.otherKind, "The file is \(name), not \(expected.kind).",
        "Export or unpack it as \(expected.kind).")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.starts(with: [0, 0, 0xFE, 0xFF])
    {
      return error("encoding", "The file is in UTF-16 or UTF-32, not in UTF-8.", resave)
    }
    let head = bytes.prefix(1_024)
    if head.count(where: { $0 == 0 }) * 4 >= head.count {
      return error(
        "encoding", "The file is full of zero bytes, as UTF-16 without a mark is.", resave)
    }
    if looksLikeMarkup(head) {
      return error(
        expected.otherKind, "The file is a web page, not \(expected.kind).",
        "The export probably met a login page: sign in and export again.")
    }
    if let offset = firstInvalidOffset(bytes) {
      var problem = error(
        "encoding", "The text is not valid UTF-8 at byte offset \(offset).", resave)
      problem.location.line = line(of: offset, in: bytes)
      return problem
    }
    return nil
  }

  private static let foreignFormats: [([UInt8], String)] = [
    ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an Excel workbook"),
    ([0x50, 0x4B, 0x05, 0x06], "a ZIP archive"),
    ([0x1F, 0x8B], "a gzip archive"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook"),
    ([0x25, 0x50, 0x44, 0x46], "a PDF document"),
  ]

  private static func looksLikeMarkup(_ head: ArraySlice<UInt8>) -> Bool {
    var text = head
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    text = text.drop { $0 <= 0x20 }
    let start = String(decoding: text.prefix(16), as: UTF8.self).lowercased()
    return ["<!doctype", "<html", "<head", "<body", "<?xml", "<!--"].contains {
      start.hasPrefix($0)
    }
  }

  /// Returns the offset of the first byte that is no part of well-formed UTF-8 (Unicode 16.0,
  /// table 3-7), which leaves out overlong forms and surrogates.
  static func firstInvalidOffset(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let lead = bytes[index]
        if lead < 0x80 {
          index += 1
          continue
        }
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return index
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return index }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 {
          return index
        }
        index += length
      }
      return nil
    }
  }

  /// Returns the line, from 1, on which a byte lies.
  static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    var line = 1
    for index in 0..<offset
    where bytes[index] == 0x0A
      || (bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A))
    {
      line += 1
    }
    return line
  }
}
