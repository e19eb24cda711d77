import Pairwright

/// What can be wrong with the text of an id, whatever the rest of the file holds.
enum IdentityText {
  /// The most bytes in an id.
  static let limit = 128

  /// Returns what a spreadsheet did to an id, or `nil` when it looks unharmed.
  static func damage(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    if bytes.first == UInt8(ascii: "#"), bytes.count > 1 {
      let upper = text.uppercased()
      let isError = ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"]
        .contains(upper)
      if isError || bytes.allSatisfy({ $0 == UInt8(ascii: "#") }) { return "an error value" }
    }
    if isScientific(bytes) { return "a number in scientific notation" }
    if isMonthDate(text) { return "a date" }
    return nil
  }

  /// Whether text holds characters that nobody sees or that turn its direction.
  static func hasInvisible(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 < 0x7F }) { return false }
    return text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x7F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E,
        0x2060...0x2069, 0xFEFF:
        true
      default: false
      }
    }
  }

  /// Returns the text with Cyrillic and Greek letters replaced by the Latin ones they look like.
  static func skeleton(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { lookAlikes[$0] ?? $0 }))
  }

  /// Returns the text without the zeros before its first other digit, letters before them kept.
  static func withoutLeadingZeros(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let zero = UInt8(ascii: "0")
    guard let first = bytes.firstIndex(where: { (zero...UInt8(ascii: "9")).contains($0) }),
      bytes[first] == zero
    else { return text }
    let kept = bytes[first...].drop { $0 == zero }
    let hasDigit = kept.first.map { (zero...UInt8(ascii: "9")).contains($0) } ?? false
    return String(decoding: bytes[..<first] + (hasDigit ? [] : [zero]) + kept, as: UTF8.self)
  }

  /// Whether an id looks like what a spreadsheet shows for a long number, such as 1E+05.
  ///
  /// Without a sign it may be an honest id such as 7E3.
  private static func isScientific(_ bytes: [UInt8]) -> Bool {
    guard let e = bytes.firstIndex(where: { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") }),
      e > 0, e + 2 < bytes.count,
      bytes[e + 1] == UInt8(ascii: "+") || bytes[e + 1] == UInt8(ascii: "-")
    else { return false }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let mantissa = bytes[..<e]
    return digits.contains(mantissa[0])
      && mantissa.allSatisfy {
        digits.contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
      }
      && bytes[(e + 2)...].allSatisfy { digits.contains($0) }
  }

  /// `Jan-03` and `3-Jan`: what a spreadsheet makes of `1-3`.
  private static func isMonthDate(_ text: String) -> Bool {
    let parts = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    func isDay(_ part: Substring) -> Bool {
      (1...2).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) }
    }
    return (months.contains(String(parts[0])) && isDay(parts[1]))
      || (isDay(parts[0]) && months.contains(String(parts[1])))
  }

  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    uniqueKeysWithValues: zip(
      "АВЕКМНОРСТХУІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο".unicodeScalars,
      "ABEKMHOPCTXYIJSaeopcyxijsABEZHIKMNOPTYXo".unicodeScalars))
}

extension CellReader {
  /// Checks the text of the column `employee_id`, which is kept exactly as it is.
  ///
  /// - Returns: whether the id can stand for the person in further checks.
  func identity(_ raw: String, _ cell: Cell) -> Bool {
    let mendExport = "Export the column as text and take care not to open it in a spreadsheet."
    var cell = cell
    cell.text = raw
    if Cell.trimmed(raw).isEmpty {
      log.error("empty-id", cell, "The row has no id.", "Give every person an id of their own.")
      return false
    }
    if raw.utf8.count > IdentityText.limit {
      log.error(
        "long-id", cell, "The id is longer than \(IdentityText.limit) bytes.",
        "Check that it is the right column.")
      return false
    }
    if Cell.trimmed(raw).utf8.count != raw.utf8.count {
      log.error(
        "padded-id", cell, "The id has spaces around it.", "Remove them; ids compare exactly.")
    } else if IdentityText.hasInvisible(raw) || raw.utf8.contains(where: { $0 < 0x20 }) {
      log.error(
        "invisible-character", cell, "The id holds characters that nobody sees.",
        "Type the id again.")
    } else if let damage = IdentityText.damage(raw) {
      log.error(
        "damaged-id", cell, "A spreadsheet has turned the id into \(damage).", mendExport)
    } else if let first = raw.utf8.first, "=+-@".utf8.contains(first) {
      log.warning(
        "formula-id", cell, "The id begins like a formula; it is guarded wherever we write it.")
    }
    return true
  }

  /// Returns the person that a cell refers to, or `nil` for an empty one.
  func reference(_ cell: Cell, topWords: Set<String> = []) -> PersonID? {
    if cell.isEmpty || topWords.contains(Cell.folded(cell.text)) { return nil }
    return checkedReference(cell.text, cell)
  }

  /// Returns the people that a list refers to, each once, in order.
  func references(_ cell: Cell) -> [PersonID] {
    var seen: Set<PersonID> = []
    return cell.items.compactMap { checkedReference($0, cell) }.filter { seen.insert($0).inserted }
  }

  /// Returns the display name, or `nil` for an empty cell.
  func displayName(_ cell: Cell) -> String? {
    if cell.isEmpty { return nil }
    if IdentityText.hasInvisible(cell.text) {
      log.warning(
        "invisible-character", cell,
        "The name of \(personID) holds characters that nobody sees or that turn its direction.",
        "Type the name again.")
    }
    return cell.text
  }

  /// Returns an address, with a warning when it cannot be one.
  func email(_ cell: Cell) -> String? {
    if cell.isEmpty { return nil }
    let parts = cell.text.split(separator: "@", omittingEmptySubsequences: false)
    let isPlausible =
      parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
      && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
      && !cell.text.unicodeScalars.contains { $0.properties.isWhitespace }
    if !isPlausible {
      log.warning(
        "malformed-email", cell, "The address of \(personID) is malformed.", "Correct it.")
    }
    return cell.text
  }

  private func checkedReference(_ text: String, _ cell: Cell) -> PersonID? {
    if let damage = IdentityText.damage(text) {
      log.error(
        "damaged-id", cell, "A spreadsheet has turned an id in \(cell.header) into \(damage).",
        "Export the column as text and take care not to open it in a spreadsheet.")
      return nil
    }
    return PersonID(text)
  }
}
