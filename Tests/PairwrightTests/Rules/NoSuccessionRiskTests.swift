import Pairwright
import Testing

@Suite("NoSuccessionRisk")
struct NoSuccessionRiskTests {
  @Test("bars candidates from the holder of the post, whoever takes part otherwise")
  func bars() throws {
    let people = [
      Person.junior("Heir") { $0.successionCandidateFor = ["POST-1", "Gone"] },
      .junior("Rival") { $0.successionCandidateFor = ["POST-3"] },
      .junior("ByID") { $0.successionCandidateFor = ["Boss"] },
      .junior("Owner") { $0.positionID = "POST-9" },
      .senior("Boss") { $0.positionID = "POST-1" },
      .senior("Sharer") { $0.positionID = "POST-1" },
      .senior("Other") { $0.successionCandidateFor = ["POST-3", "POST-9"] },
      .senior("Gone") { $0.status = .terminated },
      .on(.none, "Third") { $0.positionID = "POST-3" },
    ]
    #expect(
      try Fixture(people, rules: [NoSuccessionRisk()]).barredPairs == [
        "Heir Boss", "Heir Sharer", "ByID Boss", "Owner Other",
      ])
  }

  @Test("refuses a post that no row has, even of somebody who takes no part")
  func unknownPost() throws {
    let people = [
      Person.junior("J"), .senior("S"),
      .on(.none, "X") { ($0.successionCandidateFor, $0.line) = (["POST-7"], 5) },
    ]
    let found = try Fixture.findings { try Fixture(people, rules: [NoSuccessionRisk()]) }
    #expect(found.codes(.error) == ["unknown-post"])
    #expect(found.errors[0].location.line == 5)
    #expect(found.errors[0].value == "POST-7" && !found.errors[0].message.contains("POST-7"))
    #expect(try Fixture(people).diagnostics.errors.isEmpty)
  }
}
