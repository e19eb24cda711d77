internal import Pairwright

/// Spreads a mapping in which some keys have lists over all combinations of their values.
enum ParameterGrid {
  /// One combination.
  struct Setting {
    /// The mapping with one value for each key.
    let value: ConfigurationValue
    /// The keys that had lists.
    let varied: [String]
    /// The values as written, by key.
    let parameters: [String: String]

    /// Returns the name in results: the name, or else the kind with everything that was given; of a
    /// name only what varies is added.
    func label(name: String?, kind: String, hidden: [String] = []) -> String {
      let shown = parameters.keys.sorted().filter { key in
        name == nil
          ? !(["kind", "name"] + hidden).contains(key) : varied.contains(key)
      }
      return ([name ?? kind] + shown.map { "\($0)=\(parameters[$0] ?? "")" })
        .joined(separator: " ")
    }
  }

  /// Returns all combinations, the first key changing slowest; a value that is no mapping is its
  /// own only setting, for the reader to refuse.
  static func settings(of value: ConfigurationValue) -> [Setting] {
    guard case .mapping(let entries) = value.content else {
      return [Setting(value: value, varied: [], parameters: [:])]
    }
    var combinations: [[ConfigurationValue.Entry]] = [[]]
    var varied: [String] = []
    for entry in entries {
      var choices = [entry]
      if case .sequence(let items) = entry.value.content, !items.isEmpty {
        varied.append(entry.key)
        choices = items.map {
          ConfigurationValue.Entry(key: entry.key, location: entry.location, value: $0)
        }
      }
      combinations = combinations.flatMap { head in choices.map { head + [$0] } }
    }
    return combinations.map { entries in
      var parameters: [String: String] = [:]
      for entry in entries {
        if case .scalar(let text, _) = entry.value.content { parameters[entry.key] = text }
      }
      return Setting(
        value: ConfigurationValue(.mapping(entries), at: value.location), varied: varied,
        parameters: parameters)
    }
  }
}
