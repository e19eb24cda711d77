/// Reads the keys of one mapping strictly and collects everything that is wrong with it.
///
/// Ask for each key that is known, then call ``finish()``: whatever was not asked for is an
/// unknown key and becomes an error that names the nearest known one.
package final class ConfigurationReader {
  /// What is being read, for messages: "the rule grade_gap".
  package let subject: String
  /// Where it stands.
  package let location: Diagnostic.Location
  private let log: DiagnosticLog
  private var entries: [String: ConfigurationValue.Entry] = [:]
  private var order: [String] = []
  private var known: [String] = []

  /// Starts reading; a value that is no mapping is reported and reads as empty.
  package init(_ value: ConfigurationValue, subject: String, log: DiagnosticLog) {
    self.subject = subject
    self.log = log
    location = value.location
    switch value.content {
    case .mapping(let list):
      for entry in list where entries[entry.key] == nil {
        entries[entry.key] = entry
        order.append(entry.key)
      }
    case .null, .scalar, .sequence:
      fail(
        "wrong-type", at: value.location, "\(sentenceSubject) must have keys with values.",
        "key: value")
    }
  }

  /// The subject as a sentence begins with it.
  private var sentenceSubject: String { subject.prefix(1).uppercased() + subject.dropFirst() }

  /// The keys that are present, in file order.
  package var presentKeys: [String] { order }

  /// Returns the value of a key as it stands, or `nil` when the key is absent.
  package func value(_ key: String) -> ConfigurationValue? {
    known.append(key)
    return entries[key]?.value
  }

  /// Returns where a key stands, or the whole mapping's place when it is absent.
  package func location(of key: String) -> Diagnostic.Location {
    entries[key]?.location ?? location
  }

  /// Returns the text of a key, or `nil` when it is absent or no text.
  package func text(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    guard case .scalar(let text, _) = value.content, !text.isEmpty else {
      fail("wrong-type", at: value.location, "\(key) in \(subject) must be text.", "\(key): text")
      return nil
    }
    return text
  }

  /// Returns a whole number within `range`, or `nil` when the key is absent or wrong.
  package func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = value(key) else { return nil }
    let form = "\(key): a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard case .scalar(let text, false) = value.content, let number = plainInteger(text) else {
      fail("wrong-type", at: value.location, "\(key) in \(subject) must be a whole number.", form)
      return nil
    }
    guard range.contains(number) else {
      fail("out-of-range", at: value.location, "\(key) in \(subject) is out of range.", form)
      return nil
    }
    return number
  }

  /// Returns a decimal number within `range`, or `nil` when the key is absent or wrong.
  package func decimal(_ key: String, in range: ClosedRange<FixedPoint>) -> FixedPoint? {
    guard let value = value(key) else { return nil }
    let form = "\(key): a decimal number from \(range.lowerBound) to \(range.upperBound)"
    guard case .scalar(let text, false) = value.content else {
      fail("wrong-type", at: value.location, "\(key) in \(subject) must be a number.", form)
      return nil
    }
    do {
      let number = try FixedPoint(text: text)
      guard range.contains(number) else {
        fail("out-of-range", at: value.location, "\(key) in \(subject) is out of range.", form)
        return nil
      }
      return number
    } catch {
      fail(
        error == .tooManyDecimals ? "too-many-decimals" : "wrong-type", at: value.location,
        "\(key) in \(subject) must be a decimal number with at most four decimals.", form)
      return nil
    }
  }

  /// Returns `true` or `false`, or `nil` when the key is absent or wrong.
  package func boolean(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    switch value.content {
    case .scalar("true", false): return true
    case .scalar("false", false): return false
    default:
      fail(
        "wrong-type", at: value.location, "\(key) in \(subject) must be true or false.",
        "\(key): true")
      return nil
    }
  }

  /// Returns one of a fixed set of words, or `nil` when the key is absent or wrong.
  package func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, as type: Word.Type = Word.self
  ) -> Word? where Word.RawValue == String {
    guard let value = value(key) else { return nil }
    let words = Word.allCases.map(\.rawValue)
    if case .scalar(let text, _) = value.content {
      if let word = Word(rawValue: text) { return word }
      let nearest = NearestName.nearest(to: text, among: words).map { ", perhaps \($0)" } ?? ""
      fail(
        "unknown-word", at: value.location,
        "\(key) in \(subject) has a value that is not known\(nearest).",
        "\(key): \(words.joined(separator: " | "))", text)
    } else {
      fail(
        "wrong-type", at: value.location, "\(key) in \(subject) must be one word.",
        "\(key): \(words.joined(separator: " | "))")
    }
    return nil
  }

  /// Returns a list of texts, or `nil` when the key is absent or wrong.
  package func texts(_ key: String) -> [String]? {
    guard let items = list(key) else { return nil }
    var texts: [String] = []
    for item in items {
      guard case .scalar(let text, _) = item.content else {
        fail(
          "wrong-type", at: item.location, "\(key) in \(subject) must be a list of texts.",
          "\(key): [a, b]")
        return nil
      }
      texts.append(text)
    }
    return texts
  }

  /// Returns the items of a list, or `nil` when the key is absent or no list.
  package func list(_ key: String) -> [ConfigurationValue]? {
    guard let value = value(key) else { return nil }
    guard case .sequence(let items) = value.content else {
      fail(
        "wrong-type", at: value.location, "\(key) in \(subject) must be a list.", "\(key): [a, b]")
      return nil
    }
    return items
  }

  /// Returns a reader of the mapping under a key, or `nil` when the key is absent.
  package func mapping(_ key: String) -> ConfigurationReader? {
    guard let value = value(key) else { return nil }
    return ConfigurationReader(value, subject: "\(key) in \(subject)", log: log)
  }

  /// Reports that a key which must be there is absent, unless it was present but wrong.
  package func require(_ key: String, form: String) {
    if entries[key] == nil {
      fail(
        "missing-key", at: location, "\(sentenceSubject) needs the key \(key).", "\(key): \(form)")
    }
  }

  /// Reports that none of several bounds is there; returns whether one is.
  package func requireBound(_ keys: String...) -> Bool {
    if keys.contains(where: { entries[$0] != nil }) { return true }
    fail(
      "missing-key", at: location, "\(sentenceSubject) needs a bound.",
      keys.joined(separator: " or ") + ": a number")
    return false
  }

  /// Reports an error about the mapping or one of its keys.
  package func fail(
    _ code: Diagnostic.Code, at location: Diagnostic.Location, _ message: String, _ form: String,
    _ value: String? = nil
  ) {
    log.diagnostics.error(
      code, at: location, message, mend: "Accepted form: \(form)", value: value)
  }

  /// Reports a lower bound above an upper one; returns whether the bounds are in order.
  package func checkBounds(_ lower: Int?, _ upper: Int?, keys: (String, String)) -> Bool {
    guard let lower, let upper, lower > upper else { return true }
    fail(
      "bounds-crossed", at: location(of: keys.0),
      "\(keys.0) is above \(keys.1) in \(subject).", "\(keys.0) at most \(keys.1)")
    return false
  }

  /// Reports every key that nobody asked for.
  package func finish() {
    for key in order where !known.contains(key) {
      let nearest = NearestName.nearest(to: key, among: known)
      log.diagnostics.error(
        "unknown-key", at: entries[key]?.location ?? location,
        "\(sentenceSubject) has no key \(key)" + (nearest.map { "; did you mean \($0)?" } ?? "."),
        mend: "Known keys: \(known.joined(separator: ", ")).")
    }
  }

  private func plainInteger(_ text: String) -> Int? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }
}

/// The one place where a reading collects its findings.
package final class DiagnosticLog {
  /// Everything found so far.
  package var diagnostics = Diagnostics()

  /// Makes an empty log.
  package init() {}
}
