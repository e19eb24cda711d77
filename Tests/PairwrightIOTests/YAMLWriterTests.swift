import Pairwright
import PairwrightIO
import Testing

@Suite struct YAMLWriterTests {
  @Test func writesARuleALine() {
    let value = ConfigurationValue.keys([
      ("version", .text("1")),
      ("sides", .keys([("from", .text("side"))])),
      ("score", .keys([("skills", .keys([("weight", .text("6"))])), ("floor", .text("0"))])),
      (
        "rules",
        .list([
          .keys([("kind", .text("no_same")), ("field", .text("team"))]),
          .keys([
            ("kind", .text("either_or")), ("pairs", .list([.list([.text("007"), .text("8")])])),
          ]),
        ])
      ),
      ("objective", .list([.text("coverage"), .text("total")])),
    ])
    #expect(
      YAMLWriter.text(value) == """
        version: 1
        sides: {from: side}
        score:
          skills: {weight: 6}
          floor: 0
        rules:
          - {kind: no_same, field: team}
          - {kind: either_or, pairs: [[007, 8]]}
        objective: [coverage, total]

        """)
  }

  @Test(
    arguments: [
      "plain", "two words", "-3", "0.7", "007", "", " padded ", "a: b", "a #b", "[x]", "{", "null",
      "~", "true", "say \"hi\"", "back\\slash", "line\nbreak", "tab\t", "é", "*star", "&and",
      "!bang",
      "R & D, Sales", "-", "- a", "?", "\u{2028}", "\u{7F}", "'quoted'", "100%", "a/b.csv", "@home",
    ])
  func roundTripsText(_ text: String) throws {
    let value = ConfigurationValue.keys([
      ("key", .text(text)), (text, .list([.text(text), .keys([(text, .text("x"))])])),
    ])
    var diagnostics = Diagnostics()
    let written = YAMLWriter.text(value)
    let read = try #require(
      YAMLConfiguration.parse(.init(path: "p", bytes: Array(written.utf8)), into: &diagnostics),
      "\(written) \(diagnostics.all)")
    #expect(plain(read) == plain(value))
  }

  @Test func roundTripsThePrograms() throws {
    var program = MentoringProgram()
    program.name = "Name: with \"signs\" & more"
    program.start = CalendarDate(iso: "2027-01-15")
    program.columns = ["employee_id": "USERID", "Über": "ignore"]
    program.audit = ["group_gender"]
    let text = YAMLWriter.text(program.configuration(consentDefault: .required))
    var diagnostics = Diagnostics()
    let value = try #require(
      YAMLConfiguration.parse(.init(path: "p", bytes: Array(text.utf8)), into: &diagnostics))
    let read = MentoringProgram(reading: value, into: &diagnostics)
    #expect(diagnostics.all.isEmpty, "\(diagnostics.all)")
    #expect(YAMLWriter.text(read.configuration(consentDefault: .required)) == text)
  }

  /// The value without places and quotes, which writing does not keep; a null for empty text.
  private func plain(_ value: ConfigurationValue) -> String {
    switch value.content {
    case .null: "null"
    case .scalar(let text, _): "<\(text)>"
    case .sequence(let items): "[" + items.map(plain).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{" + entries.map { "<\($0.key)>=\(plain($0.value))" }.joined(separator: ",") + "}"
    }
  }
}
