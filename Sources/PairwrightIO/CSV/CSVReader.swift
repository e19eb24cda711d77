public import Pairwright

/// Reads CSV byte by byte as RFC 4180 has it, with the place of everything that is wrong.
///
/// Bytes, not characters: a Swift `Character` may join a quote or a delimiter with a combining
/// accent behind it, and takes CR LF for one. Time is linear in the bytes, whatever they are.
public struct CSVReader: Sendable {
  /// The largest things that are read.
  public struct Limits: Sendable {
    /// The most bytes in a field.
    public var fieldBytes = 64 << 10
    /// The most bytes in a record.
    public var recordBytes = 1 << 20
    /// The most columns.
    public var columns = 1_000
    /// The number of malformed places after which reading stops.
    public var findings = 1_000

    /// Makes the usual limits.
    public init() {}
  }

  /// The largest things that are read.
  public var limits: Limits

  /// Makes a reader.
  public init(limits: Limits = Limits()) { self.limits = limits }

  /// Reads a table and adds what is wrong with it to `diagnostics`.
  ///
  /// - Returns: the table, or `nil` when the bytes are no CSV text at all.
  /// - Complexity: O(bytes).
  public func read(_ file: InputFile, into diagnostics: inout Diagnostics) -> CSVTable? {
    if let problem = CSVEncoding.problem(file.bytes, file: file.path) {
      diagnostics.append(problem)
      return nil
    }
    var scanner = CSVScanner(file: file.path, limits: limits)
    let table = file.bytes.withUnsafeBufferPointer { scanner.scan($0) }
    diagnostics.append(contentsOf: scanner.diagnostics)
    return table
  }
}

/// The state of one pass over the bytes.
private struct CSVScanner {
  let file: String
  let limits: CSVReader.Limits
  var diagnostics = Diagnostics()

  private var form = CSVTable.Form(delimiter: UInt8(ascii: ","))
  private var index = 0
  private var line = 1
  private var columnCount = 0
  private var lineEndings = LineEndings()
  private var trailingDelimiterLines: [Int] = []
  private var scratch: [UInt8] = []

  private static let quote = UInt8(ascii: "\"")
  private static let cr = UInt8(ascii: "\r")
  private static let lf = UInt8(ascii: "\n")
  private static let tab = UInt8(ascii: "\t")

