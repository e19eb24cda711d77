import Foundation
import Pairwright
import PairwrightIO
import Testing

@Suite struct YAMLConfigurationTests {
  private func parse(_ text: String) -> (ConfigurationValue?, Diagnostics) {
    var diagnostics = Diagnostics()
    let file = InputFile(path: "program.yaml", bytes: Array(text.utf8))
    return (YAMLConfiguration.parse(file, into: &diagnostics), diagnostics)
  }

  private func entry(_ value: ConfigurationValue?, _ key: String) -> ConfigurationValue.Entry? {
    guard case .mapping(let entries) = value?.content else { return nil }
    return entries.first { $0.key == key }
  }

  @Test func keepsTextAndPlaces() throws {
    let (value, diagnostics) = parse(
      "version: 1\nids: [007, \"8\", 1e2]\n\nname:   'a: b'\nempty:\nnothing: null\n")
    #expect(diagnostics.all.isEmpty)
    let ids = try #require(entry(value, "ids"))
    #expect(ids.location == .init(file: "program.yaml", line: 2, column: 1))
    guard case .sequence(let items) = ids.value.content else {
      Issue.record("ids is no list")
      return
    }
    let texts = items.map { item -> String in
      guard case .scalar(let text, let isQuoted) = item.content else { return "?" }
      return "\(text) \(isQuoted) \(item.location.line ?? 0):\(item.location.column ?? 0)"
    }
    #expect(texts == ["007 false 2:7", "8 true 2:12", "1e2 false 2:17"])
    let name = try #require(entry(value, "name"))
    #expect(name.value.location == .init(file: "program.yaml", line: 4, column: 9))
    for key in ["empty", "nothing"] {
      guard case .null = entry(value, key)?.value.content else {
        Issue.record("\(key) is something")
        continue
      }
    }
  }

  @Test(
    arguments: [
      ("a: 1\nb: 2\na: 3\n", "duplicate-key", 1),
      ("a: 1\n---\nb: 2\n", "several-documents", 2),
      ("a: &x 1\nb: 2\n", "anchor", 1),
      ("a: &x 1\nb: *x\n", "anchor", 2),
      ("b: *x\n", "anchor", 1),
      ("a: !!int 1\n", "tag", 1),
      ("a: !mine {b: 1}\n", "tag", 1),
      ("a: [1, 2\nb: 3\n", "yaml-syntax", 2),
      ("a: 1\n b: 2\n", "yaml-syntax", 2),
      ("a: \"open\n", "yaml-syntax", 2),
      ("? [a]\n: 1\n", "yaml-syntax", 1),
      ("a: 1\nb: \u{7}\n", "yaml-syntax", 2),
      (
        "a: " + String(repeating: "[", count: 150) + String(repeating: "]", count: 150), "nesting",
        1
      ),
      ("a: " + String(repeating: "[", count: 100_000), "nesting", 1),
      (String(repeating: "- ", count: 100_000), "nesting", 1),
      ("a: " + String(repeating: "{b: ", count: 100_000), "nesting", 1),
      (String(repeating: "#", count: (1 << 20) + 1), "limit", nil),
    ] as [(String, String, Int?)])
  func refuses(_ text: String, _ code: String, _ line: Int?) {
    let (value, diagnostics) = parse(text)
    #expect(value == nil)
    #expect(diagnostics.errors.map(\.code.rawValue) == [code])
    #expect(diagnostics.errors.first?.location.line == line)
  }

  @Test func takesMarksAndLineEndings() {
    let (value, diagnostics) = parse("\u{FEFF}version: 1\r\nname: a & b * c\r\n")
    #expect(diagnostics.all.isEmpty)
    #expect(entry(value, "version")?.location.line == 1)
    #expect(entry(value, "name")?.location.line == 2)
    guard case .scalar("a & b * c", false) = entry(value, "name")?.value.content else {
      Issue.record("The name is another")
      return
    }
  }

  @Test func refusesAliasesThatFillTheMemory() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      let alias = "*a\(level - 1)"
      text +=
        "a\(level): &a\(level) [\(Array(repeating: alias, count: 9).joined(separator: ", "))]\n"
    }
    text += "? *a20\n: 1\n"
    #expect(parse(text).1.errors.map(\.code.rawValue) == ["anchor"])
  }

  @Test func refusesOtherEncodings() {
    var diagnostics = Diagnostics()
    let bytes: [UInt8] = Array("a: 1\nname: M".utf8) + [0xFC] + Array("ller\n".utf8)
    #expect(YAMLConfiguration.parse(.init(path: "p", bytes: bytes), into: &diagnostics) == nil)
    #expect(diagnostics.errors.map(\.code.rawValue) == ["encoding"])
    #expect(diagnostics.errors.first?.location.line == 2)
  }

  @Test func tellsMissingFilesFromBadOnes() {
    var diagnostics = Diagnostics()
    #expect(throws: InputOutputError.self) {
      try YAMLConfiguration.read(path: "/nonexistent/program.yaml", into: &diagnostics)
    }
    #expect(diagnostics.all.isEmpty)
  }

  @Test func emptyFileIsNothing() {
    let (value, diagnostics) = parse("# only a comment\n")
    #expect(diagnostics.all.isEmpty)
    guard case .null = value?.content else {
      Issue.record("An empty file is something")
      return
    }
  }

  @Test(.enabled(if: SharedRosters.areThere, "needs the shared rosters"))
  func readsSharedPrograms() throws {
    for roster in [
      "worked-example", "oracle-hr", "adventureworks", "adventureworks-bamboohr",
      "uk-organogram-decc", "employees-8k",
    ] {
      for name in ["program.yaml", "program-pair-rules.yaml"] {
        var diagnostics = Diagnostics()
        let path = SharedRosters.path(roster, name)
        let value = try #require(YAMLConfiguration.read(path: path, into: &diagnostics).value)
        let program = MentoringProgram(reading: value, into: &diagnostics)
        #expect(diagnostics.all.isEmpty, "\(path): \(diagnostics.all)")
        #expect(!program.rules.isEmpty)
      }
    }
  }
}
