import Pairwright
import Testing

@Suite("SkillCatalogue")
struct SkillCatalogueTests {
  private let catalogue = SkillCatalogue([
    .init("Machine Learning", synonyms: ["ML", "Maschinelles Lernen"]),
    .init("Übersetzen", synonyms: ["Translation", "ml"]), .init("ML Ops"),
  ])

  @Test(
    "lets all spellings and synonyms of a name meet",
    arguments: [
      (" machine learning ", "machine learning"), ("ml", "machine learning"),
      ("MASCHINELLES LERNEN", "machine learning"), ("ÜBERSETZEN", "übersetzen"),
      ("U\u{308}bersetzen", "übersetzen"), ("translation", "übersetzen"), ("ML ops", "ml ops"),
      ("Unknown ", "unknown"),
    ])
  func key(name: String, key: String) {
    #expect(catalogue.key(for: name) == key)
  }

  @Test("knows which names it has")
  func contains() {
    #expect(catalogue.contains(" TRANSLATION"))
    #expect(!catalogue.contains("unknown"))
  }

  @Test(
    "folds ASCII and other text alike", arguments: ["  A b\t", "Éa ", "", " ", "\u{A0}x\u{A0}"])
  func folds(text: String) {
    let folded = SkillCatalogue.folded(text)
    #expect(folded == SkillCatalogue.folded(folded))
    #expect(folded.first?.isWhitespace != true && folded.last?.isWhitespace != true)
  }
}
