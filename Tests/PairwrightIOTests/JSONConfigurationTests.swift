import Pairwright
import PairwrightIO
import Testing

@Suite struct JSONConfigurationTests {
  private func parse(_ text: String) -> (value: ConfigurationValue?, diagnostics: Diagnostics) {
    var diagnostics = Diagnostics()
    let value = JSONConfiguration.parse(
      InputFile(path: "c.json", bytes: Array(text.utf8)), into: &diagnostics)
    return (value, diagnostics)
  }

  @Test func readsEveryKindOfValue() throws {
    let text = #" {"a": [1, -2.5e3, true, null], "b\n\u00e9\ud83d\ude00": "7", "c": {}, "d": []} "#
    let (value, diagnostics) = parse(text)
    #expect(!diagnostics.hasErrors)
    guard case .mapping(let entries) = value?.content else {
      Issue.record("no mapping")
      return
    }
    #expect(entries.map(\.key) == ["a", "b\né😀", "c", "d"])
    guard case .sequence(let items) = entries[0].value.content else {
      Issue.record("no list")
      return
    }
    #expect(
      items.map(\.content) == [
        .scalar("1", isQuoted: false), .scalar("-2.5e3", isQuoted: false),
        .scalar("true", isQuoted: false), .null,
      ])
    #expect(items[1].location == .init(file: "c.json", line: 1, column: 12))
    #expect(entries[1].value.content == .scalar("7", isQuoted: true))
  }

  @Test(
    arguments: [
      ("", "json-syntax", 1, 1), ("{\"a\": 1,\n}", "json-syntax", 2, 1),
      ("[1,]", "json-syntax", 1, 4), ("{\"a\": 1, \"a\": 2}", "duplicate-key", 1, 10),
      ("[01]", "json-syntax", 1, 2), ("[1.]", "json-syntax", 1, 2), ("[+1]", "json-syntax", 1, 2),
      ("[NaN]", "json-syntax", 1, 2), ("{a: 1}", "json-syntax", 1, 2),
      ("[1] 2", "json-syntax", 1, 5),
      ("[1", "json-syntax", 1, 3), ("\"a", "json-syntax", 1, 3), ("\"\\x\"", "json-syntax", 1, 3),
      ("\"\\ud800\"", "json-syntax", 1, 8), ("[1 2]", "json-syntax", 1, 4),
      ("{\"a\" 1}", "json-syntax", 1, 6), ("// no\n{}", "json-syntax", 1, 1),
      (String(repeating: "[", count: 200), "nesting", 1, 102),
    ] as [(String, Diagnostic.Code, Int, Int)])
  func refusesWhatIsNotStrict(text: String, code: Diagnostic.Code, line: Int, column: Int) {
    let (value, diagnostics) = parse(text)
    #expect(value == nil)
    #expect(diagnostics.errors.map(\.code) == [code])
    #expect(
      diagnostics.errors.first?.location == .init(file: "c.json", line: line, column: column))
  }
}
