import Pairwright
import Testing

@testable import PairwrightIO

@Suite struct ProgramWriterTests {
  @Test func writesTopKeysPartsAndRulesOnLinesOfTheirOwn() {
    let program = ConfigurationValue.keys([
      ("version", .text("1")),
      ("sides", .keys([("from", .text("side"))])),
      ("score", .keys([("skills", .keys([("weight", .text("0.5"))])), ("floor", .text("5"))])),
      ("rules", .list([.keys([("kind", .text("pairs")), ("file", .text("a b.csv"))])])),
      ("objective", .list([.text("coverage"), .text("total")])),
    ])
    #expect(
      ProgramWriter.text(program) == """
        version: 1
        sides: {from: side}
        score:
          skills: {weight: 0.5}
          floor: 5
        rules:
          - {kind: pairs, file: a b.csv}
        objective: [coverage, total]

        """)
  }

  @Test(arguments: [
    ("007", "007"), ("", "\"\""), (" a", "\" a\""), ("- a", "\"- a\""), ("a: b", "\"a: b\""),
    ("say \"no\"\\", "\"say \\\"no\\\"\\\\\""), ("line\nbreak\u{1}", "\"line\\nbreak\\x01\""),
    ("#top", "\"#top\""), ("[a]", "\"[a]\""), ("Größe", "\"Größe\""),
  ])
  func quotesWhatYAMLWouldReadOtherwise(text: String, written: String) {
    #expect(ProgramWriter.text(.keys([("key", .text(text))])) == "key: \(written)\n")
  }

  @Test func keepsQuotes() {
    let quoted = ConfigurationValue(.scalar("2027", isQuoted: true))
    #expect(ProgramWriter.text(.keys([("name", quoted)])) == "name: \"2027\"\n")
  }
}
