/// Finds out what separates the cells of a table.
enum CSVDelimiter {
  private static let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
  private static let quote = UInt8(ascii: "\"")
  private static let cr = UInt8(ascii: "\r")
  private static let lf = UInt8(ascii: "\n")

  /// The delimiter that a first line `sep=` names, and the bytes of that line without its end.
  static func declared(
    in bytes: some Collection<UInt8>
  ) -> (delimiter: UInt8, byteCount: Int)? {
    let declaration = bytes.prefix { $0 != lf && $0 != cr }
    let word = String(decoding: declaration.prefix(8), as: UTF8.self).lowercased()
    for candidate in candidates {
      let sign = String(UnicodeScalar(candidate))
      if word == "sep=\(sign)" || word == "\"sep=\(sign)\"" {
        return (candidate, declaration.count)
      }
    }
    return nil
  }

  /// The delimiter that is most frequent in the first line with any text; a comma in doubt.
  static func mostFrequent(in bytes: some Collection<UInt8>) -> UInt8 {
    var counts = [Int](repeating: 0, count: candidates.count)
    var isQuoted = false
    var hasText = false
    for byte in bytes {
      if byte == quote { isQuoted.toggle() }
      if !isQuoted, byte == lf || byte == cr {
        if hasText { break }
        continue
      }
      hasText = true
      if !isQuoted, let position = candidates.firstIndex(of: byte) { counts[position] += 1 }
    }
    var best = 0
    for position in candidates.indices where counts[position] > counts[best] { best = position }
    return candidates[best]
  }
}
