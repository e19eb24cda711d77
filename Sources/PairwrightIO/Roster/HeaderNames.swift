import Pairwright

/// What headers have in common: how they compare, and which ones touch protected matters.
enum HeaderNames {
  /// Returns a header as headers compare: its letters and digits in lower case.
  ///
  /// Canonically equivalent spellings are equal, because Swift strings compare so.
  static func key(_ header: String) -> String {
    let kept = header.lowercased().unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || $0.properties.generalCategory == .nonspacingMark
    }
    let key = kept.isEmpty ? Cell.trimmed(header) : String(String.UnicodeScalarView(kept))
    // Employee # is a number and Employee a name.
    return key == "employee" && header.contains("#") ? "employeenumber" : key
  }

  /// Whether a header promises data of a special category, such as gender or health.
  static func isSensitive(_ header: String) -> Bool {
    SensitiveColumns.contains(header)
  }

  /// Returns the protecting column that a header was probably meant to be, within two edits.
  static func misspeltProtection(_ header: String) -> (key: String, column: RosterColumn)? {
    let key = key(header)
    var best: (key: String, column: RosterColumn, distance: Int)?
    for target in protectingKeys {
      // Two edits turn a short word into any other.
      let limit = target.key.count >= 6 ? 2 : target.key.count == 5 ? 1 : 0
      guard abs(target.key.count - key.count) <= limit else { continue }
      let distance = NearestName.distance(key, target.key)
      if distance <= limit, distance < (best?.distance ?? .max) {
        best = (target.key, target.column, distance)
      }
    }
    return best.map { ($0.key, $0.column) }
  }

  /// Keys that look misspelt and are usual beside the column they resemble.
  static let harmlessNeighbours: Set<String> = ["supervisor", "managername", "option"]

  private static let protectingKeys: [(key: String, column: RosterColumn)] =
    RosterColumns.all.flatMap { definition -> [(key: String, column: RosterColumn)] in
      guard let column = RosterColumn(rawValue: definition.name),
        RosterColumn.protecting.contains(column)
      else { return [] }
      return definition.keys.map { ($0, column) }
    } + [
      ("avoid", .avoidIDs), ("avoidlist", .avoidIDs), ("succession", .successionCandidateFor),
      ("successioncandidate", .successionCandidateFor), ("hrpartner", .hrPartnerID),
      ("currentpartner", .currentPartnerID),
    ]
}
