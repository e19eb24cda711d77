import Pairwright
import Testing

@Suite("SensitiveColumns")
struct SensitiveColumnsTests {
  @Test(
    "knows columns of special categories by name",
    arguments: [
      ("group_gender", true), ("gender", true), ("Gender Identity", true), ("ETHNICITY", true),
      ("health_status", true), ("sex", true), ("group_anything", true), ("disability", true),
      ("team", false), ("department", false), ("language", false), ("page", false),
      ("Essex", false), ("location", false), ("generation", false),
    ])
  func contains(name: String, isSensitive: Bool) {
    #expect(SensitiveColumns.contains(name) == isSensitive)
  }
}
