import Pairwright
import Testing

@Suite("CommonLanguage")
struct CommonLanguageTests {
  private static let people = [
    Person.junior("EnC1") { $0.languages = [.init("en", level: .c1)] },
    .junior("PtA2") { $0.languages = [.init("pt-BR", level: .a2), .init("fr", level: .a1)] },
    .junior("DePlain") { $0.languages = [.init("DE")] },
    .senior("EnB2") { $0.languages = [.init("en-GB", level: .b2), .init("de", level: .a1)] },
    .senior("Pt") { $0.languages = [.init("pt")] },
  ]

  @Test("needs one primary subtag at the level on both sides; no level counts as fluent")
  func bars() throws {
    let cases: [(LanguageLevel?, Set<String>)] = [
      (nil, ["EnC1 Pt", "PtA2 EnB2", "DePlain Pt"]),
      (.a2, ["EnC1 Pt", "PtA2 EnB2", "DePlain EnB2", "DePlain Pt"]),
      (.b2, ["EnC1 Pt", "PtA2 EnB2", "PtA2 Pt", "DePlain EnB2", "DePlain Pt"]),
      (.c1, ["EnC1 EnB2", "EnC1 Pt", "PtA2 EnB2", "PtA2 Pt", "DePlain EnB2", "DePlain Pt"]),
    ]
    for (level, expected) in cases {
      let fixture = try Fixture(Self.people, rules: [CommonLanguage(level: level)])
      #expect(fixture.barredPairs == expected, "\(String(describing: level))")
      let information = fixture.diagnostics.information
      #expect(information.map(\.code) == (level == nil ? [] : ["language-without-level"]))
      if level != nil { #expect(information[0].message.contains("2 participants")) }
    }
  }

  @Test("orders the levels")
  func levels() {
    #expect(LanguageLevel.allCases.sorted() == [.a1, .a2, .b1, .b2, .c1, .c2])
  }

  @Test("needs everybody's languages")
  func needs() throws {
    let found = try Fixture.findings {
      try Fixture([.junior("J"), .senior("S")], rules: [CommonLanguage()])
    }
    #expect(found.codes(.error) == ["missing-field", "missing-field"])
  }
}
