/// Tells which column names promise data of a special category, such as gender or health.
///
/// Such a column is read only when a program lists it under `audit`, and looked at by a rule only
/// when the program also acknowledges it.
package enum SensitiveColumns {
  /// Returns whether a header or canonical name promises data of a special category.
  package static func contains(_ name: String) -> Bool {
    let lower = name.lowercased()
    if lower.hasPrefix("group_") { return true }
    let key = String(
      String.UnicodeScalarView(
        lower.unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }))
    return words.contains(key) || stems.contains { key.contains($0) }
  }

  private static let words: Set<String> = ["sex", "race", "pronouns", "age", "caste"]
  private static let stems = [
    "gender", "ethnic", "religio", "disab", "health", "sexualorient", "veteran", "maritalstatus",
    "nationality", "citizenship", "pregnan", "tradeunion", "unionmember", "politic",
  ]
}
