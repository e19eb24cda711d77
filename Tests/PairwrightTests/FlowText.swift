import Pairwright

/// Reads the flow style of YAML (`{a: 1, b: [x, "y"]}`) into configuration values with lines and
/// columns, so that tests can write programs as text.
struct FlowText {
  private let characters: [Character]
  private var position = 0
  private var line = 1
  private var column = 1

  static func parse(_ text: String) -> ConfigurationValue {
    var reader = FlowText(characters: Array(text))
    return reader.value()
  }

  private init(characters: [Character]) { self.characters = characters }

  private var current: Character? {
    position < characters.count ? characters[position] : nil
  }

  private mutating func advance() {
    if current == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    position += 1
  }

  private mutating func skip(_ skipped: String = " \n,") {
    while let character = current, skipped.contains(character) { advance() }
  }

  private mutating func value() -> ConfigurationValue {
    skip()
    let place = Diagnostic.Location(file: "program.yaml", line: line, column: column)
    switch current {
    case "{":
      advance()
      skip()
      var entries: [ConfigurationValue.Entry] = []
      while let character = current, character != "}" {
        let keyPlace = Diagnostic.Location(file: "program.yaml", line: line, column: column)
        let key = word()
        skip(" :")
        entries.append(.init(key: key, location: keyPlace, value: value()))
        skip()
      }
      advance()
      return ConfigurationValue(.mapping(entries), at: place)
    case "[":
      advance()
      skip()
      var items: [ConfigurationValue] = []
      while let character = current, character != "]" {
        items.append(value())
        skip()
      }
      advance()
      return ConfigurationValue(.sequence(items), at: place)
    case "\"":
      advance()
      var text = ""
      while let character = current, character != "\"" {
        text.append(character)
        advance()
      }
      advance()
      return ConfigurationValue(.scalar(text, isQuoted: true), at: place)
    default:
      let text = word()
      return ConfigurationValue(text == "null" ? .null : .scalar(text, isQuoted: false), at: place)
    }
  }

  private mutating func word() -> String {
    var text = ""
    while let character = current, !",:{}[]\n".contains(character) {
      text.append(character)
      advance()
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}
