import Pairwright

/// Looks at the bytes of a matrix in text before any number is read.
enum MatrixText {
  /// Returns the bytes with every line ending in LF, each at its old place; `nil` after an error.
  ///
  /// - Complexity: O(bytes), without a copy unless some line ends in CR alone.
  static func bytes(
    of file: InputFile, expected: CSVEncoding.Expectation, _ diagnostics: inout Diagnostics
  ) -> [UInt8]? {
    if let problem = CSVEncoding.problem(file.bytes, file: file.path, expected: expected) {
      diagnostics.append(problem)
      return nil
    }
    let survey = Survey(file.bytes)
    if let offset = survey.controlOffset {
      diagnostics.error(
        "control-character",
        at: .init(
          file: file.path, line: CSVEncoding.line(of: offset, in: file.bytes),
          column: offset - lineStart(of: offset, in: file.bytes) + 1),
        "There is a control character in the file.",
        mend: "Remove it; only tabs and line breaks are allowed.")
      return nil
    }
    if survey.isBlank {
      diagnostics.error(
        "empty", at: .init(file: file.path, line: 1), "The file has nothing but blank lines.",
        mend: expected.renewal)
      return nil
    }
    if let warning = survey.lineEndings.warning(file: file.path) { diagnostics.append(warning) }
    return survey.lineEndings.crCount > 0 ? withoutLoneReturns(file.bytes) : file.bytes
  }

  /// What one pass over the bytes finds.
  private struct Survey {
    private(set) var lineEndings = LineEndings()
    /// Where the first control character stands that is no tab and no line break.
    private(set) var controlOffset: Int?
    private(set) var isBlank = true

    init(_ bytes: [UInt8]) {
      var lineEndings = LineEndings()
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      bytes.withUnsafeBufferPointer { bytes in
        for index in start..<bytes.count {
          let byte = bytes[index]
          if byte > 0x20 {
            isBlank = false
          } else if byte == UInt8(ascii: "\n") {
            if index > 0, bytes[index - 1] == UInt8(ascii: "\r") {
              lineEndings.crlfCount += 1
            } else {
              lineEndings.lfCount += 1
            }
          } else if byte == UInt8(ascii: "\r") {
            if index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n") {
              lineEndings.crCount += 1
            }
          } else if byte < 0x20, byte != UInt8(ascii: "\t"), controlOffset == nil {
            controlOffset = index
          }
        }
      }
      self.lineEndings = lineEndings
    }
  }

  private static func lineStart(of offset: Int, in bytes: [UInt8]) -> Int {
    let line = bytes[..<offset].lastIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return line.map { $0 + 1 } ?? (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
  }

  private static func withoutLoneReturns(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for index in bytes.indices
    where bytes[index] == UInt8(ascii: "\r")
      && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"))
    {
      bytes[index] = UInt8(ascii: "\n")
    }
    return bytes
  }
}
