/// The skills, interests and goals that an organisation knows by name, with their synonyms.
public struct SkillCatalogue: Sendable {
  /// One line of catalogue.csv.
  public struct Entry: Sendable, Hashable {
    /// The name that the organisation uses.
    public var name: String
    /// The group that it belongs to.
    public var parent: String?
    /// Other names for the same thing.
    public var synonyms: [String]
    /// What kind of thing it is, such as `digital`, `interest` or `goal`.
    public var kind: String?

    /// Makes an entry.
    public init(
      _ name: String, parent: String? = nil, synonyms: [String] = [], kind: String? = nil
    ) {
      self.name = name
      self.parent = parent
      self.synonyms = synonyms
      self.kind = kind
    }
  }

  /// All entries, in file order.
  public let entries: [Entry]
  private let keyOfName: [String: String]

  /// Makes a catalogue; an empty one knows every name only as itself.
  public init(_ entries: [Entry] = []) {
    self.entries = entries
    var keys: [String: String] = [:]
    for entry in entries {
      let key = SkillCatalogue.folded(entry.name)
      keys[key] = key
    }
    for entry in entries {
      for synonym in entry.synonyms where keys[SkillCatalogue.folded(synonym)] == nil {
        keys[SkillCatalogue.folded(synonym)] = SkillCatalogue.folded(entry.name)
      }
    }
    keyOfName = keys
  }

  /// Returns whether the catalogue has the name, itself or as a synonym.
  public func contains(_ name: String) -> Bool {
    keyOfName[SkillCatalogue.folded(name)] != nil
  }

  /// Returns the key under which all spellings and synonyms of a name meet.
  public func key(for name: String) -> String {
    let folded = SkillCatalogue.folded(name)
    return keyOfName[folded] ?? folded
  }

  /// Returns a name without outer spaces and in lower case, which is how names compare.
  public static func folded(_ name: String) -> String {
    guard name.utf8.allSatisfy({ $0 < 0x80 }) else {
      return String(name.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        .lowercased()
    }
    // Rosters name skills by the hundred thousand, nearly all in ASCII, where bytes will do.
    var bytes = name.utf8[...]
    while let first = bytes.first, first <= 0x20 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
    return String(unsafeUninitializedCapacity: bytes.count) { buffer in
      for (index, byte) in bytes.enumerated() {
        let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        buffer[index] = isCapital ? byte + 0x20 : byte
      }
      return bytes.count
    }
  }
}
