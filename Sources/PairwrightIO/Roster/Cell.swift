import Pairwright

/// One cell of a table, without outer spaces, and the place where it stands.
struct Cell {
  /// The text.
  var text: String
  /// The file, line and column.
  var place: Diagnostic.Location

  /// Whether nothing is written in the cell.
  var isEmpty: Bool { text.isEmpty }

  /// The header above the cell, for messages.
  var header: String { place.columnName ?? "" }

  /// The items of a list: split at semicolons, trimmed, empty ones left out.
  var items: [String] { split(text, at: UInt8(ascii: ";")).filter { !$0.isEmpty } }

  /// Returns the trimmed parts of an item, split at colons.
  func parts(of item: String) -> [String] { split(item, at: UInt8(ascii: ":")) }

  private func split(_ text: String, at separator: UInt8) -> [String] {
    guard text.utf8.contains(separator) else { return [Cell.trimmed(text)] }
    return text.utf8.split(separator: separator, omittingEmptySubsequences: false).map {
      Cell.trimmed(String(Substring($0)))
    }
  }

  /// Returns text without white space around it.
  static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    let isPlain = { (byte: UInt8) in byte > 0x20 && byte < 0x80 }
    if isPlain(first), isPlain(last) { return text }
    var scalars = text.unicodeScalars[...]
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    return scalars.count == text.unicodeScalars.count ? text : String(scalars)
  }

  /// Returns a word as words compare: in lower case, without spaces, `_` and `-`.
  static func folded(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.filter {
          $0 != " " && $0 != "_" && $0 != "-" && $0 != "\u{A0}"
        }))
  }
}