  init(file: String, limits: CSVReader.Limits) {
    self.file = file
    self.limits = limits
  }

  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> CSVTable? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      form.hadByteOrderMark = true
      index = 3
    }
    chooseDelimiter(bytes)
    var header: CSVTable.Record?
    var records: [CSVTable.Record] = []
    while index < bytes.count {
      let start = index
      guard var record = scanRecord(bytes) else { continue }
      if index - start > limits.recordBytes {
        error("limit", record.line, nil, "The record is longer than \(limits.recordBytes) bytes.")
      }
      if header == nil {
        columnCount = record.fields.count
        if columnCount > limits.columns {
          error("limit", record.line, nil, "There are more than \(limits.columns) columns.")
          return nil
        }
        header = record
      } else {
        checkWidth(&record)
        records.append(record)
      }
      if diagnostics.all.count >= limits.findings {
        error("limit", line, nil, "Reading stopped here: too much is malformed to go on.")
        break
      }
    }
    warn()
    guard let header else {
      diagnostics.error(
        "empty", at: .init(file: file, line: 1), "The file has nothing but blank lines.",
        mend: "Export it again, with a header line.")
      return nil
    }
    return CSVTable(header: header, records: records, form: form)
  }

  /// Returns the next record, or `nil` for a blank line.
  private mutating func scanRecord(_ bytes: UnsafeBufferPointer<UInt8>) -> CSVTable.Record? {
    var record = CSVTable.Record(line: line, fields: [])
    record.fields.reserveCapacity(columnCount)
    let start = index
    while true {
      record.fields.append(scanField(bytes, column: record.fields.count + 1))
      if index < bytes.count, bytes[index] == form.delimiter, record.fields.count <= limits.columns
      {
        index += 1
        continue
      }
      let isBlank = index == start
      skipToLineEnd(bytes)
      return isBlank ? nil : record
    }
  }

  /// Reads one field and stops at the delimiter or line ending behind it.
  private mutating func scanField(_ bytes: UnsafeBufferPointer<UInt8>, column: Int) -> String {
    if index < bytes.count, bytes[index] == Self.quote {
      return scanQuotedField(bytes, column: column)
    }
    let start = index
    var hasQuote = false
    var hasControl = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == form.delimiter || byte == Self.lf || byte == Self.cr { break }
      if byte == Self.quote { hasQuote = true }
      if byte < 0x20, byte != Self.tab { hasControl = true }
      index += 1
    }
    if hasQuote {
      error(
        "quote-in-bare-field", line, column, "There is a quote inside a field without quotes.",
        "Put the whole field in quotes and double the quotes inside it.")
    }
    return text(bytes[start..<index], hasControl: hasControl, line: line, column: column)
  }

  private mutating func scanQuotedField(
    _ bytes: UnsafeBufferPointer<UInt8>, column: Int
  ) -> String {
    let openingLine = line
    var hasControl = false
    scratch.removeAll(keepingCapacity: true)
    index += 1
    while true {
      guard index < bytes.count else {
        error(
          "unclosed-quote", openingLine, column, "A quote is opened here and never closed.",
          "Close the quote, or double it if it belongs to the text.")
        return ""
      }
      let byte = bytes[index]
      index += 1
      if byte == Self.quote {
        guard index < bytes.count, bytes[index] == Self.quote else { break }
        index += 1
      } else if byte == Self.lf
        || (byte == Self.cr && (index == bytes.count || bytes[index] != Self.lf))
      {
        line += 1
      } else if byte < 0x20, byte != Self.tab, byte != Self.cr {
        hasControl = true
      }
      scratch.append(byte)
    }
    let isFollowed =
      index < bytes.count && bytes[index] != form.delimiter && bytes[index] != Self.lf
      && bytes[index] != Self.cr
    if isFollowed {
      error(
        "text-after-quote", line, column, "There is text behind the closing quote of a field.",
        "Double the quotes that belong to the text.")
      while index < bytes.count, bytes[index] != form.delimiter, bytes[index] != Self.lf,
        bytes[index] != Self.cr
      {
        index += 1
      }
    }
    return text(scratch[...], hasControl: hasControl, line: openingLine, column: column)
  }

  private mutating func text(
    _ content: some Collection<UInt8>, hasControl: Bool, line: Int, column: Int
  ) -> String {
    if hasControl {
      error(
        "control-character", line, column, "There is a control character in a field.",
        "Remove it; only tab and line breaks are allowed.")
    }
    if content.count > limits.fieldBytes {
      error("limit", line, column, "The field is longer than \(limits.fieldBytes) bytes.")
      return ""
    }
    return String(decoding: content, as: UTF8.self)
  }

  /// Steps over the line ending, or over the rest of a record that has too many columns to keep.
  private mutating func skipToLineEnd(_ bytes: UnsafeBufferPointer<UInt8>) {
    while index < bytes.count, bytes[index] != Self.lf, bytes[index] != Self.cr { index += 1 }
    guard index < bytes.count else { return }
    if bytes[index] == Self.lf {
      lineEndings.lfCount += 1
    } else if index + 1 < bytes.count, bytes[index + 1] == Self.lf {
      lineEndings.crlfCount += 1
      index += 1
    } else {
      lineEndings.crCount += 1
    }
    index += 1
    line += 1
  }

  private mutating func checkWidth(_ record: inout CSVTable.Record) {
    let count = record.fields.count
    if count == columnCount + 1, record.fields[count - 1].isEmpty {
      record.fields.removeLast()
      trailingDelimiterLines.append(record.line)
    } else if count != columnCount {
      record.isMisshapen = true
      let isFewer = count < columnCount
      error(
        isFewer ? "too-few-fields" : "too-many-fields", record.line, min(count, columnCount + 1),
        "The row has \(isFewer ? "too few" : "too many") fields: \(count), "
          + "where the header has \(columnCount).",
        "Put fields that contain the delimiter in quotes, and give every column a field.")
    }
  }

  /// Takes the delimiter from a line `sep=`, or else the one most frequent in the header line.
  private mutating func chooseDelimiter(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let (delimiter, byteCount) = CSVDelimiter.declared(in: bytes[index...]) {
      form.delimiter = delimiter
      form.isDelimiterDeclared = true
      index += byteCount
      skipToLineEnd(bytes)
    } else {
      form.delimiter = CSVDelimiter.mostFrequent(in: bytes[index...])
    }
  }

  private mutating func warn() {
    if let warning = lineEndings.warning(file: file) { diagnostics.append(warning) }
    if let first = trailingDelimiterLines.first {
      diagnostics.warning(
        "trailing-delimiter", at: .init(file: file, line: first, column: columnCount + 1),
        "\(trailingDelimiterLines.count) rows end in a delimiter, with an empty field too many.",
        mend: "Remove the delimiter at the end of the line.")
    }
  }

  private mutating func error(
    _ code: Diagnostic.Code, _ line: Int, _ column: Int?, _ message: String,
    _ mend: String = "Check that it is the right file."
  ) {
    diagnostics.error(
      code, at: .init(file: file, line: line, column: column), message, mend: mend)
  }
}
