/// The rows of a CSV file as text, before anybody asks what they mean.
public struct CSVTable: Sendable {
  /// A row of fields with the line on which it begins.
  public struct Record: Sendable, Hashable {
    /// The line, from 1.
    public var line: Int
    /// The fields, without their quotes.
    public var fields: [String]
    /// Whether there are too few or too many fields, so that none can be trusted.
    public var isMisshapen = false
  }

  /// What the bytes of the file looked like.
  public struct Form: Sendable, Hashable {
    /// The character between fields: comma, semicolon or tab.
    public var delimiter: UInt8
    /// Whether a first line `sep=` named the delimiter.
    public var isDelimiterDeclared = false
    /// Whether a byte order mark was removed.
    public var hadByteOrderMark = false

    /// The delimiter in words.
    public var delimiterName: String {
      switch delimiter {
      case UInt8(ascii: ";"): "semicolons"
      case UInt8(ascii: "\t"): "tabs"
      default: "commas"
      }
    }
  }

  /// The first row.
  public var header: Record
  /// The other rows, blank lines left out.
  public var records: [Record]
  /// What the bytes looked like.
  public var form: Form
}
