import Foundation
import Pairwright

extension CellReader {
  /// Returns the languages of a list such as `en:C1;fr:B2`.
  func languages(_ cell: Cell) -> [LanguageSkill] {
    cell.items.compactMap { language($0, cell) }
  }

  private func language(_ item: String, _ cell: Cell) -> LanguageSkill? {
    let parts = cell.parts(of: item)
    let language = LanguageSkill(parts[0])
    guard parts.count <= 2, knownLanguages.contains(language.primarySubtag) else {
      log.error(
        "unknown-language", cell, "\(cell.header) of \(personID) has an unknown language code.",
        "Write BCP 47 codes with a CEFR level, such as en:C1;fr:B2.")
      return nil
    }
    guard parts.count == 2, !parts[1].isEmpty else {
      log.count(.information, "language-without-level", cell) {
        "\(counted($0, "language")) without a level; they count as fluent."
      }
      return language
    }
    guard let level = LanguageLevel(rawValue: parts[1].uppercased()) else {
      log.warning(
        "unknown-language-level", cell,
        "\(cell.header) of \(personID) has an unknown level; the language counts as fluent.",
        "Levels: " + LanguageLevel.allCases.map(\.rawValue).joined(separator: ", ") + ".")
      return language
    }
    return LanguageSkill(parts[0], level: level)
  }

  /// Keeps a country and warns when ISO 3166-1 has no such code.
  func country(_ cell: Cell) -> String? {
    if cell.isEmpty { return nil }
    if !knownCountries.contains(cell.text.uppercased()) {
      log.count(
        .warning, "unknown-country", cell, key: cell.text, value: cell.text,
        mend: "Write two-letter codes of ISO 3166-1, such as DE."
      ) { "\(cell.header) holds a country that ISO 3166-1 has not, in \(counted($0, "row"))." }
    }
    return cell.text
  }
}

/// ISO 639 codes, which are the primary subtags of BCP 47.
private let knownLanguages = Set(Locale.LanguageCode.isoLanguageCodes.map(\.identifier))

/// The two-letter codes of ISO 3166-1.
private let knownCountries = Set(
  Locale.Region.isoRegions.map(\.identifier).filter {
    $0.utf8.count == 2 && $0.utf8.allSatisfy { $0 >= UInt8(ascii: "A") }
  })
